import { canonicalJson } from '../../shared/sync/operation.ts';
import { isLaterWater, type Water } from '../../shared/sync/proof.ts';
import type { Lease, OpResult } from '../../shared/sync/protocol.ts';

interface ObservedResult {
  /** The result as the window got it. */
  readonly shown: string;
  readonly result: OpResult;
  /** The register's clock in the answer; 0 when it had none. */
  readonly serverTime: number;
}

/**
 * What the register answered to the window's requests. Results and blocks are journalled from here, never from what a
 * window claims (PROTOCOL T26); bounded, and what was not journalled in time is asked for again.
 */
export interface Observed {
  result(result: OpResult, shown: OpResult, serverTime: number): void;
  lease(lease: Lease): void;
  /** From the handshake: the blocks the register has closed, and the books that are open. */
  handshake(closed: readonly string[], openBooks: readonly { readonly book: string; readonly year: number }[]): void;
  water(water: Water): void;
  /** The register's answer behind a result the window hands back; null when there was none. */
  observed(shown: OpResult): { readonly result: OpResult; readonly serverTime: number } | null;
  settled(result: OpResult): void;
  /** The block as the register granted it; null when it granted none. */
  given(id: string): Lease | null;
  /** Blocks the register asked this desk to give back (PROTOCOL N13, N14). */
  asked(leases: readonly string[]): void;
  /** Whether it asked for this one. */
  isAsked(lease: string): boolean;
  /** The register does not know the sequence this desk goes on with, or lacks a part of it. */
  fork(): void;
  /** Whether it said so since the last incarnation was taken (PROTOCOL E4). */
  hasForked(): boolean;
  /** A new incarnation was taken. */
  renewed(): void;
  /** Whether the register answered that the block or its book is closed. */
  isOver(lease: Lease): boolean;
  newest(): Water | null;
}

const maxResults = 2_000;
const maxLeases = 100;

const nameOf = ({ seq, opId }: OpResult): string => `${seq} ${opId}`;

function keepNewest<K>(map: Map<K, unknown>, maxKept: number): void {
  for (const key of map.keys()) {
    if (map.size <= maxKept) return;
    map.delete(key);
  }
}

/** `last`: the newest water in the journal. */
export function makeObserved(last: Water | null): Observed {
  const results = new Map<string, ObservedResult>();
  const leases = new Map<string, Lease>();
  let closed: ReadonlySet<string> = new Set();
  let openBooks: ReadonlySet<string> | null = null;
  let newest = last;
  const asked = new Map<string, true>();
  let forked = false;
  return {
    result: (result, shown, serverTime) => {
      results.delete(nameOf(result));
      results.set(nameOf(result), { shown: canonicalJson(shown), result, serverTime });
      keepNewest(results, maxResults);
    },
    lease: (lease) => {
      leases.set(lease.id, lease);
      keepNewest(leases, maxLeases);
    },
    handshake: (ids, books) => {
      closed = new Set(ids);
      openBooks = new Set(books.map(({ book, year }) => `${book} ${year}`));
    },
    asked: (ids) => {
      for (const id of ids) asked.set(id, true);
      keepNewest(asked, maxLeases);
    },
    isAsked: (id) => asked.has(id),
    fork: () => void (forked = true),
    hasForked: () => forked,
    renewed: () => void (forked = false),
    water: (water) => {
      if (!newest || isLaterWater(water, newest)) newest = water;
    },
    observed: (shown) => {
      const observed = results.get(nameOf(shown));
      return observed?.shown === canonicalJson(shown) ? observed : null;
    },
    settled: (result) => void results.delete(nameOf(result)),
    given: (id) => leases.get(id) ?? null,
    isOver: ({ id, book, year }) => closed.has(id) || (openBooks !== null && !openBooks.has(`${book} ${year}`)),
    newest: () => newest,
  };
}

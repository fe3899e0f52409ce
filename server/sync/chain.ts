import { fitsAsOperation } from '../../shared/sync/bounds.ts';
import { hashedTexts, isAsHashed, type Digest, type Operation } from '../../shared/sync/operation.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { ownSequence } from '../store/op-place.ts';
import type { DeskRow, OpRow, Tx } from '../store/store.ts';
import { identityOf, type EntryIdentity } from './entry.ts';

/** As much of an operation as its sequence number needs, whatever else is wrong with it. */
interface Arrived {
  readonly seq: number;
  readonly opId: string;
  readonly hash: string;
  /** As it arrived, with fields this version does not know (PROTOCOL V3). */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** One the register has not got yet. */
export interface NewLink extends Arrived {
  readonly known: null;
  readonly identity: EntryIdentity;
  /** Larger or deeper than a desk may save: it gets its answer and runs no rule (PROTOCOL P6). */
  readonly oversized?: boolean;
}

/** One it has: its stored answer. */
interface KnownLink extends Arrived {
  readonly known: OpRow;
}

export type Link = NewLink | KnownLink;

export type ChainFault =
  { readonly code: 'GAP'; readonly expect: number } | { readonly code: 'FORK' } | { readonly code: 'BAD_REQUEST' };

/** Null: no operation at all. */
export function readable(raw: unknown): Arrived | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  const record = raw as Record<string, unknown>;
  const { seq, hash, opId } = record;
  if (!Number.isSafeInteger(seq) || (seq as number) < 1 || typeof hash !== 'string') return null;
  return { seq: seq as number, hash, opId: typeof opId === 'string' ? opId.slice(0, 64) : '', raw: record };
}

/**
 * PROTOCOL P1 to P3: checks every operation of a batch at its sequence number, before any of them runs. The hash is
 * taken over what arrived, not over what this version understands of it.
 */
export async function checkChain(
  tx: Tx,
  desk: DeskRow,
  ops: readonly unknown[],
  digest: Digest,
): Promise<Result<readonly Link[], ChainFault>> {
  const links: Link[] = [];
  let { lastSeq, lastHash } = desk;
  for (const raw of ops) {
    const link = readable(raw);
    if (!link) return err({ code: 'BAD_REQUEST' });
    if (link.raw['desk'] !== desk.id || link.raw['inc'] !== desk.inc) return err({ code: 'FORK' });
    if (link.seq <= lastSeq) {
      const known = link.seq <= desk.lastSeq ? await tx.desks.op({ ...ownSequence(desk), seq: link.seq }) : null;
      const hash = known?.hash ?? links.find(({ seq }) => seq === link.seq)?.hash;
      if (hash !== link.hash) return err({ code: 'FORK' });
      if (known) links.push({ ...link, known });
      continue;
    }
    if (link.seq > lastSeq + 1) return err({ code: 'GAP', expect: lastSeq + 1 });
    const op = link.raw as unknown as Operation;
    const texts = hashedTexts(op);
    if (link.raw['prev'] !== lastHash || !isAsHashed(op, digest, texts)) return err({ code: 'FORK' });
    const oversized = !fitsAsOperation(texts.place) || (texts.args !== null && !fitsAsOperation(texts.args));
    const identity = identityOf(link.raw, digest);
    links.push({ ...link, known: null, identity, ...(oversized ? { oversized } : {}) });
    ({ seq: lastSeq, hash: lastHash } = link);
  }
  return ok(links);
}

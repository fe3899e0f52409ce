import type { Contents } from '../../shared/desk/contents.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { LeaseState, PastPiece } from '../../shared/desk/desk.ts';
import { isWithheld, withhold } from '../../shared/desk/withheld.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { Certificate } from '../../shared/sync/proof.ts';
import {
  helloAnswer,
  leaseAnswer,
  opResult,
  paths,
  pullAnswer,
  pushAnswer,
  type HelloAnswer,
  type OpResult,
  type PushAnswer,
} from '../../shared/sync/protocol.ts';
import type { NumberMarks } from './number-marks.ts';
import type { Observed } from './observed.ts';
import type { Presence } from './presence.ts';

/**
 * Filters what a window and the register exchange: requests are filled from the journal, and content of other accounts
 * is kept from the window.
 */
export interface Exchange {
  /** Whether requests and answers of that path are filtered. */
  concerns(path: string): boolean;
  /** The body to send; null when it names operations that are not in the journal. */
  outgoing(path: string, body: Uint8Array): Uint8Array | null;
  /** The answer for the window. Rejects when it does not follow the protocol. */
  incoming(path: string, body: Uint8Array): Promise<Uint8Array>;
  /** What of a page of a pull stands before its rows, which pass through unread. */
  pulled(head: Uint8Array): Promise<void>;
  /** A pending operation as the window gets it. */
  shown(op: Operation): Operation;
  /** An answer, as the window gets it. */
  shownAnswer(result: OpResult, author: string): OpResult;
  /** A piece of the past, as the window gets it; what it holds is known when it goes out. */
  shownPast(piece: PastPiece): PastPiece;
}

export interface ExchangeDeps {
  readonly state: DeskState;
  readonly presence: Presence;
  readonly observed: Observed;
  readonly contents: Contents;
  readonly certificates: () => readonly Certificate[];
  /** The second copy of the numbers: a journal put back from an old copy says less (PROTOCOL N1). */
  readonly marks: Pick<NumberMarks, 'burnedOf'>;
  /** Journals the register's newest water. */
  readonly keepWater: () => Promise<unknown>;
  /** The same, not more often than a desk that only reads can bear. */
  readonly keepPulledWater: () => Promise<unknown>;
}

type Past = PastPiece['ops'][number];

/** Somewhat more than two pieces of the past: a window asks for the next one when it has sent the last. */
const maxPast = 3_000;

const concerned: readonly string[] = [
  paths.hello,
  paths.push,
  paths.reconcile,
  paths.carried,
  paths.lease,
  paths.closeLease,
];

const positionOf = ({ desk, inc, seq, hash }: Operation): string => `${desk} ${inc} ${seq} ${hash}`;

function parse(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const pulledHead = pullAnswer.pick({ water: true });

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export function makeExchange(deps: ExchangeDeps): Exchange {
  const { state, presence, observed, contents, certificates, marks, keepWater, keepPulledWater } = deps;
  const past = new Map<string, Past>();

  const isOurs = (op: Operation): boolean => presence.is(op.by.account);

  const authorOf = (seq: number): string | undefined => state.pending.get(seq)?.by.account ?? state.authors.get(seq);

  /** The values an entry of another account was merged with reveal as much as the entry. */
  const shownResult = (result: OpResult, author: string | undefined): OpResult => {
    if (author !== undefined && presence.is(author)) return contents.openAnswer(result, author);
    const { notes: _others, box: _shut, ...rest } = result;
    return rest;
  };

  const pending = (op: unknown): Operation | null => {
    const { seq, hash } = Object(op) as Partial<Operation>;
    const known = seq === undefined ? undefined : state.pending.get(seq);
    // In its box, unless its author is here: what the register can open it need not be read for (T37).
    return known && known.hash === hash ? contents.open(known) : null;
  };

  const pastOf = (entry: unknown): Past | null => {
    const known = past.get(positionOf(Object((entry as Partial<Past> | null)?.op) as Operation));
    if (!known) return null;
    const { op, result } = known;
    return { op: contents.open(op), result: contents.openAnswer(result, op.by.account) };
  };

  const withOps = (body: Record<string, unknown>, find: (entry: unknown) => unknown): Uint8Array | null => {
    const ops = Array.isArray(body['ops']) ? (body['ops'] as readonly unknown[]).map(find) : [];
    return ops.includes(null) ? null : bytesOf({ ...body, ops });
  };

  /** How far a block is burned, by the journal and the copy outside of it, also when it was given back. */
  const burned = (lease: LeaseState): LeaseState => ({ ...lease, used: marks.burnedOf(lease) || null });

  /** PROTOCOL N12, N15: what the journal has closed, as far as that says it is burned. */
  const closing = (body: Record<string, unknown>): Uint8Array | null => {
    const lease = state.leases.get(String(body['lease']));
    return lease?.closed === true
      ? bytesOf({ lease: lease.id, inc: lease.inc, highestUsed: burned(lease).used })
      : null;
  };

  const outgoing: Exchange['outgoing'] = (path, bytes) => {
    const body = parse(bytes);
    if (!body) return null;
    switch (path) {
      case paths.push:
        return withOps(body, pending);
      case paths.reconcile: {
        const leases = body['done'] === true ? [...state.leases.values()].map(burned) : [];
        return withOps({ ...body, leases }, pastOf);
      }
      case paths.carried:
        // The bundle of another desk; of this desk's own operations only the withheld ones lack content.
        return withOps(body, (op) => (isWithheld(op) ? pending(op) : op));
      case paths.hello: {
        const leases = [...state.leases.values()].map(burned).map(({ id, used, closed }) => ({ id, used, closed }));
        return bytesOf({ ...body, leases, water: observed.newest(), certificates: certificates() });
      }
      case paths.closeLease:
        return closing(body);
      default:
        return bytes;
    }
  };

  const observeResults = (answer: PushAnswer, authors: (result: OpResult) => string | undefined): PushAnswer => {
    if (answer.held?.own === true) observed.asked([answer.held.lease]);
    const results = answer.results.map((result) => {
      const shown = shownResult(result, authors(result));
      observed.result(result, shown, answer.serverTime);
      return shown;
    });
    return { ...answer, results };
  };

  const observeHandshake = (answer: HelloAnswer): HelloAnswer => {
    observed.handshake(answer.closed, answer.openBooks);
    observed.asked(answer.numbers?.flatMap(({ move }) => move) ?? []);
    const results = answer.late.results.map((result) => {
      const shown = shownResult(result, authorOf(result.seq));
      observed.result(result, shown, 0);
      return shown;
    });
    return { ...answer, late: { ...answer.late, results } };
  };

  const observe = (path: string, body: unknown): unknown => {
    switch (path) {
      case paths.push:
        return observeResults(pushAnswer.parse(body), ({ seq }) => authorOf(seq));
      case paths.reconcile: {
        const authors = new Map([...past.values()].map(({ op }) => [op.seq, op.by.account]));
        return observeResults(pushAnswer.parse(body), ({ seq }) => authors.get(seq) ?? authorOf(seq));
      }
      case paths.hello:
        return observeHandshake(helloAnswer.parse(body));
      case paths.lease: {
        const answer = leaseAnswer.parse(body);
        observed.lease(answer.lease);
        return answer;
      }
      default:
        return body;
    }
  };

  const shown = (op: Operation): Operation => (isOurs(op) ? contents.open(op) : withhold(op));

  return {
    concerns: (path) => concerned.includes(path),
    outgoing,
    incoming: async (path, bytes) => {
      const body = observe(path, parse(bytes));
      const { water } = body as { water?: HelloAnswer['water'] };
      if (water) observed.water(water);
      if (water) await keepWater();
      return bytesOf(body);
    },
    pulled: async (head) => {
      const said = pulledHead.safeParse(parse(head));
      if (!said.success || !said.data.water) return;
      observed.water(said.data.water);
      await keepPulledWater();
    },
    shown,
    shownAnswer: shownResult,
    shownPast: (piece) => {
      for (const entry of piece.ops) past.set(positionOf(entry.op), entry);
      for (const position of past.keys()) {
        if (past.size <= maxPast) break;
        past.delete(position);
      }
      const ops = piece.ops.map(({ op, result }) => ({
        op: shown(op),
        result: shownResult(opResult.parse(result), op.by.account),
      }));
      return { ...piece, ops };
    },
  };
}

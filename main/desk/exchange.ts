import type { Contents } from '../../shared/desk/contents.ts';
import { sealedIncarnation, type DeskState } from '../../shared/desk/desk-state.ts';
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
import { makeReplay } from './replay.ts';

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
  /** What the register refused a request for, in its words. */
  refused(path: string, body: Uint8Array): void;
  /** What of a page of a pull stands before its rows, which pass through unread. */
  pulled(head: Uint8Array): Promise<void>;
  /** A pending operation as the window gets it. */
  shown(op: Operation): Operation;
  /** An answer, as the window gets it. */
  shownAnswer(result: OpResult, author: string): OpResult;
  /** A piece of the past behind that sequence number, as the window gets it; what it holds is known when it goes out. */
  shownPast(afterSeq: number, piece: PastPiece): PastPiece;
}

export interface ExchangeDeps {
  readonly state: DeskState;
  readonly machine: string;
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

/** An answered operation with where its incarnation began. */
type Past = PastPiece['ops'][number] & Pick<PastPiece, 'inc' | 'start'>;

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
  const replay = makeReplay();

  const isOurs = (op: Operation): boolean => presence.is(op.by.account);

  /** Highest sequence number up to which everything has an answer. */
  const answeredUpTo = (): number => {
    const [first] = state.pending.keys();
    return first === undefined ? state.seq : first - 1;
  };

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

  /** How far a block is burned, by the journal and the copy outside of it, also when it was given back. */
  const burned = (lease: LeaseState): LeaseState => ({ ...lease, used: marks.burnedOf(lease) || null });

  const opsOf = (body: Record<string, unknown>): readonly unknown[] =>
    Array.isArray(body['ops']) ? (body['ops'] as readonly unknown[]) : [];

  const withOps = (body: Record<string, unknown>, find: (entry: unknown) => unknown): Uint8Array | null => {
    const ops = opsOf(body).map(find);
    return ops.includes(null) ? null : bytesOf({ ...body, ops });
  };

  /** PROTOCOL T52: what waits, from the first entry on and without a gap: of another choice the register would say GAP. */
  const pushed = (body: Record<string, unknown>): Uint8Array | null => {
    const first = [...state.pending.keys()].slice(0, opsOf(body).length);
    const isNext = opsOf(body).every((op, i) => (Object(op) as Partial<Operation>).seq === first[i]);
    return isNext ? withOps({ ...body, inc: state.identity?.inc }, pending) : null;
  };

  /** PROTOCOL T52: a piece that follows on the last one answered; that it is the last is not the window's to say. */
  const replayed = (body: Record<string, unknown>): Uint8Array | null => {
    const found = opsOf(body).map((entry) =>
      past.get(positionOf(Object((entry as Partial<Past> | null)?.op) as Operation)),
    );
    const pieces = found.flatMap((one) => one ?? []);
    const seqs = pieces.map(({ op }) => op.seq);
    const done = body['done'] === true;
    const isOne = pieces.every(({ inc: of }) => of === pieces[0]?.inc);
    if (pieces.length < found.length || !isOne || !(done ? replay.endsWith(seqs) : replay.follows(seqs))) return null;
    const ops = pieces.map(({ op, result }) => ({
      op: contents.open(op),
      result: contents.openAnswer(result, op.by.account),
    }));
    // An empty last piece is of the present incarnation, of which nothing was answered yet.
    const { inc, start } = pieces[0] ?? { inc: state.identity?.inc ?? 0, start: state.start };
    const life = sealedIncarnation(state);
    const leases = done ? [...state.leases.values()].map(burned) : [];
    return bytesOf({ ...body, inc, start, life: life?.inc === inc ? life : null, ops, leases, done });
  };

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
        return pushed(body);
      case paths.reconcile:
        return replayed(body);
      case paths.carried:
        // The bundle of another desk; of this desk's own operations only the withheld ones lack content.
        return withOps(body, (op) => (isWithheld(op) ? pending(op) : op));
      case paths.hello: {
        const leases = [...state.leases.values()].map(burned).map(({ id, used, closed }) => ({ id, used, closed }));
        const place = { inc: state.identity?.inc, lastSeq: state.seq, lastHash: state.lastHash, machine: deps.machine };
        const life = sealedIncarnation(state);
        return bytesOf({ ...body, ...place, life, leases, water: observed.newest(), certificates: certificates() });
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
    if (answer.state === 'recovery') replay.begin(answer.lastSeq);
    // It asks for nothing and lacks what was answered here: another copy of a forked desk has reported for both (E5).
    const lacks = answer.inc === state.identity?.inc && answer.lastSeq < answeredUpTo();
    if (answer.state === 'fork' || (answer.state === 'ok' && lacks)) observed.fork();
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
        const answer = pushAnswer.parse(body);
        replay.answered(answer.results.map(({ seq }) => seq));
        return observeResults(answer, ({ seq }) => authors.get(seq) ?? authorOf(seq));
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
    refused: (path, bytes) => {
      const code = parse(bytes)?.['code'];
      const ofSequence = path === paths.push || path === paths.reconcile;
      if (ofSequence && (code === 'GAP' || code === 'FORK')) observed.fork();
    },
    pulled: async (head) => {
      const said = pulledHead.safeParse(parse(head));
      if (!said.success || !said.data.water) return;
      observed.water(said.data.water);
      await keepPulledWater();
    },
    shown,
    shownAnswer: shownResult,
    shownPast: (afterSeq, piece) => {
      const { inc, start } = piece;
      replay.read(
        afterSeq,
        piece.ops.map(({ op }) => op.seq),
        piece.more,
      );
      for (const entry of piece.ops) past.set(positionOf(entry.op), { ...entry, inc, start });
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

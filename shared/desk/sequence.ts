import { isSessionOp } from '../people/session.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { err, ok } from '../result.ts';
import { hashOperation, type Digest, type Operation } from '../sync/operation.ts';
import { foldRecord, type DeskState } from './desk-state.ts';
import type { Desk, Draft, Outcome } from './desk.ts';
import { grantNumber } from './grant-number.ts';
import type { Journal, JournalRecord } from './journal-record.ts';

/** Why the disk did not take it, in words a catalogue can say. */
export function diskRefusal(error: unknown): Refusal {
  const { code: given, name } = Object(error) as { code?: unknown; name?: unknown };
  // A browser's QuotaExceededError carries the number 22 as its code; its name says what it is.
  const code = [given, name].find((part) => typeof part === 'string') ?? 'UNKNOWN';
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'QuotaExceededError'
    ? refuse('fault', 'DISK_FULL')
    : refuse('fault', 'JOURNAL_FAILED', { params: { code } });
}

function makeOperation(draft: Draft, state: DeskState, from: { seq: number; hash: string }, digest: Digest): Operation {
  const identity = state.identity;
  if (!identity) throw new Error('an operation before enrolment');
  const seq = from.seq + 1;
  const { number, ...rest } = draft;
  const op: Omit<Operation, 'hash'> = {
    ...rest,
    base: { ...draft.base },
    desk: identity.id,
    inc: identity.inc,
    seq,
    prev: from.hash,
    agenda: grantNumber(number, state.leases.values(), identity.code, seq),
  };
  return { ...op, hash: hashOperation(op, digest) };
}

interface Waiting {
  readonly draft: Draft;
  readonly done: (outcome: Outcome<Operation>) => void;
}

export interface Sequence {
  append(draft: Draft): Promise<Outcome<Operation>>;
  /** Writes records that are no operation; durable unless they can be learnt again. */
  record(records: readonly JournalRecord[], durable: boolean): Promise<Outcome<null>>;
}

/**
 * Gives operations their place and writes them, one batch after another: everything that arrived while the disk was
 * busy shares the next sync. State moves only after the sync, so a failed write leaves no gap and burns no number.
 */
export function makeSequence(state: DeskState, journal: Journal, digest: Digest): Sequence {
  const queue: Waiting[] = [];
  let tail: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(work, work);
    tail = next.catch(() => undefined);
    return next;
  };

  const drain = async (): Promise<void> => {
    // One operation that burns a number per batch: the next one must see the block as it is after the first.
    const batch: { waiting: Waiting; op: Operation }[] = [];
    let from = { seq: state.seq, hash: state.lastHash };
    while (queue.length > 0 && batch.length < 64) {
      const waiting = queue[0] as Waiting;
      const known = state.byOpId.get(waiting.draft.opId);
      if (known) {
        queue.shift();
        waiting.done(ok(known));
        continue;
      }
      if (waiting.draft.number && batch.length > 0) break;
      if (batch.some(({ op }) => op.opId === waiting.draft.opId)) break;
      queue.shift();
      const op = makeOperation(waiting.draft, state, from, digest);
      batch.push({ waiting, op });
      from = { seq: op.seq, hash: op.hash };
      if (waiting.draft.number) break;
    }
    if (batch.length === 0) return;
    const records = batch.map(({ op }): JournalRecord => ({ k: 'op', op }));
    try {
      await journal.append(records);
    } catch (error) {
      for (const { waiting } of batch) waiting.done(err(diskRefusal(error)));
      return;
    }
    for (const record of records) foldRecord(state, record);
    for (const { waiting, op } of batch) waiting.done(ok(op));
  };

  return {
    append: (draft) =>
      new Promise((done) => {
        if (!state.identity) return done(err(refuse('fault', 'NOT_ENROLLED')));
        queue.push({ draft, done });
        void inTurn(async () => {
          while (queue.length > 0) await drain();
        });
      }),
    record: (records, durable) =>
      inTurn(async () => {
        try {
          await (durable ? journal.append(records) : journal.note(records));
        } catch (error) {
          return err(diskRefusal(error));
        }
        for (const record of records) foldRecord(state, record);
        return ok(null);
      }),
  };
}

export type JournalPart = Pick<
  Desk,
  'append' | 'find' | 'pending' | 'settle' | 'recover' | 'leases' | 'grantLease' | 'closeLease'
>;

/** The part of a desk that lives on its journal: sequence, numbers and recovery, the same in every host. */
export function journalPart(state: DeskState, sequence: Sequence): JournalPart {
  return {
    append: (draft) => {
      // PROTOCOL P10: the server would put it aside; refused here, what was typed stays in its form.
      const signedIn = !state.identity || isSessionOp(draft.name) || state.signedIn.has(draft.by.account);
      return signedIn ? sequence.append(draft) : Promise.resolve(err(refuse('right', 'NOT_SIGNED_IN')));
    },
    find: (opId) => Promise.resolve(ok(state.byOpId.get(opId) ?? null)),
    pending: (limit) => Promise.resolve(ok([...state.pending.values()].slice(0, limit))),
    settle: (results) => {
      const fresh = results.filter(({ seq }) => state.pending.has(seq));
      return fresh.length === 0
        ? Promise.resolve(ok(null))
        : sequence.record([{ k: 'results', results: fresh }], false);
    },
    recover: (account, sinceSeq) =>
      Promise.resolve(
        ok({
          pending: [...state.pending.values()].filter(({ by }) => by.account === account),
          settled: [...state.results.values()]
            .filter(({ seq }) => seq > sinceSeq && state.authors.get(seq) === account)
            .map((result) => ({ result, op: state.byOpId.get(result.opId) ?? null })),
        }),
      ),
    leases: () => Promise.resolve(ok([...state.leases.values()])),
    grantLease: (lease) => sequence.record([{ k: 'lease', lease }], true),
    closeLease: async (id) => {
      const lease = state.leases.get(id);
      if (!lease) return err(refuse('state', 'NO_SUCH_LEASE'));
      // PROTOCOL N6: the block is given up in the journal before the server is told what remains unused.
      const closed = lease.closed ? ok(null) : await sequence.record([{ k: 'close', lease: id }], true);
      return closed.ok ? ok(state.leases.get(id) ?? lease) : closed;
    },
  };
}

import { createHash } from 'node:crypto';
import type { Draft, Outcome } from '../../shared/desk/desk.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { hashOperation, type Digest, type Operation } from '../../shared/sync/operation.ts';
import type { Journal } from './journal.ts';
import type { JournalRecord } from './journal-format.ts';
import { foldRecord, type DeskState } from './desk-state.ts';
import { grantNumber } from './number.ts';

export const sha256: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Why the disk did not take it, in words a catalogue can say. */
export function diskRefusal(error: unknown): Refusal {
  const code = (error as { code?: string }).code ?? 'UNKNOWN';
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? refuse('fault', 'DISK_FULL')
    : refuse('fault', 'JOURNAL_FAILED', { params: { code } });
}

function makeOperation(draft: Draft, state: DeskState, from: { seq: number; hash: string }): Operation {
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
  return { ...op, hash: hashOperation(op, sha256) };
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
export function makeSequence(state: DeskState, journal: Journal): Sequence {
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
      const op = makeOperation(waiting.draft, state, from);
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

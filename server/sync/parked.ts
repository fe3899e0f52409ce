import { operationSchema } from '../../shared/sync/operation.ts';
import type { BookName } from '../numbers/books.ts';
import type { ParkedOp, Tx } from '../store/store.ts';
import type { Outcome } from './apply.ts';
import { runOperation } from './judge.ts';
import type { Masters } from './masters.ts';
import type { PushDeps } from './push-deps.ts';
import { answerOf, changeAnswer } from './record.ts';
import { madeAt } from './take-past.ts';
import { awaiting, type Trial } from './trial.ts';

type Deps = Pick<PushDeps, 'clock' | 'onBug'>;

/** Null when it must wait longer. */
async function retried(
  tx: Tx,
  parked: Omit<ParkedOp, 'waitsFor'>,
  masters: Masters,
  deps: Deps,
): Promise<Outcome | null> {
  const row = await tx.desks.op(parked);
  const keeper = await tx.desks.get(parked.desk);
  const op = row && operationSchema.safeParse(JSON.parse(row.body));
  if (!row || !keeper || !op?.success) return null;
  const desk = await madeAt(tx, op.data, keeper);
  const reported = answerOf(row);
  const past = reported.status !== 'quarantined';
  const trial: Trial = past ? { kind: 'past', reported, oldRv: parked.oldRv } : awaiting(reported);
  // The rights are those of the day on which the entry arrived.
  const now = past ? deps.clock.now() : row.receivedAt;
  const outcome = await runOperation({ tx, desk, masters, now, trial, kept: row }, op.data, deps.onBug);
  if (outcome.waits) return null;
  await tx.desks.unpark(parked);
  const { decided } = reported;
  const answer = { ...outcome.answer, ...(decided ? { decided } : {}) };
  await changeAnswer(tx, row, answer, deps.clock.now());
  return outcome;
}

/**
 * Tries again the operations that wait for a document of another desk, in the order of the lost epoch (PROTOCOL E2).
 * Returns the books whose counter moved.
 */
export async function retryParked(tx: Tx, masters: Masters, deps: Deps): Promise<readonly BookName[]> {
  const counted: BookName[] = [];
  let known = masters;
  for (const parked of await tx.desks.unblocked()) {
    const outcome = await retried(tx, parked, known, deps);
    if (!outcome) continue;
    known = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
  }
  return counted;
}

import { todayWib } from '../../shared/dates/wib.ts';
import { operationSchema } from '../../shared/sync/operation.ts';
import type { BookName } from '../numbers/books.ts';
import type { ParkedOp, Tx } from '../store/store.ts';
import type { Outcome } from './apply.ts';
import { runOperation } from './judge.ts';
import type { Masters } from './masters.ts';
import type { PushParts } from './push.ts';
import { answerOf, changeAnswer } from './record.ts';
import { madeAt } from './take-past.ts';

type Parts = Pick<PushParts, 'clock' | 'onBug'>;

/** Null when it has to wait on. */
async function retried(
  tx: Tx,
  parked: Omit<ParkedOp, 'waitsFor'>,
  masters: Masters,
  parts: Parts,
): Promise<Outcome | null> {
  const row = await tx.desks.op(parked.desk, parked.inc, parked.seq);
  const keeper = await tx.desks.get(parked.desk);
  const op = row && operationSchema.safeParse(JSON.parse(row.body));
  if (!row || !keeper || !op?.success) return null;
  const desk = await madeAt(tx, op.data, keeper);
  const now = parts.clock.now();
  const trial = { kind: 'past', told: answerOf(row), oldRv: parked.oldRv } as const;
  const outcome = await runOperation({ tx, desk, masters, today: todayWib(now), trial }, op.data, parts.onBug);
  if (outcome.waits) return null;
  await tx.desks.unpark(parked);
  await changeAnswer(tx, row, outcome.answer, now);
  return outcome;
}

/**
 * Tries again what waits for a document another desk has to bring, in the order of the life that was lost
 * (PROTOCOL E2). Returns the books whose counter moved.
 */
export async function retryParked(tx: Tx, masters: Masters, parts: Parts): Promise<readonly BookName[]> {
  const counted: BookName[] = [];
  let known = masters;
  for (const parked of await tx.desks.unblocked()) {
    const outcome = await retried(tx, parked, known, parts);
    if (!outcome) continue;
    known = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
  }
  return counted;
}

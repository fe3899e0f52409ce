import { isSessionOp } from '../../shared/people/session.ts';
import { operationSchema } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import type { Answer, At, Outcome } from './apply.ts';
import type { Link } from './chain.ts';
import { unconfirmedAuthor } from './confirmed-author.ts';
import { collapsed, runOperation, type OnBug } from './judge.ts';
import { park, storeAnswer } from './record.ts';
import { applySession } from './session-op.ts';
import { awaiting, awaitsDocument } from './trial.ts';

/**
 * What the desk was told, as it stands when nothing runs. The version is that of the life in which it took effect: by it
 * the desk knows that the operation has to take effect again, should the register be restored once more (PROTOCOL E2).
 */
function toldOnly({ seq: _seq, opId: _opId, ...answer }: OpResult): Answer {
  return answer;
}

/** An answer with an effect keeps the version it had when nothing had to be written for it this time. */
function inThisLife(answer: Answer, { rv }: OpResult): Answer {
  const refused = answer.status === 'rejected' || answer.status === 'quarantined';
  return refused || answer.rv !== null ? answer : { ...answer, rv };
}

/** Takes an operation again that the register lost, as the verdict of the past (PROTOCOL E2). */
async function judgeAgain(
  at: Omit<At, 'trial'>,
  link: Link,
  told: OpResult,
  { teller, ofThisLife, onBug }: { readonly teller: Place; readonly ofThisLife: boolean; readonly onBug: OnBug },
): Promise<Outcome> {
  const { tx, masters } = at;
  const answered = (answer: Answer): Outcome => ({ answer, masters, counted: null });
  const parsed = operationSchema.safeParse(link.raw);
  if (!parsed.success) return answered(toldOnly(told));
  const op = parsed.data;
  const { name } = op;
  const first = await tx.desks.opById(op.opId);
  if (first) return answered(collapsed(first, op));
  // It never ran; whatever speaks for or against it is judged when its document is there.
  if (told.code === awaitsDocument) return runOperation({ ...at, trial: awaiting(told) }, op, onBug);
  if (told.status === 'rejected' || told.status === 'quarantined') return answered(toldOnly(told));
  // Who was signed in in an earlier life was signed in again when this one began.
  if (isSessionOp(name)) return answered(ofThisLife ? await applySession(tx, teller, { ...op, name }) : toldOnly(told));
  if (told.rv === null) return answered(toldOnly(told));
  const unconfirmed = await unconfirmedAuthor(tx, teller, op);
  if (unconfirmed) return answered(unconfirmed);
  return runOperation({ ...at, trial: { kind: 'past', told, oldRv: told.rv } }, op, onBug);
}

/** Where an operation of the past is kept: its place in the sequence of a desk. */
export interface Place {
  readonly id: string;
  readonly inc: number;
  readonly origin: string | null;
}

/** Takes an operation of the past and keeps it with its answer; it waits if its document is not back yet. */
export async function takePast(
  at: Omit<At, 'trial'>,
  place: Place,
  link: Link,
  told: OpResult,
  how: { readonly ofThisLife: boolean; readonly onBug: OnBug; readonly now: number },
): Promise<{ readonly result: OpResult; readonly outcome: Outcome }> {
  const { tx } = at;
  const kept = { desk: place.id, inc: place.inc };
  const outcome = await judgeAgain({ ...at, kept }, link, told, { ...how, teller: place });
  const { waits } = outcome;
  const answer = waits ? toldOnly(told) : inThisLife(outcome.answer, told);
  const result = await storeAnswer(tx, place, link, answer, how.now);
  if (waits) await park(tx, { ...kept, seq: link.seq }, waits, told.rv);
  return { result, outcome };
}

/** The desk an operation was made at, for its code: a copy tells of those of the desk it came from as well. */
export async function madeAt(tx: Tx, op: { readonly desk: string }, otherwise: DeskRow): Promise<DeskRow> {
  return op.desk === otherwise.id ? otherwise : ((await tx.desks.get(op.desk)) ?? otherwise);
}

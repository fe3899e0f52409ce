import { isSessionOp } from '../../shared/people/session.ts';
import { operationSchema } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { BookName } from '../numbers/books.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { isOwnAnswer, sealsOf } from '../trust/seals.ts';
import type { At, Outcome } from './apply.ts';
import type { Link } from './chain.ts';
import { collapsed, idTaken, judge, runOperation, unreadable, type OnBug } from './judge.ts';
import type { Masters } from './masters.ts';
import type { Vouchers } from './proven.ts';
import { answeredOp, park, storeAnswer, type Answer } from './record.ts';
import { applySession } from './session-op.ts';
import { awaiting, awaitsDocument } from './trial.ts';

/** What a piece of the past came to. */
export interface Taken {
  readonly results: readonly OpResult[];
  readonly desk: DeskRow;
  readonly masters: Masters;
  readonly counted: readonly BookName[];
}

/**
 * The answer the desk got, to be stored while nothing runs. The version is that of the epoch in which it took effect:
 * by it the desk knows that the operation must take effect again, should the register be restored once more (PROTOCOL
 * E2).
 */
function reportedOnly({ seq: _seq, opId: _opId, seal: _seal, ...answer }: OpResult): Answer {
  return answer;
}

/** An answer with an effect keeps the version it had when nothing had to be written for it this time. */
function withOldVersion(answer: Answer, { rv }: OpResult): Answer {
  const refused = answer.status === 'rejected' || answer.status === 'quarantined';
  return refused || answer.rv !== null ? answer : { ...answer, rv };
}

/** Code of an entry of which neither the register nor its author gives any proof (PROTOCOL T14). */
const unproven = { status: 'quarantined', rv: null, code: 'UNPROVEN' } as const;

interface How {
  /** Whether it was made in the desk's present incarnation, and not in one before it forked. */
  readonly ofThisIncarnation: boolean;
  readonly onBug: OnBug;
  readonly now: number;
  /** Whose signatures hold, verified before the transaction (T2). */
  readonly vouchers: Vouchers;
}

/** The result of a replayed operation, and whether the register's own seal proves it. */
interface Verdict extends Outcome {
  readonly own: boolean;
}

/**
 * An operation whose answer lacks the register's seal: what its author signed is a new entry, judged with the rights of
 * today; the rest is quarantined for an administrator (PROTOCOL T14).
 */
async function judgeNew(at: Omit<At, 'trial'>, link: Link, how: How): Promise<Outcome> {
  const { ofThisIncarnation, onBug, vouchers } = how;
  const { masters } = at;
  const answered = (answer: Answer): Outcome => ({ answer, masters, counted: null });
  const parsed = operationSchema.safeParse(link.raw);
  if (!parsed.success) return answered({ status: 'rejected', rv: null, code: 'INVALID' });
  const voucher = vouchers.get(link.raw);
  // Accounts signed in in an earlier incarnation were signed in again when this one began.
  if (!voucher || (isSessionOp(parsed.data.name) && !ofThisIncarnation)) return answered(unproven);
  return judge({ ...at, trial: { kind: 'now' } }, link, voucher, onBug);
}

/** Takes an operation again that the register lost, with its old answer (PROTOCOL E2). */
async function judgeAgain(
  at: Omit<At, 'trial'>,
  place: Place,
  link: Link,
  reported: OpResult,
  how: How,
): Promise<Verdict> {
  const { tx, masters } = at;
  const answered = (answer: Answer): Verdict => ({ answer, masters, counted: null, own: true });
  const own = isOwnAnswer(await sealsOf(tx), answeredOp(link), reported);
  const parsed = operationSchema.safeParse(link.raw);
  const known = parsed.success ? await collapsed(tx, parsed.data, own || how.vouchers.has(link.raw)) : null;
  // Whoever knew the id may have taken it while the register had lost this entry: its own word on it stands above that.
  if (known && !(own && known.code === idTaken)) return { ...answered(known), own };
  if (!own) {
    if (reported.seal !== undefined) await tx.desks.addFault(place.id, 'broken-seal', how.now);
    return { ...(await judgeNew(at, link, how)), own: false };
  }
  if (!parsed.success) return answered(reportedOnly(reported));
  const op = parsed.data;
  const { name } = op;
  const again = async (outcome: Promise<Outcome>): Promise<Verdict> => ({ ...(await outcome), own: true });
  const waited = reported.code === awaitsDocument;
  if (!waited && (reported.status === 'rejected' || reported.status === 'quarantined'))
    return answered(reportedOnly(reported));
  if (op.box !== undefined) return answered(unreadable);
  // It never ran; whatever speaks for or against it is judged when its document is there.
  if (waited) return again(runOperation({ ...at, trial: awaiting(reported) }, op, how.onBug));
  if (isSessionOp(name)) {
    return answered(how.ofThisIncarnation ? await applySession(tx, place, { ...op, name }) : reportedOnly(reported));
  }
  if (reported.rv === null) return answered(reportedOnly(reported));
  return again(runOperation({ ...at, trial: { kind: 'past', reported, oldRv: reported.rv } }, op, how.onBug));
}

/** Where a replayed operation is stored: its sequence number at a desk. */
export interface Place {
  readonly id: string;
  readonly inc: number;
}

/** Takes a replayed operation and stores it with its answer; it waits if its document is not back yet. */
export async function takePast(
  at: Omit<At, 'trial'>,
  place: Place,
  link: Link,
  reported: OpResult,
  how: How,
): Promise<{ readonly result: OpResult; readonly outcome: Outcome }> {
  const { tx } = at;
  const kept = { desk: place.id, inc: place.inc };
  const outcome = await judgeAgain({ ...at, kept }, place, link, reported, how);
  const { waits, own } = outcome;
  const answer = !own ? outcome.answer : waits ? reportedOnly(reported) : withOldVersion(outcome.answer, reported);
  const result = await storeAnswer(tx, place, link, answer, how.now);
  if (waits) await park(tx, { ...kept, seq: link.seq }, waits, own ? reported.rv : null);
  return { result, outcome };
}

/** The desk an operation was made at, for its code: a copy replays those of the desk it came from as well. */
export async function madeAt(tx: Tx, op: { readonly desk: string }, otherwise: DeskRow): Promise<DeskRow> {
  return op.desk === otherwise.id ? otherwise : ((await tx.desks.get(op.desk)) ?? otherwise);
}

import { isSessionOp } from '../../shared/people/session.ts';
import { books } from '../../shared/records/kinds.ts';
import { operationSchema, type Operation, type Voucher } from '../../shared/sync/operation.ts';
import { NumbersHeld } from '../numbers/counter.ts';
import { isStoreFault, type OpHead, type Tx } from '../store/store.ts';
import { agencyFault, unlessKept } from './agency-gate.ts';
import { applyOperation, type At, type Outcome } from './apply.ts';
import type { NewLink } from './chain.ts';
import { unconfirmedAuthor } from './confirmed-author.ts';
import { doubtOf } from './proven.ts';
import { verdictOf, type Answer } from './record.ts';
import { applySession } from './session-op.ts';

/** A reducer or check threw: a bug, reported with the operation's name and nothing of its content. */
export type OnBug = (
  error: unknown,
  op: { readonly name: string; readonly desk: string; readonly seq: number },
) => void;

/**
 * The answer to an entry that comes again under another sequence number of a new incarnation: its first answer, without
 * running it again. What its author vouches for is held against what somebody vouched for alone, and the rest against what
 * came from the same desks: whoever knows an id takes nothing from its owner by it. Another entry of the same account is
 * refused if one took effect under the id. Null: it is new.
 */
export async function collapsed(
  tx: Tx,
  { opId, raw, identity }: NewLink,
  { lineage, vouched }: Pick<OpHead, 'lineage' | 'vouched'>,
): Promise<Answer | null> {
  const { entry, unread, author } = identity;
  const among = vouched ? null : lineage;
  const open = await tx.desks.sameEntry(opId, entry, among);
  const same = open ?? (raw['box'] === undefined ? null : await tx.desks.sameEntry(opId, unread, among));
  if (same) return verdictOf(same);
  const isTaken = vouched && author !== null && (await tx.desks.effectOf(opId, author)) !== null;
  return isTaken ? { status: 'rejected', rv: null, code: idTaken } : null;
}

/** Code of an entry under whose id its author did something else. */
export const idTaken = 'OP_ID_TAKEN';

/** Of an entry whose content neither the register nor its desk could take out of its box (PROTOCOL T38). */
export const unreadable = { status: 'quarantined', rv: null, code: 'UNREADABLE' } as const;

/** Runs an operation so that a rule that fails undoes this one alone (PROTOCOL P5, P8). */
export async function runOperation(at: At, op: Operation, onBug: OnBug): Promise<Outcome> {
  try {
    return await at.tx.savepoint(() => applyOperation(at, op));
  } catch (error) {
    if (isStoreFault(error) || error instanceof NumbersHeld) throw error;
    onBug(error, { name: op.name, desk: op.desk, seq: op.seq });
    return { answer: { status: 'quarantined', rv: null, code: 'INTERNAL' }, masters: at.masters, counted: null };
  }
}

/** The decision on an operation, and whether it is proven to be of the account it names. */
export interface Judgement extends Outcome {
  readonly vouched: boolean;
}

/** Decides on an operation that its desk sends in order; `voucher`: who signed it, verified (P10, T2). */
export async function judgeSent(
  at: At,
  link: NewLink,
  lineage: string,
  voucher: Voucher | undefined,
  onBug: OnBug,
): Promise<Judgement> {
  const judged = await judge(at, link, lineage, voucher, onBug);
  return judged.waits ? judged : { ...judged, answer: unlessKept(at.desk, judged.answer) };
}

async function judge(
  at: At,
  link: NewLink,
  lineage: string,
  voucher: Voucher | undefined,
  onBug: OnBug,
): Promise<Judgement> {
  const { tx, masters } = at;
  const decided = (answer: Answer, vouched: boolean): Judgement => ({ answer, masters, counted: null, vouched });
  if (link.oversized) return decided({ status: 'rejected', rv: null, code: 'TOO_LARGE' }, false);
  const parsed = operationSchema.safeParse(link.raw);
  const op = parsed.success ? parsed.data : null;
  // A desk makes no book of its own.
  if (!op || (op.agenda && !books.includes(op.agenda.book))) {
    return decided({ status: 'rejected', rv: null, code: 'INVALID' }, false);
  }
  const closed = at.desk.agency === null ? null : agencyFault(masters, at.desk, op);
  if (closed) return decided({ status: 'rejected', rv: null, code: closed }, false);
  const doubt = await doubtOf(tx, at.desk, op.by.account, voucher);
  const answered = (answer: Answer): Judgement => decided(answer, doubt === null);
  const known = await collapsed(tx, link, { lineage, vouched: doubt === null });
  if (known) return answered(known);
  if (op.box !== undefined) return answered(unreadable);
  if (doubt) return answered({ status: 'quarantined', rv: null, code: doubt });
  const { name } = op;
  if (isSessionOp(name)) return answered(await applySession(tx, at.desk, { ...op, name }));
  // An operation moved to a new incarnation was signed while its author was there; an absent author cannot sign in
  // again (T22).
  const moved = op.proof === undefined;
  if (!moved && !(await tx.desks.isSignedIn(op.desk, op.by.account))) {
    return answered({ status: 'quarantined', rv: null, code: 'NOT_SIGNED_IN' });
  }
  const unconfirmed = await unconfirmedAuthor(tx, at.desk, op);
  if (unconfirmed) return answered(unconfirmed);
  return { ...(await runOperation(at, op, onBug)), vouched: true };
}

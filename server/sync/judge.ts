import { isSessionOp } from '../../shared/people/session.ts';
import { isLeftId, isOfAuthor } from '../../shared/sync/entry-id.ts';
import { operationSchema, type Operation, type Voucher } from '../../shared/sync/operation.ts';
import { incomingRegister } from '../numbers/books.ts';
import { isStoreFault, type OpRow, type Tx } from '../store/store.ts';
import { applyOperation, type At, type Outcome } from './apply.ts';
import type { Link } from './chain.ts';
import { unconfirmedAuthor } from './confirmed-author.ts';
import { doubtOf, isDoubt } from './proven.ts';
import { isSameEntry, verdictOf, type Answer } from './record.ts';
import { applySession } from './session-op.ts';

/** A reducer or check threw: a bug, reported with the operation's name and nothing of its content. */
export type OnBug = (
  error: unknown,
  op: { readonly name: string; readonly desk: string; readonly seq: number },
) => void;

/** Whether nobody vouched for the entry, so that its author may never have made it. */
const isDoubtful = (row: OpRow): boolean => row.status === 'quarantined' && isDoubt(verdictOf(row).code);

/**
 * The answer to an entry that comes again under another sequence number of a new incarnation: its first answer, without
 * running it again. Another entry under the same id is refused. Null: the id is unused. `proven`: what nobody vouched
 * for neither answers it nor has its id. An id of its author's is taken by his own entries alone (PROTOCOL P14).
 */
export async function collapsed(tx: Tx, op: Operation, proven: boolean): Promise<Answer | null> {
  const under = (await tx.desks.opsById(op.opId)).flatMap((row) =>
    proven && isDoubtful(row) ? [] : [{ row, entry: JSON.parse(row.body) as Operation }],
  );
  const same = under.find(({ entry }) => isSameEntry(entry, op));
  if (same) return verdictOf(same.row);
  const isTaken = under.some(({ row, entry }) => {
    if (!isOfAuthor(op.opId)) return true;
    return !isDoubtful(row) && entry.by.account === op.by.account;
  });
  return isTaken ? { status: 'rejected', rv: null, code: idTaken } : null;
}

/** Code of an entry whose id another one has. */
export const idTaken = 'OP_ID_TAKEN';

/** Of an entry whose content neither the register nor its desk could take out of its box (PROTOCOL T38). */
export const unreadable = { status: 'quarantined', rv: null, code: 'UNREADABLE' } as const;

/** Runs an operation so that a rule that fails undoes this one alone (PROTOCOL P5, P8). */
export async function runOperation(at: At, op: Operation, onBug: OnBug): Promise<Outcome> {
  try {
    return await at.tx.savepoint(() => applyOperation(at, op));
  } catch (error) {
    if (isStoreFault(error)) throw error;
    onBug(error, { name: op.name, desk: op.desk, seq: op.seq });
    return { answer: { status: 'quarantined', rv: null, code: 'INTERNAL' }, masters: at.masters, counted: null };
  }
}

/** Decides on an operation that its desk sends in order; `voucher`: who signed it, verified (P10, T2). */
export async function judge(at: At, link: Link, voucher: Voucher | undefined, onBug: OnBug): Promise<Outcome> {
  const { tx, masters } = at;
  const answered = (answer: Answer): Outcome => ({ answer, masters, counted: null });
  if (link.oversized) return answered({ status: 'rejected', rv: null, code: 'TOO_LARGE' });
  const parsed = operationSchema.safeParse(link.raw);
  if (!parsed.success) return answered({ status: 'rejected', rv: null, code: 'INVALID' });
  const op = parsed.data;
  // There is one register of letters; a desk makes no other.
  if (op.agenda && op.agenda.book !== incomingRegister)
    return answered({ status: 'rejected', rv: null, code: 'INVALID' });
  if (isLeftId(op.opId)) return answered({ status: 'rejected', rv: null, code: 'INVALID' });
  const doubt = await doubtOf(tx, at.desk, op.by.account, voucher);
  const known = await collapsed(tx, op, doubt === null);
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
  return runOperation(at, op, onBug);
}

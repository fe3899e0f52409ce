import { isSessionOp } from '../../shared/people/session.ts';
import { operationSchema } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { BookName } from '../numbers/books.ts';
import type { Sequence } from '../store/op-place.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { isOwnAnswer, sealsOf } from '../trust/seals.ts';
import { unlessKept } from './agency-gate.ts';
import type { At, Outcome } from './apply.ts';
import type { NewLink } from './chain.ts';
import { collapsed, idTaken, judgeSent, runOperation, unreadable, type Judgement, type OnBug } from './judge.ts';
import type { Masters } from './masters.ts';
import { doubtOf, type Vouchers } from './proven.ts';
import { withinRoom } from './quarantine-room.ts';
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
  readonly lineage: string;
  /** Whose signatures hold, verified before the transaction (T2). */
  readonly vouchers: Vouchers;
}

/** The result of a replayed operation, and whether the register's own seal proves it. */
interface Verdict extends Judgement {
  readonly own: boolean;
}

/**
 * An operation whose answer lacks the register's seal: what its author signed is a new entry, judged with the rights of
 * today; the rest is quarantined for an administrator (PROTOCOL T14).
 */
async function judgeNew(at: Omit<At, 'trial'>, link: NewLink, how: How): Promise<Judgement> {
  const { ofThisIncarnation, onBug, lineage, vouchers } = how;
  const { masters } = at;
  const answered = (answer: Answer): Judgement => ({ answer, masters, counted: null, vouched: false });
  const parsed = operationSchema.safeParse(link.raw);
  if (!parsed.success) return answered({ status: 'rejected', rv: null, code: 'INVALID' });
  const voucher = vouchers.get(link.raw);
  // Accounts signed in in an earlier incarnation were signed in again when this one began.
  if (!voucher || (isSessionOp(parsed.data.name) && !ofThisIncarnation)) {
    return answered(unlessKept(at.desk, unproven));
  }
  return judgeSent({ ...at, trial: { kind: 'now' } }, link, lineage, voucher, onBug);
}

/** Whether its author himself vouches for it. */
export async function isVouched(
  { tx, desk }: Pick<At, 'tx' | 'desk'>,
  { raw, identity }: NewLink,
  vouchers: Vouchers,
): Promise<boolean> {
  const { author } = identity;
  return author !== null && (await doubtOf(tx, desk, author, vouchers.get(raw))) === null;
}

/** Takes an operation again that the register lost, with its old answer (PROTOCOL E2). */
async function judgeAgain(
  at: Omit<At, 'trial'>,
  place: Sequence,
  link: NewLink,
  reported: OpResult,
  how: How,
): Promise<Verdict> {
  const { tx, masters } = at;
  const answered = (answer: Answer): Verdict => ({ answer, masters, counted: null, vouched: true, own: true });
  const own = isOwnAnswer(await sealsOf(tx), answeredOp(link), reported);
  const parsed = operationSchema.safeParse(link.raw);
  const vouched = own || (await isVouched(at, link, how.vouchers));
  const known = parsed.success ? await collapsed(tx, link, { lineage: how.lineage, vouched }) : null;
  // Its author may have used the id again while the register had lost this entry: its own word on it stands above that.
  if (known && !(own && known.code === idTaken)) return { ...answered(known), vouched, own };
  if (!own) {
    if (reported.seal !== undefined) await tx.desks.addFault(place.desk, 'broken-seal', how.now);
    return { ...(await judgeNew(at, link, how)), own: false };
  }
  if (!parsed.success) return answered(reportedOnly(reported));
  const op = parsed.data;
  const { name } = op;
  const again = async (outcome: Promise<Outcome>): Promise<Verdict> => ({
    ...(await outcome),
    ...{ vouched: true, own: true },
  });
  const waited = reported.code === awaitsDocument;
  if (!waited && (reported.status === 'rejected' || reported.status === 'quarantined'))
    return answered(reportedOnly(reported));
  if (op.box !== undefined) return answered(unreadable);
  // It never ran; whatever speaks for or against it is judged when its document is there.
  if (waited) return again(runOperation({ ...at, trial: awaiting(reported) }, op, how.onBug));
  if (isSessionOp(name)) {
    return answered(
      how.ofThisIncarnation ? await applySession(tx, { id: place.desk }, { ...op, name }) : reportedOnly(reported),
    );
  }
  if (reported.rv === null) return answered(reportedOnly(reported));
  return again(runOperation({ ...at, trial: { kind: 'past', reported, oldRv: reported.rv } }, op, how.onBug));
}

/** Takes a replayed operation and stores it with its answer; it waits if its document is not back yet. */
export async function takePast(
  at: Omit<At, 'trial'>,
  place: Sequence,
  link: NewLink,
  reported: OpResult,
  how: How,
): Promise<{ readonly result: OpResult; readonly outcome: Outcome }> {
  const { tx } = at;
  const outcome = await judgeAgain({ ...at, kept: place }, place, link, reported, how);
  const { waits, own, vouched } = outcome;
  const sender = { lineage: how.lineage, author: link.identity.author, vouched };
  const old = waits ? reportedOnly(reported) : withOldVersion(outcome.answer, reported);
  const answer = own ? old : await withinRoom(tx, sender, outcome.answer);
  const result = await storeAnswer(tx, place, link, answer, sender, how.now);
  if (waits && (own || answer === outcome.answer))
    await park(tx, { ...place, seq: link.seq }, waits, own ? reported.rv : null);
  return { result, outcome };
}

/** The desk an operation was made at, for its code: a copy replays those of the desk it came from as well. */
export async function madeAt(tx: Tx, op: { readonly desk: string }, otherwise: DeskRow): Promise<DeskRow> {
  return op.desk === otherwise.id ? otherwise : ((await tx.desks.get(op.desk)) ?? otherwise);
}

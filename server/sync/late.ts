import { prepare } from '../../shared/commands/prepare.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { operationSchema, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { QuarantinedEntry, ShownEntry } from '../../shared/sync/trust-api.ts';
import type { BookName } from '../numbers/books.ts';
import type { DeskRow, OpRow, Tx } from '../store/store.ts';
import { unconfirmedAuthor } from './confirmed-author.ts';
import type { Outcome } from './apply.ts';
import { idTaken, runOperation } from './judge.ts';
import type { Masters } from './masters.ts';
import type { PushDeps } from './push-deps.ts';
import { answerOf, changeAnswer, park, verdictOf } from './record.ts';
import { madeAt } from './take-past.ts';
import type { Trial } from './trial.ts';

type LateDeps = Pick<PushDeps, 'store' | 'clock' | 'masters' | 'onBug'>;

/** The result of a quarantined entry. */
export interface Judged {
  readonly result: OpResult;
  /** Books whose counter moved: the mark must record them before anyone is answered (PROTOCOL N4). */
  readonly counted: readonly BookName[];
}

/** A quarantined entry, as it arrived; null for what is none (a sign-in, or no operation at all). */
function entryOf(row: OpRow): Operation | null {
  if (row.status !== 'quarantined') return null;
  const op = operationSchema.safeParse(JSON.parse(row.body));
  return op.success && !isSessionOp(op.data.name) ? op.data : null;
}

const understood = ({ name, v, args, box }: Operation): boolean => {
  if (box !== undefined) return false;
  const prepared = prepare(name, v, args);
  return prepared.ok || prepared.error.code !== 'UNKNOWN_OP';
};

interface Quarantined {
  readonly row: OpRow;
  readonly op: Operation;
}

/** How much is read at once, in a list or while entries run: content of a megabyte is not rare for who wants to harm. */
const piece = { entries: 50, bytes: 512 * 1024 } as const;

/** Some of the quarantined entries, in the order of arrival. */
interface Piece {
  readonly found: readonly Quarantined[];
  /** Position of the last one that was looked at; null: it was the last of all. */
  readonly next: number | null;
}

/** What is quarantined after a position, of that code if one is named, each entry where it arrived first. */
async function nextPiece(tx: Tx, after: number, code: string | null): Promise<Piece> {
  const found: Quarantined[] = [];
  let [at, bytes] = [after, 0];
  for (;;) {
    const next = await tx.desks.nextQuarantined(at, code);
    if (!next) return { found, next: null };
    bytes += next.row.body.length;
    if (at > after && (found.length >= piece.entries || bytes > piece.bytes)) return { found, next: at };
    ({ at } = next);
    const op = entryOf(next.row);
    if (op) found.push({ row: next.row, op });
  }
}

/** The desk that sent an entry; that of its sequence only when the register knows the one as a copy of the other. */
const sentBy = (row: OpRow, op: Operation, keeper: DeskRow | null): string =>
  op.desk === keeper?.origin ? op.desk : row.desk;

/** A page of the list of quarantined entries. */
export interface QuarantinePage {
  readonly entries: readonly QuarantinedEntry[];
  readonly next: number | null;
}

/** PROTOCOL P13: the quarantined entries after a position, in the order of arrival. */
export async function listQuarantined(tx: Tx, after: number): Promise<QuarantinePage> {
  const { found, next } = await nextPiece(tx, after, null);
  const entries: QuarantinedEntry[] = [];
  for (const { row, op } of found) {
    const from = sentBy(row, op, await tx.desks.get(row.desk));
    const { code = '', name = '' } = (await tx.desks.get(from)) ?? {};
    entries.push({
      opId: op.opId,
      desk: { id: from, code, name },
      inc: op.inc,
      seq: op.seq,
      hash: row.hash,
      name: op.name,
      by: { account: op.by.account, position: op.by.position },
      at: op.at.wall,
      receivedAt: row.receivedAt,
      code: answerOf(row).code ?? null,
      args: op.args ?? null,
      hidden: false,
      acceptable: understood(op),
    });
  }
  return { entries, next };
}

interface Rerun extends Judged {
  readonly masters: Masters;
}

/** What took effect under its id meanwhile: this entry, at another place, or another one of the same account. */
async function underItsId(tx: Tx, { opId, entry, author }: OpRow, masters: Masters): Promise<Outcome | null> {
  const stands = author === null ? null : await tx.desks.effectOf(opId, author);
  if (!stands) return null;
  const taken = { status: 'rejected', rv: null, code: idTaken } as const;
  return { answer: stands.entry === entry ? verdictOf(stands) : taken, masters, counted: null };
}

/** Runs an entry late: with the master data of today, and with the time at which it was entered. */
async function rerun(
  tx: Tx,
  row: OpRow,
  op: Operation,
  by: { readonly trial: Trial; readonly masters: Masters; readonly decided?: OpResult['decided'] },
  deps: LateDeps,
): Promise<Rerun> {
  const keeper = await tx.desks.get(row.desk);
  if (!keeper) throw new Error('an operation of a desk that was never enrolled');
  const desk = await madeAt(tx, op, keeper);
  const now = deps.clock.now();
  const { trial, masters, decided } = by;
  const at = { tx, desk, masters, now, trial, kept: row };
  const outcome = (await underItsId(tx, row, masters)) ?? (await runOperation(at, op, deps.onBug));
  if (outcome.waits) await park(tx, row, outcome.waits, null);
  else await tx.desks.unpark(row);
  const before = answerOf(row);
  const { status, code } = outcome.answer;
  const counted = outcome.counted ? [outcome.counted] : [];
  // Another rule refuses it as before: the answer does not change.
  if (status === before.status && code === before.code) return { result: before, counted, masters };
  const answer = { ...outcome.answer, ...(decided ? { decided } : {}) };
  return { result: await changeAnswer(tx, row, answer, now), counted, masters: outcome.masters };
}

/**
 * PROTOCOL P13, V2: runs what was quarantined because its command was unknown, once this program knows it. Called when
 * the server starts, before anyone is served.
 */
export async function rerunUnknown(deps: LateDeps): Promise<number> {
  let done = 0;
  for (let after: number | null = 0; after !== null;) {
    const from: number = after;
    const ran = await deps.store.write((tx) => rerunPiece(tx, from, deps));
    done += ran.done;
    after = ran.next;
  }
  return done;
}

/** One piece of them in a transaction of its own. */
async function rerunPiece(
  tx: Tx,
  after: number,
  deps: LateDeps,
): Promise<{ readonly done: number; readonly next: number | null }> {
  const { found, next } = await nextPiece(tx, after, 'UNKNOWN_OP');
  let masters = await deps.masters.at(tx);
  let done = 0;
  for (const { row, op } of found) {
    const keeper = await tx.desks.get(row.desk);
    if (!keeper || !understood(op) || (await unconfirmedAuthor(tx, keeper, op))) continue;
    const ran = await rerun(tx, row, op, { trial: { kind: 'now' }, masters }, deps);
    masters = ran.masters;
    done += 1;
  }
  return { done, next };
}

/** `NOT_AS_SHOWN`: another entry stands there now. `NOT_FOUND`: none, or it was decided on. */
export type ShownFault = 'NOT_FOUND' | 'NOT_AS_SHOWN';

/** The quarantined entry an administrator was shown, and no other under its id (PROTOCOL P13). */
async function findShown(tx: Tx, shown: ShownEntry): Promise<Result<Quarantined, ShownFault>> {
  const { opId, desk, inc, seq, hash } = shown;
  let isWaiting = false;
  for (const place of await tx.desks.quarantinedAs(opId, hash)) {
    const row = await tx.desks.op(place);
    const op = row && entryOf(row);
    if (!row || !op) continue;
    isWaiting = true;
    if (op.inc !== inc || op.seq !== seq) continue;
    if (sentBy(row, op, await tx.desks.get(row.desk)) === desk) return ok({ row, op });
  }
  const isGone = !isWaiting && ((await tx.desks.hasArrived(opId, hash)) || !(await tx.desks.hasArrived(opId, null)));
  return err(isGone ? 'NOT_FOUND' : 'NOT_AS_SHOWN');
}

/** An administrator accepts the entry he was shown: it runs as if its author had had the right. */
export async function acceptQuarantined(
  tx: Tx,
  deps: LateDeps,
  shown: ShownEntry,
  account: string,
): Promise<Result<Judged, ShownFault>> {
  const found = await findShown(tx, shown);
  if (!found.ok) return found;
  const { row, op } = found.value;
  if (op.box !== undefined) return err('NOT_FOUND');
  const decided = { by: account, at: deps.clock.now() };
  return ok(await rerun(tx, row, op, { trial: { kind: 'waived' }, masters: await deps.masters.at(tx), decided }, deps));
}

/** An administrator refuses the entry he was shown; its body is kept. */
export async function refuseQuarantined(
  tx: Tx,
  deps: LateDeps,
  shown: ShownEntry,
  account: string,
  reason: string,
): Promise<Result<Judged, ShownFault>> {
  const found = await findShown(tx, shown);
  if (!found.ok) return found;
  const { row } = found.value;
  const now = deps.clock.now();
  const decided = { by: account, at: now, reason };
  await tx.desks.unpark(row);
  const answer = { status: 'rejected', rv: null, code: 'REFUSED_BY_ADMIN', decided } as const;
  return ok({ result: await changeAnswer(tx, row, answer, now), counted: [] });
}

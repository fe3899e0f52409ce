import { err, ok, type Result } from '../../shared/result.ts';
import { chainStart } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import type { BookName } from '../numbers/books.ts';
import { rememberLeases } from '../numbers/remembered.ts';
import { ownSequence } from '../store/op-place.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { isOwnAnswer, isOwnIncarnation, sealsOf } from '../trust/seals.ts';
import { waterOf } from '../trust/water.ts';
import { answersTo, openPast, type AnswerTo, type Reader } from './boxes.ts';
import { checkChain, readable, type ChainFault } from './chain.ts';
import { takeEarlierIncarnation } from './earlier-incarnation.ts';
import { enterIncarnation } from './incarnation.ts';
import { lineageOf } from './lineage.ts';
import { retryParked } from './parked.ts';
import type { Pushed, PushDeps } from './push-deps.ts';
import { vouchersOf, type Vouchers } from './proven.ts';
import { answeredOp, sealedAnswer } from './record.ts';
import { reopenNumbering } from './recovery.ts';
import { takePast, type Taken } from './take-past.ts';

export type ReconcileFault = ChainFault | { readonly code: 'NOT_IN_RECOVERY' };

/** Whether a piece is of an incarnation before this desk's own, from which it forked. */
function isEarlier(desk: DeskRow, { ops, inc }: ReconcileRequest, recovering: boolean): boolean {
  const [first] = ops;
  const from = (first?.op as { readonly desk?: unknown } | null | undefined)?.desk;
  return recovering && first !== undefined && (from !== desk.id || inc < desk.inc);
}

/**
 * Whether the register issued the desk the incarnation it reports: by its seal on that, or on the first entry in it.
 */
async function gaveIncarnation(
  tx: Tx,
  desk: DeskRow,
  { inc, start, life: incarnation, ops }: ReconcileRequest,
): Promise<boolean> {
  const seals = await sealsOf(tx);
  if (
    incarnation?.inc === inc &&
    incarnation.start === start &&
    isOwnIncarnation(seals, { ...incarnation, desk: desk.id }, incarnation.seal)
  )
    return true;
  const [first] = ops;
  const link = first && readable(first.op);
  return link?.seq === start + 1 && isOwnAnswer(seals, answeredOp(link), first?.result ?? ({} as OpResult));
}

/**
 * The desk at the incarnation it reports; the register may have been restored to before that one began (E4). It counts
 * only by the register's own seal. Nothing is written yet.
 */
async function atIncarnation(tx: Tx, desk: DeskRow, request: ReconcileRequest, recovering: boolean): Promise<DeskRow> {
  const { inc, start } = request;
  if (!recovering || inc <= desk.inc || !(await gaveIncarnation(tx, desk, request))) return desk;
  return { ...desk, inc, lastSeq: start, lastHash: chainStart };
}

/** Takes what the register lacks of the desk's own sequence, at the original sequence numbers. */
async function takeOwn(
  tx: Tx,
  found: DeskRow,
  request: ReconcileRequest,
  recovering: boolean,
  vouchers: Vouchers,
  answerTo: AnswerTo,
  deps: PushDeps,
): Promise<Result<Taken, ReconcileFault>> {
  const reported = new Map(request.ops.map(({ result }) => [result.seq, result]));
  const entered = await atIncarnation(tx, found, request, recovering);
  const raws = request.ops.map(({ op }) => op);
  const links = await checkChain(tx, entered, raws, deps.digest);
  if (!links.ok) return links;
  const news = links.value.some(({ known }) => known === null);
  if (news && !recovering) return err({ code: 'NOT_IN_RECOVERY' });
  if (links.value.some(({ seq, opId }) => reported.get(seq)?.opId !== opId)) {
    await tx.desks.addFault(found.id, 'foreign-answer', deps.clock.now());
    return err({ code: 'BAD_REQUEST' });
  }
  const { inc, lastSeq: start } = entered;
  const closing = { account: null, clock: deps.clock };
  const desk = inc > found.inc ? await enterIncarnation(tx, found, { inc, start }, closing) : found;

  const now = deps.clock.now();
  const lineage = await lineageOf(tx, desk);
  const results: OpResult[] = [];
  const counted: BookName[] = [];
  let latest = desk;
  let masters = await deps.masters.at(tx);
  for (const link of links.value) {
    const said = reported.get(link.seq);
    if (link.known || !said) {
      if (link.known) results.push(await answerTo(link.known.author, await sealedAnswer(tx, link.known)));
      continue;
    }
    const at = { tx, desk: latest, masters, now };
    const how = { ofThisIncarnation: true, onBug: deps.onBug, now, lineage, vouchers };
    const { result, outcome } = await takePast(at, ownSequence(desk), link, said, how);
    masters = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
    results.push(await answerTo(link.identity.author, result));
    latest = { ...latest, lastSeq: link.seq, lastHash: link.hash };
  }
  if (latest !== desk) await tx.desks.put(latest);
  return ok({ results, desk: latest, masters, counted });
}

/**
 * A piece of the past, as the desk's own or as that of an incarnation it forked from. A desk that reports everything
 * may report sequence numbers at which the register has the other side of a fork (E5): nothing of either is left out.
 */
async function takePiece(
  tx: Tx,
  desk: DeskRow,
  request: ReconcileRequest,
  recovering: boolean,
  vouchers: Vouchers,
  answerTo: AnswerTo,
  deps: PushDeps,
): Promise<Result<Taken, ReconcileFault>> {
  if (isEarlier(desk, request, recovering)) return takeEarlierIncarnation(tx, desk, request, vouchers, answerTo, deps);
  const own = await takeOwn(tx, desk, request, recovering, vouchers, answerTo, deps);
  const hasForked = !own.ok && own.error.code === 'FORK' && desk.replaysAll;
  return hasForked ? takeEarlierIncarnation(tx, desk, request, vouchers, answerTo, deps) : own;
}

/**
 * PROTOCOL E2, E3: takes what a restored register lost from the desk that has the answers, piece by piece. A piece sent
 * again is answered from what is stored.
 */
export async function reconcile(
  deps: PushDeps,
  reader: Reader,
  asked: ReconcileRequest,
): Promise<Result<Pushed, ReconcileFault>> {
  const deskId = reader.desk;
  const request = { ...asked, ops: await openPast(deps.store, deps.digest, deskId, asked.ops) };
  const raws = request.ops.map(({ op }) => op);
  const vouchers = await vouchersOf(deps.verify, deps.digest, raws);
  return deps.store.write(async (tx): Promise<Result<Pushed, ReconcileFault>> => {
    const found = await tx.desks.get(deskId);
    if (!found) return err({ code: 'FORK' });
    const before = await tx.clock();
    const recovering = found.reported !== before.epoch;
    const answerTo = answersTo(tx, reader, deps.random);
    const piece = await takePiece(tx, found, request, recovering, vouchers, answerTo, deps);
    if (!piece.ok) return piece;
    const taken = piece.value;
    const counted: BookName[] = [...taken.counted];
    if (recovering) {
      counted.push(...(await rememberLeases(tx, taken.desk, request.leases, deps.clock)));
      if (request.done) await tx.desks.put({ ...taken.desk, reported: before.epoch, replaysAll: false });
    }
    counted.push(...(await retryParked(tx, taken.masters, deps)));
    counted.push(...(await reopenNumbering(tx, deps.clock)));
    const { epoch, rv } = await tx.clock();
    const answer = {
      epoch,
      ackSeq: taken.desk.lastSeq,
      serverTime: deps.clock.now(),
      rvNow: rv,
      results: [...taken.results],
      water: await waterOf(tx, taken.desk.agency),
    };
    return ok({ answer, changed: rv > before.rv, counted });
  }, deskId);
}

import { err, ok, type Result } from '../../shared/result.ts';
import { isAsHashed, operationSchema, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import type { BookName } from '../numbers/books.ts';
import type { DeskRow, OpRow, Tx } from '../store/store.ts';
import { sealAnswer, sealsOf } from '../trust/seals.ts';
import { readable, type ChainFault, type Link } from './chain.ts';
import { collapsed } from './judge.ts';
import type { PushDeps } from './push.ts';
import type { Vouchers } from './proven.ts';
import { answeredOp, sealedAnswer } from './record.ts';
import { madeAt, takePast, type Place } from './take-past.ts';
import type { Taken } from './reconcile.ts';

type ReportedPast = ReconcileRequest['ops'];

/** Each operation as it was signed with its hash; its chain belongs to a life that others went on from. */
function linksOf(
  ops: ReportedPast,
  deps: PushDeps,
): Result<readonly (Omit<Link, 'known'> & { reported: OpResult })[], ChainFault> {
  const links = [];
  for (const { op, result } of ops) {
    const link = readable(op);
    if (!link || result.seq !== link.seq || result.opId !== link.opId) return err({ code: 'BAD_REQUEST' });
    if (!isAsHashed(link.raw as unknown as Operation, deps.digest)) return err({ code: 'FORK' });
    links.push({ ...link, reported: result });
  }
  return ok(links);
}

/** What became of an entry the register has, told for the place at which the desk had it. */
async function knownAnswer(tx: Tx, kept: OpRow, link: Omit<Link, 'known'>): Promise<OpResult> {
  if (kept.hash === link.hash) return sealedAnswer(tx, kept);
  const op = operationSchema.safeParse(link.raw);
  const answer = op.success ? collapsed(kept, op.data) : ({ status: 'rejected', rv: null, code: 'INVALID' } as const);
  return sealAnswer(await sealsOf(tx), answeredOp(link), { seq: link.seq, opId: link.opId, ...answer });
}

/**
 * What was answered in a life this desk forked from (PROTOCOL E2, E5). The other side of the fork may have reported for
 * that life, or may be gone, so each operation is known by its id and not by its place. New ones are kept with the desk
 * that tells them, below zero, where no life of its own is.
 */
export async function takeEarlierIncarnation(
  tx: Tx,
  desk: DeskRow,
  request: ReconcileRequest,
  vouchers: Vouchers,
  deps: PushDeps,
): Promise<Result<Taken, ChainFault>> {
  const now = deps.clock.now();
  const links = linksOf(request.ops, deps);
  if (!links.ok) {
    if (links.error.code === 'BAD_REQUEST') await tx.desks.addFault(desk.id, 'foreign-answer', now);
    return links;
  }
  const place: Place = { id: desk.id, inc: -request.inc };
  const results: OpResult[] = [];
  const counted: BookName[] = [];
  let masters = await deps.masters.at(tx);
  for (const { reported, ...link } of links.value) {
    const kept = await tx.desks.opById(link.opId);
    if (kept) {
      results.push(await knownAnswer(tx, kept, link));
      continue;
    }
    const from = await madeAt(tx, { desk: String(link.raw['desk']) }, desk);
    const at = { tx, desk: from, masters, now };
    const how = { ofThisIncarnation: false, onBug: deps.onBug, now, vouchers };
    const { result, outcome } = await takePast(at, place, { ...link, known: null }, reported, how);
    masters = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
    results.push(result);
  }
  return ok({ results, desk, masters, counted });
}

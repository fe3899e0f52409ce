import { err, ok, type Result } from '../../shared/result.ts';
import { isAsHashed, operationSchema, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import type { BookName } from '../numbers/books.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { isOwnAnswer, sealAnswer, sealsOf } from '../trust/seals.ts';
import { readable, type ChainFault, type Link } from './chain.ts';
import { collapsed, idTaken } from './judge.ts';
import type { PushDeps } from './push-deps.ts';
import type { Vouchers } from './proven.ts';
import { answeredOp, sealedAnswer } from './record.ts';
import { madeAt, takePast, type Place, type Taken } from './take-past.ts';

type ReportedPast = ReconcileRequest['ops'];

/** Each operation as it was signed with its hash; its chain belongs to an incarnation that others continued. */
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

/**
 * The answer to an entry the register has, with the sequence number the desk had for it. Null: the register has no such
 * entry, or it has another one under an id that its own seal gives to this one.
 */
async function knownAnswer(
  tx: Tx,
  link: Omit<Link, 'known'>,
  reported: OpResult,
  vouchers: Vouchers,
): Promise<OpResult | null> {
  const under = await tx.desks.opsById(link.opId);
  if (under.length === 0) return null;
  const there = under.find(({ hash }) => hash === link.hash);
  if (there) return sealedAnswer(tx, there);
  const op = operationSchema.safeParse(link.raw);
  const seals = await sealsOf(tx);
  const own = isOwnAnswer(seals, answeredOp(link), reported);
  const answer = op.success
    ? await collapsed(tx, op.data, own || vouchers.has(link.raw))
    : ({ status: 'rejected', rv: null, code: 'INVALID' } as const);
  if (!answer || (answer.code === idTaken && own)) return null;
  return sealAnswer(seals, answeredOp(link), { seq: link.seq, opId: link.opId, ...answer });
}

/**
 * Takes what was answered in an incarnation this desk forked from (PROTOCOL E2, E5). The other side of the fork may
 * have reported for that incarnation, or may be gone, so each operation is identified by its id and not by its sequence
 * number. New ones are stored with the reporting desk below zero, where it has no incarnation of its own.
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
    const known = await knownAnswer(tx, link, reported, vouchers);
    if (known) {
      results.push(known);
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

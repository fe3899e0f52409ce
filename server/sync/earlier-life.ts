import { err, ok, type Result } from '../../shared/result.ts';
import { hashOperation, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import type { BookName } from '../numbers/books.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { readable, type ChainFault, type Link } from './chain.ts';
import type { PushParts } from './push.ts';
import { answerOf } from './record.ts';
import { madeAt, takePast, type Place } from './take-past.ts';
import type { Taken } from './reconcile.ts';

type Told = ReconcileRequest['ops'];

/** Each operation as it was signed with its hash; its chain belongs to a life that others went on from. */
function linksOf(
  ops: Told,
  parts: PushParts,
): Result<readonly (Omit<Link, 'known'> & { told: OpResult })[], ChainFault> {
  const links = [];
  for (const { op, result } of ops) {
    const link = readable(op);
    if (!link || result.seq !== link.seq || result.opId !== link.opId) return err({ code: 'BAD_REQUEST' });
    if (hashOperation(link.raw as unknown as Operation, parts.digest) !== link.hash) return err({ code: 'FORK' });
    links.push({ ...link, told: result });
  }
  return ok(links);
}

/**
 * What was answered in a life this desk forked from (PROTOCOL E2, E5). The other side of the fork may have reported for
 * that life, or may be gone, so each operation is known by its id and not by its place. New ones are kept with the desk
 * that tells them, below zero, where no life of its own is.
 */
export async function takeEarlierLife(
  tx: Tx,
  desk: DeskRow,
  request: ReconcileRequest,
  parts: PushParts,
): Promise<Result<Taken, ChainFault>> {
  const links = linksOf(request.ops, parts);
  if (!links.ok) return links;
  const now = parts.clock.now();
  const place: Place = { id: desk.id, inc: -request.inc, origin: desk.origin };
  const results: OpResult[] = [];
  const counted: BookName[] = [];
  let masters = await parts.masters.at(tx);
  for (const { told, ...link } of links.value) {
    const known = await tx.desks.opById(link.opId);
    if (known) {
      results.push({ ...answerOf(known), seq: link.seq });
      continue;
    }
    const from = await madeAt(tx, { desk: String(link.raw['desk']) }, desk);
    const at = { tx, desk: from, masters, now };
    const how = { ofThisLife: false, onBug: parts.onBug, now };
    const { result, outcome } = await takePast(at, place, { ...link, known: null }, told, how);
    masters = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
    results.push(result);
  }
  return ok({ results, desk, masters, counted });
}

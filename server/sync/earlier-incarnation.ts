import { err, ok, type Result } from '../../shared/result.ts';
import { isAsHashed, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import type { BookName } from '../numbers/books.ts';
import type { Sequence } from '../store/op-place.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { isOwnAnswer, sealAnswer, sealsOf } from '../trust/seals.ts';
import type { AnswerTo } from './boxes.ts';
import { readable, type ChainFault, type NewLink } from './chain.ts';
import { collapsed, idTaken } from './judge.ts';
import { identityOf } from './entry.ts';
import { lineageOf } from './lineage.ts';
import type { PushDeps } from './push-deps.ts';
import type { Vouchers } from './proven.ts';
import { answeredOp, sealedAnswer } from './record.ts';
import { isVouched, madeAt, takePast, type Taken } from './take-past.ts';

/** Code of an entry reported at a sequence number at which its desk reported another one. */
const placeTaken = 'PLACE_TAKEN';

type ReportedPast = ReconcileRequest['ops'];

/** Each operation as it was signed with its hash; its chain belongs to an incarnation that others continued. */
function linksOf(ops: ReportedPast, deps: PushDeps): Result<readonly (NewLink & { reported: OpResult })[], ChainFault> {
  const links: (NewLink & { reported: OpResult })[] = [];
  for (const { op, result } of ops) {
    const link = readable(op);
    if (!link || result.seq !== link.seq || result.opId !== link.opId) return err({ code: 'BAD_REQUEST' });
    if (!isAsHashed(link.raw as unknown as Operation, deps.digest)) return err({ code: 'FORK' });
    const identity = identityOf(link.raw, deps.digest);
    links.push({ ...link, known: null, identity, reported: result });
  }
  return ok(links);
}

/** Who stands for an entry of the past. */
interface Standing {
  readonly lineage: string;
  /** The register itself, by its seal on the answer. */
  readonly own: boolean;
  /** That or its author, by his signature. */
  readonly vouched: boolean;
}

/**
 * The answer to an entry the register has, with the sequence number the desk had for it. Null: the register has no such
 * entry, or it has another one under an id that its own seal gives to this one.
 */
async function knownAnswer(
  tx: Tx,
  keeper: Sequence,
  link: NewLink,
  standing: Standing,
  answerTo: AnswerTo,
): Promise<OpResult | null> {
  const { seq, opId } = link;
  // Where its own desk put it, or where this desk did in an earlier report.
  const { desk, inc } = answeredOp(link);
  for (const place of [
    { desk, inc, seq, forked: false },
    { ...keeper, seq },
  ]) {
    const there = await tx.desks.op(place);
    if (there?.hash === link.hash) return answerTo(there.author, await sealedAnswer(tx, there));
  }
  const answer = await collapsed(tx, link, standing);
  if (!answer || (answer.code === idTaken && standing.own)) return null;
  const sealed = sealAnswer(await sealsOf(tx), answeredOp(link), { seq, opId, ...answer });
  return answerTo(link.identity.author, sealed);
}

/**
 * Takes what was answered in an incarnation this desk forked from (PROTOCOL E2, E5). The other side of the fork may
 * have reported for that incarnation, or may be gone, so each operation is identified by its id and not by its sequence
 * number. New ones are stored with the reporting desk as forked.
 */
export async function takeEarlierIncarnation(
  tx: Tx,
  desk: DeskRow,
  request: ReconcileRequest,
  vouchers: Vouchers,
  answerTo: AnswerTo,
  deps: PushDeps,
): Promise<Result<Taken, ChainFault>> {
  const now = deps.clock.now();
  const links = linksOf(request.ops, deps);
  if (!links.ok) {
    if (links.error.code === 'BAD_REQUEST') await tx.desks.addFault(desk.id, 'foreign-answer', now);
    return links;
  }
  const place = { desk: desk.id, inc: request.inc, forked: true };
  const lineage = await lineageOf(tx, desk);
  const seals = await sealsOf(tx);
  const results: OpResult[] = [];
  const counted: BookName[] = [];
  let masters = await deps.masters.at(tx);
  for (const { reported, ...link } of links.value) {
    const from = await madeAt(tx, { desk: String(link.raw['desk']) }, desk);
    const at = { tx, desk: from, masters, now };
    const own = isOwnAnswer(seals, answeredOp(link), reported);
    const vouched = own || (await isVouched(at, link, vouchers));
    const known = await knownAnswer(tx, place, link, { lineage, own, vouched }, answerTo);
    if (known) {
      results.push(known);
      continue;
    }
    if (await tx.desks.op({ ...place, seq: link.seq })) {
      // No sequence has two entries at one number: this one was never made there.
      await tx.desks.addFault(desk.id, 'impossible-place', now);
      const { seq, opId } = link;
      results.push(sealAnswer(seals, answeredOp(link), { seq, opId, status: 'rejected', rv: null, code: placeTaken }));
      continue;
    }
    const how = { ofThisIncarnation: false, onBug: deps.onBug, now, lineage, vouchers };
    const { result, outcome } = await takePast(at, place, link, reported, how);
    masters = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
    results.push(await answerTo(link.identity.author, result));
  }
  return ok({ results, desk, masters, counted });
}

import { todayWib } from '../../shared/dates/wib.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { operationSchema } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import type { BookName } from '../numbers/books.ts';
import { rememberLeases } from '../numbers/remembered.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import type { Answer, At, Outcome } from './apply.ts';
import { checkChain, type ChainFault, type Link } from './chain.ts';
import { enterIncarnation } from './incarnation.ts';
import { collapsed, runOperation } from './judge.ts';
import type { Masters } from './masters.ts';
import { retryParked } from './parked.ts';
import type { Pushed, PushParts } from './push.ts';
import { answerOf, storeAnswer } from './record.ts';
import { reopenNumbering } from './recovery.ts';
import { applySession } from './session-op.ts';

export type ReconcileFault = ChainFault | { readonly code: 'NOT_IN_RECOVERY' };

/** What the desk was told, as it is stored when nothing runs: there is no effect in this life of the register. */
function toldOnly({ seq: _seq, opId: _opId, ...answer }: OpResult): Answer {
  return { ...answer, rv: null };
}

/** Takes an operation again that the register lost, as the verdict of the past (PROTOCOL E2). */
async function takePast(at: Omit<At, 'trial'>, link: Link, told: OpResult, parts: PushParts): Promise<Outcome> {
  const { tx, masters } = at;
  const answered = (answer: Answer): Outcome => ({ answer, masters, counted: null });
  const parsed = operationSchema.safeParse(link.raw);
  if (!parsed.success) return answered(toldOnly(told));
  const op = parsed.data;
  const { name } = op;
  const first = await tx.desks.opById(op.opId);
  if (first) return answered(collapsed(first, op));
  if (told.status === 'rejected' || told.status === 'quarantined') return answered(toldOnly(told));
  if (isSessionOp(name)) return answered(await applySession(tx, { ...op, name }, true));
  if (told.rv === null) return answered(toldOnly(told));
  return runOperation({ ...at, trial: { kind: 'past', told, oldRv: told.rv } }, op, parts.onBug);
}

interface Taken {
  readonly results: readonly OpResult[];
  readonly desk: DeskRow;
  readonly masters: Masters;
  readonly counted: readonly BookName[];
}

async function takeAll(
  tx: Tx,
  desk: DeskRow,
  links: readonly Link[],
  told: ReadonlyMap<number, OpResult>,
  parts: PushParts,
): Promise<Taken> {
  const now = parts.clock.now();
  const today = todayWib(now);
  const results: OpResult[] = [];
  const counted: BookName[] = [];
  let latest = desk;
  let masters = await parts.masters.at(tx);
  for (const link of links) {
    const said = told.get(link.seq);
    if (link.known || !said) {
      if (link.known) results.push(answerOf(link.known));
      continue;
    }
    const outcome = await takePast({ tx, desk: latest, masters, today }, link, said, parts);
    masters = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
    const { id, inc } = desk;
    const { seq } = link;
    if (outcome.waits) await tx.desks.park({ desk: id, inc, seq, oldRv: said.rv ?? 0, waitsFor: outcome.waits });
    const answer = outcome.waits ? toldOnly(said) : outcome.answer;
    results.push(await storeAnswer(tx, desk, link, answer, now));
    latest = { ...latest, lastSeq: seq, lastHash: link.hash };
  }
  if (latest !== desk) await tx.desks.put(latest);
  return { results, desk: latest, masters, counted };
}

/** The desk at the incarnation it tells of; the register may have been restored to before that one began (E4). */
async function atIncarnation(
  tx: Tx,
  desk: DeskRow,
  { inc, start }: ReconcileRequest,
  parts: PushParts,
): Promise<DeskRow> {
  if (inc <= desk.inc) return desk;
  return enterIncarnation(tx, desk, { inc, start }, { account: null, clock: parts.clock });
}

/**
 * PROTOCOL E2, E3: takes what a restored register lost from the desk that has the answers, a piece at a time. A piece
 * sent again is answered from what is stored.
 */
export async function reconcile(
  parts: PushParts,
  deskId: string,
  request: ReconcileRequest,
): Promise<Result<Pushed, ReconcileFault>> {
  return parts.store.write(async (tx): Promise<Result<Pushed, ReconcileFault>> => {
    const found = await tx.desks.get(deskId);
    if (!found) return err({ code: 'FORK' });
    const before = await tx.clock();
    const recovering = found.reported !== before.epoch;
    const desk = recovering ? await atIncarnation(tx, found, request, parts) : found;
    const told = new Map(request.ops.map(({ result }) => [result.seq, result]));
    const raws = request.ops.map(({ op }) => op);
    // An earlier life of the desk can only be told again.
    const inc = raws.length > 0 ? request.inc : desk.inc;
    const links = await checkChain(tx, { ...desk, inc }, raws, parts.digest);
    if (!links.ok) return links;
    const news = links.value.some(({ known }) => known === null);
    if (news && inc !== desk.inc) return err({ code: 'FORK' });
    if (news && !recovering) return err({ code: 'NOT_IN_RECOVERY' });
    if (links.value.some(({ seq, opId }) => told.get(seq)?.opId !== opId)) return err({ code: 'BAD_REQUEST' });

    const taken = await takeAll(tx, desk, links.value, told, parts);
    const counted: BookName[] = [...taken.counted];
    if (recovering) {
      counted.push(...(await rememberLeases(tx, taken.desk, request.leases, parts.clock)));
      if (request.done) await tx.desks.put({ ...taken.desk, reported: before.epoch });
    }
    counted.push(...(await retryParked(tx, taken.masters, parts)));
    counted.push(...(await reopenNumbering(tx, parts.clock)));
    const { epoch, rv } = await tx.clock();
    const answer = {
      epoch,
      ackSeq: taken.desk.lastSeq,
      serverTime: parts.clock.now(),
      rvNow: rv,
      results: [...taken.results],
    };
    return ok({ answer, changed: rv > before.rv, counted });
  });
}

import type { Clock } from '../../shared/clock.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { canonicalJson, operationSchema, type Digest, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult, PushAnswer, PushRequest } from '../../shared/sync/protocol.ts';
import type { BookName } from '../numbers/books.ts';
import { isStoreFault, type DeskRow, type OpRow, type Store, type Tx } from '../store/store.ts';
import { applyOperation, type At, type Outcome } from './apply.ts';
import { checkChain, type ChainFault, type Link } from './chain.ts';
import { enterIncarnation } from './incarnation.ts';
import type { MasterCache, Masters } from './masters.ts';
import { applySession } from './session-op.ts';

export interface PushParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly masters: MasterCache;
  /** A reducer or check threw: a bug, told with the operation's name and nothing of its content. */
  readonly onBug: (error: unknown, op: { readonly name: string; readonly desk: string; readonly seq: number }) => void;
}

export interface Pushed {
  readonly answer: PushAnswer;
  /** Whether anything changed that other desks should hear of. */
  readonly changed: boolean;
  readonly counted: readonly BookName[];
}

type Answer = Omit<OpResult, 'seq' | 'opId'>;

/** The same entry under a new place, after its desk began anew: what came of it stands, it does not run again. */
function collapsed(first: OpRow, op: Operation): Answer {
  const entered = ({ name, v, args, by }: Operation): string => canonicalJson({ name, v, args, by: by.account });
  if (entered(JSON.parse(first.body) as Operation) !== entered(op)) {
    return { status: 'rejected', rv: null, code: 'OP_ID_TAKEN' };
  }
  const { status, rv, code, field } = JSON.parse(first.result) as OpResult;
  return { status, rv, ...(code === undefined ? {} : { code }), ...(field === undefined ? {} : { field }) };
}

async function judge(at: At, link: Link, onBug: PushParts['onBug']): Promise<Outcome> {
  const { tx, masters } = at;
  const answered = (answer: Answer): Outcome => ({ answer, masters, counted: null });
  const parsed = operationSchema.safeParse(link.raw);
  if (!parsed.success) return answered({ status: 'rejected', rv: null, code: 'INVALID' });
  const op = parsed.data;
  const first = await tx.desks.opById(op.opId);
  if (first) return answered(collapsed(first, op));
  const { name } = op;
  if (isSessionOp(name)) return answered(await applySession(tx, { ...op, name }));
  if (!(await tx.desks.isSignedIn(op.desk, op.by.account))) {
    return answered({ status: 'quarantined', rv: null, code: 'NOT_SIGNED_IN' });
  }
  try {
    return await tx.savepoint(() => applyOperation(at, op));
  } catch (error) {
    if (isStoreFault(error)) throw error;
    onBug(error, { name, desk: op.desk, seq: op.seq });
    return answered({ status: 'quarantined', rv: null, code: 'INTERNAL' });
  }
}

interface Run {
  readonly results: readonly OpResult[];
  readonly desk: DeskRow;
  readonly counted: readonly BookName[];
}

async function runAll(tx: Tx, desk: DeskRow, links: readonly Link[], masters: Masters, parts: PushParts): Promise<Run> {
  const now = parts.clock.now();
  const results: OpResult[] = [];
  const counted: BookName[] = [];
  let latest = desk;
  let known = masters;
  for (const link of links) {
    if (link.known) {
      results.push(JSON.parse(link.known.result) as OpResult);
      continue;
    }
    const outcome = await judge({ tx, desk: latest, masters: known, today: todayWib(now) }, link, parts.onBug);
    known = outcome.masters;
    if (outcome.counted) counted.push(outcome.counted);
    const result: OpResult = { seq: link.seq, opId: link.opId, ...outcome.answer };
    const { seq, opId, hash } = link;
    await tx.desks.addOp({
      desk: desk.id,
      inc: desk.inc,
      seq,
      opId,
      hash,
      rv: result.rv,
      status: result.status,
      result: JSON.stringify(result),
      body: JSON.stringify(link.raw),
      receivedAt: now,
    });
    latest = { ...latest, lastSeq: seq, lastHash: hash };
    results.push(result);
  }
  if (latest !== desk) await tx.desks.put(latest);
  return { results, desk: latest, counted };
}

/** Takes a batch in one transaction; the answer is given after the commit (PROTOCOL P5). */
export async function push(
  parts: PushParts,
  deskId: string,
  request: Pick<PushRequest, 'inc' | 'ops'>,
): Promise<Result<Pushed, ChainFault>> {
  return parts.store.write(async (tx): Promise<Result<Pushed, ChainFault>> => {
    const stored = await tx.desks.get(deskId);
    const desk = stored && (await enterIncarnation(tx, stored, request.inc));
    if (!desk) return err({ code: 'FORK' });
    const links = await checkChain(tx, desk, request.ops, parts.digest);
    if (!links.ok) return links;
    const before = await tx.clock();
    const run = await runAll(tx, desk, links.value, await parts.masters.at(tx), parts);
    const { epoch, rv } = await tx.clock();
    const answer: PushAnswer = {
      epoch,
      ackSeq: run.desk.lastSeq,
      serverTime: parts.clock.now(),
      rvNow: rv,
      results: [...run.results],
    };
    return ok({ answer, changed: rv > before.rv, counted: run.counted });
  });
}

import { err, ok, type Result } from '../../shared/result.ts';
import type { OpResult, PushAnswer, PushRequest } from '../../shared/sync/protocol.ts';
import type { BookName } from '../numbers/books.ts';
import { NumbersHeld, type MayPass } from '../numbers/counter.ts';
import { ownSequence } from '../store/op-place.ts';
import type { DeskRow, LeaseRow, Tx } from '../store/store.ts';
import { waterOf } from '../trust/water.ts';
import { answersTo, openBoxes, type AnswerTo, type Reader } from './boxes.ts';
import { checkChain, type ChainFault, type Link } from './chain.ts';
import { judgeSent, type Judgement } from './judge.ts';
import { lineageOf } from './lineage.ts';
import type { Masters } from './masters.ts';
import { retryParked } from './parked.ts';
import { park, sealedAnswer, storeAnswer } from './record.ts';
import { vouchersOf, type Vouchers } from './proven.ts';
import type { Pushed, PushDeps } from './push-deps.ts';
import { withinRoom } from './quarantine-room.ts';

/** `DESK_RETIRED`: retired since it was admitted. */
export type PushFault = ChainFault | { readonly code: 'DESK_RETIRED' };

interface Run {
  readonly results: readonly OpResult[];
  readonly desk: DeskRow;
  readonly masters: Masters;
  readonly counted: readonly BookName[];
  /** The open block that holds the rest of the batch up (PROTOCOL N14). */
  readonly held: LeaseRow | null;
}

/** The outcome, or the block an operation has to wait for. */
async function unlessHeld(judged: Promise<Judgement>): Promise<Judgement | NumbersHeld> {
  return judged.catch((error: unknown) => {
    if (error instanceof NumbersHeld) return error;
    throw error;
  });
}

async function runAll(
  tx: Tx,
  desk: DeskRow,
  links: readonly Link[],
  vouchers: Vouchers,
  masters: Masters,
  answerTo: AnswerTo,
  deps: PushDeps,
  mayPass: MayPass,
): Promise<Run> {
  const now = deps.clock.now();
  const lineage = await lineageOf(tx, desk);
  const results: OpResult[] = [];
  let latest = desk;
  let known = masters;
  let held: LeaseRow | null = null;
  for (const link of links) {
    if (link.known) {
      results.push(await answerTo(link.known.author, await sealedAnswer(tx, link.known)));
      continue;
    }
    const at = { tx, desk: latest, masters: known, now, mayPass, trial: { kind: 'now' } } as const;
    const outcome = await unlessHeld(judgeSent(at, link, lineage, vouchers.get(link.raw), deps.onBug));
    if (outcome instanceof NumbersHeld) {
      held = outcome.lease;
      break;
    }
    known = outcome.masters;
    const sender = { lineage, author: link.identity.author, vouched: outcome.vouched };
    const answer = await withinRoom(tx, sender, outcome.answer);
    const result = await storeAnswer(tx, ownSequence(desk), link, answer, sender, now);
    results.push(await answerTo(sender.author, result));
    if (outcome.waits && answer === outcome.answer)
      await park(tx, { ...ownSequence(desk), seq: link.seq }, outcome.waits, null);
    latest = { ...latest, lastSeq: link.seq, lastHash: link.hash };
  }
  if (latest !== desk) await tx.desks.put(latest);
  // Those assigned in an earlier try too: it may have failed before the mark was written.
  const counted = results.flatMap(({ agenda }) => (agenda ? [{ book: agenda.book, year: agenda.year }] : []));
  return { results, desk: latest, masters: known, counted, held };
}

/**
 * Takes a batch in one transaction; the answer is sent after the commit (PROTOCOL P5). A desk that must report after a
 * restore does that first: it is answered `GAP`, which makes it do a handshake (E2). `carried` operations are imported
 * from a bundle, so that their desk cannot be asked.
 */
export async function push(
  deps: PushDeps,
  reader: Reader,
  request: Pick<PushRequest, 'inc' | 'ops' | 'waits'>,
  carried = false,
): Promise<Result<Pushed, PushFault>> {
  const deskId = reader.desk;
  const ops = await openBoxes(deps.store, deps.digest, deskId, request.ops);
  const vouchers = await vouchersOf(deps.verify, deps.digest, ops);
  // A desk that cannot wait, and whoever carries a bundle, gets the next number there is.
  const waits = request.waits === true && !carried ? deps.holders : undefined;
  let askedToMove: string | null = null;
  const pushed = await deps.store.write(async (tx): Promise<Result<Pushed, PushFault>> => {
    const desk = await tx.desks.get(deskId);
    if (desk?.retired && !carried) return err({ code: 'DESK_RETIRED' });
    if (!desk || desk.inc !== request.inc) return err({ code: 'FORK' });
    const before = await tx.clock();
    if (desk.reported !== before.epoch && !carried) return err({ code: 'GAP', expect: desk.lastSeq + 1 });
    const links = await checkChain(tx, desk, ops, deps.digest);
    if (!links.ok) return links;
    const answerTo = answersTo(tx, reader, deps.random);
    const mayPass: MayPass = (lease) => waits === undefined || waits.mayPass(lease, deskId);
    const run = await runAll(tx, desk, links.value, vouchers, await deps.masters.at(tx), answerTo, deps, mayPass);
    const again = await retryParked(tx, run.masters, deps);
    const { epoch, rv } = await tx.clock();
    const answer: PushAnswer = {
      epoch,
      ackSeq: run.desk.lastSeq,
      serverTime: deps.clock.now(),
      rvNow: rv,
      results: [...run.results],
      ...(run.held ? { held: { lease: run.held.id, own: run.held.desk === deskId } } : {}),
      water: await waterOf(tx, run.desk.agency),
    };
    askedToMove = run.held?.desk ?? null;
    return ok({ answer, changed: rv > before.rv, counted: [...run.counted, ...again] });
  }, deskId);
  if (askedToMove !== null && askedToMove !== deskId) waits?.hint(askedToMove);
  return pushed;
}

import type { HelloRequest } from '../../shared/sync/protocol.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { beginEpoch } from './recovery.ts';

/** A desk makes the register begin a new epoch this often at most. */
const forceMs = 10 * 60_000;

/** A cursor further ahead than this is no version anybody was given. */
const believable = 1e12;

/** What a desk has from the register in this epoch that the register does not have. */
function loss(desk: DeskRow, { inc, answered, cursorMax }: HelloRequest, rv: number): 'answers' | 'versions' | null {
  // Incarnations are given by the register alone.
  if (inc > desk.inc) return 'answers';
  if (answered > Math.max(desk.lastSeq, desk.claimed)) return 'answers';
  return cursorMax > rv && cursorMax < rv + believable ? 'versions' : null;
}

/**
 * PROTOCOL E1: a register older than what it told a desk was restored without anyone saying so, its mark with it. It
 * begins a new epoch, and no numbers are given out until the desks have told of all they know (N4).
 *
 * One desk cannot drive the register from epoch to epoch: what it once complained of it cannot complain of again, and
 * when it complains too often it alone tells its past again.
 */
export async function noteLoss(
  tx: Tx,
  desk: DeskRow,
  request: HelloRequest,
  { epoch, now }: { readonly epoch: string; readonly now: number },
): Promise<DeskRow> {
  const current = await tx.clock();
  // It is about to tell everything anyway.
  if (desk.reported !== current.epoch) return desk;
  // What it heard in another epoch says nothing about this one.
  const spoken = request.epoch === current.epoch || request.inc > desk.inc;
  const lost = spoken ? loss(desk, request, current.rv) : null;
  if (lost === null) return desk;
  const claimed = Math.max(desk.claimed, request.answered);
  const often = now - desk.forcedAt < forceMs;
  const next: DeskRow = { ...desk, claimed, reported: '', forcedAt: often ? desk.forcedAt : now };
  await tx.desks.put(next);
  if (!often) {
    const { cursorMax } = request;
    const rv = cursorMax < current.rv + believable ? cursorMax : current.rv;
    await beginEpoch(tx, { epoch, rv, countersKnown: false, now });
  }
  return next;
}

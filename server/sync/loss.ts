import type { HelloRequest } from '../../shared/sync/protocol.ts';
import { tellsAll, type DeskRow, type Tx } from '../store/store.ts';
import { noteEpoch } from './epochs.ts';
import { beginEpoch } from './recovery.ts';

/** A desk makes the register begin a new epoch this often at most. */
const forceMs = 10 * 60_000;

/** A cursor further ahead than this is no version anybody was given. */
const believable = 1e12;

/** Whether the desk has something from the register in this epoch that the register does not have. */
async function lacks(tx: Tx, desk: DeskRow, { answered, cursorMax, leases }: HelloRequest): Promise<boolean> {
  if (answered > Math.max(desk.lastSeq, desk.claimed)) return true;
  const { rv } = await tx.clock();
  if (cursorMax > rv && cursorMax < rv + believable) return true;
  for (const { id } of leases) if (!(await tx.numbers.lease(id))) return true;
  return false;
}

/**
 * Whether the desk speaks of a life this register has never heard of: it was restored to before that life began, so
 * that nothing told in it can be compared (E1). From now on the register has heard of it.
 */
async function speaksOfLater(tx: Tx, { epoch }: HelloRequest): Promise<boolean> {
  await noteEpoch(tx, (await tx.clock()).epoch);
  return epoch !== null && !(await noteEpoch(tx, epoch));
}

/**
 * PROTOCOL E1: a register older than what it told a desk was restored without anyone saying so, its mark with it. It
 * begins a new epoch, and no numbers are given out until the desks have told of all they know (N4).
 *
 * One desk cannot drive the register from epoch to epoch: what it once missed and could not bring back it cannot miss
 * again, and when it complains too often it alone tells its past again.
 */
export async function noteLoss(
  tx: Tx,
  desk: DeskRow,
  request: HelloRequest,
  { epoch, now }: { readonly epoch: string; readonly now: number },
): Promise<DeskRow> {
  const current = await tx.clock();
  const told = { ...desk, claimed: Math.max(desk.claimed, request.answered) };
  // A copy has answers of the desk it came from, which nobody else may have; and what stands here in the places before an
  // incarnation the register forgot may be the other side of the fork it began with.
  const forgotten = request.inc > desk.inc;
  const unheard = desk.origin === null && !forgotten ? '' : tellsAll;
  const recovering = desk.reported !== current.epoch;
  // What it heard in an earlier epoch says nothing about this one.
  const spoken = !recovering && request.epoch === current.epoch;
  const lost = (await speaksOfLater(tx, request)) || (spoken && (await lacks(tx, desk, request)));
  if (lost && now - desk.forcedAt >= forceMs) {
    const next = { ...told, reported: unheard, forcedAt: now };
    await tx.desks.put(next);
    const { cursorMax } = request;
    const rv = cursorMax < current.rv + believable ? cursorMax : current.rv;
    await beginEpoch(tx, { epoch, rv, countersKnown: false, now, foundBy: desk.id });
    return next;
  }
  // An incarnation the register forgot is entered again with what the desk tells of it (E4); and of two desks with one
  // sequence each may have answers the other has not.
  const more = forgotten || request.answered > Math.max(desk.lastSeq, desk.claimed);
  const again = lost || (recovering ? forgotten && desk.reported !== tellsAll : more);
  if (!again && (!recovering || told.claimed === desk.claimed)) return desk;
  const next = again ? { ...told, reported: unheard } : told;
  await tx.desks.put(next);
  return next;
}

import { chainStart } from '../../shared/sync/operation.ts';
import type { RenewAnswer, RenewRequest } from '../../shared/sync/recovery-api.ts';
import { enrolDesk, identityOf } from '../auth/sign-in.ts';
import type { Parts } from '../parts.ts';
import { tellsAll, type DeskRow, type Tx } from '../store/store.ts';
import { enterIncarnation } from './incarnation.ts';
import { recentlyRestored } from './recovery.ts';

type RenewParts = Pick<Parts, 'ids' | 'random' | 'clock' | 'settings'>;

const maxName = 60;
const suffix = ' (salinan)';

/** Whether the machine is the one the desk is known on; programs that do not say count as the same. */
export function sameMachine(desk: DeskRow, machine: string): boolean {
  return machine === '' || desk.machine === '' || desk.machine === machine;
}

/**
 * Nothing was said in the newest life yet, and who asks stands right before it: the answer that gave it was lost. Should
 * two copies ask like this at one moment they take turns until one of them speaks.
 */
function unheard(desk: DeskRow, { inc }: RenewRequest): boolean {
  return desk.lastHash === chainStart && inc === desk.inc - 1;
}

/**
 * Whether what was answered before the fork may be missing here: after a restore another side of the fork may have
 * reported for both, and knows nothing of it (PROTOCOL E2).
 */
async function reportsFor(tx: Tx, desk: DeskRow, now: number): Promise<string> {
  return (await recentlyRestored(tx, now)) ? tellsAll : desk.reported;
}

/** More entries than a desk makes between two backups. */
const roomOfALife = 1000;

/**
 * How far the places of a new life lie from the last known: at a distance drawn by chance where another life may be
 * going on unheard, so that the two hardly share one (PROTOCOL E6). After a restore the register may have given it and
 * forgotten; without a restore the life given last, whose desk has not spoken yet, may be another copy's.
 */
async function distance(tx: Tx, desk: DeskRow, request: RenewRequest, { random, clock }: RenewParts): Promise<number> {
  if (!unheard(desk, request) && !(await recentlyRestored(tx, clock.now()))) return 0;
  return roomOfALife * (1 + (random(1)[0] ?? 0));
}

/** The same desk on the same machine goes on under the next incarnation, above every place either side ever used. */
async function renewSame(tx: Tx, desk: DeskRow, request: RenewRequest, parts: RenewParts): Promise<DeskRow> {
  const next = {
    inc: Math.max(desk.inc, request.inc) + 1,
    start: Math.max(desk.lastSeq, request.lastSeq) + (await distance(tx, desk, request, parts)),
  };
  const machine = request.machine || desk.machine;
  const reported = await reportsFor(tx, desk, parts.clock.now());
  return enterIncarnation(tx, { ...desk, machine, reported }, next, { account: null, clock: parts.clock });
}

/** A copy becomes a desk of its own; the keys of the first count at the copy too (T2). */
async function becomeCopy(
  tx: Tx,
  desk: DeskRow,
  request: RenewRequest,
  parts: RenewParts,
): Promise<{ readonly desk: DeskRow; readonly token: string }> {
  const name = desk.name.slice(0, maxName - suffix.length) + suffix;
  const from = { desk: desk.id, seq: request.lastSeq };
  const made = await enrolDesk(tx, parts, { name, machine: request.machine, by: null, copyOf: from });
  // Above the incarnation it comes from, so that the lives in its journal stay in order.
  const copy: DeskRow = {
    ...made.desk,
    inc: request.inc + 1,
    lastSeq: request.lastSeq,
    blockSize: desk.blockSize,
    reported: await reportsFor(tx, desk, parts.clock.now()),
  };
  await tx.desks.put(copy);
  return { desk: copy, token: made.token };
}

/** PROTOCOL E4, E5: a life of its own for a desk that was told `fork`. */
export async function renew(tx: Tx, desk: DeskRow, request: RenewRequest, parts: RenewParts): Promise<RenewAnswer> {
  const same = sameMachine(desk, request.machine) && (request.inc >= desk.inc || unheard(desk, request));
  if (same) {
    const renewed = await renewSame(tx, desk, request, parts);
    return { desk: identityOf(renewed), deskToken: null, start: renewed.lastSeq };
  }
  const { desk: copy, token } = await becomeCopy(tx, desk, request, parts);
  return { desk: identityOf(copy), deskToken: token, start: copy.lastSeq };
}

import { isSameMachine } from '../../shared/desk/machine-name.ts';
import type { Account } from '../../shared/people/people.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { chainStart } from '../../shared/sync/operation.ts';
import type { RenewAnswer, RenewRequest } from '../../shared/sync/recovery-api.ts';
import { enrolDesk, enrolmentFault, identityOf } from '../auth/sign-in.ts';
import type { Deps } from '../deps.ts';
import { sealIncarnation, sealsOf } from '../trust/seals.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { enterIncarnation } from './incarnation.ts';
import { recentlyRestored } from './epochs.ts';
import { copiesOf, lineageOf } from './lineage.ts';

type RenewDeps = Pick<Deps, 'ids' | 'random' | 'clock' | 'settings' | 'masters'>;

const maxName = 60;
const suffix = ' (salinan)';

/** Whether the machine can be the one the desk is known on; programs that send no name count as the same. */
export function sameMachine(desk: DeskRow, machine: string): boolean {
  return isSameMachine(desk.machine, machine);
}

/**
 * Nothing was sent yet in the newest incarnation, and the caller is right before it: the answer that issued it was
 * lost. Two copies that ask like this at one moment take turns until one of them sends an operation.
 */
function answerLost(desk: DeskRow, { inc }: RenewRequest): boolean {
  return desk.lastHash === chainStart && inc === desk.inc - 1;
}

type Report = Pick<DeskRow, 'reported' | 'replaysAll'>;

/** Of a desk that has to replay its whole journal. */
export const fromTheBeginning: Report = { reported: null, replaysAll: true };

/**
 * What a desk has to replay after a fork. What was answered before it may be missing here: after a restore another side
 * of the fork may have reported for both, and knows nothing of it (PROTOCOL E2).
 */
async function reportAfterFork(tx: Tx, { reported, replaysAll }: DeskRow, now: number): Promise<Report> {
  return (await recentlyRestored(tx, now)) ? fromTheBeginning : { reported, replaysAll };
}

/** More entries than a desk makes between two backups. */
const sequenceGapUnit = 1000;

/**
 * The distance of a new incarnation from the last known sequence number, random where another incarnation may continue
 * unknown to the register, so that the two hardly share one (PROTOCOL E6). After a restore the register may have issued
 * and forgotten one; without a restore the last one issued, in which nothing was sent yet, may be another copy's.
 */
async function sequenceGap(
  tx: Tx,
  desk: DeskRow,
  request: RenewRequest,
  { random, clock }: RenewDeps,
): Promise<number> {
  if (!answerLost(desk, request) && !(await recentlyRestored(tx, clock.now()))) return 0;
  return sequenceGapUnit * (1 + (random(1)[0] ?? 0));
}

/**
 * The same desk on the same machine continues under the next incarnation, above every sequence number either side ever
 * used.
 */
async function renewSame(tx: Tx, desk: DeskRow, request: RenewRequest, deps: RenewDeps): Promise<DeskRow> {
  const next = {
    inc: Math.max(desk.inc, request.inc) + 1,
    start: Math.max(desk.lastSeq, request.lastSeq) + (await sequenceGap(tx, desk, request, deps)),
  };
  const machine = request.machine || desk.machine;
  const report = await reportAfterFork(tx, desk, deps.clock.now());
  return enterIncarnation(tx, { ...desk, machine, ...report }, next, { account: null, clock: deps.clock });
}

/** A copy becomes a desk of its own; the keys of the original count at the copy too (T2). */
async function becomeCopy(
  tx: Tx,
  desk: DeskRow,
  request: RenewRequest,
  by: Account,
  deps: RenewDeps,
): Promise<{ readonly desk: DeskRow; readonly token: string }> {
  const name = desk.name.slice(0, maxName - suffix.length) + suffix;
  const from = { desk: desk.id, seq: request.lastSeq };
  const given = { name, machine: request.machine, by: by.id, copyOf: from, agency: desk.agency };
  const made = await enrolDesk(tx, deps, given);
  // Above the incarnation it comes from, so that the incarnations in its journal stay in order.
  const copy: DeskRow = {
    ...made.desk,
    inc: request.inc + 1,
    lastSeq: request.lastSeq,
    blockSize: desk.blockSize,
    ...(await reportAfterFork(tx, desk, deps.clock.now())),
  };
  await tx.desks.put(copy);
  return { desk: copy, token: made.token };
}

const hourMs = 3_600_000;
/** Incarnations a desk gets in an hour: two sides of a fork may take turns for a while. */
const maxPerHour = 20;
/** Copies of one desk, and of its copies, that become desks in an hour: the PCs of a room that were set up from one image. */
const maxCopiesPerHour = 20;
/**
 * A desk further away from what the register knows of it invents sequence numbers: incarnations are issued near each
 * other.
 */
const maxSequenceGap = 10_000_000;
const maxIncarnations = 1000;

/** PROTOCOL E8: why there may be no further copy of what the desk goes back to now; null: there may. */
async function copyFault(tx: Tx, desk: DeskRow, by: Account, deps: RenewDeps): Promise<'TOO_MANY_DESKS' | null> {
  const from = deps.clock.now() - hourMs;
  const lately = (await copiesOf(tx, await lineageOf(tx, desk))).filter(({ createdAt }) => createdAt > from);
  if (lately.length >= maxCopiesPerHour) return 'TOO_MANY_DESKS';
  return (await enrolmentFault(tx, deps, by)) === null ? null : 'TOO_MANY_DESKS';
}

/**
 * PROTOCOL E4, E5: a new incarnation or id for a desk that was answered `fork`. It carries the register's seal, in case
 * the register forgets it. `by`: who is at the desk; a copy counts among the desks he enrolled.
 */
export async function renew(
  tx: Tx,
  desk: DeskRow,
  request: RenewRequest,
  by: Account,
  deps: RenewDeps,
): Promise<Result<RenewAnswer, 'BAD_REQUEST' | 'TOO_MANY_TRIES' | 'TOO_MANY_DESKS'>> {
  const now = deps.clock.now();
  if (request.lastSeq > desk.lastSeq + maxSequenceGap || request.inc > desk.inc + maxIncarnations) {
    await tx.desks.addFault(desk.id, 'impossible-place', now);
    return err('BAD_REQUEST');
  }
  if ((await tx.desks.countRenewal(desk.id, now, now - hourMs)) > maxPerHour) return err('TOO_MANY_TRIES');
  await tx.desks.addFault(desk.id, 'copied', now);
  const given = async (incarnation: DeskRow, deskToken: string | null): Promise<Result<RenewAnswer, never>> => {
    const start = incarnation.lastSeq;
    const seal = sealIncarnation(await sealsOf(tx), { desk: incarnation.id, inc: incarnation.inc, start });
    return ok({ desk: identityOf(incarnation), deskToken, start, seal });
  };
  const same = sameMachine(desk, request.machine) && (request.inc >= desk.inc || answerLost(desk, request));
  if (same) return given(await renewSame(tx, desk, request, deps), null);
  const fault = await copyFault(tx, desk, by, deps);
  if (fault) return err(fault);
  const { desk: copy, token } = await becomeCopy(tx, desk, request, by, deps);
  return given(copy, token);
}

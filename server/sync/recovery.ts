import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { books } from '../../shared/records/kinds.ts';
import type { RecoveryAnswer } from '../../shared/sync/trust-api.ts';
import { bookOf, openBooks, raiseAboveAll, raiseBook, thisYear, type BookName } from '../numbers/books.ts';
import { numberingIs, setNumbering } from '../numbers/numbering.ts';
import { meta } from '../store/meta.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { activeMs, noteEpochs, noteRestored, restoredAt } from './epochs.ts';
import { numberPending } from './number-waiting.ts';

/** PROTOCOL N4: the jump of a counter when an administrator does not want to wait for every desk. */
export const jump = 1000;

/** How a new epoch is begun. */
export interface NewEpoch {
  readonly epoch: string;
  /** The highest version known to have been issued. */
  readonly rv: number;
  /** False: numbers may have been issued that nobody here knows of. */
  readonly countersKnown: boolean;
  readonly now: number;
  /** The desk that presented the register's own statement on what it lost; absent when a mark showed it. */
  readonly foundBy?: string;
  /** The lost epoch, by what revealed it: it reveals no loss again. */
  readonly lost?: string;
}

/** The range in which epochs begun without knowing each other are placed at random. */
const maxVersionGap = 1e10;

/**
 * The distance of an epoch's versions from those of the one before, derived from its own random name. Two restores of
 * the same backup would otherwise give the same versions to other contents, and no sum would distinguish them (PROTOCOL
 * E1, L9).
 */
function versionGap(epoch: string): number {
  return createHash('sha256').update(epoch).digest().readUIntBE(0, 6) % maxVersionGap;
}

/** PROTOCOL E1: the register was found to be restored from a backup. Every desk reports before it continues (E2). */
export async function beginEpoch(tx: Tx, begun: NewEpoch): Promise<void> {
  const { epoch, rv, countersKnown, now, foundBy = null, lost } = begun;
  const before = await tx.clock();
  const known = Math.max(rv, before.rv);
  await noteEpochs(tx, [before.epoch, ...(lost === undefined ? [] : [lost]), epoch]);
  await tx.renewEpoch(epoch, known + versionGap(epoch));
  await noteRestored(tx, now);
  await raiseAboveAll(tx, now);
  await tx.setMeta(meta.restoredFoundBy, foundBy);
  if (!countersKnown) await setNumbering(tx, 'closed');
}

/**
 * Whether a desk must still report what it knows before anything counts as lost for good. One of an agency burned no number
 * and made no document: the office waits for none.
 */
function awaited(desk: DeskRow, epoch: string, now: number): boolean {
  return !desk.retired && desk.agency === null && desk.reported !== epoch && now - desk.lastSeen <= activeMs;
}

/** Whether some active desk has not reported yet what it knows from before the restore. */
export async function awaitsDesks(tx: Tx, now: number): Promise<boolean> {
  const { epoch } = await tx.clock();
  return (await tx.desks.all()).some((desk) => awaited(desk, epoch, now));
}

/** Opens numbering, and gives the letters booked meanwhile their numbers. The mark records every book again. */
async function open(tx: Tx, clock: Clock): Promise<readonly BookName[]> {
  await setNumbering(tx, 'open');
  return [...openBooks(clock), ...(await numberPending(tx))];
}

/**
 * PROTOCOL N4: numbers are issued again once every active desk has reported. Returns the books the mark must record
 * before anyone is answered; none when nothing changed.
 */
export async function reopenNumbering(tx: Tx, clock: Clock): Promise<readonly BookName[]> {
  if ((await numberingIs(tx)) === 'open') return [];
  return (await awaitsDesks(tx, clock.now())) ? [] : open(tx, clock);
}

/** An administrator does not wait: every book still in use jumps, and numbers are issued again (PROTOCOL N4). */
export async function acceptJump(tx: Tx, account: string, clock: Clock): Promise<readonly BookName[]> {
  const last = thisYear(clock) - 1;
  const current = [];
  for (const book of books) current.push(await bookOf(tx, { book, year: last + 1 }));
  const others = (await tx.numbers.books()).filter(({ year }) => year >= last && year !== last + 1);
  const moved: BookName[] = [];
  for (const { book, year, reached } of [...current, ...others]) {
    const passed = { class: 'restored', reason: 'jump', by: account, at: clock.now() } as const;
    if (await raiseBook(tx, { book, year }, reached + jump, passed)) moved.push({ book, year });
  }
  return [...moved, ...(await open(tx, clock))];
}

/** How far the register has recovered, for the administrator's page. */
export async function recoveryState(tx: Tx): Promise<Omit<RecoveryAnswer, 'held'>> {
  const { epoch } = await tx.clock();
  const all = await tx.desks.all();
  const desks = all.filter(({ retired, agency }) => !retired && agency === null);
  const foundBy = await tx.meta(meta.restoredFoundBy);
  const finder = all.find(({ id }) => id === foundBy);
  return {
    epoch,
    since: await restoredAt(tx),
    foundBy: finder ? { code: finder.code, name: finder.name } : null,
    numbering: await numberingIs(tx),
    desks: desks.map(({ id, code, name, lastSeen, reported }) => ({
      id,
      code,
      name,
      lastSeen,
      reported: reported === epoch,
    })),
    parked: await tx.desks.parkedCount(),
    unnumbered: (await tx.numbers.unnumbered()).length,
  };
}

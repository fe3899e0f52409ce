import { rmSync } from 'node:fs';
import { chanceOf, pick, type Chance } from './chance.ts';
import { checkJournal, type Checked } from './check-journal.ts';
import { checkOffice, type OfficeChecked } from './check-office.ts';
import { checkScreens } from './check-screens.ts';
import type { Saved } from './page/contract.ts';
import { rebuild, type Cut, type Disk } from './rebuild.ts';
import type { Session } from './session.ts';

/** Sums over many cuts. */
export interface Tally {
  cuts: number;
  entries: number;
  /** Letters that the local store had lost and the program restored. */
  missedByStore: number;
  /** Cuts after which there were any. */
  damaged: number;
  readonly lost: string[];
  readonly broken: string[];
  /** Why the program had to be loaded again before it was open. */
  readonly stumbles: string[];
}

export function emptyTally(): Tally {
  return { cuts: 0, entries: 0, missedByStore: 0, damaged: 0, lost: [], broken: [], stumbles: [] };
}

export function add(
  tally: Tally,
  checked: Checked & Partial<Pick<OfficeChecked, 'missedByStore' | 'stumbles'>>,
  where: string,
): void {
  tally.cuts += 1;
  tally.entries += checked.entries;
  tally.missedByStore += checked.missedByStore ?? 0;
  if (checked.missedByStore) tally.damaged += 1;
  tally.stumbles.push(...(checked.stumbles ?? []));
  tally.lost.push(...checked.lost.map((what) => `${where}: ${what}`));
  tally.broken.push(...checked.broken.map((what) => `${where}: ${what}`));
}

/** Adds what another tally counted. */
export function join(to: Tally, from: Tally): void {
  to.cuts += from.cuts;
  to.entries += from.entries;
  to.missedByStore += from.missedByStore;
  to.damaged += from.damaged;
  to.stumbles.push(...from.stumbles);
  to.lost.push(...from.lost);
  to.broken.push(...from.broken);
}

/** A browser's clock has steps of 0.1 ms: an entry counts as saved from the end of its step. */
const clockStep = 0.1;

export interface Moment {
  readonly at: number;
  /** Entries that were called saved by then. */
  readonly saved: readonly Saved[];
}

/** Random moments of the session: half of them anywhere, half of them right behind "Tersimpan", when it counts most. */
export function moments({ saved, end }: Session, count: number, chance: Chance): readonly Moment[] {
  const first = saved[0]?.at ?? end;
  return Array.from({ length: count }, (_, i) => {
    const entry = saved[pick(chance, saved.length)];
    const at = i % 2 === 0 && entry ? entry.at + clockStep : first + chance() * (end - first);
    return { at, saved: saved.filter((one) => one.at + clockStep <= at) };
  });
}

/** Now and then the worst case, else what chance leaves. */
function restOf(i: number, seed: number): Cut['rest'] {
  return i % 4 === 0 ? 'worst' : chanceOf(seed);
}

function part(session: Session, name: string, cut: Cut): Disk {
  return rebuild(
    session.events.filter(({ path }) => path.startsWith(`/${name}/`) || path === `/${name}`),
    cut,
  );
}

/**
 * Cuts at these moments, each twice (worst case, then torn), and checks the desk alone. Its folder is judged by what
 * POSIX guarantees and no more.
 */
export async function cutDesk(session: Session, at: readonly Moment[], folder: string, seed: number): Promise<Tally> {
  const tally = emptyTally();
  const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
  for (const [i, moment] of at.entries()) {
    for (const half of [0, 1]) {
      const rest = restOf(half, seed + i);
      const disk = part(session, 'desk', { at: moment.at, names: 'posix', rest });
      add(
        tally,
        await checkJournal(disk, folder, moment.saved, year),
        `desk, cut ${i}, ${half === 0 ? 'worst' : 'torn'}`,
      );
    }
  }
  return tally;
}

/**
 * Cuts at these moments and opens the whole program on what is left. The profile is judged by what the file systems of
 * office PCs promise; the server stands elsewhere and has power: it is as it was at that moment. The first time the
 * screens are checked as well.
 */
export async function cutOffice(session: Session, at: readonly Moment[], folder: string, seed: number): Promise<Tally> {
  const tally = emptyTally();
  for (const [i, moment] of at.entries()) {
    const rest = restOf(i, seed + i);
    const disk = new Map([
      ...part(session, 'desk', { at: moment.at, names: 'posix', rest }),
      ...part(session, 'profile', { at: moment.at, names: 'journaled', rest }),
      ...part(session, 'server', { at: moment.at, names: 'journaled', rest: 'running' }),
    ]);
    add(tally, await checkOffice(session, disk, folder, moment.saved), `office, cut ${i}`);
    const unseen = i === 0 ? await checkScreens(session, disk, folder, moment.saved) : null;
    if (unseen !== null) tally.broken.push(`screens, cut ${i}: ${unseen}`);
  }
  rmSync(folder, { recursive: true, force: true });
  return tally;
}

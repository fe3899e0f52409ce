import type { FirstSync, Lookups, Reopened } from '../../test/bench/contract.ts';
import { openDesk } from './desk.ts';
import { syncTimes } from './disk.ts';
import { measurePushes, type Pushes } from './pushes.ts';
import { openPage, type DeskPage, type FloorPage } from './pages.ts';
import type { BenchOptions } from './options.ts';

export interface Place {
  readonly dir: string;
  readonly rendererDir: string;
  readonly server: string;
  readonly floorUrl: string;
  readonly account: { readonly username: string; readonly password: string };
  readonly other: { readonly username: string; readonly password: string };
}

/** Floor and program, each time one after the other. */
export interface Pair<T> {
  readonly floor: T[];
  readonly ours: T[];
}
const pair = <T>(): Pair<T> => ({ floor: [], ours: [] });

export interface Saves {
  /** IndexedDB put with strict durability in the page. */
  readonly put: number[];
  /** Write and fdatasync in the desk's process. */
  readonly sync: number[];
  readonly offline: number[];
  readonly online: number[];
}

export interface Measured {
  readonly first: Pair<FirstSync>;
  readonly reopen: Pair<Reopened>;
  readonly heap: Pair<number>;
  readonly lookups: Lookups[];
  readonly saves: Saves;
  readonly seenMs: Pair<number>;
  /** The first sync again, with somebody typing. */
  readonly typed: FirstSync | null;
  readonly pushes: Pushes;
  /** Requests of a resting page, per minute. */
  readonly idle: number;
}

const reopenings = 5;
const chunk = 20;
/** Bytes of a journal line with a letter in it. */
const lineBytes = 1500;

async function measureSaves(
  floor: FloorPage,
  ours: DeskPage,
  place: Place,
  count: number,
  setOnline: (on: boolean) => void,
): Promise<Saves> {
  const saves: Saves = { put: [], sync: [], offline: [], online: [] };
  const inTurn = async (to: number[], withFloor: boolean): Promise<void> => {
    for (let i = 0; i < count; i += chunk) {
      if (withFloor) {
        saves.put.push(...(await floor.call('save', chunk)));
        saves.sync.push(...(await syncTimes(place.dir, lineBytes, chunk)));
      }
      to.push(...(await ours.call('save', chunk)));
      // The exchange of one chunk must not be counted in the floor of the next.
      if (!withFloor) await ours.call('settled');
    }
  };
  await ours.call('save', 5);
  await ours.call('settled');
  await inTurn(saves.online, false);
  setOnline(false);
  // The first entry finds the server unreachable.
  await ours.call('save', 1);
  await ours.page.waitForFunction(
    () => (globalThis as unknown as { bench: { phase(): string } }).bench.phase() === 'offline',
  );
  await inTurn(saves.offline, true);
  setOnline(true);
  return saves;
}

/** Time from a text's being written to its being seen; a text that never came counts as endless. */
function between(made: Readonly<Record<string, number>>, seen: Readonly<Record<string, number>>): number[] {
  return Object.entries(made).map(([text, at]) => (seen[text] ?? Number.POSITIVE_INFINITY) - at);
}

const edits = { rounds: 4, each: 15, pauseMs: 400 } as const;
const idleMs = 150_000;

interface Edits {
  readonly seenMs: Pair<number>;
  readonly idle: number;
}

async function measureEdits(floor: FloorPage, ours: DeskPage, place: Place): Promise<Edits> {
  await ours.load(1);
  await ours.call('reopen');
  await ours.call('settled');
  const desk = await openDesk(place, 'second', place.other);
  const second: DeskPage = await openPage(desk.address);
  const floorSecond: FloorPage = await openPage(place.floorUrl);
  await second.call('watch');
  await floorSecond.call('watch');
  const seenMs = pair<number>();
  for (let i = 0; i < edits.rounds; i++) {
    const bare = await floor.call('edit', edits.each, edits.pauseMs);
    await floorSecond.page.waitForTimeout(500);
    seenMs.floor.push(...between(bare, await floorSecond.call('seen')));
    const made = await ours.call('edit', edits.each, edits.pauseMs);
    await second.page.waitForTimeout(1500);
    seenMs.ours.push(...between(made, await second.call('seen')));
  }
  const requests = await second.call('idle', idleMs);
  await floorSecond.close();
  await second.close();
  await desk.close();
  return { seenMs, idle: requests / (idleMs / 60_000) };
}

async function firstSyncTyping(place: Place): Promise<FirstSync> {
  const desk = await openDesk(place, 'typing', place.account);
  const page: DeskPage = await openPage(desk.address);
  const measured = await page.call('firstSync', true);
  await page.close();
  await desk.close();
  return measured;
}

/** The whole run. Each round begins with empty profiles, desk folder and stores. */
export async function measure(place: Place, options: BenchOptions, say: (line: string) => void): Promise<Measured> {
  const out: { -readonly [K in keyof Measured]: Measured[K] } = {
    first: pair(),
    reopen: pair(),
    heap: pair(),
    lookups: [],
    seenMs: pair(),
    typed: null,
    pushes: { floor: [], server: [], whole: [] },
    idle: 0,
    saves: { put: [], sync: [], offline: [], online: [] },
  };
  for (let round = 1; round <= options.rounds; round++) {
    const desk = await openDesk(place, `desk-${round}`, place.account);
    const floor: FloorPage = await openPage(place.floorUrl);
    const ours: DeskPage = await openPage(desk.address);
    out.first.floor.push(await floor.call('firstSync'));
    out.heap.floor.push(await floor.heap());
    out.first.ours.push(await ours.call('firstSync'));
    out.heap.ours.push(await ours.heap());
    say(
      `round ${round}: first sync ${out.first.floor.at(-1)?.whole.toFixed(0)} / ${out.first.ours.at(-1)?.whole.toFixed(0)} ms`,
    );
    for (let i = 0; i < reopenings; i++) {
      await floor.load(options.letters);
      out.reopen.floor.push(await floor.call('reopen'));
      await ours.load(options.letters);
      out.reopen.ours.push(await ours.call('reopen'));
    }
    out.lookups.push(await ours.call('lookups'));
    if (round === options.rounds) {
      await ours.call('settled');
      out.saves = await measureSaves(floor, ours, place, options.saves, (on) => desk.setOnline(on));
      say('saves done');
      out.pushes = await measurePushes(ours, place, options.pushes, (on) => desk.setOnline(on));
      say('pushes done');
      const { seenMs, idle } = await measureEdits(floor, ours, place);
      Object.assign(out, { seenMs, idle });
      out.typed = await firstSyncTyping(place);
    }
    await ours.close();
    await floor.close();
    await desk.close();
  }
  return out;
}

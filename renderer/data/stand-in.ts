import { bulkChange } from './changes.ts';
import { memoryStore } from './memory-store.ts';
import {
  bringUp,
  loadReplica,
  readFirst,
  type FirstReads,
  type LiveReplica,
  type LoadedReplica,
} from './open-replica.ts';
import type { World } from './ports.ts';
import { askJournal, recoverFromJournal } from './recover.ts';
import { retryMs } from './safe-mode.ts';
import { isUnreadable } from './store-guard.ts';
import { isNewerStore } from './store-migrations.ts';
import { recordMessages } from './windows.ts';

/** The screens stay on the stand-in at most this long after the real store was read, for its first exchange. */
const firstExchangeMs = 15_000;

/** What was read, and of which store. */
interface Opened {
  readonly world: World;
  readonly first: FirstReads;
  /** Whether a later try may read the store in whose stead this is; null: this is the store itself. */
  readonly mayReturn: boolean | null;
  /** A later program wrote the store in whose stead this is. */
  readonly isNewer: boolean;
}

/**
 * The store as it is, or one in memory in its stead when it cannot be opened or read: journal and server suffice to
 * work with, and the real store stays unchanged for a program that can read it (PROTOCOL D6).
 */
export async function readOrStandIn(world: World): Promise<Opened> {
  try {
    return { world, first: await readFirst(world), mayReturn: null, isNewer: false };
  } catch (error) {
    world.report('open', error);
    const inMemory = { ...world, store: memoryStore() };
    return {
      world: inMemory,
      first: await readFirst(inMemory),
      mayReturn: !isUnreadable(error),
      isNewer: isNewerStore(error),
    };
  }
}

/** Loads the real store; null while it does not take what the journal has, or the desk does not answer. */
async function loadReal(world: World, { replica }: LiveReplica): Promise<LoadedReplica | null> {
  const first = await readFirst(world);
  const info = await world.desk.describe();
  if (!info.ok || !info.value.desk) return null;
  const loaded = await loadReplica(world, info.value.desk, first, replica.changes, false);
  return loaded.recovered ? loaded : null;
}

/** Adds what was entered on the stand-in since the real store was read. */
async function catchUp({ replica, status }: LiveReplica): Promise<void> {
  const { world } = replica;
  try {
    const outbox = await world.store.all('outbox');
    if (!(await recoverFromJournal(replica, outbox, await askJournal(world, [])))) status.set({ safeMode: true });
  } catch (error) {
    world.report('safe mode', error);
    status.set({ safeMode: true });
  }
  await status.recount();
}

/**
 * Tries to read the real store until it answers, and moves the office from its stand-in to it: `goOn` is called with the
 * replica on the real store once that has what the stand-in showed, as far as the server answers. Returns the stop
 * function.
 */
export function watchRealStore(
  world: World,
  standIn: LiveReplica,
  goOn: (real: LiveReplica) => void,
): () => Promise<void> {
  const { timers, report } = world;
  const stopped = new AbortController();
  const whenStopped = new Promise<void>((resolve) => stopped.signal.addEventListener('abort', () => resolve()));
  let timer: unknown;
  let moving: Promise<void> = Promise.resolve();

  const move = async ({ replica }: LoadedReplica, real: LiveReplica): Promise<void> => {
    // One engine at a time has the lock.
    await standIn.engine.stop();
    let late: unknown;
    const wait = new Promise<void>((resolve) => (late = timers.set(resolve, firstExchangeMs)));
    await Promise.race([real.engine.led, wait, whenStopped]);
    timers.clear(late);
    await catchUp(real);
    goOn(real);
    replica.changes.emit(bulkChange);
    await standIn.end();
    // An entry may have been confirmed on the stand-in after the journal was asked.
    await Promise.allSettled([...standIn.entering]);
    await catchUp(real);
    real.engine.kick();
  };

  const attempt = async (): Promise<void> => {
    const heard = recordMessages(world);
    try {
      const loaded = await loadReal(world, standIn);
      if (loaded && !stopped.signal.aborted) return await move(loaded, await bringUp(loaded, heard));
    } catch (error) {
      report('safe mode', error);
      if (isUnreadable(error)) return;
    } finally {
      heard();
    }
    if (!stopped.signal.aborted) arm();
  };
  const arm = (): void => {
    timer = timers.set(() => void (moving = attempt()), retryMs);
  };

  arm();
  return () => {
    stopped.abort();
    timers.clear(timer);
    return moving;
  };
}

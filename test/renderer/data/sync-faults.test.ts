import { expect, it } from 'vitest';
import { makeChanges } from '../../../renderer/data/changes.ts';
import type { Replica } from '../../../renderer/data/replica.ts';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import type { World } from '../../../renderer/data/ports.ts';
import type { OutboxEntry, Store } from '../../../renderer/data/store.ts';
import { startEngine } from '../../../renderer/data/sync/engine.ts';
import { makeSyncStatus } from '../../../renderer/data/sync/sync-status.ts';

/** What an engine needs of the world before its first round, and what it reported there. */
function aWorld(hold: World['locks']['hold'], store: Store = memoryStore()) {
  const reported: (readonly [string, unknown])[] = [];
  const world: Partial<World> = {
    store,
    locks: { hold },
    announcer: { post: () => undefined, listen: () => () => undefined, close: () => undefined },
    account: { id: 'tu', username: 'tu', personId: 'tu', admin: false, disabled: false },
    clock: { now: () => Date.UTC(2026, 9, 8) },
    builtAt: 0,
    report: (where, error) => void reported.push([where, error]),
  };
  const status = makeSyncStatus(world as World, makeChanges());
  return { reported, status, start: () => startEngine({ world } as unknown as Replica, status) };
}

it('a lock that cannot be taken is reported, and does not delay the end of the window', async () => {
  const broken = new Error('locks are out of order');
  const { reported, start } = aWorld(() => Promise.reject(broken));
  const engine = start();
  await new Promise((resolve) => setImmediate(resolve));
  expect([reported, engine.leads()]).toEqual([[['lock', broken]], false]);
  await engine.stop();
});

it('a lock given up because the window ends is no fault', async () => {
  const { reported, start } = aWorld(
    (_name, signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
  );
  await start().stop();
  expect(reported).toEqual([]);
});

it('a store that cannot be counted is reported and makes the window go on in safe mode', async () => {
  const broken = new Error('the database is closing');
  const store = { ...memoryStore(), all: () => Promise.reject(broken) };
  const { reported, status } = aWorld(() => Promise.reject(broken), store);
  await status.recount();
  expect([reported, status.get().safeMode]).toEqual([[['recount', broken]], true]);
});

it('a fault of the counting itself is reported and no fault of the store', async () => {
  const store = memoryStore();
  const { reported, status } = aWorld(() => Promise.reject(new Error()), store);
  await store.write(['outbox'], (tx) =>
    Promise.resolve(tx.put('outbox', { seq: 1, opId: 'a', key: 'letter:a', doneRv: null } as OutboxEntry)),
  );
  await status.recount();
  expect([reported, status.get().safeMode]).toEqual([[['recount', expect.any(TypeError)]], false]);
});

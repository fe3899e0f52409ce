import { expect, it } from 'vitest';
import type { Replica } from '../../../renderer/data/replica.ts';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import { refillLeases } from '../../../renderer/data/sync/leases.ts';
import type { Store } from '../../../renderer/data/store.ts';
import type { Desk, LeaseState } from '../../../shared/desk/desk.ts';
import { err, ok } from '../../../shared/result.ts';
import { paths, type HelloAnswer, type LeaseRequest } from '../../../shared/sync/protocol.ts';

const hello = {
  serverTime: Date.UTC(2026, 9, 8),
  openBooks: [{ book: 'SM', year: 2026 }],
  blockSize: 10,
  closed: [] as string[],
} as unknown as HelloAnswer;

/** A desk without blocks whose requests all get lost on their way back. */
function deskWithoutAnswers() {
  const asked: LeaseRequest[] = [];
  const desk: Partial<Desk> = { leases: () => Promise.resolve(ok([])) };
  const server = {
    call: (_path: string, body: unknown) => {
      asked.push(body as LeaseRequest);
      return Promise.resolve(err({ status: 0, code: 'OFFLINE' }));
    },
  };
  let made = 0;
  const ids = { next: () => `request-${++made}` };
  const world = { desk, server, ids, store: memoryStore() };
  const ask = (inc: number) => refillLeases({ world, identity: { inc } } as unknown as Replica, hello);
  return { asked, ask };
}

it('[N9] a request whose answer was lost is made again under the same id', async () => {
  const { asked, ask } = deskWithoutAnswers();
  await ask(1);
  await ask(1);
  expect(asked.map(({ opId }) => opId)).toEqual(['request-1', 'request-1']);
});

it('[N5] a new incarnation of the desk requests a block of its own', async () => {
  const { asked, ask } = deskWithoutAnswers();
  await ask(1);
  await ask(2);
  expect(asked.map(({ opId, inc }) => [opId, inc])).toEqual([
    ['request-1', 1],
    ['request-2', 2],
  ]);
});

const block = (year: number, n: number, closed = true): LeaseState => {
  const from = n * 10 + 1;
  return { id: `${year}-${n}`, book: 'SM', year, from, to: from + 9, used: from, closed, inc: 1 };
};

/**
 * A desk with enough numbers for this year and blocks of years before, which reports them to its server unless `down`.
 */
function deskWithOldBlocks(old: readonly LeaseState[], closedAtServer: readonly string[] = []) {
  const held = new Map([block(2026, 50, false), ...old].map((lease) => [lease.id, lease]));
  const reported: string[] = [];
  const server = { down: false };
  let reads = 0;
  const store = memoryStore();
  const counted: Store = { ...store, get: (table, key) => (reads++, store.get(table, key)) };
  const desk: Partial<Desk> = {
    leases: () => Promise.resolve(ok([...held.values()])),
    closeLease: (id) => {
      const lease = { ...(held.get(id) as LeaseState), closed: true };
      held.set(id, lease);
      return Promise.resolve(ok(lease));
    },
    forgetLease: (id) => Promise.resolve(ok((held.delete(id), null))),
  };
  const call = (path: string, body: unknown) => {
    if (server.down) return Promise.resolve(err({ status: 0, code: 'OFFLINE' }));
    if (path === paths.closeLease) reported.push((body as { lease: string }).lease);
    return Promise.resolve(ok({ void: [] }));
  };
  const world = { desk, server: { call }, ids: { next: () => 'request' }, store: counted };
  const replica = { world, identity: { inc: 1 } } as unknown as Replica;
  const round = async (): Promise<number> => {
    reads = 0;
    await refillLeases(replica, { ...hello, closed: [...closedAtServer] });
    return reads;
  };
  return { held, reported, server, round };
}

it('[N6] blocks of past years are reported closed once each, and cost a round no more however many there were', async () => {
  const { reported, round } = deskWithOldBlocks(Array.from({ length: 40 }, (_, i) => block(2025, i, i > 0)));
  await round();
  expect(reported).toHaveLength(40);
  expect(await round()).toBeLessThanOrEqual(1);
  expect(reported).toHaveLength(40);
});

it('[N6] a block is forgotten when its year is over for a year and the server knows it as closed, and no sooner', async () => {
  const { held, server, round } = deskWithOldBlocks([block(2024, 1), block(2025, 1)]);
  server.down = true;
  await round();
  expect([...held.keys()]).toEqual(['2026-50', '2024-1', '2025-1']);
  server.down = false;
  await round();
  expect([...held.keys()]).toEqual(['2026-50', '2025-1']);
});

it('[N6] what the server closed by itself is not reported to it', async () => {
  const { held, reported, round } = deskWithOldBlocks([block(2024, 1), block(2025, 1)], ['2024-1', '2025-1']);
  await round();
  expect(reported).toEqual([]);
  expect([...held.keys()]).toEqual(['2026-50', '2025-1']);
});

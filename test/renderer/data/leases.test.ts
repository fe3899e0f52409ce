import { expect, it } from 'vitest';
import type { Replica } from '../../../renderer/data/replica.ts';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import { giveBack, isAskedToMove, refillLeases } from '../../../renderer/data/sync/leases.ts';
import type { Desk, LeaseState } from '../../../shared/desk/desk.ts';
import { err, ok } from '../../../shared/result.ts';
import type { HelloAnswer, LeaseRequest } from '../../../shared/sync/protocol.ts';

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

const block = (year: number, n: number, closed = true, burned = true): LeaseState => {
  const from = n * 10 + 1;
  return { id: `${year}-${n}`, book: 'SM', year, from, to: from + 9, used: burned ? from : null, closed, inc: 1 };
};

/** A desk with enough numbers for this year and blocks of years before. */
function deskWithOldBlocks(old: readonly LeaseState[], closedAtServer: readonly string[] = []) {
  const held = new Map([block(2026, 50, false), ...old].map((lease) => [lease.id, lease]));
  const desk: Partial<Desk> = {
    leases: () => Promise.resolve(ok([...held.values()])),
    closeLease: (id) => {
      const lease = { ...(held.get(id) as LeaseState), closed: true };
      held.set(id, lease);
      return Promise.resolve(ok(lease));
    },
    forgetLease: (id) => Promise.resolve(ok((held.delete(id), null))),
  };
  const world = { desk, server: {}, ids: { next: () => 'request' }, store: memoryStore() };
  const replica = { world, identity: { inc: 1 } } as unknown as Replica;
  const answer = { ...hello, closed: [...closedAtServer] };
  return { held, replica, answer };
}

it('[N6] [N12] blocks of past years are closed in the journal, and stated in one handshake', async () => {
  const old = Array.from({ length: 40 }, (_, i) => block(2025, i, i > 0));
  const { held, replica, answer } = deskWithOldBlocks(old);
  expect(await giveBack(replica, answer, new Set())).toBe(true);
  expect([...held.values()].filter(({ closed }) => !closed).map(({ id }) => id)).toEqual(['2026-50']);
  expect(await giveBack(replica, answer, new Set(old.map(({ id }) => id)))).toBe(false);
});

it('[N13] a block the register asks for is given back, and the others stay', async () => {
  const { held, replica, answer } = deskWithOldBlocks([block(2026, 60, false)]);
  const numbers = [{ book: 'SM', year: 2026, next: 1, here: false, move: ['2026-60', 'unknown'], absent: [] }];
  expect(await isAskedToMove(replica, numbers)).toBe(true);
  expect(await giveBack(replica, { ...answer, numbers }, new Set())).toBe(true);
  expect([...held.values()].map(({ id, closed }) => [id, closed])).toEqual([
    ['2026-50', false],
    ['2026-60', true],
  ]);
  expect(await isAskedToMove(replica, numbers)).toBe(false);
});

it('[N6] a block is forgotten when its year is over for a year and the server knows it as closed, and no sooner', async () => {
  const blocks = [block(2024, 1), block(2025, 1)];
  const before = deskWithOldBlocks(blocks);
  await refillLeases(before.replica, before.answer);
  expect([...before.held.keys()]).toEqual(['2026-50', '2024-1', '2025-1']);
  const { held, replica, answer } = deskWithOldBlocks(blocks, ['2024-1', '2025-1']);
  await refillLeases(replica, answer);
  expect([...held.keys()]).toEqual(['2026-50', '2025-1']);
});

it('[N12] one that was given back before a number was burned is forgotten as soon as the server knows of it', async () => {
  const { held, replica, answer } = deskWithOldBlocks(
    [block(2026, 60, true, false), block(2026, 70, true, false)],
    ['2026-60'],
  );
  await refillLeases(replica, answer);
  expect([...held.keys()]).toEqual(['2026-50', '2026-70']);
});

import { expect, it } from 'vitest';
import type { Filing } from '../../../renderer/data/filing.ts';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import { refillLeases } from '../../../renderer/data/sync/leases.ts';
import type { Desk } from '../../../shared/desk/desk.ts';
import { err, ok } from '../../../shared/result.ts';
import type { HelloAnswer, LeaseRequest } from '../../../shared/sync/protocol.ts';

const hello = {
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
  const ask = (inc: number) => refillLeases({ world, identity: { inc } } as unknown as Filing, hello);
  return { asked, ask };
}

it('[N9] a request whose answer was lost is made again under the same id', async () => {
  const { asked, ask } = deskWithoutAnswers();
  await ask(1);
  await ask(1);
  expect(asked.map(({ opId }) => opId)).toEqual(['request-1', 'request-1']);
});

it('[N5] another life of the desk asks for a block of its own', async () => {
  const { asked, ask } = deskWithoutAnswers();
  await ask(1);
  await ask(2);
  expect(asked.map(({ opId, inc }) => [opId, inc])).toEqual([
    ['request-1', 1],
    ['request-2', 2],
  ]);
});

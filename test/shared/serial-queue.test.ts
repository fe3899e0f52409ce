import { expect, it } from 'vitest';
import { makeSerialQueue } from '../../shared/serial-queue.ts';

it('work runs one at a time, in the order in which it came', async () => {
  const inTurn = makeSerialQueue();
  const seen: string[] = [];
  const slow = inTurn(async () => {
    seen.push('first begins');
    await new Promise((resolve) => setImmediate(resolve));
    seen.push('first ends');
  });
  await Promise.all([slow, inTurn(() => Promise.resolve(seen.push('second')))]);
  expect(seen).toEqual(['first begins', 'first ends', 'second']);
});

it('failed work rejects for its caller alone, and the next runs', async () => {
  const inTurn = makeSerialQueue();
  const failing = inTurn(() => Promise.reject(new Error('no')));
  const next = inTurn(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('done');
});

import { expect, it } from 'vitest';
import type { Transition } from '../../../renderer/data/ports.ts';
import { tinyPc } from '../../support/tiny-pc.ts';
import { tinyServer } from '../../support/tiny-server.ts';
import { virtualTimers } from '../../support/virtual-timers.ts';

it('the log receives every transition of a round, skipped states left out, and of a fault', async () => {
  const transitions: Transition[] = [];
  const time = virtualTimers(Date.UTC(2026, 9, 8, 1, 0));
  let isDown = false;
  const fate = { turn: () => Promise.resolve(), fails: (what: string) => isDown && what.startsWith('/api') };
  const office = await tinyPc(tinyServer('D01'), () => Promise.resolve()).start(fate, (world) => ({
    ...world,
    clock: time.clock,
    timers: time.timers,
    log: (transition) => void transitions.push(transition),
  }));
  const round = async (): Promise<readonly Transition[]> => {
    transitions.length = 0;
    await office.syncNow();
    return [...transitions];
  };
  await round();
  expect(await round()).toEqual(['push', 'pull', 'leases', 'idle']);
  isDown = true;
  expect(await round()).toEqual(['push', 'pull', 'offline']);
  isDown = false;
  expect(await round()).toEqual(['handshake', 'push', 'pull', 'leases', 'idle']);
  await office.close();
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Office } from '../../../renderer/data/office.ts';
import type { World } from '../../../renderer/data/ports.ts';
import { paths, type Poke } from '../../../shared/sync/protocol.ts';
import { letterArgs } from '../../support/letter-args.ts';
import { tinyPc } from '../../support/tiny-pc.ts';
import { tinyServer, type TinyServer } from '../../support/tiny-server.ts';
import { virtualTimers, type VirtualTimers } from '../../support/virtual-timers.ts';

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('how often a desk asks', () => {
  let server: TinyServer;
  let time: VirtualTimers;
  let asked: string[];
  let office: Office;
  let poke: (hint: Poke | null) => void;
  let down: () => void;
  let onTurn: (what: string) => void;

  let liveWorks: boolean;

  const open = async (works: boolean): Promise<void> => {
    liveWorks = works;
    asked = [];
    poke = down = onTurn = () => undefined;
    server = tinyServer('D01');
    time = virtualTimers(Date.UTC(2026, 9, 8, 1, 0));
    const pc = tinyPc(server, () => Promise.resolve());
    const fate = {
      turn: (what: string) => {
        if (what.startsWith('/api') && !what.endsWith('answer')) asked.push(what);
        onTurn(what);
        return Promise.resolve();
      },
      fails: () => false,
    };
    const live: World['server']['live'] = (onPoke, onUp, onDown, onBeat) => {
      if (!liveWorks) {
        const failing = time.timers.set(onDown, 10);
        return () => time.timers.clear(failing);
      }
      poke = onPoke;
      down = onDown;
      onUp();
      const beat = (): void => {
        onBeat();
        beating = time.timers.set(beat, 20_000);
      };
      let beating = time.timers.set(beat, 20_000);
      return () => time.timers.clear(beating);
    };
    office = await pc.start(fate, (world) => ({
      ...world,
      server: { ...world.server, live },
      clock: time.clock,
      timers: time.timers,
      chance: () => 0.5,
    }));
    await pass(10);
  };
  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      time.advance(1000);
      for (let turns = 0; turns < 6; turns++) await breath();
    }
  };

  beforeEach(() => open(true));

  it('an idle desk makes far less than one request a minute while the live channel works', async () => {
    await pass(60);
    asked = [];
    await pass(3600);
    expect(asked.length).toBeLessThanOrEqual(20);
    expect(asked.filter((path) => path === paths.hello).length).toBeGreaterThan(0);
    expect(asked.filter((path) => path === paths.pull).length).toBeGreaterThanOrEqual(10);
  });

  it('without a live channel it polls once a minute, and no more often', async () => {
    await open(false);
    await pass(60);
    asked = [];
    await pass(3600);
    expect(asked.filter((path) => path === paths.pull).length).toBeGreaterThanOrEqual(55);
    expect(asked.length).toBeLessThanOrEqual(70);
  });

  it('[L6] a hint is followed at once, without waiting for anything', async () => {
    server.bookElsewhere(letterArgs('a'));
    poke(null);
    await pass(1);
    expect(office.letters({}).total).toBe(1);
  });

  it('[L6] a hint of what was read already costs no request, one of what was not is followed', async () => {
    server.bookElsewhere(letterArgs('a'));
    poke({ epoch: 'one', rv: server.rv() });
    await pass(1);
    expect(office.letters({}).total).toBe(1);
    asked = [];
    poke({ epoch: 'one', rv: server.rv() });
    await pass(1);
    expect(asked).toEqual([]);
    poke({ epoch: 'one', rv: null });
    await pass(1);
    expect(asked).toContain(paths.pull);
    asked = [];
    poke({ epoch: 'two', rv: 1 });
    await pass(1);
    expect(asked).toContain(paths.pull);
  });

  it('[L6] a hint that comes during a round is followed when the round did not read that far', async () => {
    await pass(30);
    onTurn = (what) => {
      if (what !== `${paths.pull} answer`) return;
      onTurn = () => undefined;
      server.bookElsewhere(letterArgs('b'));
      poke({ epoch: 'one', rv: server.rv() });
    };
    poke(null);
    await pass(2);
    expect(office.letters({}).total).toBe(1);
  });

  it('[L6] a broken channel causes a pull within a second', async () => {
    await pass(30);
    asked = [];
    down();
    await pass(1);
    expect(asked).toContain(paths.pull);
  });
  it('[L6] a channel that breaks during a round causes another round', async () => {
    await pass(30);
    asked = [];
    onTurn = (what) => {
      if (what !== paths.pull) return;
      onTurn = () => undefined;
      liveWorks = false;
      down();
    };
    poke(null);
    await pass(2);
    expect(asked.filter((path) => path === paths.pull).length).toBeGreaterThanOrEqual(2);
  });
});

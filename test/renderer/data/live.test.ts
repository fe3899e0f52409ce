import { beforeEach, describe, expect, it } from 'vitest';
import { makeLive, type LiveChannel } from '../../../renderer/data/sync/live.ts';
import type { Server } from '../../../renderer/data/ports.ts';
import { virtualTimers, type VirtualTimers } from '../../support/virtual-timers.ts';

interface Wire {
  readonly poke: (hint: null) => void;
  readonly up: () => void;
  readonly down: () => void;
  readonly beat: () => void;
  hungUp: boolean;
}

describe('[L6] the live channel', () => {
  let time: VirtualTimers;
  let wires: Wire[];
  let pokes: number;
  let breaks: number;
  let live: LiveChannel;
  const last = (): Wire => wires.at(-1) as Wire;

  beforeEach(() => {
    time = virtualTimers(0);
    wires = [];
    pokes = 0;
    breaks = 0;
    const server: Pick<Server, 'live'> = {
      live: (poke, up, down, beat) => {
        const wire = { poke, up, down, beat, hungUp: false };
        wires.push(wire);
        return () => void (wire.hungUp = true);
      },
    };
    live = makeLive(
      { server: server as Server, timers: time.timers, chance: () => 1 },
      () => pokes++,
      () => breaks++,
    );
    live.open();
  });

  it('is up once the server has answered, which is a hint by itself, and passes every hint on', () => {
    expect(live.up()).toBe(false);
    last().up();
    expect(live.up()).toBe(true);
    expect(pokes).toBe(1);
    last().poke(null);
    last().poke(null);
    last().beat();
    expect(pokes).toBe(3);
  });

  it('a channel without a byte for 50 s is closed and opened again, although it reported no break', () => {
    last().up();
    time.advance(49_000);
    last().beat();
    time.advance(49_000);
    expect(last().hungUp).toBe(false);
    time.advance(1_001);
    expect(last().hungUp).toBe(true);
    expect(live.up()).toBe(false);
    expect(breaks).toBe(1);
    live.open();
    time.advance(1_000);
    expect(wires).toHaveLength(2);
  });

  it('requested during its pause it opens when the pause is over, not only at the next poll', () => {
    last().up();
    last().down();
    live.open();
    expect(wires).toHaveLength(1);
    time.advance(1_000);
    expect(wires).toHaveLength(2);
  });

  it('a channel that is blocked is retried ever more rarely and causes one check only', () => {
    for (let minute = 0; minute < 60; minute++) {
      live.open();
      if (!last().hungUp) last().down();
      time.advance(60_000);
    }
    expect(breaks).toBe(1);
    expect(wires.length).toBeLessThan(25);
  });

  it('events of a channel that was given up are ignored', () => {
    const old = last();
    old.down();
    live.open();
    time.advance(1_000);
    last().up();
    old.down();
    expect(live.up()).toBe(true);
    expect(breaks).toBe(1);
  });

  it('closed it stays closed', () => {
    last().up();
    last().down();
    live.open();
    live.close();
    time.advance(600_000);
    expect(wires).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { liveHub } from '../../server/sync/live.ts';

const mayStay = () => Promise.resolve(true);

describe('hints to many desks', () => {
  it('[L6] are sent in waves, once to each desk, and to none that has left', () => {
    const later: (() => void)[] = [];
    const hub = liveHub((work) => later.push(work), { now: () => 0 });
    const received: number[] = [];
    const leave = Array.from({ length: 25 }, (_, i) =>
      hub.join({ session: `s${i}`, mayStay, poke: () => void received.push(i), end: () => undefined }),
    );
    hub.poke('e', 1);
    expect(received).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    leave[12]?.();
    while (later.length > 0) later.shift()?.();
    expect(received).toEqual([...Array(25).keys()].filter((i) => i !== 12));
  });

  it('[L6] name no version when what changed has none, so that nobody takes it for known', () => {
    const hub = liveHub(() => undefined, { now: () => 0 });
    const received: string[] = [];
    hub.join({ session: 's', mayStay, poke: (text) => void received.push(text), end: () => undefined });
    hub.poke('e', 1);
    hub.poke('e', 1);
    hub.poke('e', 2);
    expect(received.map((text) => /"rv":(\w+)/.exec(text)?.[1])).toEqual(['1', 'null', '2']);
  });

  it('[L6] go to the newest channels of a session alone: one that opens hundreds holds up nobody', () => {
    const hub = liveHub(() => undefined, { now: () => 0 });
    const [received, ended]: [string[], string[]] = [[], []];
    const open = (session: string, name: string) =>
      hub.join({ session, mayStay, poke: () => void received.push(name), end: () => void ended.push(name) });
    open('honest', 'honest');
    for (let i = 0; i < 7; i++) open('greedy', `greedy ${i}`);
    hub.poke('e', 1);
    expect(received).toEqual(['honest', 'greedy 3', 'greedy 4', 'greedy 5', 'greedy 6']);
    expect(ended).toEqual(['greedy 0', 'greedy 1', 'greedy 2']);
  });
});

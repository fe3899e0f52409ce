import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../../server/start.ts';
import { roundRobin, takingTurns } from '../../server/store/turns.ts';
import { registerArgs } from '../support/builders.ts';
import { enrolDesk, newId, type DeskClient } from '../support/desk-client.ts';
import { quickPasswords } from '../support/register.ts';
import { httpWire } from '../support/wire.ts';

describe('who waits', () => {
  it('is served one piece at a time, in the order in which each came', () => {
    const waiting = roundRobin<string>();
    for (const piece of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) waiting.add(piece.slice(0, 1), piece);
    const order = Array.from({ length: 7 }, () => waiting.next());
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', null]);
    expect(waiting.size).toBe(0);
  });

  it('with two thousand pieces does not delay the one with a single one', () => {
    const waiting = roundRobin<number>();
    for (let i = 0; i < 2000; i++) waiting.add('many', i);
    waiting.next();
    waiting.add('one', -1);
    expect([waiting.next(), waiting.next()]).toContain(-1);
  });
});

describe('work in turns', () => {
  /** Pieces of work that end on demand, and which of them have begun. */
  function pieces() {
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const work = (name: string) => () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    };
    const end = async (name: string): Promise<void> => {
      ends.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { begun, work, end };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('is bounded at once, and the next one begins when one ends', async () => {
    const { begun, work, end } = pieces();
    const turns = takingTurns({ atOnce: 2, ofOne: 2 });
    const all = ['a', 'b', 'c'].map((name) => turns.take(name, work(name)));
    await settled();
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  });

  it('goes to another one after each piece', async () => {
    const { begun, work, end } = pieces();
    const turns = takingTurns({ atOnce: 1, ofOne: 1 });
    for (const name of ['a1', 'a2', 'a3', 'b1']) void turns.take(name.slice(0, 1), work(name));
    await settled();
    await end('a1');
    await end('a2');
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('leaves places to others, however much one asks for', async () => {
    const { begun, work, end } = pieces();
    const turns = takingTurns({ atOnce: 3, ofOne: 2 });
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1']) void turns.take(name.slice(0, 1), work(name));
    await settled();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('goes on when a piece fails, also at once', async () => {
    const turns = takingTurns({ atOnce: 1, ofOne: 1 });
    const fails = turns.take('a', () => Promise.reject(new Error('no')));
    const throws = turns.take('a', () => {
      throw new Error('at once');
    });
    const works = turns.take('a', () => Promise.resolve('done'));
    await expect(fails).rejects.toThrow('no');
    await expect(throws).rejects.toThrow('at once');
    expect(await works).toBe('done');
  });
});

describe('[P5] a register with much to do', () => {
  let dataDir: string;
  let close: () => Promise<void>;
  let many: DeskClient;
  let one: DeskClient;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lembar-turns-'));
    const clock = { now: () => Date.now() };
    const log = pino({ level: 'silent' });
    const options = { port: 0, dataDir, rendererDir: null, demo: true, clock, log, passwords: quickPasswords };
    const server = await startServer(options);
    close = server.close;
    const wire = httpWire(server.address);
    many = await enrolDesk(wire, 'tu', 'lembar-demo');
    one = await enrolDesk(wire, 'tu', 'lembar-demo');
  });
  afterEach(async () => {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('answers a desk with one entry long before all of one with two thousand', async () => {
    const enter = (desk: DeskClient) => desk.registerOp(registerArgs({ letterId: newId('letter') }));
    const batches = Array.from({ length: 20 }, () => Array.from({ length: 100 }, () => enter(many)));
    const order: string[] = [];
    const push = async (desk: DeskClient, ops: readonly unknown[], name: string): Promise<void> => {
      await desk.push(ops);
      order.push(name);
    };
    const all = batches.map((ops) => push(many, ops, 'many'));
    await Promise.all([...all, push(one, [enter(one)], 'one')]);
    expect(order).toHaveLength(21);
    expect(order.indexOf('one')).toBeLessThan(7);
  }, 60_000);
});

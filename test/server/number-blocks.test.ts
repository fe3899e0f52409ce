import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { paths, type BookNumbers, type HelloAnswer, type Lease } from '../../shared/sync/protocol.ts';
import { makeHolders, nobodyReachable, waitMs, type Holders } from '../../server/numbers/holders.ts';
import { closeLease, grantLease } from '../../server/numbers/lease.ts';
import { numbersFor } from '../../server/numbers/placement.ts';
import { beginEpoch } from '../../server/sync/recovery.ts';
import type { DeskRow, LeaseRow } from '../../server/store/store.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

const name = { book: 'SM', year: 2026 };

let register: TestRegister;
let tu: DeskClient;
let other: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
  other = await register.desk('sekretaris');
});

const everybody: Holders = { ...nobodyReachable, isReachable: () => true };

async function row(desk: DeskClient): Promise<DeskRow> {
  const found = await register.store.read((tx) => tx.desks.get(desk.id));
  if (!found) throw new Error('no such desk');
  return found;
}

/** A block as a present desk asks for it. */
async function lease(desk: DeskClient, holders = everybody): Promise<Lease & LeaseRow> {
  const body = { opId: newId('lease'), inc: desk.inc, ...name, moves: true };
  const at = await row(desk);
  const ids = { next: () => newId('block') };
  const given = await register.store.write((tx) => grantLease(tx, at, body, { clock: register.clock, ids, holders }));
  if (!given.ok) throw new Error(given.error);
  return given.value;
}

async function numbers(desk: DeskClient, mayBook = true, holders = everybody): Promise<BookNumbers> {
  const at = await row(desk);
  return register.store.read((tx) => numbersFor(tx, at, name, holders, mayBook));
}

async function giveBack(desk: DeskClient, { id }: { readonly id: string }, highestUsed: number | null): Promise<void> {
  const at = await row(desk);
  const body = { lease: id, inc: desk.inc, highestUsed };
  const closed = await register.store.write((tx) => closeLease(tx, at, body, { account: null, clock: register.clock }));
  if (!closed.ok) throw new Error(closed.error);
}

async function book(desk: DeskClient, options = {}): Promise<number | null | undefined> {
  const letterId = newId('letter');
  await desk.register(registerArgs({ letterId }), options);
  return (await desk.letter<Letter>(letterId))?.agenda.no;
}

describe('where a block lies', () => {
  it('[N13] the only holder has it at the counter, and what it takes next lies right behind', async () => {
    expect(await book(tu)).toBe(1);
    const first = await lease(tu);
    expect(first).toMatchObject({ from: 2, to: 11 });
    expect(await numbers(tu)).toMatchObject({ here: true, move: [], next: 12 });
    for (let no = 2; no < 8; no++) await book(tu, { agenda: burned(first, no) });
    expect(await lease(tu)).toMatchObject({ from: 12, to: 21 });
    expect(await numbers(tu)).toMatchObject({ here: true, move: [] });
  });

  it('[N13] a second holder gets his ahead, and the first is asked to move', async () => {
    const mine = await lease(tu);
    const theirs = await lease(other);
    expect([mine.from, theirs.from]).toEqual([1, 21]);
    expect(await numbers(tu)).toMatchObject({ here: false, move: [mine.id] });
    expect(await numbers(other)).toMatchObject({ here: false, move: [] });
    await giveBack(tu, mine, null);
    expect(await lease(tu)).toMatchObject({ from: 31, to: 40 });
    expect(await numbers(tu)).toMatchObject({ here: false, move: [], next: 1 });
  });

  it('[N13] a block moves when less than half of the way is left, and none moves for ever', async () => {
    const blocks = new Map([
      [tu, await lease(tu)],
      [other, await lease(other)],
    ]);
    const given: (number | null | undefined)[] = [];
    let moves = 0;
    for (let i = 0; i < 60; i++) {
      given.push(await book(i % 2 === 0 ? tu : other));
      for (let again = true; again;) {
        again = false;
        for (const [desk, block] of blocks) {
          if (!(await numbers(desk)).move.includes(block.id)) continue;
          await giveBack(desk, block, null);
          blocks.set(desk, await lease(desk));
          again = true;
          moves++;
        }
      }
    }
    expect(given).toEqual([11, ...Array.from({ length: 59 }, (_, i) => i + 12)]);
    expect(moves).toBeLessThan(12);
  });

  it('[N13] the last one left comes back to the counter, past numbers it has burned ahead', async () => {
    await lease(other);
    const mine = await lease(tu);
    await book(tu, { agenda: burned(mine, mine.from) });
    const rest = (await register.store.read((tx) => tx.numbers.openIn('SM', 2026))).find(
      ({ desk }) => desk === other.id,
    );
    await giveBack(other, rest as LeaseRow, null);
    expect(await numbers(tu)).toMatchObject({ here: false, move: [mine.id] });
    await giveBack(tu, mine, mine.from);
    expect(await lease(tu)).toMatchObject({ from: 1, to: 10 });
    expect(await lease(tu)).toMatchObject({ from: 11, to: 20 });
    expect(mine.from).toBe(21);
  });

  it('[N13] a block the counter has passed is given back', async () => {
    const mine = await lease(tu);
    await lease(other);
    expect(await book(other)).toBe(11);
    expect((await numbers(tu)).move).toEqual([mine.id]);
  });

  it('[N15] to an account that books no letters the desk has none: all are named, and none is given', async () => {
    const mine = await lease(tu);
    expect(await numbers(tu, false)).toMatchObject({ here: false, move: [mine.id] });
    const prakom = await register.desk('prakom');
    expect((await prakom.tryLease(2026)).json).toEqual({ code: 'FORBIDDEN' });
  });

  it('[N15] a block is given back by whoever is at the desk, with the request or with the handshake', async () => {
    const prakom = await register.desk('prakom');
    const first = await lease(prakom);
    expect((await prakom.closeLease(first.id, null)).json).toEqual({ void: [] });
    expect(await register.store.read((tx) => tx.numbers.lease(first.id))).toMatchObject({ home: 1 });
    const mine = await lease(prakom);
    const stated: HelloAnswer = await prakom.hello({ leases: [{ id: mine.id, used: 3, closed: true }] });
    expect(stated.closed).toEqual([mine.id]);
    expect(await register.store.read((tx) => tx.numbers.lease(mine.id))).toMatchObject({ highestUsed: 3, home: 4 });
  });

  it('[N12] says no less than the letters that have arrived, whatever the desk says', async () => {
    const mine = await lease(tu);
    await book(tu, { agenda: burned(mine, 1) });
    await book(tu, { agenda: burned(mine, 2) });
    await giveBack(tu, mine, null);
    expect(await register.store.read((tx) => tx.numbers.lease(mine.id))).toMatchObject({ highestUsed: 2, home: 3 });
    expect(await book(other)).toBe(3);
  });

  it('[N12] nothing comes home while the register recovers', async () => {
    const mine = await lease(tu);
    await register.store.write((tx) =>
      beginEpoch(tx, { epoch: 'next', rv: 0, countersKnown: true, now: register.clock.now() }),
    );
    expect(await register.store.read((tx) => tx.numbers.book('SM', 2026))).toMatchObject({ next: 11, reached: 11 });
    await giveBack(tu, mine, null);
    expect(await register.store.read((tx) => tx.numbers.lease(mine.id))).toMatchObject({ closed: true, home: null });
  });

  it('[N12] [E1] every block given out or back raises the version', async () => {
    const rv = () => register.store.read(async (tx) => (await tx.clock()).rv);
    const before = await rv();
    const mine = await lease(tu);
    expect(await rv()).toBeGreaterThan(before);
    const given = await rv();
    await giveBack(tu, mine, null);
    expect(await rv()).toBeGreaterThan(given);
  });

  it('[N9] what comes home whole is taken and given back as often as it is moved; what is voided is not', async () => {
    for (let i = 0; i < 30; i++) await giveBack(tu, await lease(tu), null);
    for (let i = 0; i < 2; i++) {
      const block = await lease(tu);
      await book(other);
      await giveBack(tu, block, null);
    }
    await expect(lease(tu)).rejects.toThrow('TOO_MANY_BLOCKS');
  });

  it('[N11] a letter gets the first number on no letter and in no block', async () => {
    await lease(other);
    const ahead = await lease(tu);
    await book(tu, { agenda: burned(ahead, 21) });
    await book(tu, { agenda: burned(ahead, 22) });
    await giveBack(tu, ahead, 22);
    const given: unknown[] = [];
    for (let i = 0; i < 11; i++) given.push(await book(tu));
    expect(given).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23]);
  });
});

describe('a number that a restored register finds on a letter', () => {
  it('[N11] a letter gets the first number behind it', async () => {
    await register.store.write((tx) =>
      beginEpoch(tx, { epoch: 'next', rv: 0, countersKnown: true, now: register.clock.now() }),
    );
    for (const desk of [tu, other]) {
      await desk.hello();
      await desk.recover();
    }
    await lease(other);
    await book(tu, { agenda: { ...name, no: 11, lease: null, provisional: null } });
    expect([await book(tu), await book(tu)]).toEqual([12, 13]);
  });
});

describe('a block in the way', () => {
  const open = { id: 'L', desk: 'b', ...name } as LeaseRow;
  const live = { reaches: (desk: string) => desk === 'b', leftAt: () => 1, hint: () => undefined };
  const passing = () => {
    let now = 1_000_000;
    const holders = makeHolders(live, { now: () => now });
    return { holders, pass: (ms: number) => void (now += ms) };
  };

  it('[N14] waits for the desk that can be reached, 3 s from the first letter that met it', () => {
    const { holders, pass } = passing();
    expect(holders.mayPass(open, 'a')).toBe(false);
    pass(waitMs - 1);
    expect(holders.mayPass(open, 'c')).toBe(false);
    pass(1);
    expect(holders.mayPass(open, 'a')).toBe(true);
  });

  it('[N14] is passed over at once when its desk cannot be reached', () => {
    const { holders, pass } = passing();
    pass(60_000);
    expect(holders.mayPass({ ...open, desk: 'gone' }, 'a')).toBe(true);
    expect(holders.isReachable('gone')).toBe(false);
  });

  it('[N14] begins another wait when nobody asked for long', () => {
    const { holders, pass } = passing();
    expect(holders.mayPass(open, 'a')).toBe(false);
    pass(60_000);
    expect(holders.mayPass(open, 'a')).toBe(false);
  });

  it('[N14] is placed ahead of whoever waits when its desk moves it', () => {
    const { holders } = passing();
    holders.mayPass(open, 'a');
    expect([holders.others(name, 'b'), holders.others(name, 'a')]).toEqual([true, false]);
  });

  it('[N14] a desk that does not say that it can wait gets the next number there is', async () => {
    await lease(other);
    expect(await book(tu)).toBe(11);
  });

  it('[N14] the answer to a push ends before the letter that has to wait', async () => {
    // The register has just started: the other desk may still be coming back.
    await lease(other);
    const ops = [
      tu.op('letter.read', { letterId: 'none' }),
      tu.registerOp(registerArgs({ letterId: newId('letter') })),
      tu.registerOp(registerArgs({ letterId: newId('letter') })),
    ];
    const body = { proto: 1, app: 'test', epoch: null, inc: tu.inc, ops, waits: true };
    const first = (await tu.send('POST', paths.push, body)).json as { results: unknown[]; held?: unknown };
    expect(first.results).toHaveLength(1);
    expect(first.held).toEqual({ lease: expect.any(String) as string, own: false });
    register.clock.pass(waitMs);
    const then = (await tu.send('POST', paths.push, body)).json as { results: { agenda?: { no: number } }[] };
    expect(then.results.map(({ agenda }) => agenda?.no)).toEqual([undefined, 11, 12]);
  });
});

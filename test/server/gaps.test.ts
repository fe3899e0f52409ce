import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../../shared/sync/protocol.ts';
import type { GapRange } from '../../shared/sync/trust-api.ts';
import { moveBook } from '../../server/numbers/books.ts';
import { gapsOf } from '../../server/numbers/gaps.ts';
import { retireDesk } from '../../server/numbers/retire.ts';
import { acceptJump, beginEpoch } from '../../server/sync/recovery.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
});

const year = 2026;
const gaps = (of = year) => register.store.read((tx) => gapsOf(tx, { book: 'SM', year: of }));
const book = (desk: DeskClient, no: number, lease: Lease) =>
  desk.register(registerArgs({ letterId: newId('letter') }), { agenda: burned(lease, no) });
const online = (desk: DeskClient) => desk.register(registerArgs({ letterId: newId('letter') }));
const brief = (ranges: readonly GapRange[]) =>
  ranges.map(({ from, to, class: name, desk, reason }) => [from, to, name, desk?.code ?? null, reason]);
const retire = (desk: DeskClient, lost: boolean) =>
  register.store.write((tx) => retireDesk(tx, desk.id, { lost, account: 'admin', clock: register.clock }));

describe('the register of gaps', () => {
  it('states the class of every number of a book', async () => {
    await register.store.write((tx) => moveBook(tx, { book: 'SM', year }, 101, 'admin', register.clock));
    const lease = await tu.lease(year);
    await book(tu, 101, lease);
    await online(tu);
    await register.store.write((tx) => moveBook(tx, { book: 'SM', year }, 121, 'admin', register.clock));
    await tu.closeLease(lease.id, 103);
    const second = await tu.lease(year);
    const found = await gaps();
    expect(brief(found.ranges)).toEqual([
      [1, 100, 'paper', null, null],
      [102, 103, 'leased', 'D01', null],
      [104, 110, 'void', 'D01', 'returned'],
      [112, 120, 'void', null, 'stepped-over'],
    ]);
    expect(brief(found.ahead ?? [])).toEqual([[second.from, second.to, 'leased', 'D01', null]]);
    expect(found.highest).toBe(120);
    expect(found.counts).toEqual({
      used: 2,
      leased: 2,
      void: 16,
      lost: 0,
      paper: 100,
      restored: 0,
      unaccounted: 0,
    });
    expect(found.ranges[2]).toMatchObject({ by: 'tu', at: register.clock.now() });
  });

  it('names letters that were cancelled with their reason, of secret ones only that they were', async () => {
    const secretary = await register.desk('sekretaris');
    const [plain, secret] = [newId('letter'), newId('letter')];
    await tu.register(registerArgs({ letterId: plain }));
    await secretary.register(registerArgs({ letterId: secret, security: 'rahasia' }));
    for (const letterId of [plain, secret]) {
      await secretary.say('letter.void', { letterId, reason: 'Salah kirim' });
    }
    expect((await gaps()).cancelled).toEqual([
      { no: 1, reason: 'Salah kirim' },
      { no: 2, reason: '' },
    ]);
  });

  it('separates the blocks of last year by the day they came back', async () => {
    const lease = await tu.lease(year);
    await book(tu, 1, lease);
    await online(tu);
    register.clock.set('2027-01-20T09:00:00.000+07:00');
    await tu.signIn('tu', password);
    await tu.closeLease(lease.id, 1);
    expect(brief((await gaps()).ranges)).toEqual([[2, 10, 'void', 'D01', 'year-end']]);
  });

  it('counts the block of a desk out of service as void, of a lost one as lost', async () => {
    const other = await register.desk('sekretaris');
    await tu.lease(year);
    await other.lease(year);
    await retire(tu, false);
    await retire(other, true);
    expect(brief((await gaps()).ranges)).toEqual([
      [1, 10, 'void', 'D01', 'retired'],
      [11, 20, 'void', null, 'not-reached'],
      [21, 30, 'lost', 'D02', 'lost'],
    ]);
    expect(await tu.hello()).toEqual({ code: 'DESK_RETIRED' });
  });

  it('a letter of a lost desk that is entered again from its sheet gets its number back', async () => {
    const other = await register.desk('sekretaris');
    const lease = await other.lease(year);
    await retire(other, true);
    const letterId = newId('letter');
    const agenda = { book: 'SM', year, no: lease.from + 2, lease: null, provisional: null };
    expect((await tu.register(registerArgs({ letterId }), { agenda })).status).toBe('applied');
    expect((await tu.letter<Letter>(letterId))?.agenda).toMatchObject({ no: 3, conflict: false });
    await online(tu);
    expect(brief((await gaps()).ranges)).toEqual([
      [1, 2, 'lost', 'D02', 'lost'],
      [4, 10, 'lost', 'D02', 'lost'],
    ]);
  });

  it('a renewed desk leaves its block as lost: a copy may have printed from it', async () => {
    await tu.lease(year);
    await tu.renew();
    await online(tu);
    expect(brief((await gaps()).ranges)).toEqual([[1, 10, 'lost', 'D01', 'renewed']]);
  });

  it('[N4] a jump after a restore is noted with who accepted it', async () => {
    await online(tu);
    await register.store.write(async (tx) => {
      await beginEpoch(tx, { epoch: 'next', rv: 0, countersKnown: false, now: register.clock.now() });
      await acceptJump(tx, 'admin', register.clock);
    });
    const { ranges } = await gaps();
    expect(ranges).toMatchObject([{ from: 2, to: 1001, class: 'restored', reason: 'jump', by: 'admin' }]);
  });

  it('a number burned for a letter that was refused is void', async () => {
    const lease = await tu.lease(year);
    const letterId = newId('letter');
    await tu.register(registerArgs({ letterId, subject: '' }), { agenda: burned(lease, 1) });
    await online(tu);
    expect(brief((await gaps()).ranges)).toEqual([
      [1, 1, 'void', null, 'refused'],
      [2, 10, 'leased', 'D01', null],
    ]);
  });

  it('states numbers below one burned ahead of the sequence as not reached, until it comes to them', async () => {
    const other = await register.desk('sekretaris');
    await other.lease(year);
    const lease = await tu.lease(year);
    await book(tu, lease.from, lease);
    expect(brief((await gaps()).ranges)).toEqual([
      [1, 10, 'leased', 'D02', null],
      [11, lease.from - 1, 'void', null, 'not-reached'],
    ]);
    await online(tu);
    expect(brief((await gaps()).ranges)).toEqual([
      [1, 10, 'leased', 'D02', null],
      [12, lease.from - 1, 'void', null, 'not-reached'],
    ]);
  });

  it('is empty for a book not begun', async () => {
    expect(await gaps(2031)).toMatchObject({ highest: 0, ranges: [], cancelled: [] });
  });
});

/** A block leased by a desk, and the number it would burn next. */
interface Held {
  readonly lease: Lease;
  readonly next: number;
}

interface Step {
  readonly kind: 'online' | 'lease' | 'close' | 'renew' | 'burn' | 'jump' | 'move' | 'strange';
  readonly desk: number;
  readonly n: number;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('online', 'lease', 'burn', 'close'), desk: fc.nat(2), n: fc.nat(12) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('renew', 'jump'), desk: fc.nat(2), n: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('move', 'strange'), desk: fc.nat(2), n: fc.nat(40) }) },
);

describe('no number stands in two classes and none in none', () => {
  it('[N2] [N3] whatever three desks, the server and an administrator do to a book', async () => {
    const desks = [tu, await register.desk('sekretaris'), await register.desk('tu', 'Meja 3')];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const at = new Map<DeskClient, Held>();
        for (const one of steps) await take(one, at);
        const { highest, counts, ranges } = await gaps();
        expect(counts.unaccounted).toBe(0);
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(highest);
        const unused = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
        expect(unused).toBe(highest - counts.used);
        ranges.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThan(ranges[i]?.to ?? 0));
      }),
      { numRuns: 40 },
    );

    async function take({ kind, desk: which, n }: Step, at: Map<DeskClient, Held>): Promise<unknown> {
      const desk = desks[which] as DeskClient;
      const held = at.get(desk);
      const next = (await gaps()).highest + 1;
      const { store, clock } = register;
      switch (kind) {
        case 'move':
          return store.write((tx) => moveBook(tx, { book: 'SM', year }, next + n, 'admin', clock));
        case 'strange': {
          const agenda = { book: 'SM', year, no: next + n, lease: null, provisional: null };
          return desk.register(registerArgs({ letterId: newId('letter') }), { agenda });
        }
        case 'online':
          return online(desk);
        case 'lease': {
          const { json } = await desk.tryLease(year);
          const { lease } = json as { readonly lease?: Lease };
          // It has enough blocks.
          return lease ? at.set(desk, { lease, next: lease.from }) : null;
        }
        case 'burn':
          if (!held || held.next > held.lease.to) return null;
          await book(desk, held.next, held.lease);
          return at.set(desk, { ...held, next: held.next + 1 });
        case 'close':
          if (!held) return null;
          at.delete(desk);
          // Sometimes numbers were burned whose letters are still in transit.
          return desk.closeLease(held.lease.id, Math.min(held.lease.to, held.next - 1 + n) || null);
        case 'renew':
          at.delete(desk);
          clock.pass(3_600_000);
          return desk.renew();
        case 'jump':
          return store.write((tx) => acceptJump(tx, 'admin', clock));
      }
    }
  });
});

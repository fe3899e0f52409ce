import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { retireDesk, returnDesk } from '../../server/numbers/retire.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let other: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
  other = await register.desk('sekretaris');
});

async function book(desk: DeskClient, options = {}, more = {}): Promise<Letter> {
  const letterId = newId('letter');
  await desk.register(registerArgs({ letterId, ...more }), options);
  return (await desk.letter<Letter>(letterId)) as Letter;
}

describe('numbers issued by the server', () => {
  it('[N8] the server numbers what came without a number, one after the other, over all desks', async () => {
    const numbers = [await book(tu), await book(other), await book(tu)].map(({ agenda }) => agenda.no);
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('[N8] the provisional code goes once the number is there', async () => {
    const agenda = { book: 'SM', year: 2026, no: null, lease: null, provisional: 'S-D01-2' };
    expect((await book(tu, { agenda })).agenda).toEqual({
      book: 'SM',
      year: 2026,
      no: 1,
      provisional: null,
      conflict: false,
    });
  });

  it('[N2] the number of a void letter is not given again', async () => {
    const letter = await book(tu);
    await tu.say('letter.void', { letterId: letter.id, reason: 'Salah buku' });
    expect((await book(tu)).agenda.no).toBe(2);
    expect((await tu.letter<Letter>(letter.id))?.agenda.no).toBe(1);
  });

  it('[N7] the book is the year of receipt in WIB, whatever the year is elsewhere', async () => {
    register.clock.set('2026-01-01T00:10:00.000+07:00');
    const old = await book(tu, {}, { received: { date: '2025-12-31', time: '23:50' } });
    const young = await book(tu, {}, { received: { date: '2026-01-01', time: '00:10' } });
    expect([old, young].map(({ agenda }) => [agenda.year, agenda.no])).toEqual([
      [2025, 1],
      [2026, 1],
    ]);
  });

  it('[N7] letters of closed years are numbered in their own book', async () => {
    await book(tu);
    expect((await book(tu, {}, { received: { date: '2020-11-23', time: '09:00' } })).agenda).toMatchObject({
      year: 2020,
      no: 1,
    });
  });

  it('[N7] another year than that of receipt is corrected and flagged', async () => {
    const agenda = { book: 'SM', year: 2025, no: null, lease: null, provisional: 'S-D01-2' };
    const letterId = newId('letter');
    expect(await tu.register(registerArgs({ letterId }), { agenda })).toMatchObject({
      status: 'flagged',
      code: 'AGENDA_YEAR',
    });
    expect((await tu.letter<Letter>(letterId))?.agenda).toMatchObject({ year: 2026, no: 1 });
  });

  it('[N7] a later correction of the receipt date across years keeps the number', async () => {
    const letter = await book(tu);
    await tu.say('letter.correct', { letterId: letter.id, set: { received: { date: '2025-12-30', time: '09:00' } } });
    expect((await tu.letter<Letter>(letter.id))?.agenda).toMatchObject({ year: 2026, no: 1 });
  });
});

describe('leased blocks', () => {
  it('[N3] two desks and the server never share a number', async () => {
    const mine = await tu.lease(2026);
    const theirs = await other.lease(2026);
    expect([mine.from, mine.to, theirs.from, theirs.to]).toEqual([1, 10, 21, 30]);
    const numbers = [
      await book(tu, { agenda: burned(mine, 1) }),
      await book(other, { agenda: burned(theirs, 21) }),
      await book(tu),
    ].map(({ agenda }) => agenda);
    expect(numbers.map(({ no, conflict }) => [no, conflict])).toEqual([
      [1, false],
      [21, false],
      [11, false],
    ]);
  });

  it('[N3] a block is not given to anyone else after two years of silence', async () => {
    const mine = await tu.lease(2026);
    register.clock.set('2028-10-08T09:00:00.000+07:00');
    await other.signIn('sekretaris', 'kata-sandi-uji');
    const late = await book(other, {}, { received: { date: '2026-05-05', time: '09:00' } });
    expect(late.agenda.no).toBe(11);
    await tu.signIn('tu', 'kata-sandi-uji');
    const held = await book(tu, { agenda: burned(mine, 10) }, { received: { date: '2026-05-05', time: '09:00' } });
    expect(held.agenda).toMatchObject({ no: 10, conflict: false });
  });

  it('[N9] the same request gets the same block', async () => {
    const first = await tu.lease(2026, 'request-1');
    expect(await tu.lease(2026, 'request-1')).toEqual(first);
    expect((await tu.lease(2026, 'request-2')).from).toBe(11);
  });

  it('[N9] [N5] asked again in another incarnation of the desk, it gets another block', async () => {
    const first = await tu.lease(2026, 'request-1');
    await tu.renew();
    const second = await tu.lease(2026, 'request-1');
    expect([first.from, second.from]).toEqual([1, 11]);
    expect(await tu.lease(2026, 'request-1')).toEqual(second);
  });

  it('[N9] [N6] asked again when its block was closed without it, it gets another one', async () => {
    await tu.lease(2026, 'request-1');
    await register.store.write(async (tx) => {
      await retireDesk(tx, tu.id, { lost: false, account: 'admin', clock: register.clock });
      await returnDesk(tx, tu.id);
    });
    await tu.signIn('tu', 'kata-sandi-uji');
    expect((await tu.lease(2026, 'request-1')).from).toBe(11);
  });

  it('[N9] a request that comes again after its block was given back gets none: the desk knows nothing of it', async () => {
    const first = await tu.lease(2026, 'request-1');
    await tu.closeLease(first.id, null);
    expect((await tu.tryLease(2026, 'request-1')).json).toEqual({ code: 'TOO_MANY_BLOCKS' });
  });

  it("[N7] only this year's book is leased, and from 1 December the next one too, by the clock in WIB", async () => {
    expect((await tu.tryLease(2025)).json).toEqual({ code: 'BOOK_CLOSED' });
    register.clock.set('2026-11-30T23:59:00.000+07:00');
    await tu.signIn('tu', 'kata-sandi-uji');
    expect((await tu.tryLease(2027)).json).toEqual({ code: 'BOOK_CLOSED' });
    register.clock.set('2026-12-01T00:01:00.000+07:00');
    expect((await tu.lease(2027)).from).toBe(1);
    expect((await tu.hello()).openBooks).toEqual([
      { book: 'SM', year: 2026 },
      { book: 'SM', year: 2027 },
    ]);
    register.clock.set('2027-01-01T00:00:00.000+07:00');
    await tu.signIn('tu', 'kata-sandi-uji');
    expect((await tu.tryLease(2026)).json).toEqual({ code: 'BOOK_CLOSED' });
  });

  it('[N6] [N12] what a block given back had above its highest is free again; what was burned stays valid whenever it arrives', async () => {
    const lease = await tu.lease(2026);
    expect((await tu.closeLease(lease.id, 3)).json).toEqual({ void: [] });
    expect((await book(tu)).agenda.no).toBe(4);
    expect((await book(tu, { agenda: burned(lease, 3) })).agenda.conflict).toBe(false);
    expect((await book(tu, { agenda: burned(lease, 4) })).agenda).toMatchObject({ no: 4, conflict: true });
    expect((await book(tu)).agenda.no).toBe(5);
  });

  it('[N12] what the counter has passed is void', async () => {
    const lease = await tu.lease(2026);
    expect((await book(tu)).agenda.no).toBe(11);
    const closed = await tu.closeLease(lease.id, 3);
    expect(closed.json).toEqual({ void: [4, 5, 6, 7, 8, 9, 10] });
    expect((await tu.closeLease(lease.id, 9)).json).toEqual(closed.json);
    expect((await book(tu, { agenda: burned(lease, 3) })).agenda.conflict).toBe(false);
    expect((await book(tu, { agenda: burned(lease, 4) })).agenda).toMatchObject({ no: 4, conflict: true });
    expect((await book(tu)).agenda.no).toBe(12);
  });

  it('[N6] nobody closes the block of another desk', async () => {
    const lease = await tu.lease(2026);
    expect((await other.closeLease(lease.id, null)).status).toBe(404);
  });

  it("[N10] a number outside the desk's block: the letter is kept and marked", async () => {
    const theirs = await other.lease(2026);
    const letterId = newId('letter');
    const result = await tu.register(registerArgs({ letterId }), { agenda: burned(theirs, 5) });
    expect(result).toMatchObject({ status: 'flagged', code: 'AGENDA_CONFLICT' });
    expect((await tu.letter<Letter>(letterId))?.agenda).toMatchObject({ no: 5, conflict: true });
  });

  it('[N10] one number on two letters: both are kept and marked, in one version', async () => {
    const lease = await tu.lease(2026);
    const first = await book(tu, { agenda: burned(lease, 1) });
    const second = newId('letter');
    const result = await tu.register(registerArgs({ letterId: second }), { agenda: burned(lease, 1) });
    expect(result).toMatchObject({ status: 'flagged', code: 'AGENDA_CONFLICT' });
    const { rows } = await tu.pull({ office: (result.rv ?? 1) - 1 });
    expect(rows.map(({ id, d }) => [id, (d as Letter).agenda]).toSorted()).toEqual(
      [first.id, second]
        .map((id) => [id, { book: 'SM', year: 2026, no: 1, provisional: null, conflict: true }])
        .toSorted(),
    );
  });

  it('[T45] numbers nobody issued mark their letters alone: no block jumps over them', async () => {
    for (const no of [2, 9, 16, 23, 30]) {
      const beyond = { book: 'SM', year: 2026, no, lease: null, provisional: null };
      expect((await book(tu, { agenda: beyond })).agenda).toMatchObject({ no, conflict: true });
    }
    expect([await book(tu), await book(tu)].map(({ agenda }) => agenda)).toMatchObject([
      { no: 1, conflict: false },
      { no: 2, conflict: false },
    ]);
    expect(await tu.lease(2026)).toMatchObject({ from: 3, to: 12 });
  });

  it('the size of a block is a setting of the desk', async () => {
    const admin = await register.desk('admin');
    const path = `/api/desks/${tu.id}`;
    expect((await tu.send('POST', path, { blockSize: 50 })).status).toBe(403);
    expect((await admin.send('POST', path, { blockSize: 50 })).status).toBe(200);
    expect((await tu.hello()).blockSize).toBe(50);
    const { from, to } = await tu.lease(2026);
    expect(to - from + 1).toBe(50);
  });
});

describe('a desk that begins a new incarnation', () => {
  it('[N5] leaves its old block: the numbers are void, and a copy that uses them is flagged', async () => {
    const lease = await tu.lease(2026);
    await book(tu, { agenda: burned(lease, 1) });
    await tu.renew();
    expect((await tu.hello()).state).toBe('ok');
    const result = await tu.register(registerArgs({ letterId: newId('letter') }), { agenda: burned(lease, 2) });
    expect(result).toMatchObject({ status: 'flagged', code: 'AGENDA_CONFLICT' });
    expect((await tu.lease(2026)).from).toBe(11);
  });

  it('[N5] the copy left behind under the old incarnation is answered FORK everywhere', async () => {
    const copy = tu.copy();
    await tu.renew();
    expect((await copy.hello()).state).toBe('fork');
    expect((await copy.tryPush([copy.registerOp(registerArgs())])).json).toEqual({ code: 'FORK' });
    expect((await copy.tryLease(2026)).json).toEqual({ code: 'FORK' });
  });

  it('[P2] hello answers a desk whose last operation is another one that it forked', async () => {
    expect((await tu.hello({ lastHash: 'other' })).state).toBe('fork');
  });
});

describe('books', () => {
  it('administrators set where a book continues; it never decreases', async () => {
    const admin = await register.desk('admin');
    const set = (next: number) => admin.send('POST', '/api/numbers/books', { book: 'SM', year: 2026, next });
    expect((await set(418)).status).toBe(200);
    expect((await book(tu)).agenda.no).toBe(418);
    expect((await set(100)).status).toBe(400);
    expect((await admin.send('GET', '/api/numbers/books')).json).toEqual({
      books: [{ book: 'SM', year: 2026, next: 419 }],
    });
    expect((await tu.send('GET', '/api/numbers/books')).status).toBe(403);
  });
});

import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { RememberedLease } from '../../shared/sync/recovery-api.ts';
import { gapsAnswer, trustPaths } from '../../shared/sync/trust-api.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId } from '../support/desk-client.ts';
import {
  admin,
  beginEachWithAdministrator,
  clockOf,
  faultsOf,
  nextOf,
  other,
  register,
  restored,
  tu,
} from '../support/restored-register.ts';

beginEachWithAdministrator();

describe('numbers nobody issued', () => {
  const block = (from: number, to: number, more: Partial<RememberedLease> = {}): RememberedLease => {
    return { id: 'khayal', book: 'SM', year: 2026, from, to, inc: 1, used: null, closed: false, ...more };
  };
  const report = async (lease: RememberedLease) => (await tu.tryReconcile([], { leases: [lease] })).status;

  it.each([
    ['9007199254740980', block(9007199254740980, 9007199254740990)],
    ['of 50,000,000 numbers', block(1, 50_000_000)],
    ['of a year that never was', block(1, 10, { year: 99_999 })],
  ])('[T16] a block %s is no request', async (_what, lease) => {
    expect(await report(lease)).toBe(400);
    expect((await tu.lease(2026)).from).toBe(1);
  });

  it('[T11] a block without the seal it was issued with is nobody`s: no counter moves', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    await restored(backup);
    expect(await nextOf()).toBe(11);
    expect(await report(block(1, 900_000))).toBe(200);
    expect(await report({ ...block(1, 900_000), seal: lease.seal })).toBe(200);
    expect(await nextOf()).toBe(11);
    expect(await faultsOf(tu)).toEqual(expect.arrayContaining(['unsealed-block']));
  });

  it.each([
    ['an agenda number', { agenda: { book: 'SM', year: 2026, no: 9007199254740980, lease: null, provisional: null } }],
    ['a book', { agenda: { book: 'XX', year: 2026, no: null, lease: null, provisional: null } }],
    ['a base', { raw: { base: { 'letter:a': 1e300 } } }],
  ])('[T16] %s beyond all bounds is answered and blocks nobody', async (_what, options) => {
    const { rv } = await clockOf();
    const [result] = (await tu.push([tu.registerOp(registerArgs({ letterId: newId('letter') }), options)])).results;
    expect(result).toMatchObject({ status: 'rejected', code: 'INVALID' });
    expect((await clockOf()).rv).toBe(rv);
    expect((await tu.lease(2026)).from).toBe(1);
  });

  it('[T13] a number above every one issued is noted and moves no counter', async () => {
    const strange = { book: 'SM', year: 2026, no: 900_000, lease: null, provisional: null };
    await tu.register(registerArgs({ letterId: newId('letter') }), { agenda: strange });
    expect(await nextOf()).toBe(1);
    expect(await faultsOf(tu)).toEqual(['number-from-nowhere']);
  });

  it('[T45] [N2] a refused letter makes no number void that is of the block of another desk, or of none', async () => {
    const lease = await tu.lease(2026);
    const claims = [lease.from, lease.to, 900_000].map((no) =>
      other.op('letter.register', { bukan: 'surat' }, { agenda: { ...burned(lease, no), lease: null } }),
    );
    expect((await other.push(claims)).results.map(({ status }) => status)).toEqual(claims.map(() => 'rejected'));
    const { json } = await admin.send('GET', `${trustPaths.gaps}?book=SM&year=2026`);
    const { ranges, ahead = [] } = gapsAnswer.parse(json);
    expect([...ranges, ...ahead]).toMatchObject([{ from: lease.from, to: lease.to, class: 'leased' }]);
    expect(await faultsOf(other)).toEqual(['number-from-nowhere']);
  });

  it('[N2] [E5] the number of a refused letter is void when a copy reports it that goes on from its desk', async () => {
    const lease = await tu.lease(2026);
    const copy = tu.copy();
    const waits = copy.op('letter.register', { bukan: 'surat' }, { agenda: burned(lease, lease.from) });
    await copy.renew('mesin-lain');
    const { results } = await copy.push([copy.signInOp(), copy.movedOp(waits)]);
    expect(results.at(-1)).toMatchObject({ status: 'rejected' });
    const { json } = await admin.send('GET', `${trustPaths.gaps}?book=SM&year=2026`);
    const { ranges, ahead = [] } = gapsAnswer.parse(json);
    expect([...ranges, ...ahead][0]).toMatchObject({ to: lease.from, class: 'void', reason: 'refused' });
  });

  it.each([
    ['of a block another desk holds and has used', true, true],
    ['of a block another desk holds and will use', true, false],
    ['that the register gave to another letter', false, true],
  ])('[T45] a number %s marks the letter that claims it and no other', async (_what, fromBlock, first) => {
    const [theirs, mine] = [newId('letter'), newId('letter')];
    const lease = await other.lease(2026);
    const agenda = fromBlock ? { agenda: burned(lease, 1) } : {};
    const honest = () => other.register(registerArgs({ letterId: theirs }), agenda);
    if (first) await honest();
    const { no = 1 } = (await other.letter<Letter>(theirs))?.agenda ?? {};
    for (const claimedLease of [lease.id, null]) {
      const claim = { book: 'SM', year: 2026, no, lease: claimedLease, provisional: null };
      const letterId = claimedLease === null ? mine : newId('letter');
      expect(await tu.register(registerArgs({ letterId }), { agenda: claim })).toMatchObject({
        status: 'flagged',
        code: 'AGENDA_CONFLICT',
      });
    }
    if (!first) expect(await honest()).toMatchObject({ status: 'applied' });
    expect((await tu.letter<Letter>(mine))?.agenda).toMatchObject({ no, conflict: true });
    expect((await other.letter<Letter>(theirs))?.agenda).toMatchObject({ no, conflict: false });
    expect((await other.hello({ late: 0 })).late.results).toEqual([]);
    expect(await faultsOf(tu)).toEqual(['number-from-nowhere']);
  });

  it('[N7] [N9] are given to nobody who may not put them on letters, and no more than are used', async () => {
    const kadis = await register.desk('kadis');
    expect((await kadis.tryLease(2026)).json).toEqual({ code: 'FORBIDDEN' });
    const codes: unknown[] = [];
    for (let i = 0; i < 40; i++) {
      const { status, json } = await tu.tryLease(2026);
      codes.push(status === 200 ? 'given' : (json as { code: string }).code);
      const { lease } = json as { lease?: { id: string } };
      if (!lease || i > 0) continue;
      // The counter passes it, so that nothing of it comes home.
      await tu.register(registerArgs({ letterId: newId('letter') }));
      await tu.closeLease(lease.id, null);
    }
    expect(codes.filter((code) => code === 'given')).toHaveLength(2);
    expect(new Set(codes)).toEqual(new Set(['given', 'TOO_MANY_BLOCKS']));
    expect(await nextOf()).toBe(12);
    register.clock.pass(3_600_001);
    expect((await tu.tryLease(2026)).status).toBe(200);
  });

  it('[N9] a desk that uses its blocks up gets more', async () => {
    const begun: number[] = [];
    for (let i = 0; i < 6; i++) {
      const lease = await tu.lease(2026);
      begun.push(lease.from);
      await tu.register(registerArgs({ letterId: newId('letter') }), { agenda: burned(lease, lease.to) });
    }
    expect(begun).toEqual([1, 11, 21, 31, 41, 51]);
  });

  it('[T17] a book with a jump of a million costs its page no more than one without', async () => {
    await admin.send('POST', paths.books, { book: 'SM', year: 2026, next: 999_990 });
    await tu.register(registerArgs({ letterId: newId('letter') }));
    const begun = process.cpuUsage();
    const gaps = gapsAnswer.parse((await tu.send('GET', `${trustPaths.gaps}?book=SM&year=2026`)).json);
    const { user, system } = process.cpuUsage(begun);
    expect(gaps.counts).toMatchObject({ paper: 999_989, used: 1, unaccounted: 0 });
    expect((user + system) / 1000).toBeLessThan(300);
  });

  it('[T18] incarnations are issued near each other and not without end', async () => {
    const far = { inc: 1, machine: 'uji', lastSeq: 2 ** 39, proto: 1 };
    expect((await tu.send('POST', paths.renew, far)).json).toEqual({ code: 'BAD_REQUEST' });
    expect((await tu.send('POST', paths.renew, { ...far, lastSeq: 2 ** 60 })).status).toBe(400);
    expect(await faultsOf(tu)).toEqual(['impossible-place']);
    for (let i = 0; i < 20; i++) await tu.renew();
    await expect(tu.renew()).rejects.toThrow('TOO_MANY_TRIES');
    register.clock.pass(3_600_001);
    await tu.renew();
  });
});

describe('a copy with the machine of the first', () => {
  it('[N10] both desks are notified that a number stands twice, also the one that reported first', async () => {
    const lease = await tu.lease(2026);
    const copy = tu.copy();
    const [first, second] = [newId('letter'), newId('letter')];
    await tu.register(registerArgs({ letterId: first }), { agenda: burned(lease, 1) });
    const { upTo } = (await tu.hello()).late;
    const waits = copy.registerOp(registerArgs({ letterId: second }), { agenda: burned(lease, 1) });
    const { opId, seq, inc, name, v, args, agenda, base, by, at } = waits;
    await copy.renew();
    const raw = { base, by, at, origin: { desk: tu.id, inc, seq } };
    const again = copy.op(name, args, { opId, v, agenda, raw });
    expect((await copy.push([again])).results[0]).toMatchObject({ status: 'flagged', code: 'AGENDA_CONFLICT' });

    // The first is a copy itself now, and must be notified of what it entered before.
    expect((await tu.hello()).state).toBe('fork');
    await tu.renew();
    const { late } = await tu.hello({ late: upTo });
    expect(late.results).toMatchObject([{ status: 'flagged', code: 'AGENDA_CONFLICT' }]);
    for (const id of [first, second]) expect((await tu.letter<Letter>(id))?.agenda.conflict).toBe(true);
    expect(await faultsOf(copy)).toContain('copied');
  });
});

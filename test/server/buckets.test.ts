import { beforeEach, describe, expect, it } from 'vitest';
import { hashRow, RunningSum, sameSum } from '../../shared/sync/checksum.ts';
import { err, ok } from '../../shared/result.ts';
import { paths, type BucketAnswer, type BucketsAnswer, type PullAnswer } from '../../shared/sync/protocol.ts';
import { confirmRemoval, withheldRemovals } from '../../server/sync/withheld.ts';
import { purgeRemovals, removalsKeptMs } from '../../server/sync/purge.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

const day = 86_400_000;

describe('sums of the scopes', () => {
  let register: TestRegister;
  let secretary: DeskClient;
  beforeEach(async () => {
    register = await testRegister();
    secretary = await register.desk('sekretaris');
  });

  /** What a desk has after reading everything. */
  async function heldBy(desk: DeskClient, scope: string): Promise<string> {
    const live = new Map<string, { t: string; id: string; rv: number }>();
    for (const { t, id, rv, k } of (await desk.pull({ [scope]: 0 }, 2000)).rows) {
      if (k === 'leave') live.delete(`${t}:${id}`);
      else live.set(`${t}:${id}`, { t, id, rv });
    }
    const sum = new RunningSum();
    for (const { t, id, rv } of live.values()) sum.add(hashRow(t, id, rv));
    return `${sum.value.n} ${sum.value.x}`;
  }

  async function reported(desk: DeskClient, scope: string): Promise<string> {
    const { sum } = await desk.pull({ [scope]: 0 }, 2000);
    return `${sum?.[scope]?.n} ${sum?.[scope]?.x}`;
  }

  it('[L9] the last page states what a desk must have: after entries, corrections and letters that became secret', async () => {
    const ids = Array.from({ length: 12 }, () => newId('letter'));
    for (const letterId of ids) await secretary.register(registerArgs({ letterId, addressedTo: ['sekretaris'] }));
    await secretary.say('letter.correct', { letterId: ids[0], set: { subject: 'Lain' } });
    await secretary.say('letter.correct', { letterId: ids[1], set: { security: 'rahasia' } });
    await secretary.say('letter.correct', { letterId: ids[2], set: { security: 'rahasia' } });
    await secretary.say('letter.correct', { letterId: ids[2], set: { security: 'biasa' } });
    for (const scope of ['office', 'position:sekretaris']) {
      expect(await reported(secretary, scope)).toBe(await heldBy(secretary, scope));
    }
    expect((await secretary.pull({ 'position:sekretaris': 0 })).sum?.['position:sekretaris']?.n).toBe(1);
  });

  it('[L9] pages before the last carry no sum, for the desk cannot match it yet', async () => {
    for (let i = 0; i < 5; i++) await secretary.register(registerArgs({ letterId: newId('letter') }));
    const first = await secretary.pull({ office: 0 }, 2);
    expect([first.more, first.sum]).toEqual([true, undefined]);
  });

  it('[L9] the parts add up to the whole, and every part contains exactly its documents', async () => {
    for (let i = 0; i < 30; i++) await secretary.register(registerArgs({ letterId: newId('letter') }));
    const { buckets } = (await secretary.send('POST', paths.buckets, { proto: 1, scope: 'office' }))
      .json as BucketsAnswer;
    const whole = new RunningSum();
    for (const [bucket, expected] of buckets.entries()) {
      const answer = await secretary.send('POST', paths.bucket, { proto: 1, scope: 'office', bucket });
      const part = new RunningSum();
      for (const { t, id, rv, d } of (answer.json as BucketAnswer).rows) {
        expect(d).toMatchObject({ id });
        part.add(hashRow(t, id, rv));
        whole.add(hashRow(t, id, rv));
      }
      expect(sameSum(part.value, expected)).toBe(true);
    }
    expect(whole.value).toEqual((await secretary.pull({ office: 0 })).sum?.['office']);
  });

  it('[L1] parts of a scope the account does not have are refused', async () => {
    for (const path of [paths.buckets, paths.bucket]) {
      const answer = await secretary.send('POST', path, { proto: 1, scope: 'position:kepala-dinas', bucket: 0 });
      expect(answer.json).toEqual({ code: 'FORBIDDEN' });
    }
  });

  it('what a transaction wrote and undid leaves the sum as it was', async () => {
    const before = await reported(secretary, 'office');
    const broken = register.store.write(async (tx) => {
      await tx.scopes.put({ scope: 'office', type: 'letter', id: 'x', rv: 999, live: true, order: '2026' });
      throw new Error('power cut');
    });
    await expect(broken).rejects.toThrow('power cut');
    expect(await reported(secretary, 'office')).toBe(before);
  });
});

describe('removals that are no longer remembered', () => {
  it('[L11] are purged after 400 days; a cursor from before is answered to read again from the start, a later one is not', async () => {
    const register = await testRegister();
    const secretary = await register.desk('sekretaris');
    const letterId = newId('letter');
    await secretary.register(registerArgs({ letterId, addressedTo: ['sekretaris'] }));
    const before = await secretary.pull({ office: 0 });
    await secretary.say('letter.correct', { letterId, set: { security: 'rahasia' } });
    const purge = (): Promise<number> => register.store.write((tx) => purgeRemovals(tx, register.clock.now()));
    expect(await purge()).toBe(0);
    register.clock.pass(removalsKeptMs - day);
    expect(await purge()).toBe(0);
    await secretary.signIn('sekretaris', password);
    const cursor = { office: before.upTo };
    expect((await secretary.pull(cursor)).rows.map(({ k }) => k)).toContain('leave');
    register.clock.pass(2 * day);
    expect(await purge()).toBe(1);
    const answer: PullAnswer = await secretary.pull(cursor);
    expect([answer.resync, answer.rows, answer.next]).toEqual([['office'], [], {}]);
    const later = await secretary.pull({ office: answer.upTo });
    expect([later.resync, later.next]).toEqual([undefined, { office: answer.upTo }]);
  });

  it('[L11] a cursor above the version of the register, of an unknown epoch, is answered to read again from the start', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const { rv } = await register.store.read((tx) => tx.clock());
    const beyond = await tu.pull({ office: rv + 1 });
    expect([beyond.resync, beyond.rows, beyond.next]).toEqual([['office'], [], {}]);
    expect((await tu.pull({ office: rv })).resync).toBeUndefined();
  });

  it('[L11] a document that came back is not among them', async () => {
    const register = await testRegister();
    const secretary = await register.desk('sekretaris');
    const letterId = newId('letter');
    await secretary.register(registerArgs({ letterId, addressedTo: ['sekretaris'] }));
    const purge = (): Promise<number> => register.store.write((tx) => purgeRemovals(tx, register.clock.now()));
    await secretary.say('letter.correct', { letterId, set: { security: 'rahasia' } });
    await purge();
    await secretary.say('letter.correct', { letterId, set: { security: 'biasa' } });
    register.clock.pass(removalsKeptMs + day);
    // The stub and the position's copy have left since; they are noted now and their time counts from here.
    expect(await purge()).toBe(0);
    await secretary.signIn('sekretaris', password);
    const { rows } = await secretary.pull({ office: 0 });
    expect(rows.find(({ t, id }) => t === 'letter' && id === letterId)).toMatchObject({ d: { id: letterId } });
  });
});

describe('removals that desks withhold', () => {
  const pull = async (desk: DeskClient, held?: object): Promise<PullAnswer> => {
    const body = { proto: 1, epoch: null, scopes: { office: 0 }, limit: 10, ...(held ? { held } : {}) };
    return (await desk.send('POST', paths.pull, body)).json as PullAnswer;
  };

  it('[L12] are noted until an administrator confirmed them and the desk reports no more of them', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const held = { office: { remove: 400, of: 1000 } };
    expect((await pull(tu, held)).confirm).toBeUndefined();
    expect(await register.store.read(withheldRemovals)).toMatchObject([
      { scope: 'office', desk: tu.id, remove: 400, of: 1000, confirmed: false, since: register.clock.now() },
    ]);
    const shown = { scope: 'office', desk: tu.id, account: 'tu', remove: 400 };
    expect(await register.store.write((tx) => confirmRemoval(tx, shown))).toEqual(ok(null));
    expect((await pull(tu, held)).confirm).toEqual(['office']);
    await pull(tu);
    expect(await register.store.read(withheldRemovals)).toEqual([]);
    expect(await register.store.write((tx) => confirmRemoval(tx, shown))).toEqual(err('NOT_FOUND'));
  });

  it('[L12] what grew since it was confirmed has to be confirmed again', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    await pull(tu, { office: { remove: 400, of: 1000 } });
    const shown = { scope: 'office', desk: tu.id, account: 'tu', remove: 400 };
    await register.store.write((tx) => confirmRemoval(tx, shown));
    const more = { office: { remove: 900, of: 1000 } };
    expect((await pull(tu, more)).confirm).toBeUndefined();
    expect((await pull(tu, more)).confirm).toBeUndefined();
    expect(await register.store.read(withheldRemovals)).toMatchObject([{ remove: 900, confirmed: false }]);
  });

  it('[L12] what grew after it was shown is not confirmed by who saw less', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    await pull(tu, { office: { remove: 900, of: 1000 } });
    const shown = { scope: 'office', desk: tu.id, account: 'tu', remove: 400 };
    expect(await register.store.write((tx) => confirmRemoval(tx, shown))).toEqual(err('NOT_AS_SHOWN'));
    expect((await pull(tu, { office: { remove: 900, of: 1000 } })).confirm).toBeUndefined();
  });

  it('[L12] are noted of scopes of the account alone, whatever else is reported', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const invented = Array.from(
      { length: 100 },
      (_, i) => [`position:khayal-${i}`, { remove: 900, of: 1000 }] as const,
    );
    await pull(tu, { office: { remove: 400, of: 1000 }, ...Object.fromEntries(invented) });
    expect((await register.store.read(withheldRemovals)).map(({ scope }) => scope)).toEqual(['office']);
  });

  it('[L12] another account of the same desk does not settle them', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    await pull(tu, { office: { remove: 400, of: 1000 } });
    const { account } = tu;
    await tu.signIn('sekretaris', password);
    await pull(tu);
    expect(await register.store.read(withheldRemovals)).toMatchObject([{ account: account.id }]);
  });
});

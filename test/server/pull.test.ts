import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { PullAnswer } from '../../shared/sync/protocol.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { positionOf, staff, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
});

async function book(n: number, more = {}): Promise<string[]> {
  const ids = Array.from({ length: n }, () => newId('letter'));
  for (let i = 0; i < n; i += 90) {
    await tu.push(ids.slice(i, i + 90).map((letterId) => tu.registerOp(registerArgs({ letterId, ...more }))));
  }
  return ids;
}

async function pullAll(desk: DeskClient, limit: number): Promise<PullAnswer[]> {
  const pages: PullAnswer[] = [];
  let scopes: Record<string, number> = Object.fromEntries((await desk.hello()).scopes.map((scope) => [scope, 0]));
  do {
    const page = await desk.pull(scopes, limit);
    pages.push(page);
    scopes = page.next;
  } while (pages.at(-1)?.more);
  return pages;
}

describe('pull', () => {
  it('[L1] grants scopes that were not named and revokes those the account no longer has', async () => {
    const page = await tu.pull({ office: 0, 'position:kepala-dinas': 0 });
    expect(page.grant).toEqual(['position:tu-agenda']);
    expect(page.revoke).toEqual(['position:kepala-dinas']);
    expect(page.rows.every(({ s }) => s === 'office')).toBe(true);
  });

  it('[L1] a deputy of today has the scope, and tomorrow no more', async () => {
    const kadis = staff.find(({ username }) => username === 'kadis');
    if (!kadis) throw new Error('no kadis');
    const deputies = [{ id: 'd', personId: 'tu', from: '2026-10-08', to: '2026-10-08' }];
    await register.put('position', { ...positionOf(kadis), deputies });
    expect((await tu.hello()).scopes).toContain('position:kepala-dinas');
    register.clock.set('2026-10-09T00:00:00.000+07:00');
    expect((await tu.hello()).scopes).not.toContain('position:kepala-dinas');
  });

  it('[L2] pages are cut between versions, and all of them together are everything, once', async () => {
    const ids = await book(20);
    const secretary = await register.desk('sekretaris');
    const secret = newId('letter');
    await secretary.register(registerArgs({ letterId: secret, security: 'rahasia', addressedTo: ['sekretaris'] }));
    const pages = await pullAll(secretary, 3);
    const versions = pages.map(({ rows }) => rows.map(({ rv }) => rv));
    for (const [i, later] of versions.slice(1).entries()) {
      expect(Math.max(...(versions[i] ?? [0]))).toBeLessThan(Math.min(...later));
    }
    const letters = pages
      .flatMap(({ rows }) => rows)
      .filter(({ t }) => t === 'letter')
      .map(({ id }) => id);
    expect(letters.toSorted()).toEqual([...ids, secret].toSorted());
    expect(pages.every(({ rows }) => rows.length <= 3)).toBe(true);
  });

  it('[L2] documents of one operation arrive together, even when a page would be full', async () => {
    const secretary = await register.desk('sekretaris');
    const { rvNow } = await secretary.hello();
    const letterId = newId('letter');
    await secretary.register(registerArgs({ letterId, security: 'rahasia', addressedTo: ['sekretaris'] }));
    const page = await secretary.pull({ office: rvNow, 'position:sekretaris': rvNow }, 1);
    expect(page.rows.map(({ t }) => t).toSorted()).toEqual(['letter', 'letterStub']);
    expect(new Set(page.rows.map(({ rv }) => rv)).size).toBe(1);
  });

  it('[L3] asking for the same page again gives the same page', async () => {
    await book(5);
    const { serverTime: _a, ...first } = await tu.pull({ office: 0 }, 4);
    const { serverTime: _b, ...second } = await tu.pull({ office: 0 }, 4);
    expect(second).toEqual(first);
  });

  it('a document changed ten times comes once', async () => {
    const [letterId = ''] = await book(1);
    for (let i = 0; i < 10; i++) await tu.say('letter.correct', { letterId, set: { subject: `Perihal ${i}` } });
    const rows = (await tu.pull()).rows.filter(({ id }) => id === letterId);
    expect(rows.map(({ d }) => (d as Letter).subject)).toEqual(['Perihal 9']);
  });

  it('a cursor ahead of another one never moves back', async () => {
    await book(3);
    const { rvNow } = await tu.hello();
    const page = await tu.pull({ office: 0, 'position:tu-agenda': rvNow }, 1);
    expect(page.next['position:tu-agenda']).toBe(rvNow);
    expect(page.next['office']).toBeLessThan(rvNow);
  });

  it('[L8] the answer names the epoch, so that a desk detects a new one', async () => {
    const before = (await tu.pull()).epoch;
    await register.store.write((tx) => tx.renewEpoch('another', 0));
    expect((await tu.pull()).epoch).toBe('another');
    expect(before).not.toBe('another');
  });

  it('[E1] a desk that read further than the register goes is sent to the handshake, which reveals the restore', async () => {
    const { epoch, rvNow } = await tu.hello();
    const body = { proto: 1, epoch, scopes: { office: rvNow + 1 }, limit: 10 };
    const answer = await tu.send('POST', '/api/sync/pull', body);
    expect([answer.status, answer.json]).toEqual([409, { code: 'GAP' }]);
    expect((await tu.send('POST', '/api/sync/pull', { ...body, scopes: { office: rvNow } })).status).toBe(200);
  });

  it('[V4] reading needs this protocol or the one before', async () => {
    expect((await tu.tryPull({ office: 0 }, 10, 0)).status).toBe(200);
    const answer = await tu.tryPull({ office: 0 }, 10, 2);
    expect([answer.status, answer.json]).toEqual([426, { code: 'UPGRADE' }]);
  });

  it('needs a session, and the desk it was opened at', async () => {
    const other = await register.desk('sekretaris');
    const session = tu.sessions.get('tu') ?? '';
    const body = { proto: 1, epoch: null, scopes: { office: 0 }, limit: 10 };
    const stolen = { authorization: `Desk ${other.enrolled.deskToken}`, 'x-lembar-session': session };
    expect((await register.wire('POST', '/api/sync/pull', body, stolen)).json).toEqual({ code: 'NOT_SIGNED_IN' });
    expect((await register.wire('POST', '/api/sync/pull', body)).status).toBe(401);
  });
});

describe('snapshot', () => {
  it('[L7] comes in packs, master data first, then the newest letters', async () => {
    const dates = Array.from({ length: 30 }, (_, i) => `2026-0${1 + (i % 9)}-${String(1 + (i % 28)).padStart(2, '0')}`);
    for (const date of dates) await book(15, { received: { date, time: '08:00' } });
    const { heads, rows } = await tu.snapshot();
    const kinds = rows.map(({ t }) => t === 'letter');
    expect(kinds.indexOf(true)).toBe(kinds.lastIndexOf(false) + 1);
    const received = rows.filter(({ t }) => t === 'letter').map(({ d }) => (d as Letter).received.date);
    expect(received).toEqual(
      dates
        .flatMap((date) => Array<string>(15).fill(date))
        .sort()
        .reverse(),
    );
    expect(heads.every(({ total }) => total === rows.length)).toBe(true);
    expect(heads[0]?.rows).toBe(kinds.indexOf(true));
    expect(heads.length).toBeGreaterThan(3);
  });

  it('[L7] continues from a token as if nothing had happened, and pull from upTo returns what changed meanwhile', async () => {
    const ids = await book(420, { subject: 'Sebelum' });
    const first = await tu.pack('office', null);
    const second = await tu.pack('office', first.head.token);
    const late = await book(1);
    await tu.say('letter.correct', {
      letterId: ids[7] ?? '',
      set: { received: { date: '2020-01-01', time: '08:00' } },
    });
    const rest = await tu.snapshot('office', second.head.token);
    expect(rest.heads.every(({ upTo }) => upTo === first.head.upTo)).toBe(true);
    const pulled = (await tu.pull({ office: first.head.upTo })).rows;
    const seen = new Map(
      [...first.rows, ...second.rows, ...rest.rows, ...pulled].map(({ id, d }) => [id, d as Letter]),
    );
    expect([...ids, ...late].every((id) => seen.has(id))).toBe(true);
    expect(seen.get(ids[7] ?? '')?.received.date).toBe('2020-01-01');
  });

  it('[L7] a token of another epoch or of nobody is refused', async () => {
    await book(1);
    const { head } = await tu.pack('office', null);
    await register.store.write((tx) => tx.renewEpoch('another', 0));
    for (const token of [head.token, 'nonsense']) {
      const answer = await tu.send('POST', '/api/sync/snapshot', { proto: 1, scope: 'office', token });
      expect(answer.json).toEqual({ code: 'BAD_REQUEST' });
    }
  });

  it('[L1] a scope the account does not have is refused; an empty one is one empty pack', async () => {
    const answer = await tu.send('POST', '/api/sync/snapshot', {
      proto: 1,
      scope: 'position:kepala-dinas',
      token: null,
    });
    expect([answer.status, answer.json]).toEqual([403, { code: 'FORBIDDEN' }]);
    const { heads, rows } = await tu.snapshot('position:tu-agenda');
    expect([heads.length, heads[0]?.token, rows]).toEqual([1, null, []]);
  });
});

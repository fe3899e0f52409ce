import { beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../shared/people/people.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { sha256 } from '../../server/auth/tokens.ts';
import { purgeSessions } from '../../server/sync/purge.ts';
import { registerArgs } from '../support/builders.ts';
import { newId } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
beforeEach(async () => {
  register = await testRegister();
});

const tryIn = (username: string, secret: string) =>
  register.wire('POST', paths.session, { username, password: secret });

describe('sign-in', () => {
  it('answers a wrong password and an unknown name alike', async () => {
    const [wrong, nobody] = [await tryIn('tu', 'salah-sama-sekali'), await tryIn('nobody', 'salah-sama-sekali')];
    expect([wrong.status, wrong.json]).toEqual([401, { code: 'WRONG_PASSWORD' }]);
    expect([nobody.status, nobody.json]).toEqual([wrong.status, wrong.json]);
  });

  it('[T7] after wrong passwords not even the right one counts for a while, for that name alone', async () => {
    for (let i = 0; i < 10; i++) await tryIn('tu', 'salah');
    expect([(await tryIn('tu', password)).status, (await tryIn('tu', password)).json]).toEqual([
      429,
      { code: 'TOO_MANY_TRIES' },
    ]);
    expect((await tryIn('kadis', password)).status).toBe(200);
    register.clock.pass(600_001);
    expect((await tryIn('tu', password)).status).toBe(200);
  });

  it('right passwords use up no tries', async () => {
    for (let i = 0; i < 15; i++) expect((await tryIn('tu', password)).status).toBe(200);
  });

  it('ends 30 days after the last use, not after the first', async () => {
    const desk = await register.desk('tu');
    const day = 86_400_000;
    register.clock.pass(20 * day);
    expect((await desk.send('GET', paths.session)).status).toBe(200);
    register.clock.pass(29 * day);
    expect((await desk.send('GET', paths.session)).status).toBe(200);
    register.clock.pass(31 * day);
    expect((await desk.send('GET', paths.session)).json).toEqual({ code: 'NOT_SIGNED_IN' });
  });

  it('leaves nothing in the register once it has ended', async () => {
    const desk = await register.desk('tu');
    const token = sha256(desk.sessions.get('tu') ?? '');
    const kept = () => register.store.read((tx) => tx.accounts.session(token));
    const purge = () => register.store.write((tx) => purgeSessions(tx, register.clock.now(), 30 * 86_400_000));
    register.clock.pass(30 * 86_400_000 - 1);
    await purge();
    expect(await kept()).not.toBeNull();
    register.clock.pass(1);
    await purge();
    expect(await kept()).toBeNull();
  });

  it('says who is signed in, and nothing of passwords or tokens', async () => {
    const desk = await register.desk('tu');
    const answer = await desk.send('GET', paths.session);
    expect(answer.json).toMatchObject({ account: { id: 'tu' }, desk: { id: desk.id, code: 'D01' } });
    expect(answer.bytes.toString()).not.toMatch(/argon|token|password/i);
  });

  it('keeps no token in the register, only its hash', async () => {
    const desk = await register.desk('tu');
    const kept = await register.store.read((tx) => tx.desks.get(desk.id));
    expect(kept?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(kept?.tokenHash).not.toBe(desk.enrolled.deskToken);
  });

  it('a disabled account is answered so and its sessions are over', async () => {
    const desk = await register.desk('tu');
    const admin = await register.desk('admin');
    const body = { id: 'tu', username: 'tu', personId: 'tu', admin: false, disabled: true, password: null };
    expect((await admin.send('POST', paths.accounts, body)).status).toBe(200);
    expect((await tryIn('tu', password)).json).toEqual({ code: 'ACCOUNT_DISABLED' });
    expect((await desk.tryPull({ office: 0 })).status).toBe(401);
  });

  it('[T5] a retired desk neither pushes nor pulls, and hello says why', async () => {
    const desk = await register.desk('tu');
    const admin = await register.desk('admin');
    await admin.send('POST', `/api/desks/${desk.id}/retire`, { lost: false });
    expect((await desk.tryPull({ office: 0 })).json).toEqual({ code: 'DESK_RETIRED' });
    expect((await desk.tryPush([])).json).toEqual({ code: 'DESK_RETIRED' });
    expect(await desk.hello()).toEqual({ code: 'DESK_RETIRED' });
  });
});

describe('the browser edition', () => {
  const browser = { 'x-lembar-browser': '1', 'sec-fetch-site': 'same-origin' };
  const enrolment = { username: 'tu', password, deskName: 'Peramban', machine: '' };

  it('gets its tokens as cookies that no script reads, and none in the answer', async () => {
    const answer = await register.wire('POST', paths.enrol, enrolment, browser);
    expect(answer.json).toMatchObject({ token: '', deskToken: '' });
    const cookies = answer.headers['set-cookie'] ?? '';
    expect(cookies.match(/HttpOnly/g)).toHaveLength(2);
    expect(cookies.match(/SameSite=Strict/g)).toHaveLength(2);
  });

  it('is accepted with its cookies from its own origin only', async () => {
    const answer = await register.app.inject({
      method: 'POST',
      url: paths.enrol,
      payload: enrolment,
      headers: browser,
    });
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const body = { proto: 1, epoch: null, scopes: {}, limit: 10 };
    const from = (headers: Record<string, string>) => register.wire('POST', paths.pull, body, { cookie, ...headers });
    expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await from({ 'sec-fetch-site': 'cross-site' })).json).toEqual({ code: 'FORBIDDEN' });
    expect((await from({ origin: 'http://evil.example' })).json).toEqual({ code: 'FORBIDDEN' });
    expect((await from({ origin: 'http://localhost:4600', host: 'localhost:4600' })).status).toBe(200);
  });

  it('signs out: the session is over and its cookie gone', async () => {
    const answer = await register.app.inject({
      method: 'POST',
      url: paths.enrol,
      payload: enrolment,
      headers: browser,
    });
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const out = await register.wire('DELETE', paths.session, undefined, { cookie, 'sec-fetch-site': 'same-origin' });
    expect(out.headers['set-cookie']).toMatch(/lembar_session=;/);
    expect((await register.wire('GET', paths.session, undefined, { cookie })).status).toBe(401);
  });
});

describe('accounts', () => {
  const fresh = {
    id: 'baru',
    username: 'baru',
    personId: null,
    admin: false,
    disabled: false,
    password: 'cukup-panjang',
  };

  it('are made by administrators alone and travel to every desk without the password', async () => {
    const [admin, tu] = [await register.desk('admin'), await register.desk('tu')];
    expect((await tu.send('POST', paths.accounts, fresh)).json).toEqual({ code: 'FORBIDDEN' });
    expect((await admin.send('POST', paths.accounts, fresh)).status).toBe(200);
    expect((await tryIn('baru', 'cukup-panjang')).status).toBe(200);
    const row = (await tu.pull()).rows.find(({ id }) => id === 'baru');
    expect(row?.d).toEqual({ id: 'baru', username: 'baru', personId: null, admin: false, disabled: false });
  });

  it('refuse short passwords and names in use', async () => {
    const admin = await register.desk('admin');
    const post = async (more: object) => (await admin.send('POST', paths.accounts, { ...fresh, ...more })).json;
    expect(await post({ password: 'pendek' })).toEqual({ code: 'WEAK_PASSWORD' });
    expect(await post({ password: null })).toEqual({ code: 'WEAK_PASSWORD' });
    expect(await post({ username: 'tu' })).toEqual({ code: 'USERNAME_TAKEN' });
    expect(await post({ username: 'Bukan Nama' })).toEqual({ code: 'BAD_REQUEST' });
  });

  it('a new password ends the sessions opened with the old one', async () => {
    const [admin, tu] = [await register.desk('admin'), await register.desk('tu')];
    const body = { ...tu.account, password: 'kata-sandi-lain' };
    await admin.send('POST', paths.accounts, body);
    expect((await tu.tryPull({ office: 0 })).status).toBe(401);
    expect((await tryIn('tu', 'kata-sandi-lain')).status).toBe(200);
  });

  it('the last administrator stays one, also by an operation of a desk', async () => {
    const admin = await register.desk('admin');
    const doc: Account = { ...admin.account, disabled: true };
    expect((await admin.send('POST', paths.accounts, { ...doc, password: null })).status).toBe(403);
    expect(await admin.say('account.save', { doc })).toMatchObject({ status: 'rejected', code: 'LAST_ADMINISTRATOR' });
    const taken = { ...admin.account, username: 'tu' };
    expect(await admin.say('account.save', { doc: taken })).toMatchObject({
      code: 'USERNAME_TAKEN',
      field: 'username',
    });
  });
});

describe('the HTTP face', () => {
  it('answers what it does not know under /api as JSON', async () => {
    const answer = await register.wire('GET', '/api/nothing');
    expect([answer.status, answer.json]).toEqual([404, { code: 'NOT_FOUND' }]);
  });

  it('answers a body that is no JSON and one of another shape', async () => {
    const broken = await register.app.inject({
      method: 'POST',
      url: paths.session,
      headers: { 'content-type': 'application/json' },
      payload: '{"user',
    });
    expect([broken.statusCode, broken.json()]).toEqual([400, { code: 'BAD_REQUEST' }]);
    expect((await register.wire('POST', paths.session, { username: 1 })).json).toEqual({ code: 'BAD_REQUEST' });
  });

  it('sends long answers gzipped and nothing of them into a cache', async () => {
    const tu = await register.desk('tu');
    for (let i = 0; i < 5; i++) await tu.register(registerArgs({ letterId: newId('letter') }));
    const answer = await register.app.inject({
      method: 'POST',
      url: paths.pull,
      headers: { ...tu.headers(), 'accept-encoding': 'gzip' },
      payload: { proto: 1, epoch: null, scopes: { office: 0 }, limit: 100 },
    });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' });
  });
});

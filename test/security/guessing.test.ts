import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paths } from '../../shared/sync/protocol.ts';
import { makeGuesses, sourceOf } from '../../server/auth/guesses.ts';
import { type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
/** The head's own desk, at which he is signed in. */
let admin: DeskClient;
/** A clerk's desk. */
let tu: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin', 'Meja Admin');
  tu = await register.desk('tu', 'Loket');
});
afterEach(() => register.app.close());

describe('1.4 guessing', () => {
  const wrong = 'salah-sama-sekali';
  const guess = async (from: string, secret = wrong, headers: Readonly<Record<string, string>> = {}, name = 'tu') => {
    const answer = await register.app.inject({
      method: 'POST',
      url: paths.session,
      payload: { username: name, password: secret },
      remoteAddress: from,
      headers: { ...headers },
    });
    return { status: answer.statusCode, wait: Number(answer.headers['retry-after'] ?? 0) };
  };
  const known = () => ({ authorization: `Desk ${tu.enrolled.deskToken}` });

  it('[T7] sixty addresses have no more guesses at an account than one', async () => {
    let looked = 0;
    for (let i = 0; i < 60; i++) if ((await guess(`10.0.0.${i + 1}`)).status === 401) looked++;
    expect(looked).toBe(6);
  });

  it('[T7] the delays grow and are answered', async () => {
    const waits: number[] = [];
    while (waits.length < 5) {
      const { status, wait } = await guess('10.0.0.1');
      if (status !== 429) continue;
      waits.push(wait);
      register.clock.pass(wait * 1000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16]);
  });

  it('[T7] a day of guessing from everywhere verifies few passwords', async () => {
    let looked = 0;
    const end = register.clock.now() + 86_400_000;
    for (let i = 0; register.clock.now() < end; i++) {
      const { status, wait } = await guess(`10.0.${i % 200}.${i % 250}`);
      if (status === 401) looked++;
      register.clock.pass(wait * 1000);
    }
    expect(looked).toBeLessThan(120);
  });

  it('[T7] nobody elsewhere locks the owner out of a desk that knows him, on a shared address or not', async () => {
    for (let i = 0; i < 60; i++) await guess(`10.0.0.${i % 3}`);
    for (let i = 0; i < 60; i++) await guess('127.0.0.1', wrong, {}, `nobody-${i}`);
    expect((await guess('127.0.0.1', password)).status).toBe(429);
    expect((await guess('127.0.0.1', password, known())).status).toBe(200);
  });

  it('[T7] at a desk that knows him guesses are delayed as well, a minute at most', async () => {
    let longest = 0;
    for (let i = 0; i < 40; i++) {
      const { wait } = await guess('10.0.0.1', wrong, known());
      longest = Math.max(longest, wait);
      register.clock.pass(wait * 1000);
    }
    expect(longest).toBe(60);
    register.clock.pass(60_000);
    expect((await guess('10.0.0.1', password, known())).status).toBe(200);
  });

  it('[T7] a desk at which the account never signed in has no counter of its own', async () => {
    const own = { authorization: `Desk ${admin.enrolled.deskToken}` };
    for (let i = 0; i < 7; i++) await guess('10.0.0.9', wrong);
    expect((await guess('10.0.0.1', wrong, own)).status).toBe(429);
  });

  it('[T7] an own account does not clear what was guessed at others from the same address', async () => {
    const name = (i: number) => `nobody-${i}`;
    let stopped = 0;
    for (let i = 0; i < 60; i++) {
      if ((await guess('10.0.0.1', wrong, {}, name(i))).status === 429) stopped++;
      await guess('10.0.0.1', password, {}, 'prakom');
    }
    expect(stopped).toBeGreaterThan(20);
  });

  it('[T7] addresses of one IPv6 network are one source', async () => {
    for (let i = 0; i < 40; i++) await guess(`2001:db8:1:2::${i + 1}`, wrong, {}, `nobody-${i}`);
    expect((await guess('2001:db8:1:2:ffff::1', wrong, {}, 'nobody-99')).status).toBe(429);
    expect((await guess('2001:db8:1:3::1', wrong, {}, 'nobody-98')).status).toBe(401);
  });

  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0:0:ffff::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4::/64'],
  ])('[T7] %s is counted as %s', (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });

  it('[T7] many at once are counted like one after the other', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, (_, i) => guess(`10.0.1.${i}`)));
    expect(all.filter(({ status }) => status === 401)).toHaveLength(6);
  });

  it('[T7] a restart of the register forgets nothing, and a right password clears the count', async () => {
    for (let i = 0; i < 8; i++) await guess('10.0.0.1');
    register = await testRegister({ from: await register.copy(), at: register.clock.now() });
    expect((await guess('10.0.0.2')).status).toBe(429);
    register.clock.pass(1000);
    expect((await guess('10.0.0.2', password)).status).toBe(200);
    expect((await guess('10.0.0.2')).status).toBe(401);
  });

  it('[T7] counters are bounded: names nobody has and addresses make no more of them', async () => {
    const guesses = makeGuesses(register.store, register.clock);
    for (let i = 0; i < 5000; i++) {
      const attempt = await guesses.begin([{ kind: 'source', name: `s${i}` }]);
      if (attempt.ok) await attempt.value.wrong();
    }
    const kept = await register.store.read((tx) => tx.guesses.all());
    expect(kept.length).toBeLessThanOrEqual(4097);
  });

  it('[T7] the code of the set-up page is guessed as little', async () => {
    register = await testRegister({ empty: true });
    const setUp = (code: string, from: string) =>
      register.app.inject({
        method: 'POST',
        url: paths.setup,
        remoteAddress: from,
        payload: { code, username: 'kepala', name: 'Siti', password: 'sangat-rahasia', lastAgendaNumber: 0 },
      });
    let looked = 0;
    for (let i = 0; i < 60; i++) if ((await setUp('AAAA-AAAA-AAAA', `10.0.0.${i}`)).statusCode === 403) looked++;
    expect(looked).toBe(11);
    register.clock.pass(10_000);
    expect((await setUp(register.codes.at(-1) ?? '', '10.0.0.1')).statusCode).toBe(200);
  });

  describe('desks nobody needs', () => {
    const enrol = (name = 'tu') =>
      register.wire('POST', paths.enrol, { username: name, password, deskName: 'Meja', machine: '' });

    it('[T8] one account enrols a bounded number an hour, and is answered when it may again', async () => {
      register = await testRegister({ enrolments: { perHour: 3, unused: 100 } });
      for (let i = 0; i < 3; i++) expect((await enrol()).status).toBe(200);
      register.clock.pass(600_000);
      const answer = await enrol();
      expect([answer.status, answer.json, answer.headers['retry-after']]).toEqual([
        429,
        { code: 'TOO_MANY_DESKS' },
        '3000',
      ]);
      expect((await enrol('kadis')).status).toBe(200);
      register.clock.pass(3_000_001);
      expect((await enrol()).status).toBe(200);
    });

    it('[T8] a bounded number is open without an operation; one that was used or retired makes room', async () => {
      register = await testRegister({ enrolments: { perHour: 100, unused: 2 } });
      admin = await register.desk('admin');
      for (let i = 0; i < 2; i++) expect((await enrol()).status).toBe(200);
      expect((await enrol()).json).toEqual({ code: 'TOO_MANY_DESKS' });
      const [, unused] = await register.store.read((tx) => tx.desks.all());
      await admin.send('POST', `/api/desks/${unused?.id ?? ''}/retire`, { lost: false });
      expect((await enrol()).status).toBe(200);
    });
  });
});

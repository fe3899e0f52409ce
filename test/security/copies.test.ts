import { beforeEach, describe, expect, it } from 'vitest';
import { signedSeq, type Operation } from '../../shared/sync/operation.ts';
import { signInText } from '../../shared/sync/proof.ts';
import { paths, type Lease } from '../../shared/sync/protocol.ts';
import type { SessionAnswer } from '../../shared/sync/session-api.ts';
import { desksAnswer, gapsAnswer, trustPaths } from '../../shared/sync/trust-api.ts';
import { makeGuesses } from '../../server/auth/guesses.ts';
import { sha256 } from '../../server/auth/tokens.ts';
import { purgeSessions } from '../../server/sync/purge.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { newSigner } from '../support/signing.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

const wrong = 'salah-sama-sekali';

let register: TestRegister;
let admin: DeskClient;
let tu: DeskClient;
beforeEach(async () => {
  register = await testRegister({ enrolments: { perHour: 30, unused: 60 } });
  admin = await register.desk('admin', 'Meja Admin');
  tu = await register.desk('tu', 'Loket');
});

let machines = 0;
/** The folder of a desk goes on at another PC. */
async function copied(desk: DeskClient): Promise<DeskClient> {
  const copy = desk.copy();
  await copy.renew(`mesin-${machines++}`);
  return copy;
}

const retire = (desk: DeskClient, body: object) => admin.send('POST', `${trustPaths.desks}/${desk.id}/retire`, body);

async function entryOf(desk: DeskClient) {
  const answer = await admin.send('GET', trustPaths.desks);
  return desksAnswer.parse(answer.json).desks.find(({ id }) => id === desk.id);
}

describe('an account that says again and again it is at another PC', () => {
  it('[E8] makes no more than a few desks of one in an hour, of copies of copies neither', async () => {
    const tries = async (from: DeskClient): Promise<readonly DeskClient[]> => {
      const made: DeskClient[] = [];
      for (let i = 0; i < 12; i++) {
        const copy = await copied(from).catch((error: unknown) => String(error));
        if (typeof copy === 'string') expect(copy).toContain('TOO_MANY_DESKS');
        else made.push(copy);
      }
      return made;
    };
    const [first] = await tries(tu);
    await first?.signIn('tu', password);
    const [second] = await tries(first ?? tu);
    await second?.signIn('tu', password);
    expect(await tries(second ?? tu)).toEqual([]);
    const desks = await register.store.read((tx) => tx.desks.all());
    expect(desks.filter(({ origin }) => origin !== null)).toHaveLength(20);
    register.clock.pass(3_600_001);
    await copied(tu);
  });

  it('[E8] counts its copies among the desks it enrols', async () => {
    register = await testRegister({ enrolments: { perHour: 3, unused: 60 } });
    tu = await register.desk('tu');
    await copied(tu);
    await copied(tu);
    await expect(copied(tu)).rejects.toThrow('TOO_MANY_DESKS');
    const body = { username: 'tu', password, deskName: 'Meja', machine: '' };
    expect((await register.wire('POST', paths.enrol, body)).json).toEqual({ code: 'TOO_MANY_DESKS' });
  });

  it('[E8] [T8] counts a copy that sent nothing among those never used', async () => {
    register = await testRegister({ enrolments: { perHour: 100, unused: 2 } });
    tu = await register.desk('tu');
    await copied(tu);
    await copied(tu);
    await expect(copied(tu)).rejects.toThrow('TOO_MANY_DESKS');
  });

  it('[E8] gets no numbers for the fourth copy before an administrator confirms it', async () => {
    const copies = [await copied(tu), await copied(tu), await copied(tu)];
    for (const copy of copies) expect((await copy.tryLease(2026)).status).toBe(200);
    const last = copies[2];
    if (!last) throw new Error('no copy');
    await last.signIn('tu', password);
    const fourth = await copied(last);
    await fourth.signIn('tu', password);
    expect((await fourth.tryLease(2026)).json).toEqual({ code: 'COPY_UNCONFIRMED' });
    expect(await entryOf(fourth)).toMatchObject({ unconfirmed: true, origin: last.id });
    await fourth.push([fourth.signInOp()]);
    expect((await fourth.register(registerArgs({ letterId: newId('letter') }))).status).toBe('applied');
    await admin.send('POST', `${trustPaths.desks}/${fourth.id}`, { confirmed: true });
    expect(await entryOf(fourth)).toMatchObject({ unconfirmed: false });
    expect((await fourth.tryLease(2026)).status).toBe(200);
  });

  it('[E8] a copy that was retired leaves its place to the next', async () => {
    const [first] = [await copied(tu), await copied(tu), await copied(tu)];
    const fourth = await copied(tu);
    expect((await fourth.tryLease(2026)).status).toBe(409);
    if (first) await retire(first, { lost: false });
    expect((await fourth.tryLease(2026)).status).toBe(200);
  });
});

describe('a desk given up as lost', () => {
  it('[E8] takes its copies with it, also one with a session of its own', async () => {
    const copy = await copied(tu);
    await copy.signIn('tu', password);
    const second = await copied(copy);
    await retire(tu, { lost: true });
    for (const one of [copy, second]) {
      expect((await one.tryPull({ office: 0 })).json).toEqual({ code: 'DESK_RETIRED' });
      expect(await entryOf(one)).toMatchObject({ retired: true, lost: true });
    }
  });

  it('[E8] leaves those the administrator wants to keep, and his own', async () => {
    const copy = await copied(tu);
    await copy.signIn('tu', password);
    await retire(tu, { lost: true, copies: false });
    expect((await copy.tryPull({ office: 0 })).status).toBe(200);
    admin = await copied(admin);
    await admin.signIn('admin', password);
    const first = (await register.store.read((tx) => tx.desks.all())).find(({ name }) => name === 'Meja Admin');
    await admin.send('POST', `${trustPaths.desks}/${first?.id}/retire`, { lost: true });
    expect((await admin.send('GET', trustPaths.desks)).status).toBe(200);
  });

  it('is no reason to touch others: one merely taken out of use leaves its copies', async () => {
    const copy = await copied(tu);
    await copy.signIn('tu', password);
    await retire(tu, { lost: false });
    expect((await copy.tryPull({ office: 0 })).status).toBe(200);
  });
});

describe('the open block of the desk a copy was made from', () => {
  let lease: Lease;
  let copy: DeskClient;
  beforeEach(async () => {
    lease = await tu.lease(2026);
    copy = tu.copy();
  });

  const booked = (desk: DeskClient, no: number, raw: object = {}) =>
    desk.registerOp(registerArgs({ letterId: newId('letter') }), { agenda: burned(lease, no), raw: { ...raw } });
  async function went(desk: DeskClient, ops: readonly Operation[]): Promise<readonly unknown[]> {
    return (await desk.push(ops)).results.map(({ status, code }) => code ?? status);
  }
  async function rangesOf(desk: DeskClient) {
    const { json } = await desk.send('GET', `${trustPaths.gaps}?book=SM&year=2026`);
    const { ranges, ahead = [] } = gapsAnswer.parse(json);
    return [...ranges, ...ahead];
  }
  /** The copy says of an entry that it was signed elsewhere; each is another way in which that is not so. */
  const claims: readonly (readonly [string, (waits: Operation, moved: DeskClient) => object])[] = [
    ['names it as its origin', ({ desk, inc, seq }) => ({ origin: { desk, inc, seq } })],
    ['has the signature of another entry', (waits) => ({ signedAt: signedSeq(waits) })],
    [
      'signs it with the key of the copy',
      (waits, moved) => {
        const [signer] = moved.signers.values();
        const proof = { key: signer?.key ?? '', sig: signer?.sign('bukan') ?? '' };
        return { signedAt: { ...signedSeq(waits), proof } };
      },
    ],
  ];

  it.each(claims)('[E5] [T45] is not the copy’s when it %s: the number stays the origin’s', async (_how, raw) => {
    const waits = booked(copy, lease.from);
    await copy.renew('mesin-lain');
    const signIn = copy.signInOp();
    const claimed = booked(copy, lease.from + 1, raw(waits, copy));
    expect(await went(copy, [signIn, claimed])).toEqual(['applied', 'AGENDA_CONFLICT']);
    expect(await went(tu, [booked(tu, lease.from + 1)])).toEqual(['applied']);
  });

  it('[E5] [T45] is not the copy’s above the sequence number it went on from', async () => {
    const long = tu.copy();
    for (let i = 0; i < 3; i++) booked(long, lease.from);
    const beyond = booked(long, lease.from + 1);
    await copy.renew('mesin-lain');
    expect(await went(copy, [copy.signInOp(), copy.movedOp(beyond)])).toEqual(['applied', 'AGENDA_CONFLICT']);
    expect(await went(tu, [booked(tu, lease.from + 1)])).toEqual(['applied']);
  });

  it('[E5] [T45] [N2] loses no number to a refused entry that the copy made up', async () => {
    await copy.signIn('prakom', password);
    await copy.renew('mesin-lain');
    await copy.signIn('prakom', password);
    const origin = { desk: tu.id, inc: tu.inc, seq: 1 };
    const signIn = copy.signInOp();
    const nonsense = copy.op('letter.register', { bukan: 1 }, { agenda: burned(lease, lease.from), raw: { origin } });
    expect((await copy.push([signIn, nonsense])).results[1]).toMatchObject({ status: 'rejected' });
    expect(await rangesOf(tu)).toMatchObject([{ from: lease.from, to: lease.to, class: 'leased' }]);
  });

  it('[E5] keeps what the origin burned before, also at the copy of a copy', async () => {
    const waits = booked(copy, lease.from);
    await copy.renew('mesin-lain');
    const placed = copy.movedOp(waits);
    const second = copy.copy();
    const signer = newSigner('tu');
    const token = { authorization: `Desk ${second.enrolled.deskToken}` };
    const session = await register.wire('POST', paths.session, { username: 'tu', password, key: signer.key }, token);
    second.hold('tu', signer, session.json as SessionAnswer);
    await second.renew('mesin-ketiga');
    expect(await went(second, [second.signInOp(), second.movedOp(placed)])).toEqual(['applied', 'applied']);
    expect(await went(tu, [booked(tu, lease.from)])).toEqual(['AGENDA_CONFLICT']);
  });
});

describe('guessing with the token of a desk', () => {
  const ask = (desk: DeskClient, body: object) =>
    register.wire('POST', paths.session, body, { authorization: `Desk ${desk.enrolled.deskToken}` });
  const guess = (desk: DeskClient, secret: string) => ask(desk, { username: 'kadis', password: secret });
  const signedBy = (key: ReturnType<typeof newSigner>, desk: DeskClient, secret: string) => {
    const given = { username: 'kadis', password: secret };
    return { ...given, key: key.key, proof: key.sign(signInText(desk.id, given, sha256)) };
  };
  const key = newSigner('kadis');
  let shared: DeskClient;
  beforeEach(async () => {
    shared = await register.desk('prakom', 'PC bersama');
    await ask(shared, { username: 'kadis', password, key: key.key });
  });

  it('[T7] copies of a desk bring no further tries', async () => {
    let looked = 0;
    for (const desk of [shared, await copied(shared), await copied(shared), await copied(shared)]) {
      for (let i = 0; i < 8; i++) if ((await guess(desk, `${wrong}-${i}`)).status === 401) looked++;
    }
    expect(looked).toBe(6);
  });

  /** As far as somebody comes who guesses whenever he may. */
  async function exhaust(desk: DeskClient): Promise<void> {
    for (let i = 0; i < 12; i++) {
      const wait = Number((await guess(desk, `${wrong}-${i}`)).headers['retry-after'] ?? 0);
      if (i < 11) register.clock.pass(wait * 1000);
    }
    expect((await guess(desk, password)).status).toBe(429);
  }

  it('[T7] does not keep out the owner, whose password opens his key there', async () => {
    await exhaust(shared);
    expect((await ask(shared, signedBy(key, shared, password))).status).toBe(200);
  });

  it('[T7] a signature vouches for one password at one desk, and only while its key counts', async () => {
    const seen = signedBy(key, shared, password);
    const other = await copied(shared);
    await exhaust(shared);
    expect((await ask(shared, { ...seen, password: wrong })).status).toBe(429);
    expect((await ask(other, seen)).status).toBe(429);
    expect((await ask(shared, signedBy(newSigner('kadis'), shared, password))).status).toBe(429);
    await register.store.write((tx) => tx.keys.endOfDesk(shared.id, register.clock.now(), 'password'));
    expect((await ask(shared, seen)).status).toBe(429);
  });

  it('[T7] signed tries are counted as well', async () => {
    let looked = 0;
    for (let i = 0; i < 40; i++)
      if ((await ask(shared, signedBy(key, shared, `${wrong}-${i}`))).status === 401) looked++;
    expect(looked).toBe(6);
  });
});

describe('enrolment and names', () => {
  const enrol = (username: string) =>
    register.wire('POST', paths.enrol, { username, password, deskName: 'Meja', machine: '' });

  it('[T8] accounts that enrol all they may stop nobody else, and no administrator', async () => {
    register = await testRegister({ enrolments: { perHour: 100, unused: 4 } });
    for (const name of ['prakom', 'kasi']) while ((await enrol(name)).status === 200);
    expect((await enrol('prakom')).json).toEqual({ code: 'TOO_MANY_DESKS' });
    expect((await enrol('tu')).status).toBe(200);
    for (let i = 0; i < 6; i++) expect((await enrol('admin')).status).toBe(200);
  });

  it('[T7] no name nobody has shares a counter with another one: tries say nothing of which there are', async () => {
    const guess = async (username: string, from: string) =>
      (
        await register.app.inject({
          method: 'POST',
          url: paths.session,
          payload: { username, password: wrong },
          remoteAddress: from,
        })
      ).statusCode;
    for (let i = 0; i < 700; i++) await guess(`nobody-${i % 100}`, `10.1.${i % 7}.${i % 100}`);
    const real = await guess('kadis', '10.2.0.1');
    for (let i = 0; i < 60; i++) expect(await guess(`somebody-${i}`, `10.3.0.${i}`)).toBe(real);
  });

  it('[T7] counters of accounts are forgotten like those of names nobody has', async () => {
    const guesses = makeGuesses(register.store, register.clock);
    const begin = (name: string) => guesses.begin([{ kind: 'account', name }]);
    for (let i = 0; i < 7; i++) await begin('kadis');
    for (let i = 0; i < 16_384; i++) await begin(`-${i}`);
    const attempt = await begin('one more');
    if (attempt.ok) await attempt.value.wrong();
    expect((await begin('kadis')).ok).toBe(true);
  });
});

describe('a session', () => {
  it('[T9] ends after 90 days though it is used every day, and is forgotten', async () => {
    const day = 86_400_000;
    const ask = () => tu.send('GET', paths.session);
    for (let i = 0; i < 89; i++) {
      register.clock.pass(day);
      expect((await ask()).status).toBe(200);
    }
    expect((await ask()).json).toMatchObject({ expiresAt: register.clock.now() + day });
    register.clock.pass(day);
    expect((await ask()).json).toEqual({ code: 'NOT_SIGNED_IN' });
    expect(await register.store.write((tx) => purgeSessions(tx, register.clock.now(), 30 * day))).toBeGreaterThan(0);
    const token = sha256(tu.sessions.get('tu') ?? '');
    expect(await register.store.read((tx) => tx.accounts.session(token))).toBeNull();
  });
});

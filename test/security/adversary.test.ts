import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths, type HelloAnswer, type PushAnswer } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import { addressed, entry, forgedEntries, honestMessage } from './adversary-messages.ts';
import { dishonestOffice, type Role, type World } from './adversary-world.ts';
import { registerClaims } from './claims.ts';
import { forged, withField } from './forge.ts';
import { registerMessages, type RegisterMessage } from './messages.ts';

/** Whoever is not heard has few things to try: nothing of what he says is read. */
const fewOf = (values: readonly unknown[]): readonly unknown[] => values.filter((_, i) => i % 6 === 0);
/** Between two fields: a request of each kind an hour would not be refused for its number. */
const aWhile = 72_000;

const rows = [...registerClaims].flatMap(([message, fields]) =>
  [...fields].map(([field, { kind }]) => [message as RegisterMessage, field, kind] as const),
);
type Row = (typeof rows)[number];

/** Every false value of a field, from everybody. */
async function lieAbout(world: World, [message, field, kind]: Row): Promise<void> {
  const values = forged(kind, world.foreign);
  for (const role of world.roles) {
    for (const value of role.heard ? values : fewOf(values)) {
      if (message === 'operation') {
        for (const op of forgedEntries(role, field, value)) await sendEntry(world, role, op);
        continue;
      }
      const honest = honestMessage(message, role, world, field);
      const lie = addressed({ ...honest, body: withField(honest.body, field, value) });
      await world.send(role, lie.method, lie.path, lie.body);
      await world.settle(role);
    }
  }
  world.register.clock.pass(aWhile);
  await world.unharmed(`${message}.${field}`);
}

async function sendEntry(world: World, role: Role, op: unknown) {
  const body = { proto: 1, app: 'uji', epoch: null, inc: role.desk.inc, ops: [op] };
  const answer = await world.send(role, 'POST', paths.push, body);
  await world.settle(role);
  return answer;
}

/** The control: the same messages without a lie are heard. */
async function hearsTheTruth(world: World): Promise<void> {
  for (const role of world.roles.filter(({ heard }) => heard)) {
    const handshake = honestMessage('hello', role, world);
    const { json } = await world.send(role, 'POST', handshake.path, handshake.body);
    expect((json as HelloAnswer).state, role.name).toBe('ok');
    const { results } = (await sendEntry(world, role, entry(role))).json as PushAnswer;
    const mayBook = role.desk.account.id === 'tu';
    expect(results[0], role.name).toMatchObject({ status: mayBook ? 'applied' : 'quarantined' });
  }
}

describe('an adversary at the register', () => {
  let world: World;
  beforeAll(async () => {
    world = await dishonestOffice();
    await hearsTheTruth(world);
  });
  afterAll(async () => {
    await hearsTheTruth(world);
    await world.register.app.close();
  });

  it.each(rows)('%s.%s', (...row) => lieAbout(world, row));

  it('repeats every message', async () => {
    for (const message of Object.keys(registerMessages) as RegisterMessage[]) {
      if (message === 'operation') continue;
      for (const role of world.roles) {
        const { method, path, body } = addressed(honestMessage(message, role, world));
        const first = await world.send(role, method, path, body);
        const second = await world.send(role, method, path, body);
        if (message === 'lease' || message === 'push')
          expect(second.json, message).toMatchObject(onlyWhatStays(first.json));
        await world.settle(role);
      }
    }
    await world.unharmed('repeated');
  });

  it('acts in the name of everybody', async () => {
    const [secret = ''] = world.foreign.letters;
    const position = {
      id: 'tu-agenda',
      title: 'x',
      shortTitle: 'x',
      unitId: 'dinas',
      rights: ['admin', 'book-secret'],
    };
    for (const role of world.roles) {
      for (const id of world.foreign.accounts) {
        const account = { id, username: id, personId: id, admin: true, disabled: false };
        const session = role.desk.sessionNames.get(role.desk.account.id);
        const lies: readonly (readonly [string, unknown])[] = [
          ['session.signIn', { account: id, session }],
          ['session.signOut', { account: id }],
          ['account.save', { doc: { ...account, id: 'tu', username: 'tu', personId: 'tu' } }],
          ['position.save', { doc: position }],
          ['letter.forward', { letterId: secret, to: 'tu-agenda' }],
          ['letter.void', { letterId: secret, reason: 'x' }],
          ['letter.correct', { letterId: world.foreign.letters[1], set: { subject: 'Dipalsukan' } }],
        ];
        // Of his own account he says what he may say.
        if (id === role.desk.account.id) continue;
        for (const [name, args] of lies) {
          for (const signer of [role.desk.signers.get(role.desk.account.id) ?? null, null]) {
            await sendEntry(world, role, role.desk.op(name, args, { account, signer, position: 'kepala-dinas' }));
          }
        }
      }
    }
    await world.unharmed('in the name of others');
  });

  it('sends what somebody else sent, as it was and in his own sequence', async () => {
    for (const role of world.roles) {
      for (const op of world.intercepted) {
        const { desk } = role;
        const here = { ...op, desk: desk.id, inc: desk.inc, seq: desk.seq + 1, prev: desk.prev };
        for (const said of [op, here]) await sendEntry(world, role, said);
      }
    }
    await world.unharmed('intercepted');
  });
});

/** Of an answer what a second one must say too. */
function onlyWhatStays(json: unknown): object {
  const { lease, results, code } = Object(json) as Record<string, unknown>;
  return Object.fromEntries(Object.entries({ lease, results, code }).filter(([, value]) => value !== undefined));
}

describe('an adversary at a register that was restored', () => {
  let world: World;
  beforeAll(async () => {
    world = await dishonestOffice({ restored: true });
    // The control: without a lie it is taken as it was.
    for (const role of world.roles.filter(({ heard }) => heard)) {
      const { method, path, body } = honestMessage('reconcile', role, world);
      const [past] = (body as ReconcileRequest).ops;
      const { results } = (await world.send(role, method, path, body)).json as PushAnswer;
      const { status, agenda } = past?.result ?? {};
      expect(results[0], role.name).toMatchObject({ status, ...(agenda ? { agenda } : {}) });
      await world.settle(role);
    }
  });
  afterAll(() => world.register.app.close());
  const reports = rows.filter(([message]) => ['hello', 'reconcile', 'renew', 'carried'].includes(message));
  // After `done` the register takes no more replay, so that row comes last.
  const inOrder = [...reports].sort(([, a], [, b]) => Number(a === 'done') - Number(b === 'done'));

  it.each(inOrder)('%s.%s', (...row) => lieAbout(world, row));
});

describe('an administrator who lies', () => {
  let world: World;
  beforeAll(async () => {
    world = await dishonestOffice({ admins: true });
  });
  afterAll(() => world.register.app.close());

  it.each(rows)('%s.%s', (...row) => lieAbout(world, row));
});

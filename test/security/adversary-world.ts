import { inflateRawSync } from 'node:zlib';
import { expect } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Lease } from '../../shared/sync/protocol.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { Certificate } from '../../shared/sync/proof.ts';
import type { DocType } from '../../shared/commands/documents.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { password, staff, testRegister, type TestRegister } from '../support/register.ts';
import type { WireAnswer } from '../support/wire.ts';
import type { Foreign } from './forge.ts';

/** Stands in every secret text of the office: whoever reads it has read a secret. */
export const mark = 'ISI-RAHASIA';

/** Somebody who lies to the register. */
export interface Role {
  readonly name: string;
  readonly desk: DeskClient;
  readonly headers: () => Readonly<Record<string, string>>;
  /** Whether the register hears him at all. */
  readonly heard: boolean;
  readonly readsSecret: boolean;
  /** A block of his, while he has one. */
  readonly lease: Lease | null;
  readonly certificate: Certificate | null;
}

export interface World {
  readonly register: TestRegister;
  readonly roles: readonly Role[];
  readonly foreign: Foreign;
  /** Sends one message and holds the answer against what nobody may get. */
  send(role: Role, method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: string, body: unknown): Promise<WireAnswer>;
  /** The secretary's requests, as somebody on the way might have kept them. */
  readonly intercepted: readonly Operation[];
  /** Puts a role's own desk where the register has it, so that the next lie is heard. */
  settle(role: Role): Promise<void>;
  /** Everything that no lie may have changed. */
  unharmed(what: string): Promise<void>;
}

/** Kinds of documents that give rights. */
const ruling = ['account', 'position', 'person', 'unit'] as const satisfies readonly DocType[];
const person = (id: string): Account => ({ id, username: id, personId: id, admin: id === 'admin', disabled: false });

function textOf(path: string, { bytes, status }: WireAnswer): string {
  if (path !== paths.snapshot || status !== 200) return bytes.toString();
  return inflateRawSync(bytes.subarray(4 + bytes.readUInt32LE(0))).toString();
}

/** An office in which everybody lies but the secretary, who booked a secret letter for the head. */
export async function dishonestOffice({ restored = false, admins = false } = {}): Promise<World> {
  let register = await testRegister();
  const admin = await register.desk('admin', 'Meja Admin');
  const honest = await register.desk('sekretaris', 'Meja jujur');
  const block = await honest.lease(2026);

  const heardRole = async (username: string, readsSecret: boolean): Promise<Role> => {
    const desk = await register.desk(username, `Meja ${username}`);
    // A new incarnation, so that it holds one the register sealed.
    await desk.renew();
    const { certificate = null } = await desk.signIn(username, password);
    await desk.push([desk.signInOp()]);
    const lease = username === 'tu' ? await desk.lease(2026) : null;
    return { name: username, desk, headers: () => desk.headers(), heard: true, readsSecret, lease, certificate };
  };
  const silent = async (name: string, username: string, end: (desk: DeskClient) => Promise<unknown>): Promise<Role> => {
    const desk = await register.desk(username, `Meja ${name}`);
    const { certificate = null } = desk.enrolled;
    const token = desk.headers();
    expect((await end(desk)) as WireAnswer).toMatchObject({ status: 200 });
    return { name, desk, headers: () => token, heard: false, readsSecret: false, lease: null, certificate };
  };
  const clerk = await heardRole('tu', false);
  const disabled = { ...person('prakom'), disabled: true, password: null };
  const everybody: readonly Role[] = [
    clerk,
    await heardRole('kadis', true),
    await heardRole('kasi', false),
    await silent('bekas pemakai', 'aptika', (desk) => desk.send('DELETE', paths.session)),
    await silent('nonaktif', 'prakom', () => admin.send('POST', paths.accounts, disabled)),
    await silent('loket hilang', 'admin', ({ id }) => admin.send('POST', `/api/desks/${id}/retire`, { lost: true })),
    { ...clerk, name: 'bukan siapa-siapa', headers: () => ({}), heard: false },
  ];
  const roles = admins ? [await heardRole('admin', false)] : everybody;

  const backup = await register.copy();
  const [open, secret] = [newId('letter'), newId('letter')];
  await honest.push([
    honest.registerOp(registerArgs({ letterId: open }), { agenda: burned(block, block.from) }),
    honest.registerOp(
      registerArgs({ letterId: secret, subject: mark, security: 'rahasia', addressedTo: ['kepala-dinas'] }),
    ),
  ]);
  for (const { desk, heard } of roles) {
    if (!heard) continue;
    for (let round = 0; round < (restored ? 3 : 1); round++) {
      const some = Array.from({ length: restored ? 80 : 1 }, () => registerArgs({ letterId: newId('letter') }));
      await desk.push(some.map((args) => desk.registerOp(args)));
    }
    await desk.hello();
  }
  if (restored) {
    register = await testRegister({ from: backup, at: register.clock.now() });
    for (const desk of [admin, honest, ...roles.map((role) => role.desk)]) desk.wire = register.wire;
    expect((await clerk.desk.hello()).state).toBe('recovery');
    for (const { desk } of roles) await standAsKnown(register, desk);
    await honest.recover([{ ...block, inc: honest.inc, used: block.from, closed: false }]);
  }

  const theirs = [...honest.journal.values()];
  const entries = theirs.map(({ op }) => op as Operation);
  const foreign: Foreign = {
    accounts: [...staff.map(({ username }) => username), 'khayal'],
    desks: [honest.id, admin.id, 'khayal'],
    positions: [...staff.flatMap(({ position }) => position ?? []), 'khayal'],
    letters: [secret, open, 'khayal'],
    leases: [block.id],
    ops: entries.map(({ opId }) => opId),
    numbers: [block.from, block.to],
    scopes: ['position:kepala-dinas', 'position:sekretaris'],
    seals: [
      ...theirs.flatMap(({ result }) => result.seal ?? []),
      ...[block.seal, honest.water?.seal, honest.enrolled.certificate?.seal, clerk.desk.incarnation?.seal].flatMap(
        (one) => one ?? [],
      ),
    ],
    keys: [honest, admin, ...roles.map(({ desk }) => desk)].flatMap((one) =>
      [...one.signers.values()].map((s) => s.key),
    ),
    signatures: entries.flatMap(({ proof }) => proof?.sig ?? []),
    hashes: entries.map(({ hash }) => hash),
    epochs: [(await honest.hello()).epoch],
    machines: ['uji'],
    usernames: staff.map(({ username }) => username),
    wholes: [entries.at(-1), honest.signInOp()],
  };
  // Its sign-in among the wholes was never sent.
  await standAsKnown(register, honest);

  const scopesOf = async (): Promise<unknown> =>
    Promise.all(roles.filter(({ heard }) => heard).map(async ({ desk }) => (await desk.hello()).scopes));
  const state = () =>
    register.store.read(async (tx) => {
      const { epoch } = await tx.clock();
      const rulers = await tx.docs.ofTypes(ruling);
      const letters = await Promise.all([open, secret].map((id) => tx.docs.get('letter', id)));
      const row = await tx.desks.get(honest.id);
      const all = (await tx.docs.ofTypes(['letter'])).map(({ json }) => JSON.parse(json) as Letter);
      // In whose name nobody lies himself: what stands in it was entered by the honest.
      const inTheirName = all.filter(({ registered }) => registered.by.account !== 'tu').map(({ id }) => id);
      const desks = [honest, ...roles.filter(({ heard }) => heard).map(({ desk }) => desk)];
      const keys = await Promise.all(
        desks.flatMap(({ id }) => staff.map(({ username }) => tx.keys.inUse(id, username))),
      );
      // When a desk was last seen changes nothing.
      return { epoch, rulers, letters, inTheirName, desk: { ...row, lastSeen: 0 }, keys };
    });
  const handshake = async () => {
    const { state: how, numbering, late, closed } = await honest.hello();
    return { how, numbering, late: late.results, closed };
  };
  const before = await state();
  const [scopesBefore, handshakeBefore] = [await scopesOf(), await handshake()];
  const beyond = await stepsBeyond(register, 'at first');

  return {
    register,
    roles,
    foreign,
    intercepted: entries,
    send: async (role, method, path, body) => {
      const answer = await register.wire(method, path, body, role.headers());
      const sent = `${role.name} ${path} ${JSON.stringify(body)?.slice(0, 400)}`;
      expect(answer.status, sent).toBeLessThan(500);
      if (!role.readsSecret) expect(textOf(path, answer).includes(mark), `${sent}: a secret was read`).toBe(false);
      return answer;
    },
    settle: ({ desk }) => standAsKnown(register, desk),
    unharmed: async (what) => {
      // An administrator may change what he likes; no number is given twice all the same.
      if (!admins) {
        expect(await state(), what).toEqual(before);
        expect(await scopesOf(), what).toEqual(scopesBefore);
        expect(await handshake(), what).toEqual(handshakeBefore);
        expect((await honest.send('GET', paths.session)).json, what).toMatchObject({ account: { id: 'sekretaris' } });
        expect(await stepsBeyond(register, what), `${what}: the counter moved`).toBeLessThanOrEqual(beyond);
      } else {
        expect((await state()).epoch, what).toBe(before.epoch);
        await stepsBeyond(register, what);
      }
    },
  };
}

async function standAsKnown({ store }: TestRegister, desk: DeskClient): Promise<void> {
  const row = await store.read((tx) => tx.desks.get(desk.id));
  if (row) [desk.seq, desk.prev, desk.inc] = [row.lastSeq, row.lastHash, row.inc];
}

/** How many numbers the counter has passed without giving them out; no number is on two letters, and no block lies over another. */
async function stepsBeyond({ store }: TestRegister, what: string): Promise<number> {
  const { books, letters, leases } = await store.read(async (tx) => ({
    books: await tx.numbers.books(),
    letters: (await tx.docs.ofTypes(['letter'])).map(({ json }) => JSON.parse(json) as Letter),
    leases: await tx.numbers.leasesIn('SM', 2026),
  }));
  // A letter that claims what it was not given is marked, and then it is the only one.
  const taken = letters.flatMap(({ agenda: { no, year, conflict } }) =>
    no === null || conflict ? [] : [`${year}/${no}`],
  );
  expect(
    taken.filter((one, i) => taken.indexOf(one) !== i),
    `${what}: a number on two letters`,
  ).toEqual([]);
  // What came home is the block's no more (PROTOCOL N12).
  const held = leases.map(({ from, to, home }) => ({ from, to: home === null ? to : home - 1 }));
  const blocks = held.filter(({ from, to }) => from <= to);
  const overlaps = blocks.filter(({ from }, i) => i > 0 && from <= (blocks[i - 1]?.to ?? 0));
  expect(overlaps, `${what}: two blocks of the same numbers`).toEqual([]);
  const next = books.find(({ book, year }) => book === 'SM' && year === 2026)?.next ?? 1;
  const given = new Set(letters.flatMap(({ agenda: { no, year } }) => (no !== null && year === 2026 ? [no] : [])));
  for (const { from, to } of blocks) for (let no = from; no <= to; no++) given.add(no);
  return next - 1 - [...given].filter((no) => no < next).length;
}

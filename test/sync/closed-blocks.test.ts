import { beforeEach, expect, it } from 'vitest';
import { letterArgs } from '../support/letter-args.ts';
import { password, type TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

const place = officeForEach();
let admin: TestDesk;
let tu: TestDesk;

beforeEach(async () => {
  admin = await place.desk('admin');
  tu = await place.desk('tu');
  await until(tu.office, 'a block', async () => settled(tu.office) && (await openBlocks()).length > 0);
});

const openBlocks = async (): Promise<readonly string[]> => {
  const leases = await tu.core.desk.leases();
  return leases.ok ? leases.value.filter(({ closed }) => !closed).map(({ id }) => id) : [];
};

async function ask(what: 'retire' | 'return'): Promise<void> {
  const info = await tu.core.desk.describe();
  const id = (info.ok && info.value.desk?.id) || '';
  const headers = { 'content-type': 'application/json', 'x-lembar-account': admin.account.id };
  const body = new TextEncoder().encode(JSON.stringify({ lost: false }));
  const { status } = await admin.core.forward({ path: `/api/desks/${id}/${what}`, method: 'POST', headers, body });
  expect(status).toBe(200);
}

it('[N6] a desk taken back into service burns no number of the block that was closed meanwhile', async () => {
  const before = await openBlocks();
  await ask('retire');
  await tu.office.syncNow();
  await until(tu.office, 'notified', () => tu.office.sync().pause === 'desk-retired');
  await ask('return');
  // Its sessions and keys ended with the desk: the password has to be given again.
  expect(await tu.core.desk.signIn('tu', password)).toMatchObject({ ok: true });
  await tu.office.syncNow();
  await until(tu.office, 'a new block', async () => (await openBlocks()).some((id) => !before.includes(id)));
  expect((await openBlocks()).filter((id) => before.includes(id))).toEqual([]);
  tu.wire.cut();
  await tu.office.syncNow();
  await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
  const booked = await tu.office.run('letter.register', letterArgs('after'));
  expect(booked.ok && booked.value.agenda?.no).toBeGreaterThan(10);
});

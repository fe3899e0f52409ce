import { beforeEach, expect, it } from 'vitest';
import type { Position } from '../../shared/people/people.ts';
import { quarantineAnswer, trustPaths, type JudgeRequest } from '../../shared/sync/trust-api.ts';
import { letterArgs } from '../support/letter-args.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { namedAs, type Decision } from '../support/shown-entry.ts';
import { settled, until } from '../support/wait.ts';

const place = officeForEach();
let tu: TestDesk;
let admin: TestDesk;
beforeEach(async () => {
  tu = await place.desk('tu');
  admin = await place.desk('admin');
  for (const { office } of [tu, admin]) await until(office, 'settled', () => settled(office));
});

/** Books a letter without the network whose right is withdrawn before it arrives. */
async function quarantined(): Promise<string> {
  tu.wire.cut();
  await tu.office.syncNow();
  const saved = await tu.office.run('letter.register', letterArgs('a'));
  const position = admin.office.master<Position>('position').find(({ id }) => id === 'tu-agenda') as Position;
  await admin.office.run('position.save', { doc: { ...position, rights: [] } });
  await until(admin.office, 'sent', () => settled(admin.office));
  tu.wire.mend();
  await tu.office.syncNow();
  await until(tu.office, 'quarantined', async () => (await tu.office.attention())[0]?.status === 'quarantined');
  return saved.ok ? saved.value.opId : '';
}

async function ask(method: 'GET' | 'POST', request: JudgeRequest | null) {
  const { status, body } = await admin.core.forward({
    path: trustPaths.quarantine,
    method,
    headers: { 'content-type': 'application/json', 'x-lembar-account': admin.account.id },
    body: request && new TextEncoder().encode(JSON.stringify(request)),
  });
  expect(status).toBe(200);
  return body;
}

/** The administrator decides on the one entry that is shown. */
async function judge(decision: Decision): Promise<void> {
  const shown = quarantineAnswer.parse(await new Response(await ask('GET', null)).json());
  const [entry] = shown.entries;
  if (!entry) throw new Error('nothing is quarantined');
  await ask('POST', { ...namedAs(entry), ...decision });
  // A minute later at most the desk asks again.
  place.clock.set(place.clock.now() + 61_000);
  await tu.office.syncNow();
}

it('[P13] a quarantined entry that was accepted later is there with its number, says so, and goes once it was seen', async () => {
  const opId = await quarantined();
  await judge({ decision: 'accept' });
  await until(tu.office, 'there', () => tu.office.letters({ text: 'Rapat koordinasi' }).total === 1);
  await until(tu.office, 'answered', async () => (await tu.office.attention())[0]?.status === 'applied');
  expect(tu.office.sync().attention).toBe(1);
  await tu.office.markSeen([opId]);
  expect(await tu.office.attention()).toEqual([]);
  place.clock.set(place.clock.now() + 31 * 60_000);
  await tu.office.syncNow();
  expect(await tu.office.attention()).toEqual([]);
});

it('[P13] a quarantined entry that was refused later asks for attention again, with why and what was typed', async () => {
  const opId = await quarantined();
  await tu.office.markSeen([opId]);
  await judge({ decision: 'refuse', reason: 'Sudah dicatat di buku lain' });
  await until(tu.office, 'answered', async () => (await tu.office.attention())[0]?.status === 'rejected');
  expect(await tu.office.attention()).toMatchObject([
    { code: 'REFUSED_BY_ADMIN', seen: false, args: { subject: 'Rapat koordinasi' } },
  ]);
  expect(tu.office.sync().attention).toBe(1);
  expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(0);
});

import { demoPassword, demoPeople } from '../../../server/demo/people.ts';
import type { Position } from '../../../shared/people/people.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import { enrolDesk } from '../../support/desk-client.ts';
import { httpWire } from '../../support/wire.ts';

/** Every account of a test office has this one. */
export const password = demoPassword;
/** The paper book of 2026 ended with this number. */
export const lastOnPaper = 416;

/** Sets a fresh server up as an administrator does: set-up code, people, positions, accounts. Throws on a refusal. */
export async function setUpOffice(address: string, code: string): Promise<void> {
  const wire = httpWire(address);
  const administrator = { code, username: 'admin', name: 'Dewi Lestari', password, lastAgendaNumber: lastOnPaper };
  const made = await wire('POST', paths.setup, administrator);
  if (made.status !== 200) throw new Error(`set-up: ${made.status} ${made.bytes.toString()}`);
  const admin = await enrolDesk(wire, 'admin', password, { name: 'Meja Admin' });
  const { rows } = await admin.snapshot();
  const staff = demoPeople.filter(({ position }) => position !== null);
  const { results } = await admin.push(
    staff.flatMap(({ id, name, nip, rank, position }) => {
      const holders = [{ id: `${position}-1`, personId: id, kind: 'definitif', from: '2020-01-01', to: null }];
      const row = rows.find(({ t, id: known }) => t === 'position' && known === position);
      const base = { [`position:${position}`]: row?.rv ?? 0 };
      return [
        admin.op('person.save', { doc: { id, name, nip, rank } }),
        admin.op('position.save', { doc: { ...(row?.d as Position), holders } }, { base }),
      ];
    }),
  );
  const bad = results.find(({ status }) => status !== 'applied');
  if (bad) throw new Error(`people: ${JSON.stringify(bad)}`);
  for (const { id, username } of staff) {
    const account = { id, username, personId: id, admin: false, disabled: false, password };
    const saved = await admin.send('POST', paths.accounts, account);
    if (saved.status !== 200) throw new Error(`account ${username}: ${saved.status} ${saved.bytes.toString()}`);
  }
}

import { beforeEach, describe, expect, it } from 'vitest';
import { setNumbering } from '../../server/numbers/numbering.ts';
import { gapsAnswer, recoveryAnswer, trustPaths, type RecoveryAnswer } from '../../shared/sync/trust-api.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let admin: DeskClient;
let tu: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin', 'Meja Admin');
  tu = await register.desk('tu', 'Loket');
});

async function state(): Promise<RecoveryAnswer> {
  return recoveryAnswer.parse((await admin.send('GET', trustPaths.recovery)).json);
}
const close = () => register.store.write((tx) => setNumbering(tx, 'closed'));
const jump = async (by: DeskClient = admin) => by.send('POST', trustPaths.jump, { epoch: (await state()).epoch });

describe('a register that was restored', () => {
  it('a sound one has nothing to recover', async () => {
    expect(await state()).toMatchObject({ since: null, numbering: 'open', parked: 0, unnumbered: 0, held: [] });
    expect((await jump()).json).toEqual({ code: 'NOT_IN_RECOVERY' });
  });

  it('[N4] a jump opens numbering a thousand above, and letters booked meanwhile get their numbers', async () => {
    const [before, meanwhile] = [newId('letter'), newId('letter')];
    await tu.register(registerArgs({ letterId: before }));
    await close();
    await tu.register(registerArgs({ letterId: meanwhile }));
    expect(await state()).toMatchObject({ numbering: 'closed', unnumbered: 1 });
    expect((await jump()).status).toBe(200);
    expect(await state()).toMatchObject({ numbering: 'open', unnumbered: 0 });
    expect(await admin.letter(meanwhile)).toMatchObject({ agenda: { no: 1002 } });
    const gaps = gapsAnswer.parse((await tu.send('GET', `${trustPaths.gaps}?book=SM&year=2026`)).json);
    expect(gaps.ranges).toMatchObject([{ from: 2, to: 1001, class: 'restored', reason: 'jump', by: 'admin' }]);
  });

  it('[N4] the second of two administrators who jump skips no second thousand', async () => {
    await close();
    expect([(await jump()).status, (await jump()).status]).toEqual([200, 409]);
    expect((await tu.lease(2026)).from).toBe(1001);
  });

  it('[N4] a jump is taken for the restore that was shown, and for no later one', async () => {
    await close();
    const { epoch } = await state();
    await register.store.write(async (tx) => tx.renewEpoch('a later restore', (await tx.clock()).rv + 1));
    expect((await admin.send('POST', trustPaths.jump, { epoch })).json).toEqual({ code: 'NOT_AS_SHOWN' });
    expect((await state()).numbering).toBe('closed');
  });

  it('is seen and decided by administrators alone', async () => {
    await close();
    expect((await tu.send('GET', trustPaths.recovery)).status).toBe(403);
    expect((await jump(tu)).status).toBe(403);
    const held = { scope: 'office', desk: tu.id, account: 'tu', remove: 80 };
    expect((await tu.send('POST', trustPaths.confirmRemoval, held)).status).toBe(403);
    expect((await state()).numbering).toBe('closed');
  });
});

describe('a withheld removal', () => {
  const pull = () =>
    tu.send('POST', paths.pull, {
      proto: protocolVersion,
      epoch: null,
      scopes: { office: 0 },
      limit: 1000,
      held: { office: { remove: 80, of: 120 } },
    });

  it('[L12] is shown with its desk, and confirmed once the desk learns of it', async () => {
    await pull();
    expect((await state()).held).toEqual([
      {
        scope: 'office',
        desk: { id: tu.id, code: 'D02', name: 'Loket' },
        account: 'tu',
        remove: 80,
        of: 120,
      },
    ]);
    const confirm = { scope: 'office', desk: tu.id, account: 'tu', remove: 80 };
    expect((await admin.send('POST', trustPaths.confirmRemoval, confirm)).status).toBe(200);
    expect((await pull()).json).toMatchObject({ confirm: ['office'] });
    expect((await state()).held).toEqual([]);
  });

  it('[L12] is confirmed for the account that reported it, and for no other at that desk', async () => {
    await pull();
    await tu.signIn('sekretaris', password);
    await pull();
    const confirm = { scope: 'office', desk: tu.id, account: 'tu', remove: 80 };
    expect((await admin.send('POST', trustPaths.confirmRemoval, confirm)).status).toBe(200);
    expect((await state()).held.map(({ account }) => account)).toEqual(['sekretaris']);
    expect((await pull()).json).not.toMatchObject({ confirm: ['office'] });
  });

  it('[L12] decisions of a program that does not name what it shows wait for a newer one', async () => {
    await pull();
    const confirm = { scope: 'office', desk: tu.id, account: 'tu' };
    expect((await admin.send('POST', trustPaths.confirmRemoval, confirm)).json).toEqual({ code: 'UPGRADE' });
    await close();
    expect((await admin.send('POST', trustPaths.jump, {})).json).toEqual({ code: 'UPGRADE' });
    expect(await state()).toMatchObject({ numbering: 'closed', held: [{ remove: 80 }] });
  });

  it('one that nobody reported cannot be confirmed', async () => {
    const none = { scope: 'office', desk: tu.id, account: 'tu', remove: 80 };
    const answer = await admin.send('POST', trustPaths.confirmRemoval, none);
    expect(answer.json).toEqual({ code: 'NOT_FOUND' });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../shared/people/people.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { recoveryState } from '../../server/sync/recovery.ts';
import { aPosition } from '../support/builders.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let admin: DeskClient;
const chief = { id: 'admin', username: 'admin', personId: 'admin', admin: true, disabled: false } as Account;

beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin');
  tu = await register.desk('tu');
});

const stored = async (id: string) => {
  const row = await register.store.read((tx) => tx.docs.get('account', id));
  return JSON.parse(row?.json ?? 'null') as Account;
};
/** As if it had taken effect in a life that was lost. */
const claimed = (ops: readonly Operation[], rv = 7) =>
  ops.map((op) => ({ op, result: { seq: op.seq, opId: op.opId, status: 'applied', rv } as const }));
/** The register begins a new life because of a greeting that lies. */
const lie = async () => {
  const { epoch } = await tu.hello();
  expect((await tu.hello({ epoch, answered: 500 })).state).toBe('recovery');
};
const promotion = (desk: DeskClient, raw = {}) =>
  desk.op(
    'account.save',
    { doc: { ...tu.account, admin: true } },
    { account: chief, raw, base: { 'account:tu': 1e12 } },
  );
const unconfirmed = { status: 'quarantined', code: 'AUTHOR_UNCONFIRMED', rv: null };

describe('a desk that invents a past', () => {
  beforeEach(lie);

  it('[P10] changes no account under the name of an administrator the register never saw there', async () => {
    const { results } = await tu.reconcile(claimed([tu.signInOp(chief), promotion(tu)]));
    expect(results[1]).toMatchObject(unconfirmed);
    expect((await stored('tu')).admin).toBe(false);
  });

  it('[P10] nor after the administrator it signed in like this', async () => {
    await tu.reconcile(claimed([tu.signInOp(chief)]));
    const out = tu.signOutOp(chief);
    const { results } = await tu.push([out, tu.signInOp(chief), promotion(tu)]);
    expect(results.map(({ code }) => code)).toEqual(['UNPROVEN', 'UNPROVEN', 'UNPROVEN']);
    expect((await stored('tu')).admin).toBe(false);
  });

  it("[P10] nor as an entry of the administrator's own desk, told as an earlier life", async () => {
    const op = promotion(tu, { desk: admin.id, inc: 1, seq: 2 });
    const { results } = await tu.reconcile(claimed([op]), { inc: 1 });
    expect(results[0]).toMatchObject(unconfirmed);
    expect((await stored('tu')).admin).toBe(false);
  });

  it('[P13] an administrator may take such an entry up after all', async () => {
    const op = promotion(tu);
    await tu.reconcile(claimed([op]));
    await admin.reconcile([]);
    await admin.send('POST', '/api/quarantine', { decision: 'accept', opId: op.opId });
    expect((await stored('tu')).admin).toBe(true);
  });

  it('[E1] is named as the one whose greeting began the new life', async () => {
    const { foundBy } = await register.store.read(recoveryState);
    expect(foundBy).toEqual({ code: 'D02', name: 'Meja uji' });
  });
});

it('[P10] [E2] what an administrator changed is heard again where the register saw his password', async () => {
  const backup = await register.copy();
  await admin.say('position.save', { doc: aPosition('seksi-baru') });
  const { epoch } = await register.store.read((tx) => tx.clock());
  register = await testRegister({ from: backup, at: register.clock.now() });
  admin.wire = register.wire;
  await admin.hello({ epoch, answered: admin.seq });
  expect((await admin.recover()).results.map(({ status }) => status)).toEqual(['applied']);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { commandNames, findCommand } from '../../shared/commands/registry.ts';
import type { Account } from '../../shared/people/people.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { agencyDesk, enrolBrowser, fromPage, putAgency } from '../support/agency.ts';
import { aFile } from '../support/agency-case.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown } from '../support/shown-entry.ts';

let register: TestRegister;
let admin: DeskClient;
let tu: DeskClient;
let agency: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin', 'Meja Admin');
  tu = await register.desk('tu', 'Loket');
  agency = await agencyDesk(register, 'bappeda', 'bappeda.1');
});

const codes = async (desk: DeskClient, ops: readonly unknown[]) =>
  (await desk.push(ops)).results.map(({ status, code }) => [status, code]);
const atDesk = (desk: DeskClient) => ({ authorization: `Desk ${desk.enrolled.deskToken}` });
const openAt = (username: string, headers: Readonly<Record<string, string>>) =>
  register.wire('POST', paths.session, { username, password }, headers);
const saveAccount = (account: object) => admin.send('POST', paths.accounts, { password: null, ...account });
const blank = { id: 'dinkes.1', username: 'dinkes.1', personId: null, admin: false, disabled: false };

describe('an account of an agency', () => {
  it('[P20] signs in from a page of the browser edition alone', async () => {
    const body = { username: 'bappeda.1', password, deskName: 'PC', machine: 'uji' };
    expect((await register.wire('POST', paths.enrol, body)).json).toEqual({ code: 'AGENCY_ACCOUNT' });
    expect((await openAt('bappeda.1', {})).json).toEqual({ code: 'AGENCY_ACCOUNT' });
    expect((await openAt('bappeda.1', atDesk(agency))).json).toEqual({ code: 'AGENCY_ACCOUNT' });
    expect((await openAt('bappeda.1', fromPage)).json).toEqual({ code: 'AGENCY_ACCOUNT' });
  });

  it('[P20] signs in at no desk of the office and at none of another agency', async () => {
    await putAgency(register, 'dinkes', 'dinkes.1');
    for (const place of [tu, agency]) {
      const username = place === tu ? 'bappeda.1' : 'dinkes.1';
      expect((await openAt(username, { ...fromPage, ...atDesk(place) })).json).toEqual({ code: 'AGENCY_ACCOUNT' });
    }
  });

  it('[P20] shares its browser with nobody of the office, an administrator who enrols it again among them', async () => {
    expect((await openAt('admin', { ...fromPage, ...atDesk(agency) })).json).toEqual({ code: 'AGENCY_DESK' });
    const again = { username: 'admin', password, deskName: 'x', machine: 'x', again: agency.id };
    expect((await register.wire('POST', paths.enrol, again)).json).toEqual({ code: 'AGENCY_DESK' });
  });

  it('[P20] a copy of its browser is a desk of the same agency', async () => {
    await agency.copy().renew('mesin-lain');
    const desks = await register.store.read((tx) => tx.desks.all());
    const copy = desks.find(({ origin }) => origin === agency.id);
    expect(copy?.agency).toBe('bappeda');
  });

  it('[P20] has no right, whatever stands in it', async () => {
    const account: Account = { ...agency.account, personId: 'sekretaris', admin: true };
    await register.put('account', account);
    for (const path of [trustPaths.quarantine, trustPaths.desks, trustPaths.recovery, paths.accounts, paths.books]) {
      expect((await agency.send('GET', path)).json).toEqual({ code: 'FORBIDDEN' });
    }
    const op = agency.registerOp(registerArgs({ letterId: newId('letter') }), { position: 'sekretaris' });
    expect(await codes(agency, [op])).toEqual([['rejected', 'NOT_FOR_AGENCIES']]);
  });

  it('[P20] is answered FORBIDDEN by a route that is for everybody of the office', async () => {
    expect((await tu.send('GET', `${trustPaths.gaps}?book=SM&year=2026`)).status).toBe(200);
    expect((await agency.send('GET', `${trustPaths.gaps}?book=SM&year=2026`)).json).toEqual({ code: 'FORBIDDEN' });
  });

  it('is made by an administrator, for an agency there is, without person or right', async () => {
    await register.put('agency', { id: 'dinkes', name: 'Dinas Kesehatan', kind: '', code: null, closed: false });
    const of = { id: 'dinkes', person: 'Sari' };
    const made = { ...blank, password: 'kata-sandi-sari', agency: of };
    expect((await saveAccount({ ...made, agency: { ...of, id: 'khayal' } })).json).toEqual({ code: 'BAD_REQUEST' });
    expect((await saveAccount({ ...made, admin: true })).json).toEqual({ code: 'BAD_REQUEST' });
    expect((await saveAccount({ ...made, personId: 'tu' })).json).toEqual({ code: 'BAD_REQUEST' });
    expect((await saveAccount(made)).status).toBe(200);
    const stored = await register.store.read((tx) => tx.docs.get('account', 'dinkes.1'));
    expect(JSON.parse(stored?.json ?? 'null')).toMatchObject({ agency: of, admin: false, personId: null });
  });

  it('never becomes one of the office or of another agency, nor one of the office an agency’s', async () => {
    await putAgency(register, 'dinkes', 'dinkes.1');
    const { account } = agency;
    expect((await saveAccount({ ...account, agency: null })).json).toEqual({ code: 'FORBIDDEN' });
    expect((await saveAccount({ ...account, agency: { id: 'dinkes', person: 'x' } })).json).toEqual({
      code: 'FORBIDDEN',
    });
    const clerk = { ...blank, id: 'tu', username: 'tu', agency: account.agency };
    expect((await saveAccount(clerk)).json).toEqual({ code: 'FORBIDDEN' });
    const op = admin.op('account.save', { doc: { ...account, agency: null } }, { base: { 'account:bappeda.1': 1e12 } });
    expect(await codes(admin, [op])).toEqual([['rejected', 'ACCOUNT_KIND_FIXED']]);
  });

  it('stays what it is when a program saves it that knows of no agencies', async () => {
    const { agency: _none, ...doc } = agency.account;
    const op = admin.op('account.save', { doc }, { base: { 'account:bappeda.1': 1e12 } });
    expect(await codes(admin, [op])).toEqual([['applied', undefined]]);
    expect((await agency.send('GET', paths.session)).status).toBe(200);
  });

  it('[T4] loses its sessions when an administrator disables it', async () => {
    expect((await saveAccount({ ...agency.account, disabled: true })).status).toBe(200);
    expect((await agency.send('GET', paths.session)).json).toEqual({ code: 'NOT_SIGNED_IN' });
  });
});

describe('what its browser sends', () => {
  const forbidden = commandNames.filter((name) => findCommand(name)?.behind === undefined);

  it.each(forbidden)('[P20] is refused: %s', async (name) => {
    expect(await codes(agency, [agency.op(name, {})])).toEqual([['rejected', 'NOT_FOR_AGENCIES']]);
  });

  it('[P20] is refused of a command nobody knows, and nothing of it waits for an administrator', async () => {
    const ops = [agency.op('letter.conjure', {}), agency.op('letter.register', {}, { signer: null })];
    expect(await codes(agency, ops)).toEqual([
      ['rejected', 'NOT_FOR_AGENCIES'],
      ['rejected', 'NOT_FOR_AGENCIES'],
    ]);
    expect((await admin.send('GET', trustPaths.quarantine)).json).toMatchObject({ entries: [] });
  });

  it('[P20] is refused when nobody signed it, and waits for nobody', async () => {
    const scan = aFile();
    const op = agency.op(
      'agencyCase.handIn',
      { caseId: 'x', act: { code: 'kak', scan, remark: '' } },
      { signer: null },
    );
    expect(await codes(agency, [op])).toEqual([['rejected', 'UNPROVEN']]);
    expect((await admin.send('GET', trustPaths.quarantine)).json).toMatchObject({ entries: [] });
  });

  it('[P20] is refused in the name of somebody of the office', async () => {
    const account: Account = { id: 'tu', username: 'tu', personId: 'tu', admin: false, disabled: false };
    const args = registerArgs({ letterId: newId('letter') });
    const ops = [
      agency.signInOp(account),
      agency.registerOp(args, { account, signer: null }),
      agency.registerOp(args, { account, signer: agency.signers.get('bappeda.1') ?? null }),
    ];
    expect(await codes(agency, ops)).toEqual(ops.map(() => ['rejected', 'AGENCY_DESK']));
  });

  it('[P20] is refused at a desk of the office, also when an administrator lets it in', async () => {
    const op = tu.registerOp(registerArgs({ letterId: newId('letter') }), { account: agency.account, signer: null });
    expect(await codes(tu, [op])).toEqual([['quarantined', 'UNPROVEN']]);
    const judged = await judgeShown(admin, op.opId, { decision: 'accept' });
    expect(judged.json).toMatchObject({ status: 'rejected', code: 'AGENCY_ACCOUNT' });
    expect(await tu.letter((op.args as { letterId: string }).letterId)).toBeNull();
  });

  it('comes from as many browsers as the agency enrolled', async () => {
    const second = await enrolBrowser(register.wire, 'bappeda.1');
    expect(second.id).not.toBe(agency.id);
    expect((await second.send('GET', paths.session)).status).toBe(200);
  });
});

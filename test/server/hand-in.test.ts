import { beforeEach, describe, expect, it } from 'vitest';
import type { AgencyCase } from '../../shared/cases/agency-case.ts';
import type { Case } from '../../shared/cases/case.ts';
import { placeExcerpts } from '../../server/sync/place-excerpts.ts';
import { meta } from '../../server/store/meta.ts';
import { agencyDesk } from '../support/agency.ts';
import { aFile, handIn, openCase } from '../support/agency-case.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let agency: DeskClient;
let caseId: string;
beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
  agency = await agencyDesk(register, 'bappeda', 'bappeda.1');
  ({ caseId } = await openCase(tu, 'bappeda'));
});

const handedIn = async () => (await tu.letter<Case>(caseId, 'case'))?.acts.filter(({ kind }) => kind === 'handIn');
const seen = () => agency.letter<AgencyCase>(caseId, 'agencyCase');
const present = (code: string) =>
  tu.say('case.requirement', { caseId, act: { code, present: true, scanId: null, remark: 'asli' } });
const onBehalf = (more: object = {}) => ({
  caseId,
  act: { code: 'kak', scan: aFile(), remark: '', onBehalf: true, ...more },
});

describe('a requirement an agency hands in', () => {
  it('[P20] stands in the case as the agency’s, under the name of its person', async () => {
    expect(await handIn(agency, caseId, 'kak', { remark: 'Revisi kedua' })).toMatchObject({ status: 'applied' });
    const by = { account: 'bappeda.1', person: null, position: null, agency: agency.account.agency };
    expect(await handedIn()).toMatchObject([{ code: 'kak', remark: 'Revisi kedua', onBehalf: false, by }]);
    expect(await seen()).toMatchObject({ handIns: [{ code: 'kak', person: 'Petugas bappeda' }] });
  });

  it('is no word of the office on whether it is complete', async () => {
    await handIn(agency, caseId, 'kak');
    expect(await seen()).toMatchObject({ present: [], asked: expect.arrayContaining(['kak']) as unknown });
    await present('kak');
    expect((await seen())?.asked).not.toContain('kak');
  });

  it('[P20] is refused when nobody asks for it', async () => {
    await present('kak');
    expect(await handIn(agency, caseId, 'kak')).toMatchObject({ status: 'rejected', code: 'NOT_ASKED_FOR' });
    expect(await handIn(agency, caseId, 'khayal')).toMatchObject({ status: 'rejected', code: 'INVALID' });
    await tu.say('case.withdraw', { caseId, act: { reason: 'tidak jadi' } });
    expect(await handIn(agency, caseId, 'database')).toMatchObject({ status: 'rejected', code: 'CASE_ENDED' });
    expect(await handedIn()).toEqual([]);
  });

  it('[P20] is refused of a case that is another agency’s, secret or nowhere, with one code', async () => {
    const secretary = await register.desk('sekretaris');
    const cases = [
      (await openCase(tu, 'dinkes')).caseId,
      (await openCase(tu, null)).caseId,
      (await openCase(secretary, 'bappeda', { security: 'rahasia' })).caseId,
      'khayal',
    ];
    for (const id of cases) {
      expect(await handIn(agency, id, 'kak')).toMatchObject({ status: 'rejected', code: 'NOT_YOURS' });
    }
  });

  it('[P20] carries no word of its own on who did it', async () => {
    const forged = { onBehalf: true, by: { account: 'tu', person: 'tu', position: 'tu-agenda' }, kind: 'requirement' };
    await handIn(agency, caseId, 'kak', forged);
    expect(await handedIn()).toMatchObject([{ kind: 'handIn', onBehalf: false, by: { account: 'bappeda.1' } }]);
  });

  it('[P3] is recorded once, however often it is sent', async () => {
    const op = agency.op('agencyCase.handIn', { caseId, act: { code: 'kak', scan: aFile(), remark: '' } });
    await agency.push([op]);
    expect((await agency.push([op])).results).toMatchObject([{ status: 'applied' }]);
    expect(await handedIn()).toHaveLength(1);
  });

  it('[P14] ends: a case takes two hundred of them from its agency', async () => {
    const files = Array.from({ length: 200 }, (_, i) => aFile(`${i}.pdf`, i.toString(16).padStart(64, '0')));
    for (let at = 0; at < files.length; at += 50) {
      const ops = files
        .slice(at, at + 50)
        .map((scan) => agency.op('agencyCase.handIn', { caseId, act: { code: 'kak', scan, remark: '' } }));
      expect((await agency.push(ops)).results.every(({ status }) => status === 'applied')).toBe(true);
    }
    expect(await handIn(agency, caseId, 'kak')).toMatchObject({ status: 'rejected', code: 'DOCUMENT_FULL' });
  });

  it('[E2] is there again after the register was restored to before it', async () => {
    const backup = await register.copy();
    await handIn(agency, caseId, 'kak');
    register = await testRegister({ from: backup, at: register.clock.now() });
    [tu.wire, agency.wire] = [register.wire, register.wire];
    await agency.recover();
    await tu.recover();
    expect(await handedIn()).toMatchObject([{ code: 'kak', onBehalf: false }]);
  });
});

describe('what the office records on its behalf', () => {
  it('is marked so, and the agency sees that it was not its own', async () => {
    expect(await tu.say('case.handIn', onBehalf())).toMatchObject({ status: 'applied' });
    expect(await handedIn()).toMatchObject([{ onBehalf: true, by: { account: 'tu' } }]);
    expect(await seen()).toMatchObject({ handIns: [{ code: 'kak', person: null }] });
  });

  it('is not taken without the mark', async () => {
    const result = await tu.say('case.handIn', onBehalf({ onBehalf: false }));
    expect(result).toMatchObject({ status: 'quarantined', code: 'ON_BEHALF_UNMARKED' });
  });

  it('is not entered with the command of agencies', async () => {
    const result = await handIn(tu, caseId, 'kak');
    expect(result).toMatchObject({ status: 'rejected', code: 'NOT_YOURS' });
    expect(await handedIn()).toEqual([]);
  });
});

describe('cases of before there were excerpts', () => {
  it('[P20] are placed when the server starts, under a new version, once', async () => {
    await register.store.write(async (tx) => {
      for (const row of await tx.scopes.ofDoc(caseId)) {
        if (row.type === 'agencyCase') await tx.scopes.put({ ...row, live: false });
      }
      const known = await tx.docs.get('agencyCase', caseId);
      if (known) await tx.docs.put({ ...known, json: '{}' });
      await tx.setMeta(meta.excerpts, null);
    });
    const { upTo } = await agency.pull({ 'agency:bappeda': 0 });
    expect(await placeExcerpts(register.store)).toBe(true);
    expect((await agency.pull({ 'agency:bappeda': upTo })).rows).toMatchObject([{ id: caseId, t: 'agencyCase' }]);
    expect(await placeExcerpts(register.store)).toBe(false);
  });
});

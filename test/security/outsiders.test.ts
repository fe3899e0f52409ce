import { beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let letterId: string;
beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu', 'Loket');
  letterId = newId('letter');
  await tu.register(registerArgs({ letterId }));
});

const right = (code: string) => ({ status: 'quarantined', code });
const unknownRecord = { status: 'rejected', code: 'INVALID' };

describe('the correction of a record nobody made', () => {
  const act = { of: 'tidak-ada', set: { note: 'palsu' }, reason: 'palsu' };

  it('[P9] in a case is refused, and of an outsider for the right he lacks: nothing of it is kept', async () => {
    const caseId = newId('case');
    const args = {
      ...{ caseId, service: 'pembuatan-aplikasi', letterId, agency: { id: null, name: 'Dinas Sosial' } },
      ...{ title: 'Aplikasi', received: '2026-10-08', security: 'biasa', readers: [] },
    };
    expect((await tu.say('case.open', args)).status).toBe('applied');
    const outsider = await register.desk('admin');
    expect(await outsider.say('case.correct', { caseId, act })).toMatchObject(right('NOT_YOUR_STEP'));
    expect(await tu.say('case.correct', { caseId, act })).toMatchObject(unknownRecord);
    expect((await tu.letter<Case>(caseId, 'case'))?.acts).toEqual([]);
  });

  it('[P9] in a complaint is refused, and of an outsider for the right he lacks: nothing of it is kept', async () => {
    const complaintId = newId('complaint');
    const given = {
      ...{ complaintId, kind: 'saran', channel: 'e-mail', trackingId: '', received: '2026-10-08', anonymous: true },
      ...{ class: 'aspirasi', reporter: { name: '', contact: '' }, secret: false, subject: 'S', text: 'T' },
      ...{ service: null, caseId: null, letterId: null },
    };
    expect((await tu.say('complaint.record', given)).status).toBe('applied');
    const outsider = await register.desk('admin');
    const say = (desk: DeskClient) => desk.say('complaint.correct', { complaintId, act });
    expect(await say(outsider)).toMatchObject(right('NO_RIGHT_TO_COMPLAINTS'));
    expect(await say(tu)).toMatchObject(unknownRecord);
    expect((await tu.letter<Complaint>(complaintId, 'complaint'))?.acts).toEqual([]);
  });
});

describe('what somebody says of a disposition to others', () => {
  let outsider: DeskClient;
  let of: string;
  beforeEach(async () => {
    const head = await register.desk('kadis');
    const args = {
      ...{ letterId, from: 'kepala-dinas', to: [{ position: 'kabid-aptika', due: null }] },
      ...{ instructions: [], note: '', date: '2026-10-08' },
    };
    const given = head.op('disposition.issue', args);
    expect((await head.push([given])).results[0]?.status).toBe('applied');
    of = given.opId;
    outsider = await register.desk('prakom');
  });

  const facts = async () => (await tu.letter<Letter>(letterId))?.facts.length;
  const said = async (which: string): Promise<readonly unknown[]> => {
    const position = 'pranata-komputer';
    const own = { letterId, of: which, position };
    const onward = {
      ...{ letterId, parent: which, from: position, to: [{ position: 'kasi-aplikasi', due: null }] },
      ...{ instructions: [], note: 'palsu', date: '2026-10-08' },
    };
    const ops = [
      outsider.op('disposition.read', own),
      outsider.op('disposition.report', { ...own, text: 'palsu' }),
      outsider.op('disposition.complete', { ...own, text: '' }),
      outsider.op('disposition.forward', onward),
    ];
    return (await outsider.push(ops)).results.map(({ status, code }) => `${status} ${code}`);
  };
  const refused = Array.from({ length: 4 }, () => 'quarantined NOT_YOUR_BRANCH');

  it('[P9] is not kept beside what its addressee reports, also of one there is not', async () => {
    expect(await said(of)).toEqual(refused);
    expect(await said('tidak-ada')).toEqual(refused);
    expect(await facts()).toBe(1);
  });

  it('[P9] is not kept because the letter is void meanwhile', async () => {
    expect((await tu.say('letter.void', { letterId, reason: 'tercatat dua kali' })).status).toBe('applied');
    expect(await said(of)).toEqual(refused);
    expect(await facts()).toBe(1);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../server/auth/tokens.ts';
import { idOfAccount } from '../../shared/sync/account-ids.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let stranger: DeskClient;
let id: string;
beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu', 'Loket');
  stranger = await register.desk('prakom');
  id = newId('complaint');
});

const complaint = (complaintId: string, text: string, secret: boolean) => ({
  ...{ complaintId, kind: 'saran', channel: 'e-mail', trackingId: '', received: '2026-10-08', anonymous: true },
  ...{ class: 'aspirasi', reporter: { name: '', contact: '' }, secret, subject: text, text },
  ...{ service: null, caseId: null, letterId: null },
});
const stored = async <T>(type: 'complaint' | 'case' | 'letter', of: string) => {
  const doc = await register.store.read((tx) => tx.docs.get(type, of));
  return doc && (JSON.parse(doc.json) as T);
};
const takes = async () =>
  expect((await stranger.say('complaint.record', complaint(id, 'palsu', false))).status).toBe('applied');
const followUp = (complaintId: string) => ({ complaintId, act: { on: '2026-10-08', text: 'saksi' } });
/** What was entered on a document that is nowhere yet but at its desk. */
const waiting = { base: {} as Record<string, number> };
beforeEach(() => {
  waiting.base = { [`complaint:${id}`]: 0 };
});

describe('the id of a document that waits at its desk', () => {
  it('[P15] taken by another account leaves the document whole, under an id of its own, with all that is entered on it', async () => {
    await takes();
    const own = idOfAccount(sha256, id, 'tu');
    expect(await tu.say('complaint.record', complaint(id, 'rahasia', true))).toMatchObject({ status: 'applied' });
    expect((await tu.say('complaint.follow-up', followUp(id), waiting)).status).toBe('applied');
    expect(await stored<Complaint>('complaint', own)).toMatchObject({ id: own, secret: true, text: 'rahasia' });
    expect((await stored<Complaint>('complaint', own))?.acts).toHaveLength(1);
    expect(await stored<Complaint>('complaint', id)).toMatchObject({ text: 'palsu', acts: [] });
  });

  it('[P15] taken by another account keeps what is entered on the waiting one out of his document', async () => {
    await takes();
    expect(await tu.say('complaint.follow-up', followUp(id), waiting)).toMatchObject({
      status: 'quarantined',
      code: 'DOCUMENT_TAKEN',
    });
    expect((await stored<Complaint>('complaint', id))?.acts).toEqual([]);
  });

  it('[P15] is led nowhere by who has seen the other document', async () => {
    await takes();
    await tu.say('complaint.record', complaint(id, 'rahasia', true));
    const seen = { base: { [`complaint:${id}`]: 1_000_000 } };
    expect((await tu.say('complaint.follow-up', followUp(id), seen)).status).toBe('applied');
    expect((await stored<Complaint>('complaint', id))?.acts).toHaveLength(1);
  });

  it('[P15] and every id that follows from it taken as well, it waits for an administrator', async () => {
    for (let at = id, n = 0; n < 8; n++, at = idOfAccount(sha256, at, 'tu')) {
      await stranger.say('complaint.record', complaint(at, 'palsu', false));
    }
    expect(await tu.say('complaint.record', complaint(id, 'rahasia', true))).toMatchObject({
      status: 'quarantined',
      code: 'DOCUMENT_TAKEN',
    });
  });

  it('[P15] of a letter gets it a number of its own, and its case goes with it', async () => {
    await register.put('letter', { ...(await madeLetter('other')), id });
    expect((await tu.register(registerArgs({ letterId: id }))).status).toBe('applied');
    const own = idOfAccount(sha256, id, 'tu');
    expect((await stored<Letter>('letter', own))?.agenda.no).toBeGreaterThan(0);
    const caseId = newId('case');
    const args = {
      ...{ caseId, service: 'pembuatan-aplikasi', letterId: id, agency: { id: null, name: 'Dinas Sosial' } },
      ...{ title: 'Aplikasi', received: '2026-10-08', security: 'biasa', readers: [] },
    };
    expect((await tu.say('case.open', args)).status).toBe('applied');
    expect(await stored<{ letterId: string }>('case', caseId)).toMatchObject({ letterId: own });
  });

  it('[P15] of a letter is what an act on another document means by it as well', async () => {
    await register.put('letter', { ...(await madeLetter('other')), id });
    await tu.register(registerArgs({ letterId: id }));
    const complaintId = newId('complaint');
    await tu.say('complaint.record', complaint(complaintId, 'saran', false));
    await tu.say('complaint.link', { complaintId, act: { letterId: id } });
    const acts = (await stored<Complaint>('complaint', complaintId))?.acts;
    expect(acts).toMatchObject([{ kind: 'link', letterId: idOfAccount(sha256, id, 'tu') }]);
  });

  it('[P15] entered twice by one account is one document', async () => {
    await tu.say('complaint.record', complaint(id, 'pertama', false));
    expect(await tu.say('complaint.record', complaint(id, 'kedua', false))).toMatchObject({
      status: 'flagged',
      code: 'COMPLAINT_RECORDED',
    });
    expect(await stored('complaint', idOfAccount(sha256, id, 'tu'))).toBeNull();
  });
});

/** A letter as the register has it. */
async function madeLetter(prefix: string): Promise<Letter> {
  const letterId = newId(prefix);
  await tu.register(registerArgs({ letterId }));
  const letter = await stored<Letter>('letter', letterId);
  if (!letter) throw new Error('no letter');
  return letter;
}

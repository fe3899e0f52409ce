import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { quarantineAnswer, trustPaths, type JudgeRequest, type QuarantinedEntry } from '../../shared/sync/trust-api.ts';
import { aPosition, registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { positionOf, staff, testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown, shownEntry } from '../support/shown-entry.ts';

let register: TestRegister;
let admin: DeskClient;
let tu: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin', 'Meja Admin');
  tu = await register.desk('tu', 'Loket');
});

async function waiting(by: DeskClient = admin): Promise<readonly QuarantinedEntry[]> {
  const answer = await by.send('GET', trustPaths.quarantine);
  expect(answer.status).toBe(200);
  return quarantineAnswer.parse(answer.json).entries;
}
const send = (body: JudgeRequest, by: DeskClient = admin) => by.send('POST', trustPaths.quarantine, body);
const accept = (opId: string) => judgeShown(admin, opId, { decision: 'accept' });
/** The clerk may no longer book; what was entered before at the desk arrives all the same. */
const revoke = () =>
  register.put('position', { ...positionOf(staff.find(({ username }) => username === 'tu') ?? staff[0]!), rights: [] });

async function quarantined(more: Parameters<typeof registerArgs>[0] = {}): Promise<{ letterId: string; opId: string }> {
  const [letterId, opId] = [newId('letter'), newId('op')];
  const result = await tu.register(registerArgs({ letterId, ...more }), { opId });
  expect(result.status).toBe('quarantined');
  return { letterId, opId };
}

describe('quarantined entries', () => {
  beforeEach(revoke);

  it('[P9] are shown to administrators with who, when, what and why', async () => {
    const { opId, letterId } = await quarantined();
    expect(await waiting()).toMatchObject([
      {
        opId,
        desk: { id: tu.id, code: 'D02', name: 'Loket' },
        name: 'letter.register',
        by: { account: 'tu' },
        at: '2026-10-08T09:15:00.000+07:00',
        receivedAt: register.clock.now(),
        code: 'NO_RIGHT_TO_BOOK',
        args: { letterId, subject: 'Permohonan pembuatan aplikasi' },
        acceptable: true,
        hidden: false,
      },
    ]);
  });

  it('[P13] accepted: the letter stands, with its author and a number, and is no longer quarantined', async () => {
    const { opId, letterId } = await quarantined();
    expect((await accept(opId)).json).toEqual({ status: 'applied', code: null });
    const letter = await admin.letter<Letter>(letterId);
    expect(letter).toMatchObject({ agenda: { no: 1 }, registered: { by: { account: 'tu' } } });
    expect(await waiting()).toEqual([]);
  });

  it('[P13] refused: nothing stands, the desk is sent the reason', async () => {
    const { opId, letterId } = await quarantined();
    const refused = await judgeShown(admin, opId, { decision: 'refuse', reason: 'Bukan surat masuk' });
    expect(refused.json).toEqual({ status: 'rejected', code: 'REFUSED_BY_ADMIN' });
    expect(await admin.letter(letterId)).toBeNull();
    expect((await tu.hello()).late.results).toMatchObject([
      { opId, status: 'rejected', code: 'REFUSED_BY_ADMIN', decided: { by: 'admin', reason: 'Bukan surat masuk' } },
    ]);
  });

  it('are judged once', async () => {
    const { opId } = await quarantined();
    const shown = await shownEntry(admin, opId);
    await accept(opId);
    expect((await send({ ...shown, decision: 'refuse', reason: 'x' })).json).toEqual({ code: 'NOT_FOUND' });
    expect((await send({ ...shown, decision: 'accept' })).json).toEqual({ code: 'NOT_FOUND' });
  });

  it('are neither shown to nor judged by anybody else', async () => {
    const { opId, letterId } = await quarantined();
    expect((await tu.send('GET', trustPaths.quarantine)).status).toBe(403);
    expect((await send({ ...(await shownEntry(admin, opId)), decision: 'accept' }, tu)).status).toBe(403);
    expect(await admin.letter(letterId)).toBeNull();
  });

  const shown = { opId: 'x', desk: 'x', inc: 1, seq: 1, hash: 'x' };
  it.each([
    { ...shown, decision: 'refuse' },
    { ...shown, decision: 'refuse', reason: '  ' },
    { ...shown, decision: 'keep' },
    { decision: 'accept', hash: 'x' },
  ])('a decision like %o is none', async (body) => {
    expect((await admin.send('POST', trustPaths.quarantine, body)).json).toEqual({ code: 'BAD_REQUEST' });
  });

  it('[P13] are not decided on by a program that does not name which one it shows', async () => {
    const { opId } = await quarantined();
    const answer = await admin.send('POST', trustPaths.quarantine, { decision: 'accept', opId });
    expect(answer.json).toEqual({ code: 'UPGRADE' });
    expect(await waiting()).toHaveLength(1);
  });
});

describe('an entry about a secret letter', () => {
  const subject = 'Perihal yang rahasia';

  it('[S2] can be judged by an administrator who does not get to read it', async () => {
    await revoke();
    const { opId, letterId } = await quarantined({ security: 'rahasia', subject });
    const answer = await admin.send('GET', trustPaths.quarantine);
    expect(answer.bytes.toString()).not.toContain(subject);
    expect(quarantineAnswer.parse(answer.json).entries).toMatchObject([{ opId, args: null, hidden: true }]);
    expect((await accept(opId)).json).toMatchObject({ status: 'applied' });
    expect(await admin.letter(letterId)).toBeNull();
  });

  it('[S2] is shown to an administrator to whom the letter is addressed', async () => {
    await revoke();
    await quarantined({ security: 'rahasia', subject, addressedTo: ['kepala-dinas'] });
    const rights = ['admin'] as const;
    const kadis = staff.find(({ username }) => username === 'kadis');
    await register.put('position', { ...positionOf(kadis ?? staff[0]!), rights });
    expect(await waiting(await register.desk('kadis'))).toMatchObject([{ args: { subject }, hidden: false }]);
  });

  it('[S2] a correction of one is hidden as well, and so is what nobody here understands', async () => {
    const letterId = newId('letter');
    const sekretaris = await register.desk('sekretaris');
    await sekretaris.register(registerArgs({ letterId, security: 'rahasia' }));
    await register.put('position', aPosition('sekretaris', { holders: [] }));
    await sekretaris.say('letter.void', { letterId, reason: subject });
    await tu.say('letter.fold', { text: subject });
    const answer = await admin.send('GET', trustPaths.quarantine);
    expect(answer.bytes.toString()).not.toContain(subject);
    expect(
      quarantineAnswer.parse(answer.json).entries.map(({ name, hidden, acceptable }) => [name, hidden, acceptable]),
    ).toEqual([
      ['letter.void', true, true],
      ['letter.fold', true, false],
    ]);
  });
});

describe('a complaint in a newer form', () => {
  const words = 'nama pelapor yang dilindungi';
  const ofToday = {
    ...{ complaintId: 'pengaduan-baru', kind: 'pengaduan', channel: 'telepon', trackingId: '', received: '2026-10-08' },
    ...{ reporter: { name: words, contact: '' }, anonymous: false, secret: false, subject: words, text: words },
    ...{ class: 'pengaduan', service: null, caseId: null, letterId: null },
  };

  it.each([
    ['that says less', { complaintId: 'pengaduan-baru', kind: 'pengaduan', secret: true, subject: words, text: words }],
    ['that says how secret it is in another way', { ...ofToday, secrecy: 'rahasia' }],
    ['of another kind', { ...ofToday, kind: 'whistleblowing' }],
  ])('[S2] [V2] %s is hidden from administrators', async (_what, args) => {
    const result = await tu.say('complaint.record', args, { v: 2 });
    expect(result).toMatchObject({ status: 'quarantined', code: 'UNKNOWN_OP' });
    const answer = await admin.send('GET', trustPaths.quarantine);
    expect(answer.bytes.toString()).not.toContain(words);
    expect(quarantineAnswer.parse(answer.json).entries).toMatchObject([
      { args: null, hidden: true, acceptable: false },
    ]);
  });

  it('[S2] is hidden too when it follows one that everybody reads', async () => {
    expect(await tu.say('complaint.record', ofToday)).toMatchObject({ status: 'applied' });
    await tu.say('complaint.reply', { complaintId: 'pengaduan-baru', act: { secret: true, text: words } }, { v: 2 });
    expect(await waiting()).toMatchObject([{ name: 'complaint.reply', args: null, hidden: true }]);
  });
});

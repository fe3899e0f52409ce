import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let secretary: DeskClient;
let tu: DeskClient;
let kadis: DeskClient;
const subject = 'Hasil Audit Keamanan Sistem Informasi';

beforeEach(async () => {
  register = await testRegister();
  secretary = await register.desk('sekretaris');
  tu = await register.desk('tu');
  kadis = await register.desk('kadis');
});

async function secretLetter(): Promise<string> {
  const letterId = newId('letter');
  const args = registerArgs({ letterId, subject, security: 'rahasia', addressedTo: ['kepala-dinas'] });
  expect((await secretary.register(args)).status).toBe('applied');
  return letterId;
}

/** Everything the server would ever send this desk, as one text. */
async function everything(desk: DeskClient): Promise<string> {
  const { scopes } = await desk.hello();
  const pulled = await desk.pull(Object.fromEntries(scopes.map((scope) => [scope, 0])), 2000);
  const packs = await Promise.all(scopes.map((scope) => desk.snapshot(scope)));
  return JSON.stringify([pulled, packs]);
}

describe('secret letters', () => {
  it('[S1] others get number, dates and level of a secret letter and nothing else', async () => {
    const id = await secretLetter();
    expect(await everything(tu)).not.toContain(subject);
    const stub = await tu.letter<Record<string, unknown>>(id, 'letterStub');
    expect(Object.keys(stub ?? {}).toSorted()).toEqual([
      'agenda',
      'id',
      'letterDate',
      'received',
      'security',
      'voided',
    ]);
    expect(await tu.letter(id)).toBeNull();
  });

  it('[S1] letters up to terbatas are for the whole office', async () => {
    const letterId = newId('letter');
    await tu.register(registerArgs({ letterId, security: 'terbatas' }));
    expect(await kadis.letter(letterId)).not.toBeNull();
  });

  it('[S2] the booking post and the addressees read it', async () => {
    const id = await secretLetter();
    expect((await secretary.letter<Letter>(id))?.subject).toBe(subject);
    expect((await kadis.letter<Letter>(id))?.subject).toBe(subject);
  });

  it('[S2] whoever is named in the chain reads it from then on', async () => {
    const id = await secretLetter();
    const aptika = await register.desk('aptika');
    expect(await everything(aptika)).not.toContain(subject);
    const disposition = {
      letterId: id,
      from: 'kepala-dinas',
      to: [{ position: 'kabid-aptika', due: null }],
      instructions: [],
      note: '',
      date: '2026-10-08',
    };
    expect((await kadis.say('disposition.issue', disposition, { position: 'kepala-dinas' })).status).toBe('applied');
    expect((await aptika.letter<Letter>(id))?.subject).toBe(subject);
    expect(await everything(tu)).not.toContain(subject);
  });

  it('[S2] nobody adds himself: an entry on a letter one may not read is quarantined', async () => {
    const id = await secretLetter();
    const result = await tu.say('letter.forward', { letterId: id, to: 'tu-agenda' });
    expect(result).toMatchObject({ status: 'quarantined', code: 'NO_RIGHT_TO_READ', rv: null });
    const edit = await tu.say('letter.correct', { letterId: id, set: { remark: 'x' } });
    expect(edit).toMatchObject({ status: 'quarantined', code: 'NO_RIGHT_TO_READ' });
    expect(JSON.stringify(edit)).not.toContain(subject);
    expect(await everything(tu)).not.toContain(subject);
  });

  it('[S2] booking a secret letter is a right of its own', async () => {
    const result = await tu.register(registerArgs({ letterId: newId('letter'), subject, security: 'sangat-rahasia' }));
    expect(result).toMatchObject({ status: 'quarantined', code: 'NO_RIGHT_TO_BOOK_SECRET' });
  });

  it('[S3] a letter that becomes secret leaves the office in the version in which its stub appears', async () => {
    const letterId = newId('letter');
    await secretary.register(registerArgs({ letterId, subject, addressedTo: ['kepala-dinas'] }));
    const { rvNow } = await tu.hello();
    await secretary.say('letter.correct', { letterId, set: { security: 'rahasia' } });
    const { rows } = await tu.pull({ office: rvNow });
    expect(rows.map(({ t, k, d }) => [t, k ?? 'here', d === undefined])).toEqual([
      ['letter', 'leave', true],
      ['letterStub', 'here', false],
    ]);
    expect(new Set(rows.map(({ rv }) => rv)).size).toBe(1);
    expect(await everything(tu)).not.toContain(subject);
  });

  it('[S3][L5] a letter that is secret no more comes back and its stub leaves', async () => {
    const letterId = await secretLetter();
    const { rvNow } = await tu.hello();
    await secretary.say('letter.correct', { letterId, set: { security: 'biasa' } });
    const { rows } = await tu.pull({ office: rvNow });
    expect(rows.map(({ t, k }) => [t, k ?? 'here']).toSorted()).toEqual([
      ['letter', 'here'],
      ['letterStub', 'leave'],
    ]);
    const own = await kadis.pull({ 'position:kepala-dinas': rvNow });
    expect(own.rows).toMatchObject([{ t: 'letter', k: 'leave' }]);
  });

  it('[S1] what happens behind a stub does not even raise its version', async () => {
    const id = await secretLetter();
    const { rvNow } = await tu.hello();
    await secretary.say('letter.print', { letterId: id, sheet: 'blank', paper: 'A4' });
    expect((await tu.pull({ office: rvNow })).rows).toEqual([]);
  });
});

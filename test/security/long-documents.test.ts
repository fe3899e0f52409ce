import { beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import { fieldValues, maxFields } from '../../shared/cases/fields.ts';
import { actArgs } from '../../shared/cases/commands.ts';
import { room, roomRefusal } from '../../shared/commands/room.ts';
import { blankOffice } from '../../shared/office/master.ts';
import type { Disposition } from '../../shared/letters/facts.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { DocType } from '../../shared/commands/documents.ts';
import { chainTree } from '../../renderer/ui/dispositions/chain-tree.ts';
import { serverWriter, writeDoc } from '../../server/sync/write-doc.ts';
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

/** Pushes entries as a desk does, a batch at a time; how often each answer came. */
async function pushed(desk: DeskClient, ops: readonly unknown[]): Promise<Readonly<Record<string, number>>> {
  const answers: Record<string, number> = {};
  for (let i = 0; i < ops.length; i += 50) {
    for (const { status, code } of (await desk.push(ops.slice(i, i + 50))).results) {
      const name = code === undefined ? status : `${status} ${code}`;
      answers[name] = (answers[name] ?? 0) + 1;
    }
  }
  return answers;
}

const storedLetter = async () => {
  const stored = await register.store.read((tx) => tx.docs.get('letter', letterId));
  if (!stored) throw new Error('no letter');
  return JSON.parse(stored.json) as Letter;
};
const put = (type: DocType, doc: { readonly id: string }) =>
  register.store.write((tx) => writeDoc(tx, { type, id: doc.id }, doc, serverWriter('test')));

const at = { at: '2026-10-08T09:00:00.000+07:00', desk: 'D01' } as const;
const by = (account: string) => ({ account, person: account, position: null });

describe('a letter', () => {
  const correction = (i: number, subject = `perihal ${i}`) => tu.op('letter.correct', { letterId, set: { subject } });

  it('[P14] takes no more than 500 corrections, and everything else after them', async () => {
    const answers = await pushed(
      tu,
      Array.from({ length: 520 }, (_, i) => correction(i)),
    );
    expect(answers).toEqual({ applied: 500, 'rejected DOCUMENT_FULL': 20 });
    expect((await storedLetter()).corrections).toHaveLength(500);
    expect((await tu.say('letter.forward', { letterId, to: 'kepala-dinas' })).status).toBe('applied');
  });

  it('[P14] takes so many facts, of one account half of them; it can be voided all the same', async () => {
    const facts = (n: number, account: string) =>
      Array.from({ length: n }, (_, i) => ({
        kind: 'forward',
        id: `${account}-${i}`,
        by: by(account),
        ...at,
        to: 'x',
      }));
    const letter = await storedLetter();
    const forward = () => tu.say('letter.forward', { letterId, to: 'kepala-dinas' });
    await put('letter', { ...letter, facts: facts(room.ofOne, 'tu') } as Letter);
    expect(await forward()).toMatchObject({ status: 'rejected', code: 'DOCUMENT_FULL' });
    await put('letter', { ...letter, facts: facts(room.ofOne, 'kadis') } as Letter);
    expect((await forward()).status).toBe('applied');
    const full = [...facts(room.ofOne, 'kadis'), ...facts(room.ofOne, 'aptika')];
    await put('letter', { ...letter, facts: full } as Letter);
    expect(await forward()).toMatchObject({ status: 'rejected', code: 'DOCUMENT_FULL' });
    expect((await tu.say('letter.void', { letterId, reason: 'tercatat dua kali' })).status).toBe('applied');
  });

  it('[P14] that is larger already is corrected no further, opens, and can be voided', async () => {
    const letter = await storedLetter();
    const corrections = Array.from({ length: 3300 }, (_, i) => ({
      ...{ opId: `c-${i}`, by: by('tu'), ...at, field: 'subject' },
      was: 'z'.repeat(3990),
    }));
    await put('letter', { ...letter, corrections } as Letter);
    expect((await tu.push([correction(1)])).results).toMatchObject([{ status: 'rejected', code: 'DOCUMENT_FULL' }]);
    expect((await storedLetter()).corrections).toHaveLength(3300);
    expect((await tu.say('letter.void', { letterId, reason: 'tercatat dua kali' })).status).toBe('applied');
  });

  it('[P14] the text of a document ends too, within one batch as well', () => {
    const before = { acts: [] };
    const one = { by: by('tu') };
    const writer = { account: 'tu', keepsRoom: true };
    expect(roomRefusal(before, { acts: [one] }, writer, room.characters)).toBeNull();
    expect(roomRefusal(before, { acts: [one] }, writer, room.characters + 1)).toMatchObject({ code: 'DOCUMENT_FULL' });
    expect(roomRefusal({ acts: [one] }, { acts: [one], closed: true }, writer, room.characters + 1)).toBeNull();
  });

  const notes = (account: string, characters: number) =>
    Array.from({ length: 32 }, (_, i): Disposition => ({
      ...{ kind: 'disposition', id: `${account}-${i}`, by: by(account), ...at, parent: null, from: 'x' },
      ...{ to: [{ position: 'kasi-data', due: null }], instructions: [], note: 'y'.repeat(characters / 32) },
      ...{ date: '2026-10-08', handwritten: false },
    }));
  const given = (from: string) => ({
    ...{ letterId, from, to: [{ position: 'kabid-aptika', due: null }], instructions: [], note: 'z'.repeat(60) },
    ...{ date: '2026-10-08' },
  });

  it('[P14] is closed to one account that filled half of its text, and open to everybody else', async () => {
    const prakom = await register.desk('prakom');
    await put('letter', { ...(await storedLetter()), facts: notes('prakom', room.charactersOfOne) } as Letter);
    const full = { status: 'rejected', code: 'DOCUMENT_FULL' };
    expect(await prakom.say('disposition.issue', given('pranata-komputer'))).toMatchObject(full);
    expect((await tu.say('letter.forward', { letterId, to: 'kepala-dinas' })).status).toBe('applied');
  });

  it('[P14] that several filled is open to the head of the office and to corrections', async () => {
    const office = { ...blankOffice, id: 'office', headPosition: 'kepala-dinas' };
    await put('office', office);
    const head = await register.desk('kadis');
    const most = room.characters * room.open;
    const facts = [...notes('prakom', most / 2), ...notes('kasi', most / 2)];
    await put('letter', { ...(await storedLetter()), facts } as Letter);
    const full = { status: 'rejected', code: 'DOCUMENT_FULL' };
    expect(await tu.say('letter.forward', { letterId, to: 'kepala-dinas' })).toMatchObject(full);
    expect((await head.say('disposition.issue', given('kepala-dinas'))).status).toBe('applied');
    expect((await tu.push([correction(1)])).results).toMatchObject([{ status: 'applied' }]);
  });
});

describe('a chain of dispositions', () => {
  const shape = (from: string, to: string) => ({
    ...{ letterId, from, to: [{ position: to, due: null }] },
    ...{ instructions: [], note: '', date: '2026-10-08' },
  });

  it('[P14] ends at 50 levels; a disposition of its own is possible', async () => {
    const [prakom, kasi] = [await register.desk('prakom'), await register.desk('kasi')];
    const [one, two] = ['pranata-komputer', 'kasi-aplikasi'];
    let parent = '';
    const ask = async (i: number) => {
      const [desk, from, to] = i % 2 === 0 ? ([prakom, one, two] as const) : ([kasi, two, one] as const);
      const args = shape(from ?? '', to ?? '');
      const op = i === 0 ? desk.op('disposition.issue', args) : desk.op('disposition.forward', { ...args, parent });
      const [answer] = (await desk.push([op])).results;
      parent = op.opId;
      return answer;
    };
    for (let i = 0; i < 50; i++) expect((await ask(i))?.status).toBe('applied');
    expect(await ask(50)).toMatchObject({ status: 'rejected', code: 'CHAIN_TOO_LONG' });
    expect((await ask(0))?.status).toBe('applied');
  });

  it('is not given to oneself, however it comes into the books', async () => {
    const prakom = await register.desk('prakom');
    const args = shape('pranata-komputer', 'pranata-komputer');
    const issued = prakom.op('disposition.issue', args);
    const onward = prakom.op('disposition.forward', { ...args, parent: issued.opId });
    const flagged = { status: 'flagged', code: 'FORWARD_TO_SELF' };
    expect((await prakom.push([issued, onward])).results).toMatchObject([flagged, flagged]);
    const typed = tu.op('disposition.transcribe', { ...args, parent: null });
    expect((await tu.push([typed])).results).toMatchObject([flagged]);
  });

  it('that is deeper already still opens', () => {
    const facts = Array.from({ length: 3000 }, (_, i): Disposition => ({
      ...{ kind: 'disposition', id: `d-${i}`, by: by('prakom'), ...at },
      ...{ parent: i === 0 ? null : `d-${i - 1}`, from: 'x', to: [{ position: 'x', due: null }] },
      ...{ instructions: [], note: '', date: '2026-10-08', handwritten: false },
    }));
    expect(chainTree(facts, '2026-10-08').length).toBeGreaterThan(0);
  });
});

describe('a case', () => {
  const opened = async (): Promise<string> => {
    const caseId = newId('case');
    const args = {
      ...{ caseId, service: 'pembuatan-aplikasi', letterId, agency: { id: null, name: 'Dinas Sosial' } },
      ...{ title: 'Aplikasi', received: '2026-10-08', security: 'biasa', readers: [] },
    };
    expect((await tu.say('case.open', args)).status).toBe('applied');
    return caseId;
  };
  const finish = (step: string, outcome: string, fields: object = {}) => ({
    ...{ step, round: 1, outcome, fields, note: 'dari luar', onBehalf: false, finishedOn: '2026-10-08' },
  });
  const acts = async (caseId: string) => (await tu.letter<Case>(caseId, 'case'))?.acts.length;

  it('[P9] takes nothing of whoever has no part in its service, whichever step he names', async () => {
    const caseId = await opened();
    // An administrator holds no position at all.
    const outsider = await register.desk('admin');
    const say = (step: string, outcome: string) => outsider.say('case.finish', { caseId, act: finish(step, outcome) });
    expect(await say('telaah', 'lanjut')).toMatchObject({ status: 'quarantined', code: 'NOT_YOUR_STEP' });
    expect(await say('hosting', 'lanjut')).toMatchObject({ status: 'quarantined', code: 'NOT_YOUR_STEP' });
    expect(await say('tidak-ada', 'lanjut')).toMatchObject({ status: 'rejected', code: 'INVALID' });
    for (const kind of ['case.title', 'case.draft', 'case.withdraw']) {
      const act = { title: 'x', step: 'telaah', round: 1, set: {}, reason: 'x' };
      expect((await outsider.say(kind, { caseId, act })).status).toBe('quarantined');
    }
    expect(await acts(caseId)).toBe(0);
  });

  it('[P9] knows its steps and their outcomes, and only those', async () => {
    const caseId = await opened();
    const say = (name: string, act: object) => tu.say(name, { caseId, act });
    expect(await say('case.finish', finish('tidak-ada', 'lanjut'))).toMatchObject({ code: 'INVALID' });
    expect(await say('case.draft', { step: 'tidak-ada', round: 1, set: {} })).toMatchObject({ code: 'INVALID' });
    expect(await acts(caseId)).toBe(0);
  });

  it('[P9] given to another service keeps what was done for the first one, late, and can be given on', async () => {
    const caseId = await opened();
    const say = (name: string, act: object) => tu.say(name, { caseId, act });
    const given = (service: string) => say('case.service', { service, reason: 'salah pilih' });
    const services = ['integrasi-data', 'pembuatan-aplikasi', 'integrasi-data'] as const;
    expect((await given(services[0])).status).toBe('applied');
    const late = { status: 'flagged', code: 'STEP_ALREADY_DONE' };
    expect(await say('case.finish', finish('hosting', 'selesai'))).toMatchObject(late);
    expect((await given(services[1])).status).toBe('applied');
    expect(await acts(caseId)).toBe(3);
  });

  it('[P14] of hundreds of acts goes on', async () => {
    const caseId = await opened();
    const ops = Array.from({ length: 600 }, (_, i) => tu.op('case.title', { caseId, act: { title: `Judul ${i}` } }));
    expect(await pushed(tu, ops)).toEqual({ applied: 600 });
    expect(await acts(caseId)).toBe(600);
  });

  it('[P14] a form has so many fields, and so has each of its rows', () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'x']));
    const code = (value: unknown) => fieldValues.safeParse(value).error?.issues[0]?.message;
    expect(code(many(maxFields))).toBeUndefined();
    expect(code(many(maxFields + 1))).toBe('TOO_MANY_FIELDS');
    expect(code({ rows: [many(maxFields + 1)] })).toBe('TOO_MANY_FIELDS');
    const { content } = actArgs.document.shape;
    expect(content.safeParse(many(maxFields + 1)).error?.issues[0]?.message).toBe('TOO_MANY_FIELDS');
  });
});

describe('a page of a pull', () => {
  it('[L13] ends with the characters of its documents, and all pages together have everything', async () => {
    const subject = 'z'.repeat(1024 * 1024);
    for (let i = 0; i < 11; i++) await put('letter', { ...(await storedLetter()), id: `long-${i}`, subject } as Letter);
    let cursor = 0;
    const seen = new Set<string>();
    for (let more = true; more;) {
      const answer = await tu.tryPull({ office: cursor });
      expect(answer.bytes.length).toBeLessThan(5 * 1024 * 1024);
      const page = answer.json as Awaited<ReturnType<DeskClient['pull']>>;
      for (const row of page.rows) seen.add(row.id);
      cursor = page.next['office'] ?? 0;
      more = page.more;
    }
    expect([...seen].filter((id) => id.startsWith('long-'))).toHaveLength(11);
  });

  it('[L13] has one version whole, however long', async () => {
    const letter = await storedLetter();
    const { rvNow } = await tu.hello();
    await put('letter', { ...letter, subject: 'z'.repeat(9 * 1024 * 1024) } as Letter);
    const { rows } = await tu.pull({ office: rvNow });
    expect((rows[0]?.d as Letter).subject).toHaveLength(9 * 1024 * 1024);
  });
});

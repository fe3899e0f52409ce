import { beforeEach, describe, expect, it } from 'vitest';
import { pokeOfScope } from '../../server/http/live-route.ts';
import { membershipsOf } from '../../server/sync/scope-rows.ts';
import type { AgencyCase } from '../../shared/cases/agency-case.ts';
import { recordKinds } from '../../shared/records/kinds.ts';
import { blobPaths } from '../../shared/sync/blob-api.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import { agencyDesk, putAgency } from '../support/agency.ts';
import { handIn, openCase } from '../support/agency-case.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { ask, attach, beginEachWithScans, hex, letterOf, pdf, register, send, tu } from '../support/scan-register.ts';

const proto = protocolVersion;
const own = 'agency:bappeda';
let agency: DeskClient;
let aptika: DeskClient;

beginEachWithScans();
beforeEach(async () => {
  await putAgency(register, 'dinkes', 'dinkes.1');
  agency = await agencyDesk(register, 'bappeda', 'bappeda.1');
  aptika = await register.desk('aptika');
});

const note = 'Catatan untuk kalangan sendiri';

/** A case with everything the office may record on one. */
async function fullCase(): Promise<string> {
  const { caseId, letterId } = await openCase(tu, 'bappeda');
  await tu.say('case.requirement', {
    caseId,
    act: { code: 'kak', present: true, scanId: null, remark: `${note} kak` },
  });
  await aptika.say('case.team', { caseId, act: { people: ['prakom'], positions: ['pranata-komputer'] } });
  const draft = { step: 'telaah', round: 1, set: { 'hasil-telaah': `${note} isian` } };
  await aptika.say('case.draft', { caseId, act: draft });
  const paper = { step: 'telaah', round: 1, number: '7/TEL', date: '2026-10-08', signer: null };
  await aptika.say(
    'case.document',
    { caseId, act: { ...paper, code: 'hasil-telaah', content: { isi: note } } },
    { v: 2 },
  );
  const back = { ...paper, code: 'surat-pengembalian', number: '8/KEM', content: { isi: note } };
  await aptika.say('case.document', { caseId, act: back }, { v: 2 });
  const finish = {
    ...{ step: 'telaah', round: 1, outcome: 'tidak-lengkap', onBehalf: false, finishedOn: '2026-10-08' },
    ...{ fields: { 'hasil-telaah': note }, note },
  };
  await aptika.say('case.finish', { caseId, act: finish });
  await tu.say('complaint.record', {
    complaintId: newId('complaint'),
    ...{ form: 'pengaduan', channel: 'langsung', received: { date: '2026-10-08', time: '09:00' }, text: note },
  });
  const disposition = { letterId, dispositionId: newId('d'), from: 'kepala-dinas', to: [], note };
  await tu.say('disposition.transcribe', disposition);
  return caseId;
}

/** Everything the register would ever send this desk, as one text. */
async function everything(desk: DeskClient): Promise<string> {
  const hello = await desk.hello();
  const pulled = await desk.pull(Object.fromEntries(hello.scopes.map((scope) => [scope, 0])), 2000);
  const parts = await Promise.all(
    hello.scopes.map(async (scope) => {
      const packs = await desk.snapshot(scope);
      const buckets = (await desk.send('POST', paths.buckets, { proto, scope })).json;
      const bucket = [];
      for (let n = 0; n < 256; n += 1) {
        bucket.push((await desk.send('POST', paths.bucket, { proto, scope, bucket: n })).json);
      }
      return [packs, buckets, bucket];
    }),
  );
  return JSON.stringify([hello, pulled, parts]);
}

const excerpt = async (caseId: string) => agency.letter<AgencyCase>(caseId, 'agencyCase');

describe('what an agency is served', () => {
  it('[P20] is its own scope, with excerpts of its own cases alone', async () => {
    const caseId = await fullCase();
    await openCase(tu, 'dinkes');
    await openCase(tu, null);
    const { scopes } = await agency.hello();
    expect(scopes).toEqual([own]);
    const { rows, grant } = await agency.pull({ [own]: 0 }, 2000);
    expect(grant).toEqual([]);
    expect(rows.map(({ s, t, id }) => [s, t, id])).toEqual([[own, 'agencyCase', caseId]]);
  });

  it('[P20] says nothing of what the office thinks, writes and who it is', async () => {
    const caseId = await fullCase();
    await openCase(tu, 'dinkes');
    const text = await everything(agency);
    expect(text).toContain(caseId);
    for (const word of [note, 'kabid-aptika', 'pranata-komputer', 'dinkes', 'prakom', '"tu"', '"aptika"', '7/TEL']) {
      expect(text).not.toContain(word);
    }
  });

  it('is where the case stands, what is asked, and what was given out', async () => {
    const found = await excerpt(await fullCase());
    expect(found).toMatchObject({
      ...{ number: expect.stringMatching(/^APL-2026-\d{4}$/) as unknown, title: 'Aplikasi bappeda', phase: 'waiting' },
      ...{ step: 'telaah', round: 1, present: ['kak'], asked: ['surat-permohonan', 'proses-bisnis', 'database'] },
      waits: [{ from: '2026-10-08', until: null, missing: ['surat-permohonan', 'proses-bisnis', 'database'] }],
      documents: [{ code: 'surat-pengembalian', number: '8/KEM' }],
    });
    expect(Object.keys(found ?? {}).toSorted()).toEqual(
      ['agency', 'asked', 'documents', 'done', 'handIns', 'id', 'number', 'phase', 'present', 'received', 'round']
        .concat(['service', 'step', 'title', 'waits'])
        .toSorted(),
    );
  });

  it('[P20] is of no other scope, whatever it asks for', async () => {
    await openCase(tu, 'dinkes');
    for (const scope of ['office', 'position:kepala-dinas', 'agency:dinkes', 'agency:']) {
      const { rows, revoke } = await agency.pull({ [scope]: 0 });
      expect([rows, revoke]).toEqual([[], [scope]]);
      expect((await agency.send('POST', paths.snapshot, { proto, scope, token: null })).json).toEqual({
        code: 'FORBIDDEN',
      });
      expect((await agency.send('POST', paths.buckets, { proto, scope })).json).toEqual({ code: 'FORBIDDEN' });
      expect((await agency.send('POST', paths.bucket, { proto, scope, bucket: 0 })).json).toEqual({
        code: 'FORBIDDEN',
      });
    }
  });

  it('[P20] a secret case is nothing to it, and one that becomes secret leaves', async () => {
    const secretary = await register.desk('sekretaris');
    const { caseId } = await openCase(secretary, 'bappeda', { security: 'rahasia' });
    expect(await everything(agency)).not.toContain(caseId);
    const open = await openCase(tu, 'bappeda');
    expect(await excerpt(open.caseId)).not.toBeNull();
    const before = await agency.pull({ [own]: 0 });
    const args = { letterId: open.letterId, set: { security: 'rahasia' } };
    const base = { [`letter:${open.letterId}`]: before.upTo };
    expect(await secretary.say('letter.correct', args, { base })).toMatchObject({ status: 'applied' });
    const { rows } = await agency.pull({ [own]: before.upTo });
    expect(rows).toMatchObject([{ k: 'leave', id: open.caseId }]);
    expect(await everything(agency)).not.toContain('Aplikasi bappeda');
  });

  it('[P20] does not change when the office writes what is not for it', async () => {
    const caseId = await fullCase();
    const { upTo } = await agency.pull({ [own]: 0 });
    await tu.say('case.requirement', { caseId, act: { code: 'kak', present: true, scanId: null, remark: 'lain' } });
    expect((await agency.pull({ [own]: upTo })).rows).toEqual([]);
  });

  it('[P20] says nothing of numbers, books and how much the office writes', async () => {
    await letterOf(tu);
    const hello = await agency.hello();
    expect([hello.numbers, hello.openBooks, hello.numbering]).toEqual([[], [], 'open']);
    const pulled = await agency.pull({ [own]: 0 });
    expect(pulled.numbers).toBeUndefined();
    for (const { water } of [hello, pulled]) expect(water).toMatchObject({ entries: 0, books: [] });
    expect((await agency.tryLease(2026)).json).toEqual({ code: 'FORBIDDEN' });
  });

  it('[L6] [P20] a hint comes when its own cases change, and else not', async () => {
    const heard: string[] = [];
    const poke = await pokeOfScope({ store: register.store }, own, (text) => heard.push(text));
    const after = async (text: string): Promise<readonly string[]> => {
      poke(text);
      await new Promise((go) => setTimeout(go, 20));
      return heard;
    };
    await letterOf(tu);
    expect(await after('a letter')).toEqual([]);
    await openCase(tu, 'dinkes');
    expect(await after('a case of another agency')).toEqual([]);
    await openCase(tu, 'bappeda');
    expect(await after('its own')).toEqual(['its own']);
    expect(await after('again')).toEqual(['its own']);
  });

  it.each(recordKinds.filter(({ excerpt }) => excerpt === undefined))(
    '[P20] is nothing of a kind that has no excerpt: $type',
    ({ type }) => {
      const doc = { id: 'x', security: 'biasa', agency: { id: 'bappeda' }, readers: [], acts: [], facts: [] };
      const scopes = membershipsOf(type, { ...doc, opened: { by: {} }, addressedTo: [] }).map(({ scope }) => scope);
      expect(scopes.filter((scope) => scope.startsWith('agency:'))).toEqual([]);
    },
  );
});

describe('files', () => {
  const blob = (sha256: string, letter: string): string =>
    `${blobPaths.blob.replace(':sha256', sha256)}?letter=${letter}`;

  it('[A4] [P20] of letters are not there, its own letter’s among them', async () => {
    const bytes = pdf();
    const { letterId, caseId } = await openCase(tu, 'bappeda');
    await attach(tu, letterId, bytes);
    await send(tu, letterId, bytes);
    for (const id of [letterId, caseId]) {
      expect((await ask(agency, 'GET', blob(hex(bytes), id))).statusCode).toBe(404);
    }
    expect((await ask(tu, 'GET', blob(hex(bytes), letterId))).statusCode).toBe(200);
  });

  it('[A4] [P20] that it handed in are read by it and the office, and by no other agency', async () => {
    const bytes = pdf();
    const { caseId } = await openCase(tu, 'bappeda');
    const scan = {
      id: newId('scan'),
      sha256: hex(bytes),
      size: bytes.length,
      mime: 'application/pdf',
      name: 'kak.pdf',
    };
    expect(await handIn(agency, caseId, 'kak', { scan })).toMatchObject({ status: 'applied' });
    await send(agency, caseId, bytes);
    const other = await agencyDesk(register, 'dinkes', 'dinkes.1');
    expect((await ask(agency, 'GET', blob(hex(bytes), caseId))).statusCode).toBe(200);
    expect((await ask(tu, 'GET', blob(hex(bytes), caseId))).statusCode).toBe(200);
    expect((await ask(other, 'GET', blob(hex(bytes), caseId))).statusCode).toBe(404);
    const letter = await letterOf(tu, registerArgs());
    expect((await ask(agency, 'GET', blob(hex(bytes), letter))).statusCode).toBe(404);
  });

  it('[P20] are taken for what it handed in alone', async () => {
    const bytes = pdf();
    const { caseId, letterId } = await openCase(tu, 'bappeda');
    await attach(tu, letterId, bytes);
    for (const id of [caseId, letterId, 'khayal']) {
      const metadata = `sha256 ${Buffer.from(hex(bytes)).toString('base64')},letter ${Buffer.from(id).toString('base64')}`;
      const headers = { 'upload-length': String(bytes.length), 'upload-metadata': metadata };
      expect((await ask(agency, 'POST', blobPaths.create, headers)).json()).toEqual({ code: 'NOT_FOUND' });
    }
  });
});

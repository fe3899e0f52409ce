import { hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemaHash } from '../../../server/interchange/publisher.ts';
import { openSqlite } from '../../../server/store/sqlite/open.ts';
import { startServer, type RunningServer } from '../../../server/start.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { contentHash } from '../../../shared/exchange/contract.ts';
import { dictionarySchema } from '../../../shared/exchange/dictionary.ts';
import { interchangeState, isOpen, type Interchange } from '../../../shared/interchange/interchange.ts';
import { publishedFields } from '../../../shared/interchange/published-fields.ts';
import { enrolDesk, type DeskClient } from '../../support/desk-client.ts';
import { peopleDictionary } from '../../support/exchange-samples.ts';
import { ask } from '../../support/exchange-server.ts';
import { caseAtPublishing, officeContract, signedVersion } from '../../support/integrate-case.ts';
import { quickPasswords } from '../../support/register.ts';
import { httpWire } from '../../support/wire.ts';

const endpoint = '/exchange/v1/penduduk-wilayah/v1';
const codes = ['14.01', '14.02'].map((code) => ({ code, label: code }));
const digest = (text: string): string => hash('sha256', text);

/** The sample dictionary with one more element, which need not be filled. */
const [some] = peopleDictionary.fields;
const area = {
  ...some,
  name: 'luas',
  title: 'Luas',
  type: 'number',
  constraints: {},
  reference: undefined,
  satuan: 'km2',
};
const withArea = dictionarySchema.parse({ ...peopleDictionary, fields: [...peopleDictionary.fields, area] });

let dataDir: string;
let server: RunningServer;

async function start(): Promise<void> {
  const clock = { now: () => Date.now() };
  const log = pino({ level: 'silent' });
  const options = { port: 0, dataDir, rendererDir: null, demo: true, clock, log, passwords: quickPasswords };
  server = await startServer(options);
}

const deskOf = (username: string): Promise<DeskClient> =>
  enrolDesk(httpWire(server.address), username, 'lembar-demo', { name: `Meja ${username}` });

const saveCodes = () =>
  server.exchange.saveReference({
    ...{ scheme: 'wilayah', version: '2025', title: 'Wilayah', owner: 'Kemendagri', validFrom: '2025-01-01', codes },
  });

async function docAt(desk: DeskClient): Promise<Interchange> {
  const doc = await desk.letter<Interchange>('doc-a', 'interchange');
  if (!doc) throw new Error('no document');
  return doc;
}

/** The document of a register that was stopped, and what is made of it there. */
async function edited(change: (doc: Interchange) => Interchange): Promise<Interchange> {
  const opened = openSqlite(join(dataDir, 'lembar.db'), 'unused', { breathe: async () => undefined, now: () => 0 });
  if (!opened.ok) throw new Error(opened.error);
  const store = opened.value;
  const doc = await store.write(async (tx) => {
    const stored = await tx.docs.get('interchange', 'doc-a');
    if (!stored) throw new Error('no document');
    const next = change(JSON.parse(stored.json) as Interchange);
    await tx.docs.put({ ...stored, json: JSON.stringify(next) });
    return next;
  });
  await store.close();
  return doc;
}

/** The document once the register answered so many orders. */
async function answered(desk: DeskClient, orders: number): Promise<Interchange> {
  for (let i = 0; i < 200; i++) {
    const doc = await docAt(desk);
    if ((doc.publications?.length ?? 0) >= orders) return doc;
    await new Promise((go) => setTimeout(go, 25));
  }
  throw new Error('the register does not answer the order');
}

const order = (desk: DeskClient, version: string) =>
  desk.say('interchange.publish', { interchangeId: 'doc-a', act: { version } });

describe('what the office orders to be published', { timeout: 60_000 }, () => {
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lembar-ordered-'));
    await start();
  });
  afterEach(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is an address with a sentence before both signed, and the dataset afterwards', async () => {
    await saveCodes();
    const [tu, team] = [await deskOf('tu'), await deskOf('timteknis')];
    const contract = officeContract();
    await caseAtPublishing(tu, 'a', contract);
    const made = await tu.say('interchange.version', { interchangeId: 'doc-a', act: { contract } });
    expect(made.status).toBe('applied');
    const unsigned = (await docAt(tu)).acts[0]?.id ?? '';
    expect(await order(team, unsigned)).toMatchObject({ status: 'rejected', code: 'EXCHANGE_UNSIGNED' });
    const closed = await ask(server.address, endpoint);
    expect([closed.status, closed.json.detail]).toEqual([
      404,
      'Data ini belum dibuka: dokumen interchange belum ditandatangani kedua pihak.',
    ]);

    const act = { version: unsigned, position: 'Kepala Dinas', on: '2026-10-08', scanId: 'scan' };
    for (const [party, name] of [
      ['provider', 'Rini'],
      ['consumer', 'Andi'],
    ]) {
      await tu.say('interchange.sign', { interchangeId: 'doc-a', act: { ...act, party, name } });
    }
    // Who prepares the interface publishes it.
    expect(await order(tu, unsigned)).toMatchObject({ status: 'quarantined', code: 'NOT_YOUR_STEP' });
    expect((await order(team, unsigned)).status).toBe('applied');
    const doc = await answered(team, 1);
    const [version] = interchangeState(doc).versions;
    expect(version && isOpen(version)).toBe(true);
    expect(version?.publication).toMatchObject({
      ...{ code: null, dataset: 'penduduk-wilayah', major: 1, minor: 0 },
      ...{ schemaHash: schemaHash(contract), contentHash: contentHash(contract, digest) },
    });

    const locked = await ask(server.address, endpoint);
    expect([locked.status, locked.json.code]).toEqual([401, 'NO_KEY']);
    expect((await ask(server.address, `${endpoint}/schema.json`)).status).toBe(200);
    const grant = { name: 'uji', agency: 'dinas-pendidikan', dataset: 'penduduk-wilayah', reads: true, writes: false };
    const key = await server.exchange.createKey({ ...grant, expires: Date.now() + 60_000 });
    if (!key.ok) throw new Error(key.error.code);
    const open = await ask(server.address, endpoint, { headers: { authorization: `Bearer ${key.value.key}` } });
    expect([open.status, open.json.data]).toEqual([200, []]);
  });

  it('is what its step of the request records, not what was typed', async () => {
    await saveCodes();
    const [tu, team] = [await deskOf('tu'), await deskOf('timteknis')];
    await caseAtPublishing(tu, 'a', officeContract());
    const version = await signedVersion(tu, 'a', officeContract());
    const typed = { titik: [{ alamat: 'x', metode: 'TERBANG', uraian: 'y' }], versi: '9' };
    const finish = (fields: object) =>
      team.say('case.finish', {
        caseId: 'case-a',
        act: {
          ...{
            step: 'penyiapan-api',
            round: 1,
            outcome: 'lanjut',
            note: '',
            onBehalf: false,
            finishedOn: '2026-10-09',
          },
          fields: { server: 'Pusat pertukaran data', 'hasil-uji': 'Baik', ...fields },
        },
      });
    expect(await finish(typed)).toMatchObject({ status: 'rejected', code: 'NOTHING_PUBLISHED' });
    await order(team, version);
    const fields = publishedFields([await answered(team, 1)]);
    expect(await finish(typed)).toMatchObject({ status: 'rejected', code: 'NOT_AS_PUBLISHED' });
    expect(fields).toMatchObject({ versi: '1.0', titik: [{ alamat: endpoint, metode: 'GET, POST' }] });
    expect((await finish(fields ?? {})).status).toBe('applied');

    const record = (await team.letter<Case>('case-a', 'case'))?.acts.findLast(({ kind }) => kind === 'finish')?.id;
    const correct = (set: object) =>
      team.say('case.correct', { caseId: 'case-a', act: { of: record, set: { fields: set }, reason: 'Salah catat' } });
    expect(await correct(typed)).toMatchObject({ status: 'rejected', code: 'NOT_AS_PUBLISHED' });
    expect((await correct({ 'hasil-uji': 'Sangat baik' })).status).toBe('applied');
  });

  it('that was ordered and not done is done at the next start, once', async () => {
    await saveCodes();
    const [tu, team] = [await deskOf('tu'), await deskOf('timteknis')];
    await caseAtPublishing(tu, 'a', officeContract());
    await order(team, await signedVersion(tu, 'a', officeContract()));
    await order(team, await signedVersion(tu, 'a', officeContract({ minor: 1, dictionary: withArea })));
    const { publications } = await answered(team, 2);
    await server.close();
    // As if the register had stopped between the centre and its own record of it, or came back from a backup.
    await edited(({ publications: _, ...doc }) => doc);
    await start();
    await server.close();
    // The version that a later one has taken the place of was opened all the same.
    expect((await edited((doc) => doc)).publications).toEqual([publications?.[0], publications?.[1]]);
    await start();
    expect(server.exchange.published().map(({ dataset, major, minor }) => [dataset, major, minor])).toEqual([
      ['penduduk-wilayah', 1, 1],
    ]);
    await server.close();
    expect((await edited((doc) => doc)).publications).toHaveLength(2);
    await start();
  });

  it('that the centre refuses is said in the document, and may be ordered again', async () => {
    const [tu, team] = [await deskOf('tu'), await deskOf('timteknis')];
    await caseAtPublishing(tu, 'a', officeContract());
    const version = await signedVersion(tu, 'a', officeContract());
    await order(team, version);
    expect((await answered(team, 1)).publications).toMatchObject([{ code: 'EXCHANGE_NO_SCHEME', schemaHash: '' }]);
    await saveCodes();
    expect((await order(team, version)).status).toBe('applied');
    expect((await answered(team, 2)).publications).toMatchObject([{ code: 'EXCHANGE_NO_SCHEME' }, { code: null }]);
  });

  it('in a compatible version is the same address, in a breaking one an address beside it', async () => {
    await saveCodes();
    const [tu, team] = [await deskOf('tu'), await deskOf('timteknis')];
    await caseAtPublishing(tu, 'a', officeContract());
    await order(team, await signedVersion(tu, 'a', officeContract()));
    await order(team, await signedVersion(tu, 'a', officeContract({ minor: 1, dictionary: withArea })));
    const fewer = { ...withArea, fields: withArea.fields.filter(({ name }) => name !== 'penduduk') };
    const breaking = officeContract({ minor: 2, dictionary: fewer });
    const refused = await tu.say('interchange.version', { interchangeId: 'doc-a', act: { contract: breaking } });
    expect(refused).toMatchObject({ status: 'rejected', code: 'EXCHANGE_BREAKS' });
    await order(team, await signedVersion(tu, 'a', officeContract({ major: 2, dictionary: fewer })));
    await answered(team, 3);
    expect(server.exchange.published().map(({ major, minor }) => [major, minor])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });
});

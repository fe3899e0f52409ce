import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import {
  accessAnswer,
  centrePaths,
  documentPaths,
  figuresAnswer,
  importReferenceAnswer,
  logAnswer,
  newKeyAnswer,
  type AccessAnswer,
  type NewKeyRequest,
} from '../../shared/exchange/office-api.ts';
import type { Interchange } from '../../shared/interchange/interchange.ts';
import { enrolDesk, type DeskClient } from '../support/desk-client.ts';
import { ask } from '../support/exchange-server.ts';
import { caseAtPublishing, officeContract, signedVersion } from '../support/integrate-case.ts';
import { quickPasswords } from '../support/register.ts';
import { httpWire } from '../support/wire.ts';

const day = 86_400_000;
const endpoint = '/exchange/v1/penduduk-wilayah/v1';
let dataDir: string;
let server: RunningServer;
let tu: DeskClient;
let team: DeskClient;
let admin: DeskClient;

const codeFile = (csv: string, version: string) => ({
  ...{ scheme: 'wilayah', version, title: 'Wilayah', owner: 'Kemendagri', validFrom: '2025-01-01', validTo: null, csv },
});
const importCodes = (csv: string, version = '2025', by = admin) =>
  by.send('POST', centrePaths.reference, codeFile(csv, version));
const newKey = (more: Partial<NewKeyRequest> = {}, by = team) =>
  by.send('POST', documentPaths.keys('doc-a'), {
    ...{ name: 'Server SIMRS', agency: 'dinas-kesehatan', reads: true, writes: true, perMinute: 120 },
    ...{ expires: Date.now() + 30 * day, ...more },
  });
const access = async (by = tu): Promise<AccessAnswer> =>
  accessAnswer.parse((await by.send('GET', documentPaths.access('doc-a'))).json);

describe('the exchange centre as the office runs it', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lembar-centre-'));
    const clock = { now: () => Date.now() };
    const log = pino({ level: 'silent' });
    const options = { port: 0, dataDir, rendererDir: null, demo: true, clock, log, passwords: quickPasswords };
    server = await startServer(options);
    const desk = (username: string) =>
      enrolDesk(httpWire(server.address), username, 'lembar-demo', { name: `Meja ${username}` });
    [tu, team, admin] = [await desk('tu'), await desk('timteknis'), await desk('admin')];
    await importCodes('kode,nama\n14.01,Kuantan Singingi\n14.02,Indragiri Hulu\n');
    await caseAtPublishing(tu, 'a', officeContract());
    const version = await signedVersion(tu, 'a', officeContract());
    await team.say('interchange.publish', { interchangeId: 'doc-a', act: { version } });
    for (let i = 0; i < 200 && (await access()).dataset === null; i++) await new Promise((go) => setTimeout(go, 25));
  }, 120_000);
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('takes a list of codes from a CSV file', async () => {
    const { json } = await importCodes('\ufeffKode;Nama;Induk\r\n14;Riau;\r\n14.10;Kepulauan Meranti;14\r\n', '2026');
    expect(importReferenceAnswer.parse(json).saved).toMatchObject({ scheme: 'wilayah', version: '2026', size: 2 });
    expect((await ask(server.address, '/exchange/v1/ref/wilayah')).json.codes).toContainEqual(
      expect.objectContaining({ code: '14.10', label: 'Kepulauan Meranti', parent: '14' }),
    );
  });

  it('names every wrong row of a list of codes and takes none of it', async () => {
    const { json } = await importCodes('kode,nama,induk\n1,Satu,\n1,Dua,\n2,,9\n3,Tiga,,lebih\n', '2027');
    const { saved, faults, faultCount } = importReferenceAnswer.parse(json);
    expect([saved, faultCount]).toEqual([null, 4]);
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'kode', 'TWICE'],
      [4, 'nama', 'REQUIRED'],
      [4, 'induk', 'NOT_FOUND_REF'],
      [5, '', 'SURPLUS_CELL'],
    ]);
    expect(faults.map(({ other }) => other)).toEqual([2, null, null, null]);
    expect(server.exchange.schemes().some(({ version }) => version === '2027')).toBe(false);
  });

  it('takes a list of codes of an administrator alone, and no version twice', async () => {
    expect((await importCodes('kode,nama\n1,Satu\n', '2028', tu)).json).toEqual({ code: 'FORBIDDEN' });
    expect((await importCodes('kode,nama\n1,Satu\n', '2025')).json).toMatchObject({ code: 'SCHEME_VERSION_TAKEN' });
  });

  it('gives the text of a key once, in the scope that was asked for', async () => {
    const made = newKeyAnswer.parse((await newKey({ writes: false })).json);
    const bearer = { authorization: `Bearer ${made.key}` };
    expect((await ask(server.address, endpoint, { headers: bearer })).status).toBe(200);
    const { keys } = await access();
    expect(keys.find(({ id }) => id === made.id)).toMatchObject({
      name: 'Server SIMRS',
      writes: false,
      perMinute: 120,
    });
    expect(JSON.stringify(keys)).not.toContain(made.key.split('_')[2]);
  });

  it('makes keys for who publishes and an administrator, not for everybody who reads the document', async () => {
    expect((await newKey({}, tu)).json).toEqual({ code: 'FORBIDDEN' });
    expect([(await access(tu)).manages, (await access(team)).manages]).toEqual([false, true]);
    expect((await newKey({}, admin)).status).toBe(200);
  });

  it('refuses a key for an agency that the document does not name, or without an end', async () => {
    expect((await newKey({ agency: 'bappeda' })).json).toMatchObject({ code: 'INVALID', field: 'agency' });
    expect((await newKey({ expires: Date.now() - day })).json).toMatchObject({ code: 'INVALID', field: 'expires' });
  });

  it('revokes a key, which opens nothing from then on', async () => {
    const made = newKeyAnswer.parse((await newKey()).json);
    const bearer = { authorization: `Bearer ${made.key}` };
    expect((await team.send('POST', documentPaths.revoke('doc-a'), { key: made.id })).status).toBe(200);
    expect((await ask(server.address, endpoint, { headers: bearer })).status).toBe(401);
    expect((await team.send('POST', documentPaths.revoke('doc-a'), { key: made.id })).json).toMatchObject({
      code: 'NO_SUCH_KEY',
    });
  });

  it('announces the end of a version twelve months before it, to the programs too', async () => {
    const deprecate = (sunset: number) => team.send('POST', documentPaths.deprecate('doc-a'), { major: 1, sunset });
    expect((await deprecate(Date.now() + 30 * day)).json).toMatchObject({ code: 'EXCHANGE_NOTICE' });
    const end = Date.UTC(2030, 0, 1);
    expect((await deprecate(end)).status).toBe(200);
    expect((await access()).versions).toMatchObject([{ major: 1, minor: 0, sunsetAt: end }]);
    const { key } = newKeyAnswer.parse((await newKey()).json);
    const read = await ask(server.address, endpoint, { headers: { authorization: `Bearer ${key}` } });
    expect(read.headers['sunset']).toBe(new Date(end).toUTCString());
  });

  it('shows the figures as the loads left them, and the exchanges in the log', async () => {
    const { id, key } = newKeyAnswer.parse((await newKey()).json);
    const row = { kode_wilayah: '14.01', tahun: 2026, nama: 'Kuantan Singingi', jenis: 'kabupaten' };
    const rows = [row, { ...row, tahun: 2025 }, { ...row, kode_wilayah: '14.02', jenis: 'kota' }];
    const sent = (body: unknown, idem: string) =>
      ask(server.address, endpoint, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': idem },
      });
    expect((await sent(rows, 'a')).status).toBe(200);
    await sent([{ ...row, tahun: 'x' }], 'b');
    const figures = figuresAnswer.parse((await tu.send('GET', documentPaths.figures('doc-a', 1))).json);
    expect([figures.rows, figures.title]).toEqual([3, 'Penduduk per wilayah']);
    expect(figures.fields.find(({ field }) => field === 'jenis')).toEqual({
      ...{ field: 'jenis', title: 'Jenis', filled: 3, distinct: 2 },
      values: [
        { value: 'kabupaten', count: 2 },
        { value: 'kota', count: 1 },
      ],
    });
    expect(figures.loads.map(({ state, total, errorCount }) => [state, total, errorCount])).toEqual([
      ['applied', 3, 0],
      ['refused', null, 1],
    ]);
    const { lines } = logAnswer.parse((await tu.send('GET', documentPaths.log('doc-a'))).json);
    expect(lines.slice(0, 2).map(({ action, rows: n, keyId }) => [action, n, keyId])).toEqual([
      ['refused', 0, id],
      ['load', 3, id],
    ]);
  });

  it('[S2] does not know a secret document for who may not read it', async () => {
    await server.close();
    const opened = openSqlite(join(dataDir, 'lembar.db'), 'unused', { breathe: async () => undefined, now: () => 0 });
    if (!opened.ok) throw new Error(opened.error);
    await opened.value.write(async (tx) => {
      const stored = await tx.docs.get('interchange', 'doc-a');
      if (!stored) throw new Error('no document');
      const doc = { ...(JSON.parse(stored.json) as Interchange), readers: ['tim-teknis'] };
      await tx.docs.put({ ...stored, json: JSON.stringify(doc) });
    });
    await opened.value.close();
    const log = pino({ level: 'silent' });
    const { port } = new URL(server.address);
    const options = { dataDir, rendererDir: null, demo: true, clock: { now: () => Date.now() }, log };
    server = await startServer({ ...options, port: Number(port), passwords: quickPasswords });
    const asked = [documentPaths.access('doc-a'), documentPaths.figures('doc-a', 1), documentPaths.log('doc-a')];
    for (const path of asked) {
      expect([path, (await tu.send('GET', path)).json]).toEqual([path, { code: 'NOT_FOUND' }]);
      expect([path, (await team.send('GET', path)).status]).toEqual([path, 200]);
    }
    expect((await newKey({}, admin)).json).toEqual({ code: 'NOT_FOUND' });
  });
});

import { createHash } from 'node:crypto';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importBundleFile } from '../../server/import-file.ts';
import { idsBy, random, startServer, type RunningServer } from '../../server/start.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { blobPath } from '../../shared/sync/blob-api.ts';
import type { PackRow } from '../../shared/sync/protocol.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { DeskClient } from '../support/desk-client.ts';
import { judgeShown } from '../support/shown-entry.ts';
import { copyOldData, oldData, readDeskFile, type OldFolder } from '../support/old-data.ts';
import { httpWire } from '../support/wire.ts';

const { clock, password, desk, numbers, waiting, scan } = oldData;
const log = pino({ level: 'silent' });

describe('a register written at e92247e', () => {
  let folder: OldFolder;
  let server: RunningServer | null = null;
  beforeEach(async () => {
    folder = await copyOldData();
  });
  afterEach(async () => {
    await server?.close();
    server = null;
    await folder.remove();
  });

  /** The desk as the register knows it, with an account signed in there. */
  const signedIn = async (username: string): Promise<DeskClient> => {
    server ??= await startServer({ port: 0, dataDir: folder.server, rendererDir: null, demo: false, clock, log });
    const { deskToken, current } = readDeskFile(folder.desk);
    const client = new DeskClient(httpWire(server.address), {
      ...{ desk, deskToken, account: current, token: '', expiresAt: 0 },
    });
    await client.signIn(username, password);
    return client;
  };

  const readAll = async (client: DeskClient, position: string): Promise<readonly PackRow[]> => {
    const { rows, more } = await client.pull({ office: 0, [`position:${position}`]: 0 }, 2000);
    expect(more).toBe(false);
    return rows.filter(({ k }) => k === undefined) as readonly PackRow[];
  };
  const of = <T>(rows: readonly PackRow[], type: string): readonly T[] =>
    rows.flatMap(({ t, d }) => (t === type ? [d as T] : []));
  const numbersOf = (letters: readonly Pick<Letter, 'agenda'>[], year: number): readonly (number | null)[] =>
    letters.flatMap(({ agenda }) => (agenda.year === year ? [agenda.no] : [])).sort((a, b) => Number(a) - Number(b));

  it('opens, and the clerk signs in at her desk and reads every letter with its number', async () => {
    const client = await signedIn('tu');
    const rows = await readAll(client, 'tu-agenda');
    const letters = of<Letter>(rows, 'letter');
    const stubs = of<Letter>(rows, 'letterStub');
    expect([letters.length, stubs.length]).toEqual([8, 1]);
    expect(numbersOf([...letters, ...stubs], 2026)).toEqual(numbers[2026]);
    expect(numbersOf(letters, 2025)).toEqual(numbers[2025]);
    expect(stubs[0]).toMatchObject({ security: 'rahasia', agenda: { no: 427 } });
    const longest = letters.find(({ agenda }) => agenda.no === 429);
    expect(longest?.subject).toHaveLength(445);
    expect(letters.filter(({ voided }) => voided).map(({ agenda }) => agenda.no)).toEqual([430]);
    const facts = longest?.facts.map(({ kind }) => kind);
    expect(facts).toEqual(['disposition', 'read', 'disposition', 'read', 'report']);
    expect([of(rows, 'case').length, of(rows, 'complaint').length, of(rows, 'position').length]).toEqual([2, 1, 14]);

    const consultation = letters.find(({ agenda }) => agenda.no === 440);
    expect(consultation?.scans).toMatchObject([{ sha256: scan, name: 'surat.pdf' }]);
    const file = await client.send('GET', blobPath(scan, consultation?.id ?? ''));
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(scan);
  });

  it('gives the secret letter to the secretary and the quarantined entry to the administrator', async () => {
    const letters = of<Letter>(await readAll(await signedIn('sekretaris'), 'sekretaris'), 'letter');
    expect(letters.find(({ agenda }) => agenda.no === 427)?.subject).toBe('Hasil Audit Keamanan Sistem Informasi');
    const { json } = await (await signedIn('admin')).send('GET', trustPaths.quarantine);
    expect(json).toMatchObject({ entries: [{ name: 'letter.archive' }] });
  });

  it('[D9] keeps the unsigned file its desk made then for an administrator, with the number that was burned', async () => {
    const parts = { dataDir: folder.server, stateDir: null, clock, ids: idsBy(clock), random, log };
    const imported = await importBundleFile(oldData.carried, parts);
    expect(imported).toMatchObject({ of: 2, ended: null });
    expect(imported.entries.map(({ name, result }) => [name, result.status, result.code])).toEqual([
      ['letter.register', 'quarantined', 'UNPROVEN'],
      ['disposition.transcribe', 'quarantined', 'UNPROVEN'],
    ]);
    const admin = await signedIn('admin');
    for (const { result } of imported.entries) {
      const taken = await judgeShown(admin, result.opId, { decision: 'accept' });
      expect(taken.json).toMatchObject({ status: 'applied' });
    }
    const letters = of<Letter>(await readAll(await signedIn('tu'), 'tu-agenda'), 'letter');
    expect(letters.find(({ agenda }) => agenda.no === waiting)?.sender.name).toBe('PT Jaringan "Nusa" & Rekan');
  });
});

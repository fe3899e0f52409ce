import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskCore } from '../../../main/desk/desk.ts';
import { dexieStore } from '../../../renderer/data/dexie-store.ts';
import type { LetterLine, Office } from '../../../renderer/data/office.ts';
import { openOffice } from '../../../renderer/data/open-office.ts';
import { sealedDrafts } from '../../../renderer/data/sealed-drafts.ts';
import { sealedStore } from '../../../renderer/data/sealed-store.ts';
import { makeSealing } from '../../../renderer/data/sealing.ts';
import { tableNames } from '../../../renderer/data/store.ts';
import { makeIds } from '../../../shared/ids.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { serverThrough } from '../../support/core-server.ts';
import { valueOf } from '../../support/desk-parts.ts';
import { windowsOf } from '../../support/desk-windows.ts';
import { memoryDrafts } from '../../support/memory-drafts.ts';
import {
  copyOldData,
  oldData,
  oldStorage,
  openOldDesk,
  putOldDatabases,
  type OldFolder,
} from '../../support/old-data.ts';

const { clock, password, waiting: pending } = oldData;
const timers = {
  set: (work: () => void, ms: number) => setTimeout(work, ms),
  clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};
const codec = {
  inflate: (bytes: Uint8Array) => Promise.resolve(inflateRawSync(bytes).toString('utf8')),
  deflate: (text: string) => Promise.resolve(new Uint8Array(deflateRawSync(text))),
};
/** The key as the desk gives it at the sign-in; another one for each account. */
const keyOf = (account: string): Uint8Array => new Uint8Array(Buffer.from(account.padEnd(32, '.').slice(-32)));
const label = ({ agenda }: LetterLine): string => `${agenda.no}/${agenda.year}`;

/** Newest receipt first, as the book shows them. */
const newest = '431/2026';
const older = ['440/2026', '432/2026', '429/2026', '427/2026', '430/2026', '428/2026', '439/2026', '1/2025'];

describe("the browser's databases of a desk written at e92247e", () => {
  let folder: OldFolder;
  let core: DeskCore;
  let office: Office;
  const reports: string[] = [];
  let drafts = memoryDrafts();
  beforeEach(async () => {
    reports.length = 0;
    folder = await copyOldData();
    core = await openOldDesk(folder.desk);
    await putOldDatabases();
  });
  afterEach(async () => {
    await office.close();
    await core.close();
    await folder.remove();
  });

  const open = async (username: string, of?: string) => {
    const { account } = await valueOf(core.desk.signIn(username, password));
    const sealing = makeSealing(keyOf(of ?? account.id), (length) => crypto.getRandomValues(new Uint8Array(length)));
    const store = sealedStore(dexieStore(`lembar-${account.id}`, timers), sealing, (where, error) => {
      reports.push(`${where}: ${String(error)}`);
    });
    drafts = memoryDrafts(await oldStorage());
    const windows = windowsOf();
    const opened = await openOffice({
      ...{ desk: core.desk, store, account, clock, timers, codec },
      drafts: sealedDrafts(drafts, account.id, sealing),
      server: serverThrough(core, account.id),
      ids: makeIds(clock, (length) => crypto.getRandomValues(new Uint8Array(length))),
      locks: windows.locks,
      announcer: windows.announcer(),
      chance: () => 0,
      appVersion: 'test',
      builtAt: 0,
      report: (where, error) => reports.push(`${where}: ${String(error)}`),
    });
    if (!opened.ok) throw new Error(opened.error.code);
    office = opened.value;
    const list = office.letters({});
    const lines = Array.from({ length: list.total }, (_, i) => list.line(i) as LetterLine);
    return { store, lines };
  };

  it('[D3] [L4] show the clerk her book, with the two pending entries rebased onto it', async () => {
    const { store, lines } = await open('tu');
    expect(lines.map(label)).toEqual([newest, `${pending}/2026`, ...older]);
    expect(lines.filter(({ hidden }) => hidden).map(label)).toEqual(['427/2026']);
    expect((await store.all('outbox')).map(({ seq, op, doneRv }) => [seq, op.name, doneRv])).toEqual([
      [57, 'letter.register', null],
      [58, 'disposition.transcribe', null],
    ]);
    expect(office.sync()).toMatchObject({ pending: 2, safeMode: false });
    const disposed = lines.find(({ agenda }) => agenda.no === 432);
    expect(office.pendingOf('letter', disposed?.id ?? '')).toBe(1);
    expect((await office.get<Letter>('letter', disposed?.id ?? ''))?.facts).toHaveLength(1);
    expect(await store.get('shadows', `letter:${disposed?.id}`)).toMatchObject({ doc: { facts: [] } });
    expect((await office.attention()).map(({ name, code }) => [name, code])).toEqual([
      ['letter.void', 'LETTER_IS_VOID'],
    ]);
    expect(reports).toEqual([]);
  });

  it.each(['kabid.aptika', 'kasi.aplikasi', 'sekretaris'])(
    'open for %s with every document and nothing pending',
    async (username) => {
      const { store, lines } = await open(username);
      expect(lines.map(label)).toEqual([newest, ...older]);
      expect(lines.some(({ hidden }) => hidden)).toBe(username !== 'sekretaris');
      for (const { id, hidden, agenda } of lines) {
        expect(await office.get(hidden ? 'letterStub' : 'letter', id)).toMatchObject({ id, agenda });
      }
      expect([
        office.records('case').length,
        office.records('complaint').length,
        office.master('position').length,
      ]).toEqual([2, 1, 14]);
      expect(await store.all('outbox')).toEqual([]);
      expect(office.sync()).toMatchObject({ pending: 0, safeMode: false });
      expect(reports).toEqual([]);
    },
  );

  /** Everything in an account's database, as a thief of the disk would read it. */
  const textOf = async (name: string): Promise<string> => {
    const raw = dexieStore(name, timers);
    await raw.open();
    const texts: string[] = [];
    const look = (_key: string, value: unknown): unknown => {
      if (!(value instanceof Uint8Array)) return value;
      texts.push(Buffer.from(value).toString('latin1'), Buffer.from(value).toString('utf8'));
      try {
        texts.push(inflateRawSync(value).toString('utf8'));
      } catch {
        // No pack of letters.
      }
      return null;
    };
    for (const table of tableNames) texts.push(JSON.stringify(await raw.all(table), look));
    await raw.close();
    return texts.join('\n');
  };
  const own = {
    sekretaris: ['Hasil Audit Keamanan Sistem Informasi', 'Tutup celah yang disebut auditor', 'R/700/INSP/X/2026/12'],
    tu: ['PT Jaringan', 'Penawaran Layanan Pusat Data', 'Siapkan bahan penataan tim teknis'],
  };

  it.each(['sekretaris', 'tu'] as const)(
    '[T30] [T32] of %s no secret letter and nothing unsent is readable once it was opened with a key',
    async (username) => {
      const before = await textOf(`lembar-demo-${username}`);
      for (const words of own[username]) expect(before).toContain(words);
      await open(username);
      await office.close();
      const after = await textOf(`lembar-demo-${username}`);
      expect(after).toContain('Nota Dinas Penataan Tugas Tim Teknis');
      for (const words of own[username]) expect(after).not.toContain(words);
      const { lines } = await open(username);
      expect(lines.map(label)).toContain(username === 'tu' ? `${pending}/2026` : '427/2026');
      expect(reports).toEqual([]);
    },
  );

  it('[T33] under another key pending entries come back from the journal, and nothing of the old key stays', async () => {
    await open('tu');
    await office.close();
    const { store, lines } = await open('tu', 'another key');
    expect((await store.all('outbox')).map(({ seq, op }) => [seq, op.name])).toEqual([
      [57, 'letter.register'],
      [58, 'disposition.transcribe'],
    ]);
    expect(lines.map(label)).toContain(`${pending}/2026`);
    expect(office.sync()).toMatchObject({ pending: 2, safeMode: false });
    expect((await office.attention()).map(({ code }) => code)).toEqual(['LETTER_IS_VOID']);
    expect((await store.get('meta', 'cursors'))?.value).toEqual({ office: 229 });
    expect(reports).toEqual(['canary: Error: the local store holds less than it did']);
  });

  it('[T35] the draft of a letter is there, and is sealed under the key in the storage of the browser', async () => {
    await open('tu');
    const name = 'lembar.draft.letter.demo-tu';
    expect(office.drafts.getItem(name)).toContain('556/DISPAR/X/2026/7');
    expect([...drafts.kept.keys()]).toEqual([name]);
    expect(drafts.kept.get(name)).toMatch(/^sealed1:/);
  });
});

import Database from 'better-sqlite3';
import { copyFile, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StartRefusal } from '../../server/start-refusal.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { registerArgs } from '../support/builders.ts';
import { enrolDesk, newId, type DeskClient } from '../support/desk-client.ts';
import { quickPasswords } from '../support/register.ts';
import { httpWire } from '../support/wire.ts';

let dataDir: string;
let running: RunningServer | null;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lembar-damage-'));
  running = null;
});

afterEach(async () => {
  vi.restoreAllMocks();
  await stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: { readonly folder?: string; readonly restored?: boolean } = {}): Promise<RunningServer> {
  const { folder = dataDir, restored = false } = options;
  const log = pino({ level: 'silent' });
  const clock = { now: () => Date.now() };
  const rest = { port: 0, rendererDir: null, demo: true, passwords: quickPasswords };
  running = await startServer({ ...rest, dataDir: folder, restored, clock, log });
  return running;
}

async function stop(): Promise<void> {
  const server = running;
  running = null;
  await server?.close();
}

const db = (folder = dataDir) => join(folder, 'lembar.db');
const deskAt = (server: RunningServer) => enrolDesk(httpWire(server.address), 'tu', 'lembar-demo');
const book = (desk: DeskClient) =>
  desk.register(registerArgs({ letterId: newId('letter'), received: { date: '2026-02-02', time: '09:00' } }));
const count = async (server: RunningServer): Promise<number> =>
  (await (await deskAt(server)).snapshot()).rows.filter(({ t }) => t === 'letter').length;

describe('a damaged register', () => {
  it('cut off anywhere, with its log beside it, it is whole or it is refused with what to do', async () => {
    const server = await start();
    const desk = await deskAt(server);
    for (let i = 0; i < 40; i++) await book(desk);
    const before = await count(server);
    // The files as a power cut leaves them: the log contains what the file does not have yet.
    const files = (await readdir(dataDir)).filter((name) => name.startsWith('lembar.'));
    const copies: string[] = [];
    for (let i = 0; i < 12; i++) {
      const folder = await mkdtemp(join(tmpdir(), 'lembar-cut-'));
      copies.push(folder);
      for (const name of files) await copyFile(join(dataDir, name), join(folder, name));
    }
    await stop();
    const said: string[] = [];
    for (const [i, folder] of copies.entries()) {
      const { size } = await stat(db(folder));
      await truncate(db(folder), Math.floor((size * i) / copies.length));
      try {
        expect(await count(await start({ folder }))).toBe(before);
        said.push('whole');
      } catch (error) {
        if (!(error instanceof StartRefusal)) throw error;
        expect(error.message).toMatch(/backup/);
        said.push('refused');
      }
      await stop();
      await rm(folder, { recursive: true, force: true });
    }
    expect(said).toContain('refused');
  });

  it('empty or gone it is not begun again, and nothing is made in its place', async () => {
    await stopped();
    await writeFile(db(), '');
    await expect(start()).rejects.toThrow(/empty or missing.*backup/);
    expect((await stat(db())).size).toBe(0);
    await rm(db());
    await expect(start()).rejects.toThrow(StartRefusal);
    await expect(stat(db())).rejects.toThrow('ENOENT');
  });

  it('[E1] a log cut off is revealed by the mark: the register begins a new epoch and gives no number twice', async () => {
    const server = await start();
    const desk = await deskAt(server);
    const { epoch } = await desk.hello();
    for (let i = 0; i < 20; i++) await book(desk);
    const folder = await mkdtemp(join(tmpdir(), 'lembar-cut-'));
    for (const name of (await readdir(dataDir)).filter((one) => one.startsWith('lembar.'))) {
      await copyFile(join(dataDir, name), join(folder, name));
    }
    await stop();
    const wal = `${db(folder)}-wal`;
    await truncate(wal, Math.floor((await stat(wal)).size * 0.9));
    const again = await start({ folder });
    desk.wire = httpWire(again.address);
    const hello = await desk.hello();
    expect(hello.epoch).not.toBe(epoch);
    expect(hello).toMatchObject({ state: 'recovery', numbering: 'open' });
    await desk.recover();
    const numbers = [...desk.journal.values()].flatMap(({ result }) => result.agenda?.no ?? []);
    const next = (await book(desk)).agenda?.no ?? 0;
    expect(new Set(numbers).size).toBe(20);
    expect(next).toBeGreaterThan(Math.max(...numbers));
    await stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function stopped(): Promise<void> {
    const server = await start();
    await book(await deskAt(server));
    await stop();
  }
});

describe('the operator', () => {
  it('[E1] declares the register restored: every desk reports what it has before anything else', async () => {
    const server = await start();
    const desk = await deskAt(server);
    await stop();
    const again = await start({ restored: true });
    desk.wire = httpWire(again.address);
    expect(await desk.hello()).toMatchObject({ state: 'recovery', numbering: 'closed' });
  });
});

describe('a full disk of the server', () => {
  it('[P7] consumes nothing: the same push goes through once there is room', async () => {
    const pragma = vi.spyOn(Database.prototype, 'pragma');
    const server = await start();
    const desk = await deskAt(server);
    const [writer] = pragma.mock.contexts as Database.Database[];
    if (!writer) throw new Error('no database was opened');
    const pages = writer.pragma('page_count', { simple: true }) as number;
    writer.pragma(`max_page_count = ${pages}`);
    const refused: number[] = [];
    let waits = desk.registerOp(registerArgs({ letterId: newId('letter'), remark: 'x'.repeat(1500) }));
    for (let i = 0; i < 50 && refused.length === 0; i++) {
      const answer = await desk.tryPush([waits]);
      if (answer.status === 200) {
        waits = desk.registerOp(registerArgs({ letterId: newId('letter'), remark: 'x'.repeat(1500) }));
      } else refused.push(answer.status);
    }
    expect(refused).toEqual([500]);
    const { lastSeq } = await desk.hello().catch(() => ({ lastSeq: waits.seq - 1 }));
    expect(lastSeq).toBe(waits.seq - 1);
    expect((await desk.tryPush([waits])).json).toEqual({ code: 'INTERNAL' });
    writer.pragma(`max_page_count = ${pages * 10}`);
    const { results } = await desk.push([waits]);
    expect(results).toMatchObject([{ seq: waits.seq, status: 'applied' }]);
    const { rows } = await desk.snapshot();
    const { letterId } = waits.args as { readonly letterId: string };
    expect(rows.filter(({ id }) => id === letterId)).toHaveLength(1);
  });
});

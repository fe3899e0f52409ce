import { copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseState } from '../../shared/cases/case-state.ts';
import type { Case } from '../../shared/cases/case.ts';
import { dueDate, lateness } from '../../shared/cases/clock.ts';
import { lettersOf } from '../../shared/cases/of-letter.ts';
import { complaintState } from '../../shared/complaints/complaint-state.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import { isSecret, type Letter, type LetterStub } from '../../shared/letters/letter.ts';
import { branches } from '../../shared/letters/status.ts';
import { serviceByCode } from '../../shared/services/standard.ts';
import { StartRefusal } from '../../server/start-refusal.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, enrolDesk, newId } from '../support/desk-client.ts';
import { quickPasswords } from '../support/register.ts';
import { httpWire } from '../support/wire.ts';

let dataDir: string;
let rendererDir: string;
let running: RunningServer[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lembar-server-'));
  rendererDir = await mkdtemp(join(tmpdir(), 'lembar-renderer-'));
  const page = '<html data-host="__HOST__"><meta property="csp-nonce" nonce="__NONCE__"><div id="root"></div></html>';
  await writeFile(join(rendererDir, 'index.html'), page);
});

afterEach(async () => {
  for (const server of running) await server.close();
  running = [];
  for (const folder of [dataDir, rendererDir]) await rm(folder, { recursive: true, force: true });
});

async function start({ demo = true } = {}): Promise<RunningServer> {
  const clock = { now: () => Date.now() };
  const log = pino({ level: 'silent' });
  const server = await startServer({ port: 0, dataDir, rendererDir, demo, clock, log, passwords: quickPasswords });
  running.push(server);
  return server;
}

async function stop(server: RunningServer): Promise<void> {
  running = running.filter((other) => other !== server);
  await server.close();
}

const deskAt = (server: RunningServer, username = 'tu') => enrolDesk(httpWire(server.address), username, 'lembar-demo');

describe('a demonstration office', () => {
  it('has an account for every post and the sample letters, numbered per year and on their way', async () => {
    const server = await start();
    expect(server.setupCode).toBeNull();
    const desk = await deskAt(server, 'kadis');
    const { rows } = await desk.snapshot();
    const letters = rows.filter(({ t }) => t === 'letter').map(({ d }) => d as Letter);
    const secret = rows.filter(({ t }) => t === 'letterStub').map(({ d }) => d as LetterStub);
    expect([letters.length, secret.length]).toEqual([15, 1]);
    expect(letters.some(({ security }) => isSecret(security))).toBe(false);
    const numbers = [...letters, ...secret]
      .filter(({ agenda }) => agenda.year === 2026)
      .map(({ agenda }) => agenda.no ?? 0);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    const reached = new Set(letters.flatMap(({ facts }) => branches(facts)).map(({ position }) => position));
    expect([...reached].toSorted()).toEqual(['kabid-aptika', 'kasi-aplikasi', 'pranata-komputer']);
    const own = await desk.snapshot('position:kepala-dinas');
    expect(own.rows.map(({ d }) => (d as Letter).subject)).toEqual(['Hasil Audit Keamanan Sistem Informasi']);
  });

  it('has requests for both services, two of them overdue, and a complaint, all for a newcomer to see', async () => {
    const { rows } = await (await deskAt(await start(), 'kadis')).snapshot();
    const cases = rows.filter(({ t }) => t === 'case').map(({ d }) => d as Case);
    const stand = cases.map((found) => {
      const state = caseState(found, serviceByCode);
      const service = serviceByCode(state?.service ?? null);
      if (!state || !service) throw new Error(found.id);
      expect(state.records.filter(({ aside }) => aside)).toEqual([]);
      const late = lateness(dueDate(service, found.received), '2026-10-09') === 'late';
      return [service.prefix, state.phase, state.step, state.round, late];
    });
    expect(stand.toSorted()).toEqual([
      ['APL', 'active', 'analisa', 1, false],
      ['APL', 'waiting', 'telaah', 1, true],
      ['INT', 'active', 'definisi-data', 1, false],
      ['INT', 'active', 'definisi-data', 2, true],
    ]);
    expect(cases.map((found) => lettersOf(found).length).toSorted()).toEqual([1, 1, 1, 2]);
    const [complaint, ...more] = rows.filter(({ t }) => t === 'complaint').map(({ d }) => d as Complaint);
    expect(more).toEqual([]);
    expect(complaint && complaintState(complaint)).toMatchObject({ holder: 'kabid-aptika', phase: 'new' });
  });

  it('is filled once; its accounts are shown again', async () => {
    await stop(await start());
    const again = await start();
    expect(again.demoAccounts.map(({ username }) => username)).toContain('kasi.aplikasi');
    const { heads } = await (await deskAt(again)).snapshot();
    expect(heads.length).toBeGreaterThan(0);
  });

  it('leaves a real office alone and gives it no default password', async () => {
    const real = await start({ demo: false });
    const body = { code: real.setupCode, username: 'admin', name: 'A', password: 'milik-sendiri', lastAgendaNumber: 0 };
    expect((await httpWire(real.address)('POST', '/api/setup', body)).status).toBe(200);
    await stop(real);
    const demo = await start();
    expect(demo.demoAccounts).toEqual([]);
    await expect(deskAt(demo, 'admin')).rejects.toThrow('401');
  });
});

describe('the browser edition', () => {
  it('[page] carries its host and a nonce that its policy names, another one each time', async () => {
    const { address } = await start();
    const pages = await Promise.all(['/', '/surat/1'].map((path) => fetch(address + path)));
    const nonces = await Promise.all(
      pages.map(async (page) => {
        const html = await page.text();
        expect(html).toContain('data-host="browser"');
        const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? '';
        const policy = page.headers.get('content-security-policy') ?? '';
        expect(policy).toContain(`'nonce-${nonce}'`);
        expect(policy).toContain("default-src 'none'");
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('serves no file outside its folder', async () => {
    const { address } = await start();
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json']) {
      expect(await (await fetch(address + path)).text()).not.toContain('dependencies');
    }
  });
});

describe('the live channel', () => {
  it('[L6] pokes after a change that was committed, and only then', async () => {
    const server = await start();
    const desk = await deskAt(server);
    const abort = new AbortController();
    const response = await fetch(`${server.address}/api/sync/live`, { headers: desk.headers(), signal: abort.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('event: hb\ndata: 1\n\n');
    await desk.push([desk.signOutOp(), desk.signInOp()]);
    const { rv } = await desk.register(registerArgs({ letterId: newId('letter') }));
    const { value = '' } = (await reader?.read()) ?? {};
    expect(value).toMatch(/^event: poke\n/);
    expect(JSON.parse(value.split('data: ')[1] ?? '')).toMatchObject({ rv });
    abort.abort();
  });

  it('needs a session', async () => {
    const { address } = await start();
    expect((await fetch(`${address}/api/sync/live`)).status).toBe(401);
  });
});

describe('the file of the register', () => {
  it('[P5] what was answered is there after a restart, and the session too', async () => {
    const first = await start();
    const desk = await deskAt(first);
    const letterId = newId('letter');
    const op = desk.registerOp(registerArgs({ letterId }));
    const { results } = await desk.push([op]);
    await stop(first);
    const second = await start();
    const wire = httpWire(second.address);
    const body = { proto: 1, app: 'test', epoch: null, inc: 1, ops: [op] };
    const answer = await wire('POST', '/api/sync/push', body, desk.headers());
    expect(answer.json).toMatchObject({ results });
  });

  it('[N4][L8] a restored backup gets a new epoch and issues no number a second time', async () => {
    const first = await start();
    const desk = await deskAt(first);
    await stop(first);
    const db = join(dataDir, 'lembar.db');
    await copyFile(db, `${db}.backup`);

    const second = await start();
    const later = await deskAt(second);
    const { epoch } = await later.hello();
    const lease = await later.lease(new Date().getFullYear());
    await later.register(registerArgs({ letterId: newId('letter') }));
    await stop(second);
    await copyFile(`${db}.backup`, db);
    for (const tail of ['-wal', '-shm']) await rm(db + tail, { force: true });

    const third = await start();
    const wire = httpWire(third.address);
    const hello = { proto: 1, app: 'test', inc: 1, lastSeq: 0, lastHash: '', epoch, leases: [] };
    const answer = await wire('POST', '/api/sync/hello', hello, desk.headers());
    expect((answer.json as { epoch: string }).epoch).not.toBe(epoch);
    const after = await (await deskAt(third)).lease(lease.year);
    expect(after.from).toBeGreaterThan(lease.to);
    expect(burned(after, after.from).no).toBeGreaterThan(lease.to);
  });

  it('damaged, it is refused with what to do, and left as it is', async () => {
    await stop(await start());
    const file = await open(join(dataDir, 'lembar.db'), 'r+');
    await file.write(Buffer.alloc(200_000, 7), 0, 200_000, 4096);
    await file.close();
    await expect(start()).rejects.toThrow(StartRefusal);
    await expect(start()).rejects.toThrow(/damaged.*backup/);
  });

  it('of another program, it is refused', async () => {
    await writeFile(join(dataDir, 'lembar.db'), 'this is no database, but it is long enough to look at'.repeat(40));
    await expect(start()).rejects.toThrow(StartRefusal);
  });
});

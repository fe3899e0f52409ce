import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDemoOffice, openDemoDesk } from '../../../scripts/start/demo-office.ts';
import { startOwnServer } from '../../../scripts/start/own-server.ts';
import { quickPasswords } from '../../support/register.ts';

let folder: string;
const ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-demo-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

const clock = { now: () => Date.now() };
const startServer = () =>
  startOwnServer(folder, { port: 0, rendererDir: null, demo: true, clock, passwords: quickPasswords });
const program = () => ({
  ...{ dataDir: join(folder, 'desk'), rendererDir: folder, port: 0, open: false, version: 'test', clock },
  onError: () => undefined,
});

it('a start of the demonstration office that failed is tried again, and is one office for whoever asks', async () => {
  const office = makeDemoOffice(startServer, (beside) => openDemoDesk(beside, program(), null));
  ends.push(() => office.close());
  await writeFile(join(folder, 'desk'), 'in the way of the folder');
  await expect(office.open()).rejects.toThrow();
  await rm(join(folder, 'desk'));
  const [once, twice] = await Promise.all([office.open(), office.open()]);
  expect(once).toEqual({ ok: true, value: expect.stringContaining('http://127.0.0.1:') as string });
  expect(twice).toEqual(once);
});

it('a demonstration desk that could not be enrolled gives its folder back', async () => {
  const server = await startServer();
  ends.push(() => server.close());
  const strangers = server.demoAccounts.map((account) => ({ ...account, password: 'bukan-sandinya' }));
  await expect(openDemoDesk({ ...server, demoAccounts: strangers }, program(), null)).rejects.toThrow('not enrolled');
  const desk = await openDemoDesk(server, program(), null);
  ends.push(() => desk.close());
  expect(desk.address).toContain('http://127.0.0.1:');
});

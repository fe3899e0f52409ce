import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { demoPassword } from '../../server/demo/people.ts';
import { openBrowser } from './browser-page.ts';
import type { DiskEvent } from './disk-event.ts';
import { unlike } from './lay-out.ts';
import type { Saved } from './page/contract.ts';
import { freePort, serverPlaces, startDesk, startServer } from './processes.ts';
import { readLog } from './read-log.ts';
import { rebuild } from './rebuild.ts';
import { watch } from './shim.ts';
import type { Program } from './variants.ts';

/** The account that books at the desk of the run. */
export const clerk = { username: 'tu', password: demoPassword };
const chunk = 25;

/** What a session left behind. */
export interface Session {
  readonly program: Program;
  readonly events: readonly DiskEvent[];
  /** Entries that were called saved, with the time on the log's clock, in that order. */
  readonly saved: readonly Saved[];
  readonly end: number;
  readonly serverPort: number;
  readonly deskPort: number;
}

/** Where recording cannot be complete: bytes written through a mapping. The database rebuilds that file by itself. */
const rebuiltByItself = /-shm$/;

/** The recorder must have seen everything, or the rebuilt disks mean nothing. */
function checkRecording(events: readonly DiskEvent[], root: string): void {
  const parts = ['/desk', '/server', '/state', '/profile/Default/IndexedDB'];
  const ours = (path: string): boolean =>
    parts.some((part) => path.startsWith(`${part}/`)) && !rebuiltByItself.test(path);
  const disk = rebuild(events, { at: Number.POSITIVE_INFINITY, names: 'journaled', rest: 'running' });
  const missed = [
    ...parts.flatMap((part) => unlike(disk, root, part)),
    ...events.filter(({ kind }) => kind === 'mapped').map(({ path }) => path),
  ].filter(ours);
  if (missed.length > 0) throw new Error(`the recorder missed changes of ${[...new Set(missed)].join(', ')}`);
}

/**
 * One working day in a hurry: server, desk and a real browser under the recorder; letters are booked and sheets
 * recorded as fast as the program takes them, with and without the network in turns.
 */
export async function runSession(program: Program, shim: string, folder: string, entries: number): Promise<Session> {
  const [root, logs] = [join(folder, 'disk'), join(folder, 'log')];
  for (const path of [logs, ...['server', 'state', 'desk', 'profile'].map((name) => join(root, name))])
    mkdirSync(path, { recursive: true });
  const env = watch(shim, root, logs);
  const [serverPort, deskPort] = [await freePort(), await freePort()];
  const saved: Saved[] = [];
  const ends: (() => Promise<void>)[] = [];
  try {
    const server = await startServer(program.code, serverPlaces(root), serverPort, env);
    ends.push(server.close);
    const order = { ...clerk, dataDir: join(root, 'desk'), rendererDir: program.page, port: deskPort, online: true };
    const desk = await startDesk(program.code, { ...order, server: server.address }, env);
    ends.push(desk.close);
    const browser = await openBrowser(join(root, 'profile'), desk.address, env);
    ends.push(browser.close);
    await browser.call('open', clerk.username, clerk.password);
    const unsettled = await browser.call('settle');
    if (unsettled.length > 0) throw new Error(`the first exchange: ${unsettled.join(', ')}`);
    for (let turn = 0; saved.length < entries; turn++) {
      desk.setOnline(turn % 2 === 0);
      // The exchange after an offline stretch goes on while the next letters are booked.
      const [booked] = await Promise.all([
        browser.call('book', Math.min(chunk, entries - saved.length)),
        turn % 4 === 2 ? browser.call('settle') : null,
      ]);
      if (booked.refused.length > 0) throw new Error(`refused: ${booked.refused.join(', ')}`);
      saved.push(...booked.saved.map((entry) => ({ ...entry, at: entry.at + browser.clockBegins })));
    }
  } finally {
    for (const close of ends.reverse()) await close();
  }
  const end = Number(process.hrtime.bigint()) / 1e6;
  const events = readLog(logs, root);
  checkRecording(events, root);
  rmSync(root, { recursive: true, maxRetries: 3 });
  return { program, events, saved: saved.sort((a, b) => a.at - b.at), end, serverPort, deskPort };
}

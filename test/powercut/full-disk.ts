import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, type BrowserPage } from './browser-page.ts';
import type { Booked, Saved } from './page/contract.ts';
import { freePort, serverPlaces, startDesk, startServer } from './processes.ts';
import { clerk } from './session.ts';
import { makeRoom, watch, type Room } from './shim.ts';
import type { Program } from './variants.ts';

export interface FullDisk {
  readonly saved: number;
  /** Of them, saved while nothing fitted any more: from the journal's reserved space. */
  readonly savedWhenFull: number;
  readonly refused: number;
  /** What the slowest entry took on the full disk until it was saved or refused, ms. */
  readonly longest: number;
  readonly lost: readonly string[];
  readonly broken: readonly string[];
}

/** Bytes left when the disk is called full: a write that no longer fits is cut off in its middle, as on a real one. */
const crumbs = 3000;
const atOnce = 5;

async function lostOf(browser: BrowserPage, saved: readonly Saved[]): Promise<string[]> {
  const shown = await browser.call('show', saved);
  return saved.filter((_, i) => (shown[i] ?? 'absent') === 'absent').map(({ kind, opId }) => `${kind} ${opId}`);
}

/** Books on a disk that fills up, until it is refused; then makes room and goes on. */
async function fillUp(browser: BrowserPage, room: Room, saved: Saved[], broken: string[]) {
  const keep = (booked: Booked): number => saved.push(...booked.saved);
  keep(await browser.call('book', 20));
  const before = saved.length;
  const refused: string[] = [];
  let longest = 0;
  // The first time the reserved space is released, which makes room again.
  for (let tries = 0; tries < 4 && refused.length === 0; tries++) {
    room.set(crumbs);
    for (let more = 0; more < 3 && refused.length === 0; more++) {
      const booked = await browser.call('book', atOnce);
      keep(booked);
      refused.push(...booked.refused);
      longest = Math.max(longest, booked.longest);
    }
  }
  const savedWhenFull = saved.length - before;
  if (refused.length === 0) broken.push('a full disk refused nothing');
  broken.push(...refused.filter((code) => code !== 'DISK_FULL').map((code) => `refused: ${code}`));
  room.set(null);
  const after = await browser.call('book', 20);
  keep(after);
  broken.push(...after.refused.map((code) => `refused with room again: ${code}`));
  return { savedWhenFull, refused: refused.length, longest };
}

/**
 * Desk and browser on one disk without room: entries are refused in words, none that was called saved is lost, and the
 * program goes on as soon as there is room; then everything is still there after a restart.
 */
export async function runFullDisk(program: Program, shim: string, folder: string): Promise<FullDisk> {
  const [root, logs] = [join(folder, 'disk'), join(folder, 'log')];
  for (const path of [logs, ...['desk', 'profile'].map((name) => join(root, name))])
    mkdirSync(path, { recursive: true });
  const room = makeRoom(join(folder, 'room'));
  const env = watch(shim, root, logs, room);
  const [serverPort, deskPort] = [await freePort(), await freePort()];
  const saved: Saved[] = [];
  const broken: string[] = [];
  const ends: (() => Promise<void>)[] = [];
  try {
    // The server has a disk of its own.
    const server = await startServer(program.code, serverPlaces(folder), serverPort, {});
    ends.push(server.close);
    const order = { ...clerk, dataDir: join(root, 'desk'), rendererDir: program.page, port: deskPort, online: true };
    const openDesk = () => startDesk(program.code, { ...order, server: server.address }, env);
    let desk = await openDesk();
    // PROTOCOL D22: sign-in and sign-out use the reserved space, before anybody books.
    room.set(crumbs);
    const came = await desk.outAndIn();
    if (came !== 'ok') broken.push(`a full disk kept the clerk out: ${came}`);
    room.set(null);
    let browser = await openBrowser(join(root, 'profile'), desk.address, env);
    ends.push(
      () => desk.close(),
      () => browser.close(),
    );
    await browser.call('open', clerk.username, clerk.password);
    broken.push(...(await browser.call('settle')));
    desk.setOnline(false);
    const filled = await fillUp(browser, room, saved, broken);
    await browser.close();
    await desk.close();
    desk = await openDesk();
    browser = await openBrowser(join(root, 'profile'), desk.address, env);
    await browser.call('open', clerk.username, clerk.password);
    broken.push(...(await browser.call('settle')).map((item) => `after the exchange: ${item}`));
    return { ...filled, saved: saved.length, lost: await lostOf(browser, saved), broken };
  } finally {
    for (const close of ends.reverse()) await close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

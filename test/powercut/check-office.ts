import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, type BrowserPage } from './browser-page.ts';
import type { Checked } from './check-journal.ts';
import { layOut } from './lay-out.ts';
import type { Saved } from './page/contract.ts';
import { startDesk, startServer, type DeskProcess } from './processes.ts';
import type { Disk } from './rebuild.ts';
import { clerk, type Session } from './session.ts';

export interface OfficeChecked extends Checked {
  /** Letters that were gone from the local store itself and had to be put back. */
  readonly missedByStore: number;
  /** How often the program had to be loaded until the office was open; 1 is as it should be. */
  readonly tries: number;
}

const mostTries = 3;

/** Opens the office as a person does: again, when it does not open. */
async function openPatiently(browser: BrowserPage): Promise<number> {
  for (let tries = browser.tries; ; tries++) {
    try {
      await browser.call('open', clerk.username, clerk.password);
      return tries;
    } catch (error) {
      if (tries >= mostTries) throw error;
      await browser.load();
    }
  }
}

/** Which of these the office shows, and as they were saved. */
async function compare(browser: BrowserPage, saved: readonly Saved[], broken: string[]): Promise<string[]> {
  const shown = await browser.call('show', saved);
  const lost: string[] = [];
  for (const [i, entry] of saved.entries()) {
    const now = shown[i] ?? 'absent';
    if (now === 'absent') lost.push(`${entry.kind} ${entry.opId} is not in the office`);
    else if (entry.no !== null && now.no !== entry.no) {
      broken.push(`letter ${entry.letterId} was saved with number ${entry.no} and has ${now.no}`);
    }
  }
  return lost;
}

async function checkOpen(browser: BrowserPage, desk: DeskProcess, saved: readonly Saved[]): Promise<OfficeChecked> {
  const broken: string[] = [];
  const letters = saved.flatMap(({ kind, letterId }) => (kind === 'letter' ? letterId : []));
  const missedByStore = letters.length - (await browser.call('stored', letters));
  const tries = await openPatiently(browser);
  // PROTOCOL D7: what a damaged store lost comes from the journal and from the server; the rest needs no network.
  const offline = missedByStore === 0 ? await compare(browser, saved, broken) : [];
  const next = await browser.call('book', 1);
  if (next.refused.length > 0) broken.push(`the next letter was refused: ${next.refused.join(', ')}`);
  const highest = Math.max(0, ...saved.map(({ no }) => no ?? 0));
  for (const { no } of next.saved) {
    if (no !== null && no <= highest) broken.push(`number ${no} after ${highest} was burned`);
  }
  desk.setOnline(true);
  const attention = await browser.call('settle');
  broken.push(...attention.map((item) => `after the exchange: ${item}`));
  const online = await compare(browser, [...saved, ...next.saved], broken);
  broken.push(...(await browser.call('doubles')).map((no) => `number ${no} stands on two letters`));
  return { entries: saved.length, lost: [...new Set([...offline, ...online])], broken, missedByStore, tries };
}

/**
 * Opens the whole program on rebuilt disks: server, desk, and a fresh browser on the rebuilt profile. Everything has to
 * be there before the server is reached, as far as the local store is whole, and after the exchange in any case.
 */
export async function checkOffice(
  session: Session,
  disk: Disk,
  folder: string,
  saved: readonly Saved[],
): Promise<OfficeChecked> {
  const { program, serverPort, deskPort } = session;
  for (const name of ['server', 'desk', 'profile']) mkdirSync(join(folder, name), { recursive: true });
  layOut(disk, folder);
  const ends: (() => Promise<void>)[] = [];
  try {
    const server = await startServer(program.code, join(folder, 'server'), serverPort, {});
    ends.push(server.close);
    const order = { ...clerk, dataDir: join(folder, 'desk'), rendererDir: program.page, port: deskPort };
    const desk = await startDesk(program.code, { ...order, server: server.address, online: false }, {});
    ends.push(desk.close);
    const browser = await openBrowser(join(folder, 'profile'), desk.address, {});
    ends.push(browser.close);
    return await checkOpen(browser, desk, saved);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const lost = saved.map(({ opId }) => `${opId}: the program does not open`);
    const broken = [`the program does not open: ${why}`];
    return { entries: saved.length, lost, broken, missedByStore: 0, tries: mostTries };
  } finally {
    for (const close of ends.reverse()) await close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

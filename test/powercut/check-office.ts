import { openBrowser, type BrowserPage } from './browser-page.ts';
import type { Checked } from './check-journal.ts';
import type { Saved } from './page/contract.ts';
import type { DeskProcess } from './processes.ts';
import type { Disk } from './rebuild.ts';
import { clerk, type Session } from './session.ts';
import { withDisks } from './with-disks.ts';

export interface OfficeChecked extends Checked {
  /** Letters that were gone from the local store and had to be restored. */
  readonly missedByStore: number;
  /** Why the program had to be loaded again before the office was open; empty as it should be. */
  readonly stumbles: readonly string[];
}

const maxTries = 3;

/** The first line of what was thrown. */
const wordsOf = (error: unknown): string => String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';

/** Opens the office as a person does: again, when it does not open. Why it did not, each time. */
async function openPatiently(browser: BrowserPage): Promise<readonly string[]> {
  const stumbles = [...browser.stumbles];
  for (;;) {
    try {
      await browser.call('open', clerk.username, clerk.password);
      return stumbles;
    } catch (error) {
      if (stumbles.push(wordsOf(error)) >= maxTries) throw error;
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

/** Books one more letter; its number must be above all that were burned before the cut. */
async function bookNext(browser: BrowserPage, saved: readonly Saved[], broken: string[]): Promise<readonly Saved[]> {
  const next = await browser.call('book', 1);
  broken.push(...next.refused.map((code) => `the next letter was refused: ${code}`));
  const highest = Math.max(0, ...saved.map(({ no }) => no ?? 0));
  for (const { no } of next.saved) {
    if (no !== null && no <= highest) broken.push(`number ${no} after ${highest} was burned`);
  }
  return next.saved;
}

async function checkOpen(browser: BrowserPage, desk: DeskProcess, saved: readonly Saved[]): Promise<OfficeChecked> {
  const broken: string[] = [];
  const exchange = async (): Promise<void> => {
    const attention = await browser.call('settle');
    broken.push(...attention.map((item) => `after the exchange: ${item}`));
  };
  const stumbles = await openPatiently(browser);
  const letters = saved.flatMap(({ kind, letterId }) => (kind === 'letter' ? letterId : []));
  const missedByStore = letters.length - (await browser.call('stored', letters));
  // A whole store needs no network; what a damaged one lost comes from the journal and from the server (PROTOCOL D7).
  const offline = missedByStore === 0 ? await compare(browser, saved, broken) : [];
  const first = missedByStore === 0 ? await bookNext(browser, saved, broken) : [];
  desk.setOnline(true);
  await exchange();
  const second = await bookNext(browser, [...saved, ...first], broken);
  await exchange();
  const online = await compare(browser, [...saved, ...first, ...second], broken);
  broken.push(...(await browser.call('doubles')).map((no) => `number ${no} stands on two letters`));
  return { entries: saved.length, lost: [...new Set([...offline, ...online])], broken, missedByStore, stumbles };
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
  try {
    return await withDisks(session, disk, folder, session.program.page, async (desk, profile) => {
      const browser = await openBrowser(profile, desk.address, {});
      return checkOpen(browser, desk, saved).finally(browser.close);
    });
  } catch (error) {
    const lost = saved.map(({ opId }) => `${opId}: the program does not open`);
    const broken = [`the program does not open: ${wordsOf(error)}`];
    return { entries: saved.length, lost, broken, missedByStore: 0, stumbles: [] };
  }
}

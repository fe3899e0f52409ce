import { expect } from '@playwright/test';
import { openBook } from '../e2e/pages/agenda.ts';
import { signIn } from '../e2e/pages/session.ts';
import { launch } from './browser-page.ts';
import type { Saved } from './page/contract.ts';
import type { Disk } from './rebuild.ts';
import { clerk, type Session } from './session.ts';
import { withDisks } from './with-disks.ts';

/**
 * Opens the program's own screens on rebuilt disks: a clerk signs in and looks for the last letter that was called saved. What
 * was wrong, or null.
 */
export async function checkScreens(
  session: Session,
  disk: Disk,
  folder: string,
  saved: readonly Saved[],
): Promise<string | null> {
  const last = saved.findLast(({ kind }) => kind === 'letter');
  const { screens } = session.program;
  if (!last || screens === null) return null;
  return withDisks(session, disk, folder, screens, async (desk, profile) => {
    desk.setOnline(true);
    const context = await launch(profile, {});
    const page = context.pages()[0] ?? (await context.newPage());
    try {
      await page.goto(desk.address);
      await signIn(page, clerk.username);
      await openBook(page);
      // Read without clicking: rows still arriving from the server move the lines. Typed again when it was lost.
      await expect(async () => {
        await page.getByRole('searchbox', { name: 'Cari dalam buku agenda' }).fill(last.letterNumber);
        await page.getByRole('grid').getByText(last.letterNumber).waitFor({ timeout: 3000 });
      }).toPass({ timeout: 30_000 });
      return null;
    } catch (error) {
      const window = await page.locator('main, #root').first().innerText();
      return `letter ${last.letterNumber}: ${String(error).split('\n')[0]}; the screen shows: ${window.slice(0, 800)}`;
    } finally {
      await context.close();
    }
  });
}

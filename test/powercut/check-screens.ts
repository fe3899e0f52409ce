import { openLetter } from '../e2e/pages/agenda.ts';
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
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(desk.address);
      await signIn(page, clerk.username);
      await openLetter(page, last.letterNumber);
      await page.getByText(last.letterNumber, { exact: true }).first().waitFor();
      return null;
    } catch (error) {
      return `letter ${last.letterNumber} is not on the screen: ${String(error)}`;
    } finally {
      await context.close();
    }
  });
}

import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Pictures of a screen in both sizes, for people to look at, where a folder for them is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['LEMBAR_PICTURES'];
  if (!folder) return;
  for (const [width, height] of [
    [1366, 768],
    [911, 512],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}

/** Pictures of a dialog in both colours likewise. */
export async function pictures(page: Page, name: string): Promise<void> {
  const folder = process.env['LEMBAR_PICTURES'];
  if (!folder) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
}

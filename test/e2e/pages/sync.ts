import { expect, type Page } from '@playwright/test';
import type { E2eDesk } from '../support/desk.ts';

/** The sync state in words, always visible. */
export const syncWords = (page: Page) => page.getByTestId('sync-state');

/** Everything is at the server, and the desk has numbers for the year. */
export async function settled(desk: E2eDesk, timeout = 30_000): Promise<void> {
  await expect(syncWords(desk.page)).toContainText('Semua tersimpan di server', { timeout });
}

export async function readyForOffline(desk: E2eDesk): Promise<void> {
  await settled(desk);
  await expect.poll(() => desk.numbersAtHand(2026)).toBeGreaterThan(20);
}

export async function cut(desk: E2eDesk): Promise<void> {
  desk.wire.cut();
  await expect(syncWords(desk.page)).toContainText('Luring', { timeout: 30_000 });
}

/** Restores the wire and requests a sync until one succeeds, as an impatient clerk does. */
export async function mend(desk: E2eDesk): Promise<void> {
  desk.wire.mend();
  await expect(async () => {
    await exchangeNow(desk.page);
    await expect(syncWords(desk.page)).toContainText('Semua tersimpan di server', { timeout: 2000 });
  }).toPass({ timeout: 90_000 });
}

export async function exchangeNow(page: Page): Promise<void> {
  await syncWords(page).click();
  const button = page.getByRole('button', { name: 'Sinkronkan sekarang' });
  await button.click();
  await expect(button).toBeEnabled({ timeout: 30_000 });
}

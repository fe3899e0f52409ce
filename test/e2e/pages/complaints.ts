import { expect, type Page } from '@playwright/test';

export interface TypedComplaint {
  readonly name: string;
  readonly contact?: string;
  readonly subject: string;
  readonly text: string;
}

/** Types reporter and content into the open form, with the keyboard alone from the name on. */
export async function typeComplaint(page: Page, { name, contact = '', subject, text }: TypedComplaint): Promise<void> {
  await page.getByLabel('Nama pelapor').focus();
  for (const words of [name, contact, subject, text]) {
    if (words !== '') await page.keyboard.insertText(words);
    await page.keyboard.press('Tab');
  }
}

/** Saves the open complaint and waits for its page. */
export async function saveComplaint(page: Page, subject: string): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
}

/** The line of the register with these words. */
export const complaintLine = (page: Page, words: string) =>
  page.getByRole('table', { name: 'Register Pengaduan' }).getByRole('row', { name: words });

export async function openRegister(page: Page): Promise<void> {
  await page.keyboard.press('Alt+0');
  await expect(page.getByRole('heading', { level: 1, name: 'Register Pengaduan' })).toBeVisible();
}

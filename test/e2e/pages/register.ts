import { expect, type Page } from '@playwright/test';
import type { PaperLetter } from '../support/samples.ts';

const saved = (page: Page) => page.getByRole('heading', { name: 'Tersimpan' });

/** Opens the form by its shortcut; from the form just saved, by Enter on "Catat berikutnya". */
export async function openForm(page: Page): Promise<void> {
  if (await saved(page).isVisible()) await page.keyboard.press('Enter');
  else await page.keyboard.press('Alt+2');
  await expect(page.getByLabel('Asal surat')).toBeFocused();
}

/** Types a letter into the open form with nothing but the keyboard, field by field in the order of the form. */
export async function typeLetter(page: Page, letter: PaperLetter): Promise<void> {
  const { keyboard } = page;
  const write = async (text: string | undefined): Promise<void> => {
    if (text) await keyboard.type(text.slice(0, 10));
    // The rest of a long text in one go: a thousand strokes say no more than ten and take a minute.
    if (text && text.length > 10) await keyboard.insertText(text.slice(10));
    await keyboard.press('Tab');
  };
  await write(letter.sender);
  await write(letter.number);
  await write(letter.date);
  await write(letter.subject);
  await write(letter.attachments);
  await write(letter.classification);
  await write('Kurir');
  await write(String(letter.urgency ?? 1));
  await write(String(letter.security ?? 1));
  await write(letter.receivedDate);
  await write(letter.receivedTime);
}

export interface Booked {
  /** `417/2026`, or the provisional code. */
  readonly label: string;
}

/** Reads the panel after booking. */
export async function bookedNumber(page: Page): Promise<Booked> {
  await expect(saved(page)).toBeVisible();
  const panel = page.getByRole('status').filter({ hasText: 'Surat dari' });
  return { label: (await panel.locator('p').first().innerText()).trim() };
}

/** Books a letter by keyboard and returns its number. */
export async function book(page: Page, letter: PaperLetter): Promise<Booked> {
  await openForm(page);
  await typeLetter(page, letter);
  await page.keyboard.press('Control+Enter');
  return bookedNumber(page);
}

/** Id of the letter whose page is open. */
export function letterIdOf(page: Page): string {
  const id = /#\/surat\/([^/?]+)/.exec(page.url())?.[1];
  if (!id) throw new Error(`no letter's page: ${page.url()}`);
  return decodeURIComponent(id);
}

/** From the panel after booking to the letter's page. */
export async function openSaved(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Buka surat' }).click();
  await expect(page.getByRole('region', { name: 'Data surat' })).toBeVisible();
  return letterIdOf(page);
}

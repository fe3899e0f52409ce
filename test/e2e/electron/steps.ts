import { expect, type Page } from '@playwright/test';

export interface Entry {
  readonly sender: string;
  readonly letterNumber: string;
  readonly subject: string;
}

/** Joins this PC to the office and signs its first account in, through the form a clerk uses. */
export async function enrol(page: Page, server: string, username: string, password: string): Promise<void> {
  await page.getByLabel('Alamat server').fill(server);
  await page.getByRole('button', { name: 'Periksa alamat' }).click();
  await page.getByRole('button', { name: 'Percayai dan lanjutkan' }).click();
  await page.getByLabel('Nama komputer ini').fill('Meja uji');
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Hubungkan dan masuk' }).click();
  await expect(page.getByRole('heading', { name: 'Buku Agenda Surat Masuk' })).toBeVisible();
}

/** After a restart: signs in again where the system keeps no keys and the session ended with the program. */
export async function comeBack(page: Page, username: string, password: string): Promise<void> {
  const book = page.getByRole('heading', { name: 'Buku Agenda Surat Masuk' });
  const name = page.getByLabel('Nama pengguna');
  await expect(book.or(name)).toBeVisible();
  if (await book.isVisible()) return;
  await name.fill(username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await expect(book).toBeVisible();
}

/** Books a letter by keyboard and waits for "Tersimpan". */
export async function book(page: Page, { sender, letterNumber, subject }: Entry): Promise<void> {
  await page.evaluate(() => (location.hash = '#/catat'));
  // The book that is being left has a column of the same name.
  await expect(page.getByRole('heading', { name: 'Catat Surat Masuk' })).toBeVisible();
  await page.getByLabel('Asal surat').fill(sender);
  await page.getByLabel('Nomor surat').fill(letterNumber);
  await page.getByLabel('Perihal').fill(subject);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Tersimpan', { exact: true })).toBeVisible();
}

/** Finds a letter in the book and opens its page; gives its id. */
export async function openLetter(page: Page, subject: string): Promise<string> {
  await page.evaluate(() => (location.hash = '#/'));
  await expect(page.getByRole('heading', { name: 'Buku Agenda Surat Masuk' })).toBeVisible();
  await page.getByText(subject).first().dblclick();
  await page.waitForURL(/#\/surat\//);
  return /#\/surat\/([^?]+)/.exec(page.url())?.[1] ?? '';
}

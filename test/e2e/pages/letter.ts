import { expect, type Page } from '@playwright/test';

export interface WrittenDisposition {
  /** Titles of the recipients. */
  readonly to: readonly string[];
  readonly instructions: readonly string[];
  readonly note: string;
  /** Title of the writer, where it is not the one proposed. */
  readonly from?: string;
}

/** The chain of the open letter as it is read aloud: one entry per line of text. */
export const chainOf = (page: Page) => page.getByRole('region', { name: 'Alur disposisi surat' });

async function fillIn(page: Page, title: string, { to, instructions, note, from }: WrittenDisposition): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible();
  if (from !== undefined) {
    await dialog.getByRole('combobox', { name: /Tulisan tangan|Sebagai/ }).click();
    await page.getByRole('option', { name: from, exact: true }).click();
  }
  for (const name of to) {
    const below = dialog.getByRole('checkbox', { name, exact: true });
    if (await below.isVisible()) {
      await below.check();
      continue;
    }
    await dialog.getByRole('combobox', { name: 'Cari jabatan lain' }).fill(name);
    await page.getByRole('option', { name, exact: true }).click();
  }
  for (const text of instructions) {
    const tick = dialog.getByRole('checkbox', { name: text, exact: true });
    if (!(await tick.isVisible())) await dialog.getByRole('button', { name: 'Petunjuk lain', exact: true }).click();
    await tick.check();
  }
  await dialog.getByLabel('Catatan').fill(note);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
}

/** Types in what was written on the sheet by hand. */
export async function transcribe(page: Page, written: WrittenDisposition): Promise<void> {
  await page.getByRole('button', { name: 'Ketik disposisi' }).click();
  await fillIn(page, 'Ketik disposisi tulisan tangan', written);
  await expect(chainOf(page)).toContainText(written.note);
}

/** Passes on the disposition that waits for the person signed in. */
export async function forward(page: Page, written: WrittenDisposition): Promise<void> {
  await chainOf(page).getByRole('button', { name: 'Teruskan disposisi' }).click();
  await fillIn(page, 'Teruskan disposisi', written);
  await expect(chainOf(page)).toContainText(written.note);
}

export async function complete(page: Page, text: string): Promise<void> {
  await chainOf(page).getByRole('button', { name: 'Selesai' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nyatakan selesai' });
  await dialog.getByLabel('Uraian').fill(text);
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(dialog).toBeHidden();
  await expect(chainOf(page)).toContainText(text);
}

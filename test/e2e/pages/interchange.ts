import { expect, type Locator, type Page } from '@playwright/test';

export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Kamus data' });

/** A cell by its row, from 1, and the name of its column. */
export async function cell(page: Page, row: number, column: string): Promise<Locator> {
  await expect(grid(page)).toBeVisible();
  const heads = await grid(page).getByRole('columnheader').allInnerTexts();
  const at = heads.findIndex((head) => head.trim() === column);
  if (at < 1) throw new Error(`no column ${column}`);
  return grid(page)
    .getByRole('row')
    .nth(row)
    .getByRole('gridcell')
    .nth(at - 1);
}

/** Pastes text where the focus is, as from a spreadsheet. */
export async function pasteText(target: Locator, text: string): Promise<void> {
  await target.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Waits until everything typed is entered. */
export const kept = (page: Page): Promise<void> =>
  expect(page.getByText('Semua isian tersimpan.')).toBeVisible({ timeout: 15_000 });

/** Writes a cell by keyboard: the cursor is set on it, then it is typed over. */
export async function writeCell(page: Page, row: number, column: string, text: string): Promise<void> {
  await (await cell(page, row, column)).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Fills parts of the document by their labels. */
export async function writeParts(page: Page, parts: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('tab', { name: 'Isi dokumen' }).click();
  for (const [label, text] of Object.entries(parts)) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.blur();
  }
}

export async function choosePart(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** Makes the version its dialog offers. */
export async function makeVersion(page: Page, version: string): Promise<void> {
  await page.getByRole('button', { name: 'Tetapkan versi', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: `Tetapkan versi ${version}` }).click();
  await expect(dialog).toBeHidden();
}

/** Records the signature of a party of the newest version. */
export async function sign(page: Page, party: string, name: string, scan: string): Promise<void> {
  await page
    .getByRole('group', { name: party, exact: true })
    .first()
    .getByRole('button', { name: 'Catat tanda tangan' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama penanda tangan').fill(name);
  await dialog.getByLabel('Jabatan penanda tangan').fill('Kepala Dinas');
  await dialog.getByRole('combobox', { name: 'Pindaian lembar tanda tangan' }).click();
  await page.getByRole('option', { name: scan }).click();
  await dialog.getByRole('button', { name: 'Catat tanda tangan' }).click();
  await expect(dialog).toBeHidden();
}

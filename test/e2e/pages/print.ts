import { expect, type Page } from '@playwright/test';
import { papers, parafHeight, type PaperSize } from '../../../shared/sheet/paper.ts';
import { readPdf, squeezed, type PdfPage } from '../print-harness/read-pdf.ts';

/** Prints through the dialog of the open letter; the browser's own dialog is counted, not shown. */
export async function printSheet(page: Page, kind: 'Kosong' | 'Terisi', paper: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Cetak lembar disposisi' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('radio', { name: kind }).check();
  await dialog.getByRole('combobox', { name: 'Ukuran kertas' }).click();
  await page.getByRole('option', { name: paper }).click();
  await expect(dialog.getByRole('status')).toContainText(/\d+ halaman/);
  const before = await page.evaluate(() => (window as unknown as { printed: string[] }).printed.length);
  await dialog.getByRole('button', { name: 'Cetak', exact: true }).click();
  await expect(page.getByText('Pencetakan tercatat.')).toBeVisible();
  const printed = await page.evaluate(() => (window as unknown as { printed: string[] }).printed);
  expect(printed.length).toBe(before + 1);
  await dialog.getByRole('button', { name: 'Tutup' }).click();
  await expect(dialog).toBeHidden();
  return printed.at(-1) ?? '';
}

export interface PrintedSheet {
  readonly pages: readonly PdfPage[];
  /** All words of all pages, without white space. */
  readonly text: string;
  readonly ticks: Readonly<Record<string, boolean>>;
  /** The subject in the document, over all pages. */
  readonly subject: string;
}

/** The sheet of a letter as a PDF, through the print route; checks what holds for every sheet of that paper. */
export async function sheetPdf(
  page: Page,
  letter: string,
  kind: 'blank' | 'filled',
  paper: PaperSize,
): Promise<PrintedSheet> {
  const before = page.url();
  const query = new URLSearchParams({ kind, paper, signer: 'kepala-dinas', print: letter });
  await page.goto(`${new URL(before).origin}/#/cetak/${letter}?${query}`);
  await page.waitForSelector('html[data-sheet=ready]');
  const pages = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  const root = page.locator('.print-root');
  const ticks = await root
    .locator('.sheet-nature .sheet-tick')
    .evaluateAll((all) => all.map((one) => [one.textContent, one.getAttribute('data-ticked') === 'true'] as const));
  const subject = (await root.locator('[data-flow="subject"]').allTextContents()).join('');
  const paraf = await root.locator('[data-page="1"] [data-paraf]').boundingBox();
  await page.goto(before);

  const { width, height } = papers[paper];
  for (const one of pages) {
    expect(Math.abs(one.width - width), `${paper} width ${one.width} mm`).toBeLessThan(0.4);
    expect(Math.abs(one.height - height), `${paper} height ${one.height} mm`).toBeLessThan(0.4);
  }
  expect(((paraf?.height ?? 0) * 25.4) / 96, `${paper}: room for the paraf`).toBeGreaterThanOrEqual(parafHeight - 0.05);
  const text = squeezed(pages.map((one) => one.text).join(''));
  expect(text).toContain(`hal.1/${pages.length}`);
  expect(text).toContain(`hal.${pages.length}/${pages.length}`);
  return { pages, text, ticks: Object.fromEntries(ticks), subject };
}

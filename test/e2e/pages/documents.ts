import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { docxText } from '../../support/docx-text.ts';
import { readPdf, squeezed } from '../print-harness/read-pdf.ts';
import { section } from './case.ts';

/** A document as it was given out in both forms, its words without white space. */
export interface GivenOut {
  readonly docx: string;
  readonly pdf: string;
}

const panel = (page: Page) => page.getByRole('region', { name: 'Dokumen permohonan' });

/** The row of a document under its step; some titles occur under several steps. */
function rowOf(page: Page, no: number, title: string): Locator {
  const step = panel(page)
    .locator('div')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^Langkah ${no}\\.`) }) })
    .last();
  return step
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^Buat(?: dokumen lain)?: ${escape(title)}$`) }) });
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Writes a document of the open request with what is proposed, or with a number of its own. */
export async function writeDocument(page: Page, no: number, title: string, number?: string): Promise<void> {
  await section(page, 'Dokumen').click();
  await rowOf(page, no, title).getByRole('button', { name: /^Buat/ }).click();
  const dialog = page.getByRole('dialog', { name: title, exact: true });
  await expect(dialog).toBeVisible();
  if (number !== undefined) await dialog.getByLabel('Nomor', { exact: true }).fill(number);
  for (const field of await dialog.getByRole('textbox').all()) {
    if ((await field.inputValue()) === '') await field.fill(`Isian uji untuk ${title}`);
  }
  await dialog.getByRole('button', { name: 'Catat dokumen' }).click();
  await expect(dialog).toBeHidden();
}

/** Saves the newest issue as a Word file and prints it as PDF; leaves the page of the request open. */
export async function giveOut(page: Page, no: number, title: string): Promise<GivenOut> {
  await section(page, 'Dokumen').click();
  const row = rowOf(page, no, title);
  const saving = page.waitForEvent('download');
  await row
    .getByRole('button', { name: /^Simpan \.docx/ })
    .first()
    .click();
  const docx = docxText(await readFile(await (await saving).path()));
  const before = page.url();
  await row
    .getByRole('button', { name: /^Cetak\/PDF/ })
    .first()
    .click();
  await page.waitForURL(/#\/cetak-dokumen\//);
  await expect(page.locator('html[data-sheet=ready]')).toHaveCount(1);
  const pages = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  await page.goto(before);
  await expect(section(page, 'Langkah')).toBeVisible();
  return { docx: squeezed(docx), pdf: squeezed(pages.map(({ text }) => text).join('')) };
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import PizZip from 'pizzip';
import { fillTemplate } from '../../renderer/ui/documents/docx-file.ts';
import { documentModel } from '../../shared/documents/build-document.ts';
import { templateData } from '../../shared/documents/template-tags.ts';
import { serviceAt } from '../../shared/services/edition.ts';
import { publishedServices } from '../../shared/services/services.ts';
import { papers } from '../../shared/sheet/paper.ts';
import { placeName, places, sampleSource } from '../support/document-samples.ts';
import { docxText, shippedTemplate } from '../support/docx-text.ts';
import type { Office } from '../../renderer/data/office.ts';
import type { OfficeIdentity } from '../../shared/office/master.ts';
import { caseState } from '../../shared/cases/case-state.ts';
import type { DocumentSource } from '../../shared/documents/document-source.ts';
import type { DocumentPlace } from '../../shared/documents/layouts.ts';
import { actId, caseId, finishedCases } from './document-harness/cases.ts';
import { readPdf, squeezed, type PdfPage } from './print-harness/read-pdf.ts';
import { harnessIn, test } from './support/harness.ts';

const harness = harnessIn(join(import.meta.dirname, 'document-harness'));

/** Errors of the page and everything its content security policy stopped. */
function complaints(page: Page): readonly string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

async function open(page: Page, route: string): Promise<void> {
  // Another hash alone would not reload the page.
  await page.goto('about:blank');
  await page.goto(`${harness.url}#${route}`);
}

async function pdfOf(page: Page, route: string): Promise<readonly PdfPage[]> {
  await open(page, route);
  await page.waitForSelector('html[data-sheet=ready]');
  return readPdf(await page.pdf({ preferCSSPageSize: true }));
}

/** The words of all pages without the page numbers in their margins. */
const words = (pages: readonly PdfPage[]): string =>
  squeezed(pages.map(({ text }, i) => text.replace(`hal. ${i + 1}/${pages.length}`, '')).join(' '));

/** The source of a document in the harness's case, where the papers of other steps were given out as well. */
function recordedSource(place: DocumentPlace): DocumentSource {
  const found = finishedCases.find(({ id }) => id === caseId(place.service));
  const service = found && serviceAt(place.service, found);
  const state = found && service && caseState(found, () => service);
  if (!found || !service || !state) throw new Error(placeName(place));
  return { ...sampleSource(place), service, found, state };
}

for (const { prefix } of publishedServices) {
  test(`every document of ${prefix}: the PDF says what the .docx says`, async ({ page }) => {
    const problems = complaints(page);
    for (const place of places.filter(({ service }) => service.prefix === prefix)) {
      const pages = await pdfOf(page, `/cetak-dokumen/${caseId(place.service)}/${actId(place)}`);
      const model = documentModel(recordedSource(place));
      const filled = model && fillTemplate(shippedTemplate(place.definition.code), templateData(model));
      if (!filled?.ok) throw new Error(placeName(place));
      const docx = squeezed(docxText(filled.value));
      const headless = (text: string): string => withoutRepeatedHeads(text, model, pages.length);
      expect(headless(words(pages)), placeName(place)).toBe(docx);
      pages.forEach(({ width, height, text, smallest }, i) => {
        expect(Math.abs(width - papers.A4.width)).toBeLessThan(0.4);
        expect(Math.abs(height - papers.A4.height)).toBeLessThan(0.4);
        expect(smallest).toBeGreaterThan(8.95);
        // The first page of a letter has no number.
        const isLetter = model?.form === 'surat' || model?.form === 'nota-dinas';
        expect(text.includes(`hal. ${i + 1}/${pages.length}`), placeName(place)).toBe(i > 0 || !isLetter);
      });
    }
    expect(problems).toEqual([]);
  });
}

/** A table that goes on over a page has its head again there; the .docx text holds it once. */
function withoutRepeatedHeads(text: string, model: ReturnType<typeof documentModel>, pages: number): string {
  let rest = text;
  for (const { columns } of model?.tables ?? []) {
    const head = squeezed(columns.map(({ label }) => label).join(''));
    for (let more = 1; more < pages; more++) {
      const first = rest.indexOf(head);
      const again = rest.indexOf(head, first + 1);
      if (again > 0) rest = rest.slice(0, again) + rest.slice(again + head.length);
    }
  }
  return rest;
}

test('a letter with copies is one page, without a number, with the margins of an official letter', async ({ page }) => {
  for (const route of ['analisa--undangan-analisa', 'demo--undangan-demo']) {
    const pages = await pdfOf(page, `/cetak-dokumen/case-APL/${route}`);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.text).not.toContain('hal. 1/1');
  }
  const size = await page.locator('.doc').evaluate((doc) => getComputedStyle(doc).fontSize);
  expect(size).toBe('16px');
});

test('a long table goes on over pages with its head, and the signature is never alone', async ({ page }) => {
  const pages = await pdfOf(page, '/cetak-dokumen/case-long/pemeriksaan-keamanan--laporan-keamanan');
  expect(pages.length).toBeGreaterThan(2);
  for (const { text } of pages.slice(1, -1)) expect(squeezed(text)).toContain('No.TingkatTemuan');
  const last = squeezed(pages.at(-1)?.text ?? '');
  expect(last).toContain('Ir.SyamsulBahri,M.T.');
  expect(last).toContain('Demikianlaporanini');
});

test('an officer writes a document, corrects what is missing, saves it for Word and prints it', async ({ page }) => {
  const problems = complaints(page);
  await open(page, '/dokumen/case-new');
  await page.getByRole('button', { name: 'Buat: Tanda terima berkas' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tanda terima berkas' });
  await expect(dialog.getByLabel('Nomor', { exact: true })).toHaveValue(/\/417\/DISKOMINFOTIK\/XI\/2026$/);
  // Everything that is wrong is said at once, each thing at its field.
  await dialog.getByLabel('Nomor', { exact: true }).fill('');
  await dialog.getByLabel('Tanggal', { exact: true }).fill('45/45/2026');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Wajib diisi.')).toHaveCount(2);
  await expect(dialog.getByText(/^Bukan tanggal yang benar/)).toBeVisible();
  await expect(dialog.getByLabel('Nomor', { exact: true })).toBeFocused();
  await dialog.getByLabel('Tanggal', { exact: true }).fill('20/11/2026');
  await dialog.getByLabel('Nomor', { exact: true }).fill('TT/7/XI/2026');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Diserahkan oleh')).toBeFocused();
  await expect(dialog.getByText('Wajib diisi.')).toBeVisible();
  await expect(dialog.getByLabel('Nomor', { exact: true })).toHaveValue('TT/7/XI/2026');
  await page.keyboard.type('Siti Aminah');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('TT/7/XI/2026, 20 November 2026')).toBeVisible();

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Simpan \.docx: TT\/7/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('Tanda terima berkas TT-7-XI-2026.docx');
  const docx = squeezed(docxText(await readFile(await file.path())));
  expect(docx).toContain('SitiAminah');

  await page.getByRole('button', { name: /^Ganti dengan edisi baru/ }).click();
  await expect(dialog.getByLabel('Diserahkan oleh')).toHaveValue('Siti Aminah');
  await dialog.getByRole('button', { name: 'Catat dokumen' }).click();
  await expect(page.getByRole('button', { name: /^Simpan \.docx/ })).toHaveCount(2);

  // The first edition comes out as it was given out, whatever replaced it.
  await page.getByRole('button', { name: 'Cetak/PDF: TT/7/XI/2026, 20 November 2026', exact: true }).click();
  await page.waitForSelector('html[data-sheet=ready]');
  expect(words(await readPdf(await page.pdf({ preferCSSPageSize: true })))).toBe(docx);
  await page.getByRole('button', { name: 'Kembali' }).click();
  await expect(page.getByText('TT/7/XI/2026, 20 November 2026 (sudah digantikan)')).toBeVisible();
  expect(problems).toEqual([]);
});

test('paper and emblems of the office are those of every document, as PDF and in Word', async ({ page }) => {
  const problems = complaints(page);
  await open(page, '/dokumen/case-APL');
  await page.waitForSelector('h3');
  await page.evaluate(async () => {
    const { office } = window as unknown as { office: Office };
    const drawing = (colour: string): string =>
      `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400" viewBox="0 0 30 40"><path d="M0 0h30v25L15 40 0 25z" fill="${colour}"/></svg>`)}`;
    const [known] = office.master<OfficeIdentity>('office');
    const doc = { ...known, emblem: drawing('green'), secondEmblem: drawing('navy'), paper: 'F4' };
    const saved = await office.run('office.save', { doc });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  });
  const saved = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /^Simpan \.docx/ })
    .first()
    .click();
  const zip = new PizZip(await readFile(await (await saved).path()));
  expect(zip.file('word/document.xml')?.asText()).toContain('<w:pgSz w:w="12189" w:h="18709"');
  for (const name of ['lambang-1.png', 'lambang-2.png']) {
    const png = Buffer.from(zip.file(`word/media/${name}`)?.asUint8Array() ?? []);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // The shape of the drawing, sharp enough for paper.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([461, 614]);
  }
  await page
    .getByRole('button', { name: /^Cetak\/PDF/ })
    .first()
    .click();
  await page.waitForSelector('html[data-sheet=ready]');
  await expect(page.locator('.doc-emblem')).toHaveCount(2);
  const [first] = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(Math.abs((first?.height ?? 0) - papers.F4.height)).toBeLessThan(0.4);
  expect(problems).toEqual([]);
});

test('the paper of documents is chosen with the data of the office, and nothing else changes', async ({ page }) => {
  const problems = complaints(page);
  const known = () =>
    page.evaluate(() => (window as unknown as { office: Office }).office.master<OfficeIdentity>('office')[0]);
  await open(page, '/kantor');
  await expect(page.getByLabel('Kertas dokumen')).toBeVisible();
  const before = await known();
  await page.getByLabel('Kertas dokumen').click();
  await page.getByRole('option', { name: 'F4 (215 × 330 mm)' }).click();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect.poll(known).toEqual({ ...before, paper: 'F4' });
  expect(problems).toEqual([]);
});

test('the office uses its own template, sees what is wrong with a broken one, and goes back', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lembar-template-'));
  const change = async (name: string, from: string, to: string): Promise<string> => {
    const zip = new PizZip(shippedTemplate('tanda-terima'));
    const xml = zip.file('word/document.xml')?.asText() ?? '';
    expect(xml).toContain(from);
    const path = join(folder, name);
    await writeFile(path, zip.file('word/document.xml', xml.replace(from, to)).generate({ type: 'uint8array' }));
    return path;
  };
  try {
    await open(page, '/templat');
    const row = page.getByRole('row', { name: /^Tanda terima berkas/ });
    const choose = row.locator('input[type=file]');
    await choose.setInputFiles(await change('rusak.docx', '{judul}', '{pengirim}'));
    await expect(row.getByRole('alert')).toHaveText(
      'Templat memakai bidang {pengirim} yang tidak dikenal pada dokumen ini.',
    );
    await expect(row).toContainText('Bawaan program');
    await choose.setInputFiles(await change('kantor.docx', '{judul}', 'BUKTI PENERIMAAN'));
    await expect(row).toContainText('Templat kantor (kantor.docx)');
    await expect(row.getByRole('alert')).toHaveCount(0);
    const saved = page.waitForEvent('download');
    await row.getByRole('button', { name: /^Unduh/ }).click();
    expect(docxText(await readFile(await (await saved).path()))).toContain('BUKTI PENERIMAAN');
    await row.getByRole('button', { name: /^Kembali ke templat bawaan/ }).click();
    await page.getByRole('button', { name: 'Pakai templat bawaan' }).click();
    await expect(row).toContainText('Bawaan program');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

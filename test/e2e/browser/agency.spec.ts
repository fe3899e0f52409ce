import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import type { Case } from '../../../shared/cases/case.ts';
import { freeze } from '../../../shared/documents/edition.ts';
import { sha256 } from '../../../server/auth/tokens.ts';
import { openCase } from '../../support/agency-case.ts';
import { enrolDesk, type DeskClient } from '../../support/desk-client.ts';
import { httpWire } from '../../support/wire.ts';
import { scanFile, viewer } from '../pages/scans.ts';
import { enrolHere, giveName } from '../pages/session.ts';
import { syncWords } from '../pages/sync.ts';
import { prepareWindow } from '../support/office-clock.ts';
import { expect, test, type E2eOffice } from '../support/office-test.ts';
import { password } from '../support/set-up-office.ts';

const secret = 'sandi-dinas-hukum';
const biro = { id: 'biro-hukum', name: 'Biro Hukum' };

const letterOut = {
  ...{
    code: 'surat-pengembalian',
    form: 'surat',
    title: 'Surat pengembalian berkas',
    number: '8/KEM/2026',
    edition: '',
  },
  letterhead: { government: 'PEMERINTAH PROVINSI RIAU', name: 'DISKOMINFOTIK', contact: [], emblem: null },
  ...{ date: '8 Oktober 2026', dateline: 'Pekanbaru, 8 Oktober 2026', head: [], addressee: ['Kepala Biro Hukum'] },
  ...{
    intro: [],
    parties: [],
    opening: ['Berkas permohonan Saudara kami kembalikan.'],
    lines: [],
    about: [],
    tables: [],
  },
  ...{ closing: ['Terima kasih.'], signatures: [], witness: null, copies: [], electronicNote: '' },
};

/** A case of the Biro Hukum that was sent back for want of papers, and one of another agency. */
async function casesOf(office: E2eOffice): Promise<{ readonly tu: DeskClient; readonly caseId: string }> {
  const wire = httpWire(office.address);
  const tu = await enrolDesk(wire, 'tu', password, { name: 'Meja TU' });
  const kabid = await enrolDesk(wire, 'kabid.aptika', password, { name: 'Meja Kabid' });
  const { caseId } = await openCase(tu, biro.id, { title: 'Aplikasi produk hukum', agency: biro });
  await openCase(tu, 'sekretariat-dprd', { title: 'Aplikasi risalah rapat' });
  const at = { step: 'telaah', round: 1 };
  const paper = {
    ...at,
    code: 'surat-pengembalian',
    number: '8/KEM/2026',
    date: '2026-10-08',
    signer: null,
    content: {},
  };
  await kabid.say('case.document', { caseId, act: { ...paper, frozen: freeze(letterOut, sha256) } }, { v: 2 });
  const back = { ...at, outcome: 'tidak-lengkap', fields: {}, note: 'Catatan dalam', onBehalf: false };
  await kabid.say('case.finish', { caseId, act: { ...back, finishedOn: '2026-10-08' } });
  return { tu, caseId };
}

async function openPage(context: BrowserContext, office: E2eOffice): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(prepareWindow, office.clock.shift);
  await page.goto(`${office.address}/`);
  return page;
}

/** An administrator makes the account where accounts are made. */
async function makeAccount(page: Page): Promise<void> {
  await enrolHere(page, 'admin');
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');
  await page.goto(`${page.url().split('#')[0] ?? ''}#/induk/akun`);
  await page.getByRole('button', { name: 'Tambah' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama pengguna', { exact: true }).fill('biro.hukum');
  await dialog.getByRole('radio', { name: 'Instansi' }).check();
  await dialog.getByLabel('Kata sandi baru', { exact: true }).fill(secret);
  await dialog.getByLabel('Nama petugas instansi').fill('Ratna Sari');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(dialog.getByText('Wajib diisi.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Instansi' }).fill('Biro Hukum');
  await page.getByRole('option', { name: 'Biro Hukum' }).click();
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByText('Akun biro.hukum tersimpan di server.')).toBeVisible();
  await expect(page.getByRole('row', { name: /biro\.hukum/ })).toContainText('Ratna Sari, Biro Hukum');
}

/** What axe-core finds on the present screen. */
async function accessFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
}

const rowOf = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const stateOf = (page: Page, title: string) => rowOf(page, title).getByTestId('hand-in-state');

/** Hands in a file, the whole way by keyboard but for the browser's own dialog. */
async function handIn(page: Page, title: string, file: string, remark: string): Promise<void> {
  const button = rowOf(page, title).getByRole('button', { name: 'Serahkan berkas' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Pilih berkas' })).toBeFocused();
  await dialog.locator('input[type=file]').setInputFiles(scanFile(file));
  await expect(dialog.getByRole('status')).toContainText(file);
  await page.keyboard.press('Tab');
  await page.keyboard.type(remark);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('[P20] an agency sees its own request, hands in what is asked for, also without the network, and nothing else', async ({
  browser,
  office,
}) => {
  const { tu, caseId } = await casesOf(office);
  const admin = await browser.newContext();
  const outside = await browser.newContext();
  const adminPage = await openPage(admin, office);
  await makeAccount(adminPage);

  const page = await openPage(outside, office);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await enrolHere(page, 'biro.hukum', secret);
  await expect(page.getByRole('heading', { name: 'Permohonan Saya' })).toBeVisible();
  const rows = page.getByRole('table', { name: 'Permohonan Saya' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Aplikasi produk hukum');
  await expect(rows.nth(1)).toContainText('4 persyaratan');
  await expect(page.getByText('risalah rapat')).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link')).toHaveCount(1);

  expect(await accessFaults(page)).toEqual([]);

  await rows.nth(1).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/menunggu kelengkapan dari instansi Anda/)).toBeVisible();
  await expect(page.getByText('Catatan dalam')).toHaveCount(0);
  await handIn(page, 'Kerangka Acuan Kerja', 'surat.pdf', 'Sudah ditandatangani');
  await expect(stateOf(page, 'Kerangka Acuan Kerja')).toContainText('Tersimpan di server', { timeout: 30_000 });
  await expect(rowOf(page, 'Kerangka Acuan Kerja')).toContainText('Diserahkan Ratna Sari');

  expect(await accessFaults(page)).toEqual([]);

  await outside.setOffline(true);
  await handIn(page, 'Proses Bisnis', 'amplop.png', '');
  await expect(stateOf(page, 'Proses Bisnis')).toHaveText('Tersimpan di peramban ini, menunggu dikirim ke server');
  await expect(rowOf(page, 'Proses Bisnis')).toContainText('Diserahkan dari peramban ini');
  await outside.setOffline(false);
  await page.getByRole('button', { name: 'Perbarui sekarang' }).click();
  await expect(stateOf(page, 'Proses Bisnis')).toContainText('Tersimpan di server', { timeout: 30_000 });

  await rowOf(page, 'Kerangka Acuan Kerja').getByRole('button', { name: 'Buka berkas surat.pdf' }).click();
  await expect(viewer(page).getByRole('status')).toHaveText('Halaman 1 dari 3');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /Buka dokumen Surat pengembalian berkas/ }).click();
  await expect(page.getByText('Berkas permohonan Saudara kami kembalikan.').first()).toBeVisible();

  const handed = (await tu.letter<Case>(caseId, 'case'))?.acts.filter(({ kind }) => kind === 'handIn');
  expect(handed).toMatchObject([
    { code: 'kak', onBehalf: false, by: { agency: { id: 'biro-hukum', person: 'Ratna Sari' } } },
    { code: 'proses-bisnis', onBehalf: false },
  ]);
  await tu.say('case.requirement', { caseId, act: { code: 'kak', present: true, scanId: null, remark: 'lengkap' } });
  await page.getByRole('link', { name: /^APL-2026/ }).click();
  await page.getByRole('button', { name: 'Perbarui sekarang' }).click();
  await expect(rowOf(page, 'Kerangka Acuan Kerja').getByText('Ada', { exact: true })).toBeVisible();
  await expect(rowOf(page, 'Kerangka Acuan Kerja').getByRole('button', { name: 'Serahkan berkas' })).toHaveCount(0);

  await page.reload();
  await expect(rowOf(page, 'Kerangka Acuan Kerja')).toContainText('Diserahkan Ratna Sari');
  for (const path of ['', 'induk', 'surat/x', 'permohonan', 'cetak-agenda', 'sinkron']) {
    await page.goto(`${office.address}/#/${path}`);
    await expect(page.getByRole('heading', { name: 'Permohonan Saya' })).toBeVisible();
  }

  await adminPage.goto(`${office.address}/#/permohonan/${caseId}?bagian=persyaratan`);
  const paper = rowOf(adminPage, 'Proses Bisnis');
  await expect(paper).toContainText('Diserahkan instansi: Ratna Sari', { timeout: 30_000 });
  await paper.getByRole('button', { name: 'Berkas dari instansi: amplop.png' }).click();
  await expect(adminPage.getByRole('dialog')).toContainText('amplop.png');

  await page.getByRole('button', { name: /^Akun / }).click();
  await page.getByRole('menuitem', { name: 'Ganti pengguna' }).click();
  await giveName(page, 'tu');
  await expect(page.getByText(/Akun kantor tidak dapat masuk di sini/)).toBeVisible();
  expect(complaints).toEqual([]);
  await admin.close();
  await outside.close();
});

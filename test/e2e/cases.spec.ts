import type { Page } from '@playwright/test';
import { picture } from './pages/pictures.ts';
import { book, openForm, openSaved, typeLetter } from './pages/register.ts';
import { signIn, switchTo } from './pages/session.ts';
import { cut, mend, settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';

const subject = 'Permohonan pembuatan aplikasi pelaporan kejadian bencana';
const letter = { sender: 'BPBD Provinsi Riau', number: 'B/573/BPBD/X/2026', date: '05/10/2026', subject };
const long = `Permohonan integrasi ${'data kependudukan dan bantuan sosial lintas perangkat daerah '.repeat(7)}`.slice(
  0,
  445,
);

const requirement = async (page: Page, title: RegExp, remark: string): Promise<void> => {
  await page.getByRole('button', { name: title }).click();
  await page.getByLabel('Keterangan, misalnya').fill(remark);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
};

test('a request goes from its letter to its first steps, with and without the network', async ({ openDesk }) => {
  test.setTimeout(300_000);
  const one = await openDesk('Meja TU', { as: 'tu', ownBrowser: true });
  const { page } = one;
  await settled(one);
  await switchTo(page, 'kabid.aptika');
  await settled(one);
  await switchTo(page, 'tu');

  let number = '';
  await test.step('the service is recognised from the subject, and the case opened from the letter', async () => {
    await book(page, letter);
    await openSaved(page);
    await picture(page, 'letter');
    await page.getByRole('button', { name: 'Buka permohonan' }).click();
    const dialog = page.getByRole('dialog', { name: 'Buka permohonan' });
    await expect(dialog).toContainText('Pembuatan Aplikasi Layanan Pemerintah Lintas Perangkat Daerah');
    await picture(page, 'open-case');
    await dialog.getByRole('button', { name: 'Buka permohonan' }).click();
    const shown = page.getByText(/^APL-2026-\d{4}$/);
    await expect(shown).toBeVisible();
    number = await shown.innerText();
    await expect(page.getByText('Surat ini belum mempunyai disposisi.')).toBeVisible();
    await picture(page, 'case-steps-tu');
  });

  await test.step('the same letter booked again finds its case', async () => {
    await openForm(page);
    await typeLetter(page, letter);
    await page.keyboard.press('Control+Enter');
    await page.getByLabel(/Alasan/).fill('Diantar dua kali');
    await page.keyboard.press('Control+Enter');
    await openSaved(page);
    await page.getByRole('button', { name: `Tautkan dengan ${number}` }).click();
    await expect(page.getByText('Surat lain')).toBeVisible();
  });

  await test.step('papers are recorded, and what is missing is listed', async () => {
    await page.getByRole('tab', { name: 'Persyaratan' }).click();
    await requirement(page, /Catat Surat permohonan/, 'asli, map hijau');
    await requirement(page, /Catat Dokumen Kerangka/, 'softcopy');
    await expect(page.getByRole('alert')).toContainText('Database pendukung');
    await picture(page, 'requirements');
    await page.getByRole('link', { name: 'Buat tanda terima berkas' }).click();
    await expect(page.getByRole('button', { name: 'Buat: Tanda terima berkas' })).toBeVisible();
    await settled(one);
  });

  await test.step('a second case with a long title, for another service', async () => {
    await book(page, { ...letter, sender: 'Dinas Sosial', number: '460/12', subject: long });
    await openSaved(page);
    await page.getByRole('button', { name: 'Buka permohonan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Buka permohonan' }).click();
    await expect(page.getByText(/^INT-2026-\d{4}$/)).toBeVisible();
    await picture(page, 'case-long');
    await settled(one);
  });

  await test.step('offline the head of the division finds it among his work and begins its review', async () => {
    await switchTo(page, 'kabid.aptika');
    await page.keyboard.press('Alt+9');
    await expect(page.getByRole('row', { name: /^INT-/ })).toBeVisible();
    await settled(one);
    await cut(one);
    await page.keyboard.press('Alt+3');
    await expect(page.getByRole('region', { name: 'Permohonan yang menunggu tindakan' })).toContainText(number);
    await picture(page, 'my-work');
    await page.keyboard.press('Alt+9');
    await expect(page.getByRole('grid', { name: 'Permohonan' })).toBeVisible();
    await page.getByLabel('Cari permohonan').fill('bencana');
    await page.keyboard.press('ArrowDown');
    await picture(page, 'list');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: /Isian langkah 4/ });
    await form.getByLabel('Hasil telaah').fill('Layak, perlu dilengkapi.');
    await form.getByRole('button', { name: 'Lengkap, teruskan' }).click();
    await expect(form.getByRole('alert')).toContainText('Persyaratan belum lengkap: Dokumen Proses Bisnis');
    await picture(page, 'gates');
    await form.getByRole('button', { name: 'Tolak permohonan' }).click();
    await expect(form.getByText('Tuliskan alasannya.')).toBeVisible();
    await picture(page, 'reason');
  });

  await test.step('the draft is there after a restart; papers, document and step are finished offline', async () => {
    await one.restart();
    await signIn(one.page, 'kabid.aptika');
    await one.page.keyboard.press('Alt+9');
    await one.page.getByRole('row', { name: new RegExp(number) }).click();
    const form = one.page.getByRole('form', { name: /Isian langkah 4/ });
    await expect(form.getByLabel('Hasil telaah')).toHaveValue('Layak, perlu dilengkapi.');
    await one.page.getByRole('tab', { name: 'Persyaratan' }).click();
    await requirement(one.page, /Catat Dokumen Proses Bisnis/, 'softcopy');
    await requirement(one.page, /Catat Database/, 'diserahkan dalam diska lepas');
    await expect(one.page.getByText('Persyaratan lengkap.')).toBeVisible();
    await one.page.getByRole('tab', { name: 'Dokumen' }).click();
    await one.page.getByRole('button', { name: 'Buat: Hasil telaah' }).click();
    await picture(one.page, 'document');
    await one.page.getByRole('dialog').getByLabel('Nomor').first().fill('555/12/APTIKA/X/2026');
    await one.page.getByRole('button', { name: 'Catat dokumen' }).click();
    await expect(one.page.getByRole('dialog')).toBeHidden();
    await picture(one.page, 'documents');
    await one.page.getByRole('tab', { name: 'Langkah' }).click();
    await form.getByRole('button', { name: 'Lengkap, teruskan' }).click();
    await expect(one.page.locator('[aria-current=step]')).toContainText('5. Analisa bersama pengusul');
    const done = one.page.getByRole('listitem').filter({ has: one.page.getByRole('img', { name: 'Langkah selesai' }) });
    // Sheet and disposition are not on the letter yet.
    await expect(done.getByRole('heading')).toHaveText([/^1\. /, /^4\. /]);
    await picture(one.page, 'step-5');
    await one.page.getByRole('tab', { name: 'Linimasa' }).click();
    const drawn = one.page.getByRole('row', { name: /4\. / }).getByRole('img', { name: /^rencana .*; putaran 1: / });
    await expect(drawn).toBeVisible();
    await picture(one.page, 'linimasa');
    await one.page.getByRole('link', { name: 'Cetak linimasa' }).click();
    await expect(one.page.getByRole('heading', { name: 'LINIMASA PERMOHONAN' })).toBeVisible();
    await one.page.getByRole('button', { name: 'Kembali' }).click();
    await expect(one.page.getByRole('tab', { name: 'Linimasa', selected: true })).toBeVisible();
    await one.page.getByRole('tab', { name: 'Riwayat' }).click();
    await picture(one.page, 'riwayat');
  });

  await mend(one);
  await settled(one);

  await test.step('the next in line finds it among his work, and its form with rows', async () => {
    await switchTo(one.page, 'kasi.aplikasi');
    await settled(one);
    await one.page.keyboard.press('Alt+3');
    await one.page.getByRole('link', { name: new RegExp(number) }).click();
    const form = one.page.getByRole('form', { name: /Isian langkah 5/ });
    await form.getByRole('group', { name: 'Pertemuan' }).getByRole('button', { name: 'Tambah baris' }).click();
    await form.getByLabel('Tanggal').first().fill('12/10/2026');
    await form.getByLabel('Waktu').fill('09.00');
    await form.getByLabel('Tempat').fill('Ruang rapat Aptika');
    await form.getByLabel('Bentuk aplikasi').fill('Aplikasi web');
    await form.getByRole('button', { name: 'Bangun aplikasi baru' }).click();
    await expect(form.getByText('Wajib diisi.').first()).toBeVisible();
    await expect(form.getByText('Isi sedikitnya 1 baris.')).toBeVisible();
    await picture(one.page, 'rows');
  });
  expect(one.complaints).toEqual([]);
});

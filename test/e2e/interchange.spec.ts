import { nameInSubject } from '../../shared/services/name-of-case.ts';
import { aWorkbook } from '../support/workbook.ts';
import { integrateData as service } from '../../shared/services/integrate-data.ts';
import { doStep, endStep, openCase, section, stepForm } from './pages/case.ts';
import { writeDocument } from './pages/documents.ts';
import {
  cell,
  choosePart,
  grid,
  kept,
  makeVersion,
  pasteText,
  sign,
  writeCell,
  writeParts,
} from './pages/interchange.ts';
import { book, openSaved } from './pages/register.ts';
import { haveRequirement } from './pages/requirements.ts';
import { addScans } from './pages/scans.ts';
import { picture } from './pages/pictures.ts';
import { cut, mend, readyForOffline, settled } from './pages/sync.ts';
import type { E2eDesk } from './support/desk.ts';
import { expect, test } from './support/office-test.ts';

const letter = {
  sender: 'Dinas Kesehatan',
  number: '440/DINKES/IX/2026/2118',
  date: '25/09/2026',
  subject: 'Permohonan Integrasi Data Fasilitas Kesehatan dengan Portal Data Provinsi',
  attachments: '2 (dua) berkas',
};

const copied = [
  ['Nama', 'Label', 'Tipe', 'Panjang', 'Wajib', 'Kunci', 'Satuan'],
  ['kode_faskes', 'Kode fasilitas', 'varchar', '12', 'ya', 'ya', ''],
  ['nama', 'Nama fasilitas', 'teks', 'panjang', 'ya', '', ''],
  ['tempat_tidur', 'Jumlah tempat tidur', 'bilangan bulat', '', '', '', 'unit'],
]
  .map((row) => row.join('\t'))
  .join('\r\n');

test('an interchange document is written at two desks, offline too, becomes versions, is signed and opened', async ({
  office,
  openDesk,
}) => {
  test.setTimeout(600_000);
  const front = await openDesk('Meja TU', { as: 'tu' });
  const team = await openDesk('Meja Tim Teknis', { as: 'timteknis' });
  const { page } = front;
  await readyForOffline(front);
  let hash = '';
  /** Exchanges with the server, and is on the document's page again. */
  const exchanged = async (desk: E2eDesk): Promise<void> => {
    await settled(desk);
    await desk.page.evaluate((there) => (location.hash = there), hash);
    await expect(grid(desk.page)).toBeVisible();
  };

  await test.step('it begins with what the request says', async () => {
    await book(page, letter);
    await openSaved(page);
    await addScans(page, 'surat.pdf');
    await openCase(page);
    await settled(front);
    await section(page, 'Interchange').click();
    await picture(page, 'interchange-none');
    await page.getByRole('button', { name: 'Buat dokumen interchange' }).click();
    await expect(page.getByText('Kamus data masih kosong')).toBeVisible();
    hash = new URL(page.url()).hash;
    await page.getByRole('tab', { name: 'Isi dokumen' }).click();
    await expect(page.getByLabel('Dasar', { exact: true })).toHaveValue(/440\/DINKES\/IX\/2026\/2118/);
    await page.getByRole('tab', { name: 'Kamus data' }).click();
  });

  await test.step('without the network, a dictionary is pasted from a spreadsheet; what is wrong stands beside its cell', async () => {
    await cut(front);
    await pasteText(page.getByRole('region', { name: 'Kamus data' }), copied);
    await expect(grid(page).getByRole('row')).toHaveCount(4);
    const length = await cell(page, 2, 'Panjang maksimum');
    await expect(length).toContainText('panjang');
    await expect(length).toContainText('Isi dengan angka.');
    await expect(page.getByText('1 isian belum benar')).toBeVisible();
    await picture(page, 'interchange-grid');
    await writeCell(page, 2, 'Panjang maksimum', '100');
    await expect(length).toHaveText('100');
    await expect(page.getByText('Semua isian kamus data benar')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(length).toContainText('panjang');
    await writeCell(page, 2, 'Panjang maksimum', '100');
    await kept(page);
  });

  await test.step('what was typed a moment before the page is closed is there again', async () => {
    await (await cell(page, 3, 'Definisi')).click();
    await page.keyboard.type('Tempat tidur rawat inap');
    await page.keyboard.press('Enter');
    await page.reload();
    await expect(await cell(page, 3, 'Definisi')).toHaveText('Tempat tidur rawat inap');
    await kept(page);
    await mend(front);
    await exchanged(front);
  });

  await test.step('two desks write different cells and both stand; of one cell the first stands and the other is shown', async () => {
    await exchanged(team);
    await expect(await cell(team.page, 1, 'Label')).toHaveText('Kode fasilitas');
    await cut(front);
    await writeCell(page, 1, 'Label', 'Kode dari TU');
    await writeCell(page, 1, 'Satuan', 'kode');
    await kept(page);
    await writeCell(team.page, 1, 'Label', 'Kode faskes Kemenkes');
    await writeCell(team.page, 2, 'Definisi', 'Nama resmi');
    await kept(team.page);
    await exchanged(team);
    await mend(front);
    await exchanged(front);
    await expect(await cell(page, 1, 'Label')).toContainText('Kode faskes Kemenkes');
    await expect(await cell(page, 1, 'Label')).toContainText('Isian Anda: Kode dari TU');
    await expect(await cell(page, 2, 'Definisi')).toHaveText('Nama resmi');
    await expect(await cell(page, 1, 'Satuan')).toHaveText('kode');
    await picture(page, 'interchange-conflict');
    await page.getByRole('button', { name: 'Pakai isian yang berlaku' }).click();
    await expect(await cell(page, 1, 'Label')).toHaveText('Kode faskes Kemenkes');
  });

  await test.step('a workbook of samples proposes an element with its type', async () => {
    await page.getByRole('button', { name: 'Usulkan dari berkas contoh' }).click();
    const dialog = page.getByRole('dialog');
    const rows = [['Kode Wilayah', 'Luas'], ...['14.01', '14.10', '14.71'].map((code, i) => [code, `${i + 1}.5`])];
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'contoh.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(aWorkbook(rows)),
    });
    await expect(dialog.getByText('3 baris dibaca. 2 elemen baru, 0 elemen diperbarui.')).toBeVisible();
    await picture(page, 'interchange-import');
    await dialog.getByRole('button', { name: 'Masukkan ke kamus data' }).click();
    await expect(await cell(page, 4, 'Tipe')).toHaveText('teks');
    await expect(await cell(page, 5, 'Tipe')).toHaveText('bilangan');
    await writeCell(page, 4, 'Kunci', 'tidak');
    await kept(page);
  });

  await test.step('a version says what is missing, then is made and signed by both parties', async () => {
    await page.getByRole('button', { name: 'Tetapkan versi', exact: true }).click();
    await expect(page.getByRole('dialog').getByText(/isian belum benar/)).toBeVisible();
    await picture(page, 'interchange-incomplete');
    await page.getByRole('button', { name: 'Kembali', exact: true }).click();
    await writeParts(page, {
      'Nomor dokumen': '500.12/40/DISKOMINFOTIK/X/2026',
      'Tanggal dokumen': '2026-10-08',
      'Tujuan dan skenario': 'Portal data provinsi menampilkan fasilitas kesehatan.',
      'Nama data pada alamat': 'fasilitas-kesehatan',
    });
    await choosePart(page, 'Pemilik data', /^Dinas Kesehatan/);
    await choosePart(page, 'Pengguna data', /^Dinas Pendidikan/);
    await choosePart(page, 'Arah pertukaran', 'Ditarik pengguna (pull)');
    await choosePart(page, 'Frekuensi', 'Bulanan');
    await choosePart(page, 'Klasifikasi keamanan', 'Terbuka');
    await kept(page);
    await picture(page, 'interchange-parts');
    await exchanged(front);
    await makeVersion(page, '1.0');
    await page.getByRole('tab', { name: 'Versi dan tanda tangan' }).click();
    await sign(page, 'Pemilik data', 'dr. Rini Astuti', 'surat.pdf');
    await sign(page, 'Pengguna data', 'Andi Saputra', 'surat.pdf');
    await expect(page.getByText('Diterbitkan pada langkah 5. Penyiapan API.')).toBeVisible();
    await picture(page, 'interchange-signed');
  });

  await test.step('the next version shows what it changes', async () => {
    await page.getByRole('tab', { name: 'Kamus data' }).click();
    await writeCell(page, 2, 'Panjang maksimum', '200');
    await kept(page);
    await page.getByRole('button', { name: 'Tetapkan versi', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('row', { name: /nama Panjang maksimum 100 200 Sesuai/ })).toBeVisible();
    await picture(page, 'interchange-diff');
    await dialog.getByRole('button', { name: 'Kembali', exact: true }).click();
  });

  await test.step('an unsigned or unpublished dataset has no address; at its step the signed version is opened', async () => {
    const address = `${office.address}/exchange/v1/fasilitas-kesehatan/v1`;
    const closed = await fetch(address);
    expect([closed.status, await closed.text()]).toEqual([404, expect.stringContaining('belum ditandatangani')]);
    await page.getByRole('link', { name: /^INT-2026-\d{4}$/ }).click();
    await section(page, 'Langkah').click();
    await writeDocument(page, 1, 'Surat permintaan definisi data', '500.12/21/DISKOMINFOTIK/X/2026');
    await doStep(page, service, 'koordinasi', { outcome: 'Selesaikan langkah', onBehalf: true });
    for (const code of ['surat-permohonan', 'daftar-tenaga', 'spesifikasi-server']) {
      await haveRequirement(page, service, code);
    }
    await writeDocument(page, 2, 'Dokumen kebutuhan data');
    await doStep(page, service, 'definisi-data', { outcome: 'Lengkap, rumuskan skenario', onBehalf: true });
    await writeDocument(page, 3, 'Berita acara kesepakatan skenario');
    await doStep(page, service, 'skenario', { outcome: 'SEPAKAT', onBehalf: true });
    await writeDocument(page, 4, 'Dokumen interchange data');
    await doStep(page, service, 'dokumen-interchange', {
      outcome: 'Selesaikan langkah',
      write: { 'ttd-opd': '08/10/2026', 'ttd-kominfo': '08/10/2026' },
      onBehalf: true,
    });
    await settled(front);

    await exchanged(team);
    await team.page.getByRole('link', { name: /^INT-2026-\d{4}$/ }).click();
    await section(team.page, 'Langkah').click();
    const form = stepForm(team.page, service, 'penyiapan-api');
    await expect(form.getByText('Belum ada versi dokumen interchange yang diterbitkan.')).toBeVisible();
    await expect(form.getByText('Titik akses (endpoint)')).toBeVisible();
    await expect(form.getByRole('button', { name: 'Tambah baris' })).toBeHidden();
    await form.getByRole('link', { name: 'Buka dokumen interchange' }).click();
    await team.page.getByRole('link', { name: nameInSubject(letter.subject) }).click();
    await team.page.getByRole('tab', { name: 'Versi dan tanda tangan' }).click();
    await team.page.getByRole('button', { name: 'Terbitkan versi 1.0' }).click();
    await team.page.getByRole('dialog').getByRole('button', { name: 'Terbitkan' }).click();
    await expect(team.page.getByText('Terbit 8 Oktober 2026')).toBeVisible();
    await picture(team.page, 'interchange-published');
    expect((await fetch(address)).status).toBe(401);

    await team.page.getByRole('link', { name: /^INT-2026-\d{4}$/ }).click();
    await section(team.page, 'Langkah').click();
    await expect(form.getByText(/Alamat: \/exchange\/v1\/fasilitas-kesehatan\/v1 · Metode: GET, POST/)).toBeVisible();
    await picture(team.page, 'interchange-step');
    await form.getByLabel('Server', { exact: true }).fill('Pusat pertukaran data provinsi');
    await form.getByLabel('Hasil uji', { exact: true }).fill('Baik');
    await endStep(team.page, service, 'penyiapan-api', 'Selesaikan langkah');
    await settled(team);
    await expect(team.page.getByRole('link', { name: /Perlu Perhatian \d/ })).toBeHidden();
  });

  await settled(front);
  expect(front.complaints).toEqual([]);
  expect(team.complaints).toEqual([]);
});

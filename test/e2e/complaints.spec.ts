import { integrateData } from '../../shared/services/integrate-data.ts';
import { publishedServices } from '../../shared/services/services.ts';
import { readPdf, squeezed } from './print-harness/read-pdf.ts';
import { complaintLine, openRegister, saveComplaint, typeComplaint } from './pages/complaints.ts';
import { book, openSaved } from './pages/register.ts';
import { switchTo } from './pages/session.ts';
import { cut, exchangeNow, mend, readyForOffline, settled } from './pages/sync.ts';
import { dumpDatabases } from './support/find-text.ts';
import { expect, test } from './support/office-test.ts';

const heading = 'Pengimplementasian Integrasi dan Interoperabilitas Data';
const typed = {
  name: 'Siti Aminah',
  contact: 'siti@example.org',
  subject: 'Data kependudukan di dashboard tidak berubah',
  text: 'Sejak dua minggu angka penduduk tidak diperbarui.',
};

test('a complaint that begins at its service is recorded without the network, and the second desk answers it', async ({
  openDesk,
}) => {
  test.setTimeout(240_000);
  const one = await openDesk('Meja TU', { as: 'tu' });
  const two = await openDesk('Meja Aptika', { as: 'kabid.aptika' });
  await readyForOffline(one);
  await settled(two);
  await cut(one);
  const { page } = one;
  const limits = (of: typeof page) => of.getByRole('region', { name: 'Batas waktu' });

  await test.step('the service leads to a form that names it; what is missing is said at its field', async () => {
    await page.keyboard.press('Alt+L');
    await page.getByRole('link', { name: heading }).click();
    await page.getByRole('link', { name: 'Laporkan masalah layanan ini' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Catat Pengaduan' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Layanan' })).toHaveText(heading);
    await typeComplaint(page, { ...typed, name: '', text: '' });
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel('Nama pelapor')).toHaveAccessibleDescription('Wajib diisi.');
    await expect(page.getByLabel('Nama pelapor')).toBeFocused();
    await page.keyboard.insertText(typed.name);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel('Uraian')).toHaveAccessibleDescription('Wajib diisi.');
    await expect(page.getByLabel('Uraian')).toBeFocused();
  });

  await test.step('the draft survives the window', async () => {
    await page.reload();
    await expect(page.getByLabel('Pokok pengaduan')).toHaveValue(typed.subject);
    await expect(page.getByLabel('Nama pelapor')).toHaveValue(typed.name);
    await page.getByLabel('Uraian').fill(typed.text);
    await saveComplaint(page, typed.subject);
    await expect(page.getByRole('link', { name: heading })).toBeVisible();
    // Thursday 8 October 2026 and three working days.
    await expect(limits(page)).toContainText('Sedang berjalan: Verifikasi, paling lambat 13 Oktober 2026');
    await expect(limits(page)).not.toContainText('belum diisi');
  });

  await test.step('until it is given to anyone, it waits among the work of those who book letters', async () => {
    await page.keyboard.press('Alt+3');
    const waiting = page.getByRole('region', { name: 'Pengaduan yang menunggu tindakan' });
    await expect(waiting.getByRole('row', { name: new RegExp(typed.subject) })).toContainText('13 Oktober 2026');
    await expect(page.getByLabel('Jumlah tugas')).toContainText('Pengaduan1');
  });

  await test.step('it is at the second desk, where it is answered with a numbered letter', async () => {
    await mend(one);
    await exchangeNow(two.page);
    await openRegister(two.page);
    await complaintLine(two.page, typed.subject).getByRole('link').click();
    await two.page.getByRole('button', { name: 'Catat tanggapan' }).click();
    const dialog = two.page.getByRole('dialog', { name: 'Catat tanggapan' });
    await two.page.keyboard.press('Control+Enter');
    await expect(dialog.getByLabel('Isi tanggapan')).toHaveAccessibleDescription('Wajib diisi.');
    await expect(dialog.getByLabel('Isi tanggapan')).toBeFocused();
    await dialog.getByLabel('Nomor surat tanggapan').fill('555/DISKOMINFOTIK/X/2026/9');
    await dialog.getByLabel('Isi tanggapan').fill('Jadwal penarikan data sudah diperbaiki.');
    await dialog.getByLabel('Tanggal').fill('31/13/2026');
    await two.page.keyboard.press('Control+Enter');
    await expect(dialog.getByLabel('Tanggal')).toHaveAccessibleDescription(/^Bukan tanggal yang benar/);
    await dialog.getByLabel('Tanggal').fill('08/10/2026');
    await two.page.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await settled(two);
  });

  await test.step('the first desk reads who answered, from which position and at which desk', async () => {
    await exchangeNow(page);
    await openRegister(page);
    const line = complaintLine(page, typed.subject);
    await expect(line).toContainText('Sudah ditanggapi');
    await line.getByRole('link').click();
    const history = page.getByRole('region', { name: 'Riwayat' });
    await expect(history).toContainText('Tanggapan dengan surat nomor 555/DISKOMINFOTIK/X/2026/9, 8 Oktober 2026');
    await expect(history).toContainText('(Kabid Aptika), 8 Oktober 2026');
    await page.getByRole('button', { name: 'Tutup pengaduan' }).click();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Pengaduan ditutup.')).toBeVisible();
  });
  expect([...one.complaints, ...two.complaints]).toEqual([]);
});

test('a day of the joint decree moves the limits at every desk', async ({ openDesk }) => {
  const one = await openDesk('Meja TU', { as: 'tu' });
  const { page } = one;
  await settled(one);
  await page.goto(`${one.address}#/pengaduan/baru`);
  await typeComplaint(page, typed);
  await saveComplaint(page, typed.subject);
  const complaint = page.url();
  await settled(one);
  await switchTo(page, 'admin');
  await page.goto(`${one.address}#/induk/libur`);
  await page.getByRole('button', { name: 'Tambah' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tambah: Hari Libur' });
  await dialog.getByLabel('Tanggal').fill('12/10/2026');
  await dialog.getByLabel('Keterangan').fill('Hari libur uji');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByRole('row', { name: 'Hari libur uji' })).toContainText('Libur nasional');
  await settled(one);
  await page.goto(complaint);
  await expect(page.getByRole('region', { name: 'Batas waktu' })).toContainText('paling lambat 14 Oktober 2026');
  expect(one.complaints).toEqual([]);
});

test('a letter that is a complaint is taken over; a secret one reaches no other desk', async ({ openDesk }) => {
  test.setTimeout(180_000);
  const one = await openDesk('Meja TU', { as: 'tu' });
  const other = await openDesk('Meja Persandian', { as: 'kabid.persandian' });
  await readyForOffline(one);
  await settled(other);
  const { page } = one;
  await book(page, {
    sender: 'Dinas Perkebunan',
    number: '525/DISBUN/X/2026/31',
    date: '05/10/2026',
    subject: 'Pengaduan keterlambatan pembuatan aplikasi',
  });
  await openSaved(page);
  await page.getByRole('link', { name: 'Catat sebagai pengaduan' }).click();
  await expect(page.getByLabel('Nama pelapor')).toHaveValue('Dinas Perkebunan');
  await expect(page.getByLabel('Pokok pengaduan')).toHaveValue('Pengaduan keterlambatan pembuatan aplikasi');
  await expect(page.getByRole('combobox', { name: 'Layanan' })).toHaveText(/^Pembuatan Aplikasi/);
  await page.getByLabel('Uraian').fill('Tiga bulan lewat.');
  await saveComplaint(page, 'Pengaduan keterlambatan pembuatan aplikasi');
  await page
    .getByRole('region', { name: 'Terkait' })
    .getByRole('link', { name: /Dinas Perkebunan/ })
    .click();
  await expect(page.getByRole('region', { name: 'Pengaduan dari surat ini' }).getByRole('link')).toHaveText(
    'Pengaduan keterlambatan pembuatan aplikasi',
  );

  await page.goto(`${one.address}#/pengaduan/baru`);
  await page.getByRole('checkbox', { name: /^Rahasia/ }).check();
  await typeComplaint(page, { name: 'Pelapor', subject: 'Dugaan pungutan di loket', text: 'Diminta membayar.' });
  await saveComplaint(page, 'Dugaan pungutan di loket');
  await settled(one);
  await exchangeNow(other.page);
  await openRegister(other.page);
  await expect(complaintLine(other.page, 'Pengaduan keterlambatan pembuatan aplikasi')).toBeVisible();
  await expect(complaintLine(other.page, 'Dugaan pungutan')).toHaveCount(0);
  expect(await dumpDatabases(other.page)).not.toContain('Dugaan pungutan');
  expect([...one.complaints, ...other.complaints]).toEqual([]);
});

test('the letter a complaint is about is found by words, changed by typing others, and removed', async ({
  openDesk,
}) => {
  const { page } = await openDesk('Meja TU', { as: 'tu' });
  const { keyboard } = page;
  const letter = { sender: 'Dinas Sosial', number: '460/DINSOS/X/2026', date: '05/10/2026' };
  await book(page, { ...letter, subject: 'Keluhan bantuan terlambat' });
  await book(page, { ...letter, number: '461/DINSOS/X/2026', subject: 'Keterangan atas keluhan' });
  await openRegister(page);
  await page.getByRole('link', { name: 'Catat pengaduan' }).click();
  const field = page.getByRole('combobox', { name: 'Surat masuk terkait' });
  const only = page.getByRole('option');
  await field.focus();
  await keyboard.type('bantuan terlambat');
  await expect(only).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(field).toHaveValue(/Keluhan bantuan terlambat$/);
  await keyboard.press('Control+A');
  await keyboard.type('keterangan atas');
  await expect(field).toHaveValue('keterangan atas');
  await expect(only).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(field).toHaveValue(/Keterangan atas keluhan$/);
  await keyboard.press('Control+A');
  await keyboard.type('lain');
  await page.getByLabel('Pokok pengaduan').focus();
  await expect(field).toHaveValue(/Keterangan atas keluhan$/);
  await field.fill('');
  await page.getByLabel('Pokok pengaduan').focus();
  await expect(field).toHaveValue('');
});

test('a published standard is printed with every part it has, and its register without secrets', async ({
  openDesk,
}) => {
  const desk = await openDesk('Meja TU', { as: 'tu' });
  const { page } = desk;
  await settled(desk);

  for (const service of publishedServices) {
    await page.goto(`${desk.address}#/cetak-layanan/${service.code}`);
    await page.waitForSelector('html[data-sheet=ready]');
    const pages = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    const all = squeezed(pages.map(({ text }) => text).join(''));
    const parts = [
      service.title,
      service.fee,
      service.product,
      `${service.months} bulan`,
      service.complaints,
      ...service.steps.map(({ text }) => text),
      ...(service.decree === null ? [] : [service.decree]),
      ...(service.lapor ? ['https://www.lapor.go.id'] : []),
    ];
    // A long text runs over the foot of a page, whose text is no part of it.
    const bare = pages.reduce((text, _page, i) => text.replace(`hal.${i + 1}/${pages.length}`, ''), all);
    for (const part of parts) expect(bare).toContain(squeezed(part));
    for (const { smallest } of pages) expect(smallest).toBeGreaterThan(8.95);
    expect(all).not.toContain('Ukurankertas');
    await page.goto(`${desk.address}#/layanan`);
    await expect(page.getByRole('heading', { level: 1, name: 'Layanan' })).toBeVisible();
  }

  await page.goto(`${desk.address}#/layanan/${integrateData.code}`);
  const web = page.getByRole('link', { name: 'Website LAPOR!' });
  await expect(web).toHaveAttribute('href', 'https://www.lapor.go.id');
  await expect(web).toHaveAttribute('rel', 'noreferrer');

  await page.goto(`${desk.address}#/pengaduan/baru`);
  await page.getByRole('checkbox', { name: /^Rahasia/ }).check();
  await typeComplaint(page, { name: 'Pelapor', subject: 'Dugaan pungutan di loket', text: 'Diminta membayar.' });
  await saveComplaint(page, 'Dugaan pungutan di loket');
  await page.goto(`${desk.address}#/cetak-pengaduan`);
  await page.waitForSelector('html[data-sheet=ready]');
  const [paper] = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(paper?.text).toContain('REGISTER PENGADUAN, SARAN, DAN MASUKAN');
  expect(paper?.text).toContain('Rahasia');
  expect(paper?.text).not.toContain('pungutan');
  expect(paper?.smallest).toBeGreaterThan(8.95);
  expect(desk.complaints).toEqual([]);
});

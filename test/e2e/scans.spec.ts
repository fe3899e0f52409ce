import { stat } from 'node:fs/promises';
import { openLetter } from './pages/agenda.ts';
import { book } from './pages/register.ts';
import { addScans, dropFile, openScan, pasteFile, scanFile, scanPanel, shade, stateOf, viewer } from './pages/scans.ts';
import { cut, mend, readyForOffline, settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import type { PaperLetter } from './support/samples.ts';

const letter: PaperLetter = {
  sender: 'Dinas Pendidikan',
  number: '800/DISDIK/X/2026/12',
  date: '05/10/2026',
  subject: 'Undangan rapat koordinasi dengan lampiran denah',
};

test('[A1] scans added without the network open at once, and on another desk once they were sent', async ({
  openDesk,
}, info) => {
  test.setTimeout(300_000);
  const one = await openDesk('Meja TU', { as: 'tu' });
  const two = await openDesk('Meja Aptika', { as: 'kabid.aptika' });
  await readyForOffline(one);
  await settled(two);
  await cut(one);

  await test.step('the panel after booking leads to the button', async () => {
    await book(one.page, letter);
    await one.page.getByRole('button', { name: 'Tambah pindaian' }).click();
    await expect(scanPanel(one.page).getByRole('button', { name: 'Tambah pindaian' })).toBeFocused();
  });

  await test.step('a PDF by the button, an image by paste, both without the network', async () => {
    await addScans(one.page, 'surat.pdf');
    await pasteFile(one.page, 'amplop.png', 'image/png');
    await expect(scanPanel(one.page).getByRole('button', { name: 'Buka amplop.png' })).toBeVisible();
    await expect(stateOf(one.page, 'surat.pdf')).toContainText('menunggu dikirim ke server');
  });

  await test.step('what is no scan is refused in words, and nothing else is lost', async () => {
    await dropFile(one.page, 'surat.docx', 'PK not a scan at all');
    await expect(scanPanel(one.page).getByRole('alert')).toContainText('Gunakan PDF, JPEG, PNG, atau WebP');
    await pasteFile(one.page, 'terkunci.pdf', 'application/pdf');
    await expect(scanPanel(one.page).getByRole('alert')).toContainText('terkunci kata sandi');
    await dropFile(one.page, 'rusak.pdf', '%PDF-1.7 nothing of a document');
    await expect(scanPanel(one.page).getByRole('alert')).toContainText('PDF ini rusak');
    await dropFile(one.page, 'kosong.pdf', '');
    await expect(scanPanel(one.page).getByRole('alert')).toContainText('Berkas ini kosong');
    await dropFile(one.page, 'besar.pdf', `%PDF-1.7${' '.repeat(26 * 1024 * 1024)}`);
    await expect(scanPanel(one.page).getByRole('alert')).toContainText('lebih dari 25 MB');
    await pasteFile(one.page, 'surat.pdf', 'application/pdf');
    await expect(scanPanel(one.page).getByRole('alert')).toContainText('sudah ada pada surat ini');
    await expect(scanPanel(one.page).getByRole('listitem')).toHaveCount(2);
    await one.page.screenshot({ path: info.outputPath('panel.png') });
  });

  await test.step('the desk that has the file shows it offline: pages, turned ones, fax images', async () => {
    await openScan(one.page, 'surat.pdf');
    await expect(viewer(one.page).getByRole('status')).toHaveText('Halaman 1 dari 3');
    await expect(one.page.locator('[data-page="1"] canvas[data-drawn]')).toBeVisible();
    await one.page.screenshot({ path: info.outputPath('pdf-1.png') });
    await one.page.keyboard.press('PageDown');
    await expect(viewer(one.page).getByRole('status')).toHaveText('Halaman 2 dari 3');
    await one.page.keyboard.press('PageDown');
    await expect(viewer(one.page).getByRole('status')).toHaveText('Halaman 3 dari 3');
    await expect.poll(() => shade(one.page, 3, 0.35, 0.4)).toBeLessThan(40);
    expect(await shade(one.page, 3, 0.9, 0.9)).toBeGreaterThan(240);
    await one.page.keyboard.press('-');
    await expect(viewer(one.page).getByText('80%')).toBeVisible();
    await one.page.keyboard.press('r');
    await one.page.screenshot({ path: info.outputPath('pdf-3.png') });
    await one.page.keyboard.press('Escape');
    await expect(viewer(one.page)).toBeHidden();
  });

  await test.step('the other desk shows where the file still is, and opens it once it was sent', async () => {
    // The letter arrives before its files.
    one.wire.loseAnswers('/api/blobs', 1000);
    await mend(one);
    await openLetter(two.page, letter.subject);
    await expect(stateOf(two.page, 'surat.pdf')).toHaveText(/^Menunggu diunggah dari D\d+$/);
    await openScan(two.page, 'surat.pdf');
    await expect(viewer(two.page).getByRole('alert')).toContainText('belum dikirim ke server');
    await two.page.screenshot({ path: info.outputPath('not-yet.png') });
    await two.page.keyboard.press('Escape');
    one.wire.loseAnswers('/api/blobs', 0);
    await mend(one);
    await openLetter(one.page, letter.subject);
    await expect(stateOf(one.page, 'surat.pdf')).toHaveText('Tersimpan di server', { timeout: 60_000 });
    await expect(stateOf(one.page, 'amplop.png')).toHaveText('Tersimpan di server');
    await expect(stateOf(two.page, 'surat.pdf')).toHaveText('Tersimpan di server', { timeout: 30_000 });
    await openScan(two.page, 'surat.pdf');
    await expect(viewer(two.page).getByRole('status')).toHaveText('Halaman 1 dari 3');
    await two.page.keyboard.press('Escape');
    await openScan(two.page, 'amplop.png');
    const image = viewer(two.page).getByRole('img', { name: 'Pindaian amplop.png' });
    await expect(image).toBeVisible();
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(320);
    await two.page.keyboard.press('r');
    await two.page.screenshot({ path: info.outputPath('image-turned.png') });
    const [download] = await Promise.all([
      two.page.waitForEvent('download'),
      viewer(two.page).getByRole('link', { name: 'Unduh' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('amplop.png');
    expect((await stat(await download.path())).size).toBe((await stat(scanFile('amplop.png'))).size);
    await two.page.keyboard.press('Escape');
  });

  await test.step('what was opened once opens without the network as well', async () => {
    await cut(two);
    await openLetter(two.page, letter.subject);
    await openScan(two.page, 'surat.pdf');
    await expect(viewer(two.page).getByRole('status')).toHaveText('Halaman 1 dari 3');
    await two.page.keyboard.press('Escape');
    await mend(two);
  });

  await test.step('a removed scan leaves the list and stays in the history', async () => {
    await openLetter(one.page, letter.subject);
    await scanPanel(one.page).getByRole('button', { name: 'Hapus amplop.png' }).click();
    await one.page.getByRole('dialog').getByLabel('Alasan').fill('Amplop surat lain');
    await one.page.getByRole('dialog').getByRole('button', { name: 'Hapus pindaian' }).click();
    await expect(scanPanel(one.page).getByRole('listitem')).toHaveCount(1);
    await expect(one.page.getByRole('region', { name: 'Riwayat' })).toContainText(
      'Pindaian dihapus: amplop.png (Amplop surat lain)',
    );
  });

  expect([...one.complaints, ...two.complaints]).toEqual([]);
});

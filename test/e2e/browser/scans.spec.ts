import { openSaved, book } from '../pages/register.ts';
import { addScans, openScan, shade, stateOf, viewer } from '../pages/scans.ts';
import { enrolHere } from '../pages/session.ts';
import { exchangeNow, syncWords } from '../pages/sync.ts';
import { openLetter } from '../pages/agenda.ts';
import { prepareWindow } from '../support/office-clock.ts';
import { expect, test } from '../support/office-test.ts';

const letter = {
  sender: 'Dinas Pariwisata',
  number: '556/DISPAR/X/2026/9',
  date: '05/10/2026',
  subject: 'Surat dengan pindaian',
};

test('[A1] the browser edition keeps a scan without the network, also over a reload, and sends it itself', async ({
  page,
  context,
  office,
}) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(prepareWindow, office.clock.shift);
  await page.goto(`${office.address}/`);
  await enrolHere(page, 'tu');
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');
  await book(page, letter);
  await openSaved(page);
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');

  await context.setOffline(true);
  await addScans(page, 'surat.pdf');
  await expect(stateOf(page, 'surat.pdf')).toContainText('menunggu dikirim ke server');
  await context.setOffline(false);
  await page.reload();
  await exchangeNow(page);
  await openLetter(page, letter.subject);
  await expect(stateOf(page, 'surat.pdf')).toHaveText('Tersimpan di server', { timeout: 30_000 });

  await openScan(page, 'surat.pdf');
  await expect(viewer(page).getByRole('status')).toHaveText('Halaman 1 dari 3');
  await expect.poll(() => shade(page, 1, 0.95, 0.5)).toBeGreaterThan(240);
  expect(complaints).toEqual([]);
});

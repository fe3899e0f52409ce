import { bookedNumber, openForm, typeLetter } from './pages/register.ts';
import { readyForOffline } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';

test('[D24] a PC whose clock is of another day asks which day it is, by the date, before it books', async ({
  openDesk,
}, info) => {
  test.setTimeout(180_000);
  // The office's day begins at 08.00: nine hours behind it is the evening before.
  const { page, ...desk } = await openDesk('Loket', { as: 'tu', clockOff: -9 * 3_600_000 });
  await readyForOffline({ page, ...desk });
  await openForm(page);
  await typeLetter(page, { sender: 'Dinas Sosial', number: '460/1', date: '05/10/2026', subject: 'Dua jam' });
  const question = page.getByRole('radiogroup', { name: /Jam komputer ini dan jam server berbeda hari/ });
  await expect(question).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Pilih dahulu tanggal yang benar')).toBeVisible();
  await page.screenshot({ path: info.outputPath('asked.png'), fullPage: true });
  await question.getByLabel(/8 Oktober 2026.*jam server/).check();
  await expect(page.getByLabel('Tanggal diterima')).toHaveValue('08/10/2026');
  await page.keyboard.press('Control+Enter');
  await bookedNumber(page);
});

import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openLetter, readBook } from './pages/agenda.ts';
import { book } from './pages/register.ts';
import { addScans, openScan, scanPanel, viewer } from './pages/scans.ts';
import { cut, mend, readyForOffline, settled, syncWords } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import type { PaperLetter } from './support/samples.ts';

const letter = (no: number): PaperLetter => ({
  sender: 'Dinas Pariwisata',
  number: `556/DISPAR/X/2026/${no}`,
  date: '05/10/2026',
  subject: `Surat di berkas ${no}`,
});

const bring = (page: Page) => page.getByLabel('Masukkan berkas dari meja lain').and(page.locator('input[type=file]'));

test('[D9] the bundle of a desk that could not send is imported at another one, with its numbers and its scan', async ({
  openDesk,
}, info) => {
  test.setTimeout(240_000);
  const dead = await openDesk('Loket', { as: 'tu' });
  const other = await openDesk('Meja Sekretaris', { as: 'sekretaris' });
  await readyForOffline(dead);
  await settled(other);
  await cut(dead);
  const first = await book(dead.page, letter(1));
  const second = await book(dead.page, letter(2));
  await dead.page.getByRole('button', { name: 'Tambah pindaian' }).click();
  await addScans(dead.page, 'surat.pdf');

  const path = await test.step('the file is saved without the network', async () => {
    await syncWords(dead.page).click();
    const [download] = await Promise.all([
      dead.page.waitForEvent('download'),
      dead.page.getByRole('button', { name: 'Simpan entri yang belum terkirim ke berkas' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^lembar-D\d+-2026-\d\d-\d\d\.lembar$/);
    await expect(dead.page.getByText('berisi 3 entri dan 1 pindaian')).toBeVisible();
    await dead.page.getByText('berisi 3 entri').scrollIntoViewIfNeeded();
    await dead.page.screenshot({ path: info.outputPath('away.png') });
    const saved = info.outputPath(download.suggestedFilename());
    await download.saveAs(saved);
    return saved;
  });

  await test.step('without the network it is not imported, and nothing of it is lost', async () => {
    await cut(other);
    await syncWords(other.page).click();
    await bring(other.page).setInputFiles(path);
    await expect(other.page.getByText('Berkasnya tidak berubah')).toBeVisible();
    await other.page.screenshot({ path: info.outputPath('offline.png') });
    await mend(other);
  });

  await test.step('a changed file and one that is none are refused in words', async () => {
    const page = other.page;
    const wrong = info.outputPath('surat.lembar');
    await writeFile(wrong, 'bukan berkas Lembar');
    await bring(page).setInputFiles(wrong);
    await expect(page.getByText('Ini bukan berkas entri dari Lembar')).toBeVisible();
    const bytes = await readFile(path);
    const cutOff = info.outputPath('terpotong.lembar');
    await writeFile(cutOff, bytes.subarray(0, bytes.length - 40));
    await bring(page).setInputFiles(cutOff);
    await expect(page.getByText('Ini bukan berkas entri dari Lembar')).toBeVisible();
  });

  await test.step('the other desk imports it; the letters have the numbers they were given', async () => {
    const { page } = other;
    await bring(page).setInputFiles(path);
    const answered = page.getByText('3 dari 3 entri sudah dijawab server. 3 diterima');
    await expect(answered).toBeVisible();
    await answered.scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath('in.png') });
    await bring(page).setInputFiles(path);
    await expect(answered).toBeVisible();
    const lines = (await readBook(page)).map((cells) => cells.join(' '));
    for (const [no, { label }] of [first, second].entries()) {
      expect(lines.filter((line) => line.includes(letter(no + 1).subject))).toEqual([expect.stringContaining(label)]);
    }
    await openLetter(page, letter(2).subject);
    await openScan(page, 'surat.pdf');
    await expect(viewer(page).getByRole('status')).toHaveText('Halaman 1 dari 3');
    await page.keyboard.press('Escape');
  });

  await test.step('the desk comes back and nothing is there twice', async () => {
    await mend(dead);
    await openLetter(dead.page, letter(2).subject);
    await expect(scanPanel(dead.page).getByRole('listitem')).toHaveCount(1);
    await expect(scanPanel(dead.page).getByTestId('scan-state')).toHaveText('Tersimpan di server', { timeout: 60_000 });
    await dead.page
      .getByRole('navigation', { name: 'Menu utama' })
      .getByRole('link', { name: 'Perlu Perhatian' })
      .click();
    await expect(dead.page.getByText('Tidak ada yang perlu diperhatikan')).toBeVisible();
  });
  expect([...dead.complaints, ...other.complaints]).toEqual([]);
});

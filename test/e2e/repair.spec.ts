import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openLetter, readBook } from './pages/agenda.ts';
import { book } from './pages/register.ts';
import { cut, mend, readyForOffline, settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import { password } from './support/set-up-office.ts';
import type { PaperLetter } from './support/samples.ts';

const letter = (no: number): PaperLetter => ({
  sender: 'Dinas Perhubungan',
  number: `551/DISHUB/X/2026/${no}`,
  date: '05/10/2026',
  subject: `Surat sebelum rusak ${no}`,
});

test('[D23] a desk whose settings are gone says what waits, gives it out, and is enrolled again', async ({
  openDesk,
}, info) => {
  test.setTimeout(240_000);
  const desk = await openDesk('Loket', { as: 'tu', ownBrowser: true });
  await readyForOffline(desk);
  await cut(desk);
  const first = await book(desk.page, letter(1));
  const second = await book(desk.page, letter(2));

  await test.step('both copies of desk.json are lost, and the desk starts into the repair page', async () => {
    const dataDir = join(desk.folder, 'desk');
    const small = (await readdir(dataDir)).filter((name) => /^desk(\.2)?\.json$/.test(name));
    expect(small).toHaveLength(2);
    for (const name of small) await rm(join(dataDir, name));
    await desk.restart();
    await expect(desk.page.getByRole('heading', { name: 'Komputer ini perlu didaftarkan ulang' })).toBeVisible();
    await expect(desk.page.getByText('2 entri menunggu di komputer ini')).toBeVisible();
    await desk.page.screenshot({ path: info.outputPath('repair.png'), fullPage: true });
  });

  await test.step('what waits goes into a file without the network and without anybody signed in', async () => {
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.page.getByRole('button', { name: 'Simpan ke berkas' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^lembar-D\d+-2026-\d\d-\d\d\.lembar$/);
    await expect(desk.page.getByText('berisi 2 entri')).toBeVisible();
  });

  const enrol = async (username: string): Promise<void> => {
    await desk.page.getByLabel('Nama pengguna administrator').fill(username);
    await desk.page.getByLabel('Kata sandi', { exact: true }).fill(password);
    await desk.page.getByRole('button', { name: 'Daftarkan ulang' }).click();
  };
  await test.step('only an administrator enrols it again, with the network', async () => {
    await enrol('admin');
    await expect(desk.page.getByRole('alert').getByText('Server tidak dapat dihubungi')).toBeVisible();
    desk.wire.mend();
    await enrol('tu');
    await expect(desk.page.getByText('Hanya administrator yang dapat mendaftarkan ulang')).toBeVisible();
    await desk.page.screenshot({ path: info.outputPath('refused.png'), fullPage: true });
    await enrol('admin');
    await desk.page.getByRole('navigation', { name: 'Menu utama' }).waitFor();
  });

  await test.step('everything that waited is in the book, under its number', async () => {
    await mend(desk);
    await settled(desk);
    const cells = (await readBook(desk.page)).flat();
    for (const { label } of [first, second]) expect(cells).toContain(label);
    await openLetter(desk.page, 'Surat sebelum rusak 2');
  });
  expect(desk.complaints.filter((said) => !said.includes('settings'))).toEqual([]);
});

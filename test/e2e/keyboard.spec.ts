import type { Page } from '@playwright/test';
import { switchTo } from './pages/session.ts';
import { settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';

test.use({ officeIs: 'demo' });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('the agenda book is walked, searched and opened by keyboard, and the way back leads to the same line', async ({
  openDesk,
}) => {
  const desk = await openDesk('Meja TU', { as: 'tu' });
  const { page } = desk;
  const { keyboard } = page;
  await settled(desk);
  const grid = page.getByRole('grid');
  const chosen = grid.locator('[aria-selected=true]');

  await keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await keyboard.type('kepegawaian');
  await expect(page.getByText('1 dari 16 surat')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByText('16 surat', { exact: true })).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '17');
  for (let i = 0; i < 3; i++) await keyboard.press('ArrowDown');
  await expect(chosen).toHaveAttribute('data-index', '2');
  const subject = (await chosen.getByRole('gridcell').nth(4).innerText()).trim();
  await keyboard.press('Enter');
  await expect(heading(page, subject)).toBeVisible();
  await page.goBack();
  await expect(chosen).toHaveAttribute('data-index', '2');
  await keyboard.press('End');
  await expect(chosen).toHaveAttribute('data-index', '15');
  await expect(chosen).toBeInViewport();
  await keyboard.press('Home');
  await expect(chosen).toHaveAttribute('data-index', '0');

  for (const [key, name] of [
    ['Alt+3', 'Tugas Saya'],
    ['Alt+4', 'Perlu Perhatian'],
    ['Alt+6', 'Pengaturan'],
    ['Alt+2', 'Catat Surat Masuk'],
  ] as const) {
    await keyboard.press(key);
    await expect(heading(page, name)).toBeVisible();
  }
  await keyboard.press('Alt+1');
  await expect(heading(page, 'Buku Agenda Surat Masuk')).toBeVisible();
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Pintasan papan ketik' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(desk.complaints).toEqual([]);
});

test('no screen violates its own policy or reports an error, in the light and in the dark', async ({ openDesk }) => {
  const desk = await openDesk('Meja Admin', { as: 'tu' });
  const { page } = desk;
  await settled(desk);
  const walk = async (screens: readonly (readonly [route: string, name: string])[]): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [route, name] of screens) {
        await page.goto(`${desk.address}#${route}`);
        await expect(heading(page, name), `${route}, ${colorScheme}`).toBeVisible();
        // Nothing of a screen is wider than the window of a usual PC.
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider, route).toBeLessThanOrEqual(0);
      }
      await page.goto(`${desk.address}#/`);
      await page.locator('[role=row][data-index="3"]').click();
      await page.getByRole('button', { name: 'Cetak', exact: true }).click();
      await expect(
        page.getByRole('document', { name: 'Pratinjau lembar' }).locator('.sheet-page').first(),
      ).toBeVisible();
      await page.getByRole('button', { name: 'Tutup' }).click();
    }
  };
  await walk([
    ['/', 'Buku Agenda Surat Masuk'],
    ['/catat', 'Catat Surat Masuk'],
    ['/tugas', 'Tugas Saya'],
    ['/permohonan', 'Permohonan'],
    ['/layanan', 'Layanan'],
    ['/layanan/integrasi-data', 'Pengimplementasian Integrasi dan Interoperabilitas Data'],
    ['/pengaduan', 'Register Pengaduan'],
    ['/pengaduan/baru', 'Catat Pengaduan'],
    ['/sinkron', 'Sinkronisasi'],
    ['/perhatian', 'Perlu Perhatian'],
    ['/pengaturan', 'Pengaturan'],
  ]);
  await page.goto(`${desk.address}#/tidak-ada`);
  await expect(page.getByText('Halaman ini tidak ada')).toBeVisible();
  await switchTo(page, 'admin');
  await settled(desk);
  await walk([
    ['/induk', 'Data Induk'],
    ['/induk/position', 'Data Induk'],
    ['/induk/account', 'Data Induk'],
    ['/induk/libur', 'Data Induk'],
  ]);
  expect(desk.complaints).toEqual([]);
});

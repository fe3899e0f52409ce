import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';

test.use({ officeIs: 'demo' });
test.setTimeout(240_000);

/** What differs between the themes; everything else is the same markup. */
const ofColours = ['color-contrast', 'link-in-text-block'];

const themes = [
  { colorScheme: 'light', ground: 'rgb(245, 242, 235)' },
  { colorScheme: 'dark', ground: 'rgb(20, 26, 26)' },
] as const;

/** What axe-core finds on the present screen, one line each: rule, place and what is wrong there. */
async function faults(page: Page, onlyColours: boolean): Promise<readonly string[]> {
  // One frame is all there is, so nothing has to be gathered on a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // An open menu lies over the page, beside its landmarks.
  if ((await page.getByRole('menu').count()) > 0) axe.disableRules('region');
  const { violations } = await (onlyColours ? axe.withRules(ofColours) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary = '' }) =>
      [id, target.join(' '), html.slice(0, 200), failureSummary.replaceAll(/\s+/g, ' ').slice(0, 240)].join(' | '),
    ),
  );
}

/** Looks at one screen in both themes, without loading it again: its colours follow the PC. */
async function look(page: Page, screen: string): Promise<void> {
  for (const { colorScheme, ground } of themes) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('body')).toHaveCSS('background-color', ground);
    const found = await faults(page, colorScheme === 'dark');
    expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
}

/** Goes to a screen without loading the program again, and looks at it. */
async function lookAt(page: Page, path: string): Promise<void> {
  const title = path.startsWith('/cetak')
    ? page.getByRole('button', { name: 'Cetak', exact: true })
    : page.locator('h1:not([data-seen])');
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-seen', '');
    location.hash = to;
  }, path);
  await expect(title.first()).toBeVisible();
  await expect(page.getByText('Memuat')).toHaveCount(0);
  await look(page, path);
}

/** Opens a dialog, looks at it and closes it. */
async function lookIn(page: Page, button: string | RegExp, inMenu?: string): Promise<void> {
  await page.getByRole('button', { name: button }).first().click();
  if (inMenu !== undefined) {
    await look(page, `menu ${String(button)}`);
    await page.getByRole('menuitem', { name: inMenu }).click();
  }
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, `${String(button)} ${inMenu ?? ''}`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Opens the first line of the list on the screen. */
async function openFirstLine(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('row').nth(1).click();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await expect(page.locator('h1').first()).toBeVisible();
}

test('the screens of a clerk have no fault that axe-core knows, light and dark', async ({ openDesk }) => {
  const desk = await openDesk('Meja TU', { as: 'tu' });
  const { page } = desk;
  await settled(desk);
  for (const path of ['/catat', '/tugas', '/sinkron', '/perhatian', '/pengaturan', '/nomor', '/tidak-ada']) {
    await lookAt(page, path);
  }
  for (const path of ['/layanan', '/layanan/aplikasi', '/pengaduan', '/pengaduan/baru']) await lookAt(page, path);
  await page.evaluate(() => (location.hash = '/pengaduan'));
  await page.locator('main a[data-line]').first().click();
  await expect(page.getByRole('region', { name: 'Batas waktu' })).toBeVisible();
  await look(page, 'complaint');
  await lookAt(page, '/');
  await openFirstLine(page);
  await look(page, 'letter');
  await lookIn(page, /^Cetak/);
  await lookIn(page, 'Tindakan lain', 'Koreksi');
  for (const path of ['/cetak-agenda', '/cetak-nomor', '/cetak-pengaduan', '/cetak-layanan/aplikasi']) {
    await lookAt(page, path);
  }
});

test('the screens of an official have no fault that axe-core knows, light and dark', async ({ openDesk }) => {
  const desk = await openDesk('Meja Kabid', { as: 'kabid.aptika' });
  const { page } = desk;
  await settled(desk);
  await lookAt(page, '/tugas/surat?jenis=unread');
  await lookAt(page, '/permohonan');
  await openFirstLine(page);
  await look(page, 'case');
  const sections = page.getByRole('tab');
  for (const at of [1, 2, 3, 4]) {
    await sections.nth(at).click();
    await expect(sections.nth(at)).toHaveAttribute('aria-selected', 'true');
    await look(page, `case, section ${at + 1}`);
  }
  const [, , id = ''] = new URL(page.url()).hash.split(/[/?]/);
  await lookAt(page, `/cetak-linimasa/${id}`);
});

test('the screens of an administrator have no fault that axe-core knows, light and dark', async ({ openDesk }) => {
  const { page } = await openDesk('Meja Admin');
  await expect(page.getByLabel('Alamat server')).toBeVisible();
  await look(page, 'first start');
  const desk = await openDesk('Meja Induk', { as: 'admin' });
  await settled(desk);
  await lookAt(desk.page, '/induk/kantor');
  const tabs = desk.page.getByRole('tab');
  for (let at = 1; at < (await tabs.count()); at++) {
    await tabs.nth(at).click();
    await expect(desk.page.getByText('Memuat')).toHaveCount(0);
    await look(desk.page, `/induk, ${await tabs.nth(at).innerText()}`);
  }
  await lookAt(desk.page, '/kelola/meja');
  await desk.page.getByRole('button', { name: /^Akun / }).click();
  await look(desk.page, 'account menu');
  await desk.page.getByRole('menuitem', { name: 'Ganti pengguna' }).click();
  await expect(desk.page.getByRole('heading', { name: 'Masuk', exact: true })).toBeVisible();
  await look(desk.page, 'sign-in');
});

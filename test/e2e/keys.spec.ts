import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { harnessIn } from './support/harness.ts';

/** Keys and fields in a real browser, over an office in memory (test/harness). */
const harness = harnessIn(join(import.meta.dirname, '../harness'));

const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(harness.url + address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

/** The office's day, as the form of a letter proposes it: dd/mm/yyyy. */
const today = (page: Page): Promise<string> => page.getByLabel('Tanggal diterima').inputValue();

test('the arrows walk the agenda book from the first key on', async ({ page }) => {
  await open(page, '#/');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/surat\//);
});

test('the arrows walk the register of complaints from the first key on', async ({ page }) => {
  await open(page, '?complaints#/pengaduan');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('tbody tr').first().getByRole('link')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/pengaduan\/./);
});

test('two states chosen one right after the other are both chosen', async ({ page }) => {
  await open(page, '#/');
  const states = page.getByRole('group', { name: 'Status' }).getByRole('button');
  // The second click comes when the first one is drawn and the list is not.
  await states.evaluateAll(async (all) => {
    for (const one of all.slice(1, 3)) {
      (one as HTMLElement).click();
      await Promise.resolve();
    }
  });
  await expect(states.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(states.nth(2)).toHaveAttribute('aria-pressed', 'true');
});

test('what is said of the receipt stands below it', async ({ page }) => {
  await open(page, '#/catat');
  const received = page.getByLabel('Tanggal diterima');
  await received.fill('02/01/2025');
  await page.keyboard.press('Tab');
  const warning = page.getByText('Masuk buku agenda tahun 2025');
  const [above, said, below] = await Promise.all(
    [received, warning, page.getByLabel('Keterangan', { exact: true })].map(
      async (one) => (await one.boundingBox())?.y ?? 0,
    ),
  );
  expect(said).toBeGreaterThan(above ?? 0);
  expect(said).toBeLessThan(below ?? 0);
});

test('a date without a year is of this year', async ({ page }) => {
  await open(page, '#/catat');
  const date = page.getByLabel('Tanggal surat');
  const year = (await today(page)).slice(6);
  await date.fill('28/11');
  await page.keyboard.press('Tab');
  await expect(date).toHaveValue(`28/11/${year}`);
});

test('the calendar marks the office’s day and speaks Indonesian', async ({ browser }) => {
  // A PC a day ahead of the office.
  const context = await browser.newContext({ timezoneId: 'Pacific/Kiritimati' });
  const page = await context.newPage();
  await open(page, '#/catat');
  const day = String(Number((await today(page)).slice(0, 2)));
  await page.getByRole('button', { name: 'Buka kalender' }).first().click();
  const calendar = page.getByRole('dialog', { name: 'Pilih tanggal' });
  await expect(calendar.getByRole('button', { name: 'Bulan sebelumnya' })).toBeVisible();
  await expect(calendar.getByRole('button', { name: 'Pilih tahun' })).toBeVisible();
  await expect(calendar.locator('[aria-current=date]')).toHaveText(day);
  await context.close();
});

test('after a dialog from a menu its button has the focus again', async ({ page }) => {
  await open(page, '#/');
  const account = page.getByRole('button', { name: /^Akun / });
  await account.click();
  await page.getByRole('menuitem', { name: 'Keluar' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(account).toBeFocused();
});

test('heading and tab say which letter is open', async ({ page }) => {
  await open(page, '#/');
  await expect(page).toHaveTitle('Buku Agenda Surat Masuk – Lembar');
  await page.keyboard.press('ArrowDown');
  const cells = page.locator('[aria-selected=true]').getByRole('gridcell');
  const number = (await cells.nth(3).locator('[title]').innerText()).trim();
  const subject = (await cells.nth(4).innerText()).trim();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${number} · ${subject}`);
  await expect(page).toHaveTitle(`${number} · ${subject} – Lembar`);
});

for (const [width, height] of [
  [911, 512],
  [683, 384],
] as const) {
  test(`every filter of the agenda book is reached in a window of ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, '#/');
    const filters = page.getByRole('group', { name: 'Penyaring' });
    const fields = await filters.locator('input:visible, [role=combobox]').all();
    expect(fields.length).toBeGreaterThanOrEqual(5);
    for (const field of fields) {
      await field.scrollIntoViewIfNeeded();
      const box = await field.boundingBox();
      expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
    await page.screenshot({ path: test.info().outputPath('book.png') });
  });
}

test('a column of the agenda book sorts it by click and by key, and the order comes back with the address', async ({
  page,
}) => {
  await open(page, '#/');
  const head = page.getByRole('columnheader', { name: 'Asal Surat' });
  const senders = async (): Promise<string[]> =>
    (await page.locator('[data-index] > [role=gridcell]:nth-child(3)').allInnerTexts()).slice(0, 8);
  const own = await senders();
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/urut=sender/);
  const rising = await senders();
  expect(rising).toEqual(rising.toSorted());
  expect(rising).not.toEqual(own);
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  const falling = await senders();
  expect(falling).toEqual(falling.toSorted().reverse());
  await page.screenshot({ path: test.info().outputPath('agenda.png') });
  await page.setViewportSize({ width: 911, height: 512 });
  await page.screenshot({ path: test.info().outputPath('agenda-911.png') });

  await page.reload();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('searchbox').last().fill('2026');
  await expect(page).toHaveURL(/cari=2026.*urut=-sender/);
  await page.getByRole('grid').getByRole('row').nth(2).click();
  await expect(page).toHaveURL(/#\/surat\//);
  await page.goBack();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await head.getByRole('button').focus();
  await page.keyboard.press('Space');
  await expect(head).not.toHaveAttribute('aria-sort');
  await expect(page).not.toHaveURL(/urut=/);
});

test('the register of complaints is sorted by its columns, what has no value last', async ({ page }) => {
  await open(page, '?complaints#/pengaduan');
  const head = page.getByRole('columnheader', { name: 'Diterima' });
  const dates = (): Promise<string[]> => page.locator('tbody tr td:nth-child(2)').allInnerTexts();
  const iso = (all: readonly string[]): readonly string[] => all.map((date) => date.split('/').toReversed().join('-'));
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const rising = iso(await dates());
  expect(rising.length).toBeGreaterThan(3);
  expect(rising).toEqual(rising.toSorted());
  const limit = page.getByRole('columnheader', { name: 'Batas' });
  await limit.getByRole('button').click();
  await expect(limit).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/urut=-limit/);
  await expect(page.locator('tbody tr').last().locator('td').first()).toHaveText('–');
  await page.screenshot({ path: test.info().outputPath('complaints.png') });
  await page.setViewportSize({ width: 911, height: 512 });
  await page.screenshot({ path: test.info().outputPath('complaints-911.png') });
});

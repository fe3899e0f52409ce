import { expect, type Page } from '@playwright/test';

const grid = (page: Page) => page.getByRole('grid', { name: 'Buku Agenda Surat Masuk' });

const searchField = (page: Page) => page.getByRole('searchbox', { name: 'Cari dalam buku agenda' });

export async function openBook(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { name: 'Buku Agenda Surat Masuk' });
  if (await heading.isVisible()) {
    // On a slow machine the link to the present page would reload the book under what is typed next.
    await searchField(page).fill('');
    return;
  }
  await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Buku Agenda' }).click();
  await expect(heading).toBeVisible();
}

/**
 * Every line of the book, top to bottom, each as its cells; scrolls through the list, which mounts the visible ones
 * only.
 */
export async function readBook(page: Page): Promise<readonly (readonly string[])[]> {
  await openBook(page);
  const lines = new Map<number, readonly string[]>();
  const total = Number(await grid(page).getAttribute('aria-rowcount')) - 1;
  await grid(page).focus();
  await page.keyboard.press('Home');
  for (let turn = 0; lines.size < total && turn < 40; turn++) {
    const seen = await grid(page)
      .locator('[role=row][data-index]')
      .evaluateAll((rows) =>
        rows.map((row) => ({
          index: Number(row.getAttribute('data-index')),
          cells: [...row.querySelectorAll('[role=gridcell]')].map((cell) => (cell as HTMLElement).innerText.trim()),
        })),
      );
    for (const { index, cells } of seen) lines.set(index, cells);
    await page.keyboard.press('PageDown');
  }
  return [...lines.entries()].sort(([a], [b]) => a - b).map(([, cells]) => cells);
}

/** Finds a letter as a clerk does: words into the search field, Enter on the first line, faster than the list follows. */
export async function openLetter(page: Page, words: string): Promise<void> {
  await openBook(page);
  const search = searchField(page);
  await search.fill(words);
  await search.press('ArrowDown');
  await search.press('Enter');
  await expect(page.getByRole('region', { name: 'Data surat' })).toContainText(words);
}

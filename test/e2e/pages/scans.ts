import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

export const scanFile = (name: string): string => join(import.meta.dirname, '../../fixtures/scans', name);

export const scanPanel = (page: Page) => page.getByRole('region', { name: 'Pindaian' });
export const viewer = (page: Page) => page.getByRole('dialog').filter({ has: page.getByLabel('Halaman dokumen') });
/** The state of a scan's file, in the words of its row. */
export const stateOf = (page: Page, name: string) =>
  scanPanel(page).getByRole('listitem').filter({ hasText: name }).getByTestId('scan-state');

export async function addScans(page: Page, ...names: readonly string[]): Promise<void> {
  await scanPanel(page).locator('input[type=file]').setInputFiles(names.map(scanFile));
  for (const name of names) await expect(scanPanel(page).getByRole('button', { name: `Buka ${name}` })).toBeVisible();
}

/** Pastes a file onto the page, as from a screenshot or the file manager. */
export async function pasteFile(page: Page, name: string, type: string): Promise<void> {
  const bytes = readFileSync(scanFile(name)).toString('base64');
  await page.evaluate(
    ({ bytes, name, type }) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
      transfer.items.add(new File([content], name, { type }));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }));
    },
    { bytes, name, type },
  );
}

/** A file from elsewhere dropped on the panel. */
export async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, content }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      return transfer;
    },
    { name, content },
  );
  await scanPanel(page).dispatchEvent('drop', { dataTransfer: transfer });
}

export async function openScan(page: Page, name: string): Promise<void> {
  await scanPanel(page)
    .getByRole('button', { name: `Buka ${name}` })
    .click();
  await expect(viewer(page)).toBeVisible();
}

/** How dark a point of a drawn page is, 0 black to 255 white; `x`, `y` from 0 to 1. */
export function shade(page: Page, number: number, x: number, y: number): Promise<number> {
  return page.locator(`[data-page="${number}"] canvas[data-drawn]`).evaluate(
    (canvas: HTMLCanvasElement, at) => {
      const context = canvas.getContext('2d');
      const pixel = context?.getImageData(at.x * canvas.width, at.y * canvas.height, 1, 1).data;
      return pixel?.[0] ?? -1;
    },
    { x, y },
  );
}

import { expect, type Locator, type Page } from '@playwright/test';

const more = (page: Page) => page.getByRole('button', { name: 'Tindakan lain' });

/** Opens a dialog of the rarer actions with the keyboard alone, as its menu item calls it. */
export async function openAction(page: Page, action: string, title: string): Promise<Locator> {
  await more(page).focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: action, exact: true });
  for (const one of await page.getByRole('menuitem').all()) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await expect(one).toBeVisible();
    await page.keyboard.press('ArrowDown');
  }
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: title, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Escape closes an open list first, then leaves the dialog and gives the focus back to where it came from. */
export async function leaveByEscape(page: Page, dialog: Locator): Promise<void> {
  if (await page.locator('.MuiAutocomplete-popper').isVisible()) await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(more(page)).toBeFocused();
}

/** The label of every field is whole inside its dialog, nothing of it cut off. */
export async function expectWholeLabels(dialog: Locator): Promise<void> {
  for (const label of await dialog.locator('label:visible').all()) {
    const cut = await label.evaluate((element) => {
      const box = element.getBoundingClientRect();
      for (let frame = element.parentElement; frame; frame = frame.parentElement) {
        if (getComputedStyle(frame).overflowY === 'visible') continue;
        const around = frame.getBoundingClientRect();
        if (box.top < around.top || box.bottom > around.bottom) return element.textContent;
      }
      return null;
    });
    expect(cut).toBeNull();
  }
}

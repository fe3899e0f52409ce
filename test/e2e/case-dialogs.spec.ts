import type { Page } from '@playwright/test';
import { expectWholeLabels, leaveByEscape, openAction } from './pages/case-dialogs.ts';
import { pictures } from './pages/pictures.ts';
import { openCase } from './pages/case.ts';
import { book, openSaved } from './pages/register.ts';
import { cut, readyForOffline } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';

const subject = 'Permohonan pembuatan aplikasi perpustakaan keliling';
const letter = { sender: 'Dinas Perpustakaan', number: '041/DISPUSIP/X/2026', date: '05/10/2026', subject };
const later = { ...letter, number: '052/DISPUSIP/X/2026', subject: 'Kelengkapan berkas perpustakaan keliling' };

/** Menu item, dialog and the field one types in first. */
const dialogs = [
  ['Tetapkan tim', 'Tetapkan tim', 'Anggota tim'],
  ['Tautkan surat lain', 'Tautkan surat lain', 'Surat'],
  ['Ubah nama', 'Ubah nama permohonan', 'Nama aplikasi atau dataset'],
  ['Ubah layanan', 'Ubah layanan permohonan', 'Alasan'],
  ['Tarik permohonan', 'Tarik permohonan ini?', 'Alasan'],
] as const;

/** The request gets another title in a second window of the same desk. */
async function renameElsewhere(page: Page, title: string): Promise<void> {
  const second = await page.context().newPage();
  await second.goto(page.url());
  const dialog = await openAction(second, 'Ubah nama', 'Ubah nama permohonan');
  await dialog.getByLabel('Nama aplikasi atau dataset').fill(title);
  await dialog.getByRole('button', { name: 'Simpan' }).press('Enter');
  await expect(second.getByRole('heading', { name: title })).toBeVisible();
  await second.close();
  await expect(page.getByText(title)).toBeAttached();
}

test('every dialog of a request is used with the keyboard, says what is wrong beside its field, and is left by Escape', async ({
  openDesk,
}) => {
  test.setTimeout(240_000);
  const desk = await openDesk('Meja TU', { as: 'tu' });
  const { page } = desk;
  const { keyboard } = page;
  await readyForOffline(desk);
  await cut(desk);
  await book(page, later);
  await book(page, letter);
  await openSaved(page);
  const number = await openCase(page);
  const facts = page.getByRole('main').getByRole('definition');

  await test.step('each opens, shows its labels whole, and Escape leaves everything as it was', async () => {
    for (const [action, title, label] of dialogs) {
      const dialog = await openAction(page, action, title);
      await expectWholeLabels(dialog);
      await pictures(page, `dialog-${action.replaceAll(' ', '-').toLowerCase()}`);
      await dialog.getByLabel(label).fill('Tidak jadi');
      await leaveByEscape(page, dialog);
    }
    await expect(page.getByRole('heading', { name: 'Aplikasi perpustakaan keliling' })).toBeVisible();
    await page.getByRole('tab', { name: 'Riwayat' }).click();
    await expect(page.getByRole('region', { name: 'Riwayat' }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('tab', { name: 'Langkah' }).click();
  });

  await test.step('another title: too long is said at its field and stays, none at all cannot be saved', async () => {
    const dialog = await openAction(page, 'Ubah nama', 'Ubah nama permohonan');
    const title = dialog.getByLabel('Nama aplikasi atau dataset');
    await expect(title).toBeFocused();
    await title.fill(' ');
    await expect(dialog.getByRole('button', { name: 'Simpan' })).toBeDisabled();
    const endless = 'judul '.repeat(700);
    await title.fill(endless);
    await dialog.getByRole('button', { name: 'Simpan' }).press('Enter');
    await expect(title).toHaveAccessibleDescription('Terlalu panjang. Persingkat isinya.');
    await expect(title).toHaveValue(endless);
    await pictures(page, 'dialog-title-wrong');
    await title.fill('Aplikasi Perpustakaan Keliling');
    await dialog.getByRole('button', { name: 'Simpan' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Aplikasi Perpustakaan Keliling' })).toBeVisible();
  });

  await test.step('another service: the same one is none, a reason is needed, and the number follows', async () => {
    const dialog = await openAction(page, 'Ubah layanan', 'Ubah layanan permohonan');
    await dialog.getByRole('combobox', { name: 'Layanan' }).press('Enter');
    await page.getByRole('option', { name: /Interoperabilitas/ }).press('Enter');
    await expect(dialog.getByRole('button', { name: 'Simpan' })).toBeDisabled();
    const reason = dialog.getByLabel('Alasan');
    await reason.fill('alasan '.repeat(90));
    await dialog.getByRole('button', { name: 'Simpan' }).press('Enter');
    await expect(reason).toHaveAccessibleDescription('Terlalu panjang. Persingkat isinya.');
    await reason.fill('Yang dimohon ternyata integrasi data.');
    await dialog.getByRole('button', { name: 'Simpan' }).press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText(number.replace('APL', 'INT'), { exact: true })).toBeVisible();
  });

  await test.step('the team: found by name, added and removed by keys, shown under the title', async () => {
    const dialog = await openAction(page, 'Tetapkan tim', 'Tetapkan tim');
    const people = dialog.getByLabel('Anggota tim');
    await expect(people).toBeFocused();
    await keyboard.type('tidak ada orangnya');
    await expect(page.getByText('Tidak ada pegawai yang cocok')).toBeVisible();
    await people.fill('');
    await keyboard.type('Ma');
    await renameElsewhere(page, 'Aplikasi Perpustakaan Keliling Riau');
    // What another window saves arrives under the dialog; the text being typed here stays.
    await expect(people).toHaveValue('Ma');
    for (const rest of ['ya', 'Andi']) {
      await keyboard.type(rest);
      await expect(page.getByRole('option')).toHaveCount(1);
      await keyboard.press('Enter');
    }
    await pictures(page, 'dialog-team-chosen');
    await keyboard.press('Backspace');
    await dialog.getByRole('button', { name: 'Simpan' }).press('Enter');
    await expect(dialog).toBeHidden();
    await expect(facts.filter({ hasText: 'Maya Anggraini' })).not.toContainText('Andi');
  });

  await test.step('another letter: searched by words, what is not there is said, the one found is linked', async () => {
    const dialog = await openAction(page, 'Tautkan surat lain', 'Tautkan surat lain');
    await keyboard.type('surat yang tidak ada');
    await expect(page.getByText('Tidak ada surat yang cocok')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Simpan' })).toBeDisabled();
    await dialog.getByLabel('Surat').fill('kelengkapan');
    await expect(page.getByRole('option')).toHaveCount(1);
    await pictures(page, 'dialog-link-found');
    await keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Simpan' }).press('Enter');
    await expect(dialog).toBeHidden();
    await expect(facts.filter({ hasText: later.number })).toBeVisible();
  });

  await test.step('withdrawal: only with a reason, and then the request is over', async () => {
    const dialog = await openAction(page, 'Tarik permohonan', 'Tarik permohonan ini?');
    const reason = dialog.getByLabel('Alasan');
    await expect(reason).toBeFocused();
    await reason.fill('   ');
    await expect(dialog.getByRole('button', { name: 'Tarik permohonan' })).toBeDisabled();
    await reason.fill('Ditarik dengan surat Dinas Perpustakaan.');
    await dialog.getByRole('button', { name: 'Tarik permohonan' }).press('Enter');
    await expect(page.getByText('Permohonan berakhir: Ditarik.')).toBeVisible();
    await expect(page.getByText('Alasan: Ditarik dengan surat Dinas Perpustakaan.')).toBeVisible();
  });

  await test.step('a search among those that run says that only an ended one matches', async () => {
    await keyboard.press('Alt+9');
    await page.getByLabel('Cari permohonan').fill('perpustakaan');
    await expect(page.getByText('Tidak ada permohonan berjalan yang cocok')).toBeVisible();
    await page.getByRole('button', { name: 'Tampilkan 1 permohonan yang sudah berakhir' }).press('Enter');
    await expect(page.getByRole('row', { name: /Ditarik/ })).toBeVisible();
  });
  expect(desk.complaints).toEqual([]);
});

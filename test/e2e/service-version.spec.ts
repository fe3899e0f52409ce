import { openCase } from './pages/case.ts';
import { book, openSaved } from './pages/register.ts';
import { switchTo } from './pages/session.ts';
import { settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';

const letter = {
  sender: 'Dinas Sosial',
  number: '460/12/DINSOS',
  date: '05/10/2026',
  subject: 'Permohonan pembuatan aplikasi bantuan sosial',
};

test('an administrator publishes a version of a service, and the case opened then has it', async ({ openDesk }) => {
  test.setTimeout(180_000);
  const desk = await openDesk('Meja TU', { as: 'tu', ownBrowser: true });
  const { page } = desk;
  await settled(desk);
  await switchTo(page, 'admin');
  await settled(desk);
  await page.goto(`${desk.address}#/induk/layanan`);
  const change = page.getByRole('button', { name: /^Ubah layanan: Pembuatan Aplikasi/ });
  await change.click();
  const dialog = page.getByRole('dialog');
  const publish = dialog.getByRole('button', { name: 'Terbitkan versi 2' });
  await expect(publish).toBeDisabled();

  await test.step('days that are no three months are refused beside the field', async () => {
    await dialog.getByRole('group', { name: 'Langkah 7', exact: true }).getByLabel('Hari rencana').fill('6');
    await expect(dialog.getByText('Berubah, langkah 7, hari rencana: 5 menjadi 6')).toBeVisible();
    await publish.click();
    await expect(dialog.getByLabel('Jangka waktu (bulan)')).toHaveAccessibleDescription(
      'Hari rencana berjumlah 91, seharusnya 90.',
    );
    await dialog.getByRole('group', { name: 'Langkah 6', exact: true }).getByLabel('Hari rencana').fill('41');
  });

  await test.step('a step is renamed, the difference says so, and the version is published', async () => {
    await dialog
      .getByRole('group', { name: 'Langkah 4', exact: true })
      .getByLabel('Nama langkah')
      .fill('Telaah berkas');
    await expect(dialog.getByText(/^Berubah, langkah 4, nama: .+ menjadi Telaah berkas$/)).toBeVisible();
    await publish.click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: /^Pembuatan Aplikasi.*versi 2/ })).toBeVisible();
  });

  await test.step('a case opened now has that step', async () => {
    await settled(desk);
    await switchTo(page, 'tu');
    await book(page, letter);
    await openSaved(page);
    await openCase(page);
    await expect(page.getByText('Telaah berkas').first()).toBeVisible();
  });
});

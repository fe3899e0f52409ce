import { settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';

test.use({ officeIs: 'demo' });

test('the head of office goes through his letters one after the other with the keyboard', async ({ openDesk }) => {
  const desk = await openDesk('Meja Kadis', { as: 'kadis' });
  const { page } = desk;
  const { keyboard } = page;
  await settled(desk);
  await keyboard.press('Alt+3');
  const counters = page.getByLabel('Jumlah tugas');
  const counter = counters.getByRole('link', { name: /^Surat belum didisposisikan: \d+$/ });
  const waiting = Number(await counter.innerText());
  expect(waiting).toBeGreaterThan(1);
  await counter.click();

  await expect(page.getByRole('heading', { level: 1, name: 'Surat yang menunggu' })).toBeVisible();
  await expect(page.getByText(`1 dari ${waiting}`, { exact: true })).toBeVisible();
  const details = page.getByRole('region', { name: 'Data surat' });
  const first = await details.innerText();
  const form = page.getByRole('form', { name: 'Disposisi', exact: true });
  await form.getByRole('checkbox', { name: 'Sekretaris Dinas', exact: true }).check();
  await form.getByLabel('Catatan').fill('Tindak lanjuti segera.');
  await page.screenshot({ path: test.info().outputPath('inbox.png') });
  await keyboard.press('Control+Enter');

  await expect(page.getByText(`2 dari ${waiting}`, { exact: true })).toBeVisible();
  await expect(page.getByText(`${waiting - 1} menunggu`)).toBeVisible();
  await expect(details).not.toHaveText(first);
  await keyboard.press('Alt+PageUp');
  await expect(page.getByText(`1 dari ${waiting}`, { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Alur disposisi surat' })).toContainText('Tindak lanjuti segera.');
  await keyboard.press('Alt+PageDown');
  await expect(page.getByText(`2 dari ${waiting}`, { exact: true })).toBeVisible();
});

test('every counter of a person’s work opens the list it counts', async ({ openDesk }) => {
  const desk = await openDesk('Meja Kabid', { as: 'kabid.aptika' });
  const { page } = desk;
  await settled(desk);
  await page.keyboard.press('Alt+3');
  const links = page.getByLabel('Jumlah tugas').getByRole('link');
  await expect(links.first()).toBeVisible();
  for (const name of await links.evaluateAll((all) => all.map((link) => link.getAttribute('aria-label') ?? ''))) {
    await page.keyboard.press('Alt+3');
    await page.getByLabel('Jumlah tugas').getByRole('link', { name, exact: true }).click();
    const title = name.replace(/: \d+$/, '');
    await expect(
      page
        .getByText('menunggu', { exact: false })
        .or(page.getByText(`${title} ·`))
        .first(),
    ).toBeVisible();
  }
});

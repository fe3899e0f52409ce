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
  const counters = page.getByLabel('Jumlah tugas');
  await expect(counters.getByRole('link').first()).toBeVisible();
  const addresses = await counters.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses.flatMap((one) => one ?? [])) {
    await page.keyboard.press('Alt+3');
    // Read again for each: a letter that was looked at counts as read afterwards.
    const counter = counters.locator(`a[href="${address}"]`);
    const count = await counter.innerText();
    await counter.click();
    await expect(page).toHaveURL((url) => url.hash === address);
    if (address.startsWith('#/tugas/surat'))
      await expect(page.getByText(`1 dari ${count}`, { exact: true })).toBeVisible();
    else await expect(page.locator('tbody tr')).toHaveCount(Number(count));
  }
});

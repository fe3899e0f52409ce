import { openLetter, readBook } from '../pages/agenda.ts';
import { book, bookedNumber, openForm, openSaved, typeLetter } from '../pages/register.ts';
import { addScans, openScan, stateOf, viewer } from '../pages/scans.ts';
import { enrolHere, switchTo } from '../pages/session.ts';
import { exchangeNow, syncWords } from '../pages/sync.ts';
import { prepareWindow } from '../support/office-clock.ts';
import { expect, test } from '../support/office-test.ts';
import { dumpDatabases, dumpPrivateFiles } from '../support/find-text.ts';
import { isSecretSample, samples, type PaperLetter } from '../support/samples.ts';
import { readRegister } from '../support/server-books.ts';

const secret = 'kata-sandi-administrator';
const letter = (no: number): PaperLetter => ({
  sender: 'Dinas Pariwisata',
  number: `556/DISPAR/X/2026/${no}`,
  date: '05/10/2026',
  subject: `Surat uji ${no}`,
});

test.describe('a server nobody has set up', () => {
  test.use({ officeIs: 'bare' });

  test('its console code makes the first administrator, who signs in', async ({ page, office }) => {
    await page.addInitScript(prepareWindow, office.clock.shift);
    await page.goto(`${office.address}/`);
    await page.getByRole('link', { name: 'Siapkan server' }).click();
    await page.getByLabel('Kode penyiapan').fill('SALAH-SALAH');
    await page.getByLabel('Nama lengkap').fill('Dewi Lestari');
    await page.getByLabel('Nama pengguna').fill('dewi');
    await page.getByLabel('Kata sandi', { exact: true }).fill('pendek');
    await page.getByLabel('Ulangi kata sandi').fill('lain');
    await page.getByLabel('Nomor agenda terakhir').fill('416');
    const submit = page.getByRole('button', { name: 'Buat administrator' });
    await submit.click();
    await expect(page.getByText(/Kata sandi terlalu lemah/)).toBeVisible();
    await expect(page.getByText('Kedua kata sandi tidak sama.')).toBeVisible();
    await page.getByLabel('Kata sandi', { exact: true }).fill(secret);
    await page.getByLabel('Ulangi kata sandi').fill(secret);
    await submit.click();
    await expect(page.getByText(/Kode penyiapan salah/)).toBeVisible();
    await page.getByLabel('Kode penyiapan').fill(office.setupCode ?? '');
    await submit.click();
    await expect(page.getByText('Server siap digunakan.')).toBeVisible();
    await page.getByRole('button', { name: 'Ke halaman masuk' }).click();
    await enrolHere(page, 'dewi', secret);
    await expect(page.getByRole('link', { name: 'Data Induk' })).toBeVisible();
    await expect(syncWords(page)).toContainText('Semua tersimpan di server');
  });
});

test('a letter booked online, letters booked without the network, and no number is used twice', async ({
  page,
  context,
  office,
}) => {
  await page.addInitScript(prepareWindow, office.clock.shift);
  await page.goto(`${office.address}/`);
  await enrolHere(page, 'tu');
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');
  await openForm(page);
  await typeLetter(page, letter(1));
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await bookedNumber(page)).label).toMatch(/^\d+\/2026$/);
  // The number is this page's own and there before the letter is sent.
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');

  await context.setOffline(true);
  // The open live channel does not notice this switch; the next request does.
  await exchangeNow(page);
  await expect(syncWords(page)).toContainText('Luring', { timeout: 30_000 });
  for (const no of [2, 3]) expect((await book(page, letter(no))).label).toMatch(/^\d+\/2026$/);
  await expect(syncWords(page)).toContainText('Luring: 2 catatan menunggu');
  await context.setOffline(false);
  await exchangeNow(page);
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');

  await expect(page.getByText(/tanpa jurnal di disk/)).toBeVisible();
  const numbers = (await readBook(page)).map(([no]) => no);
  expect(new Set(numbers).size).toBe(3);
  const { used } = readRegister(office.dataDir);
  expect(used.map(({ no, year }) => `${no}/${year}`).sort()).toEqual(numbers.toSorted());

  await page.reload();
  expect((await readBook(page)).map(([no]) => no)).toEqual(numbers);
});

test('[T46] a secret letter with its scan is readable in nothing the browser keeps, and to its author after a reload', async ({
  page,
  context,
  office,
}) => {
  const secretLetter = samples.find(isSecretSample) as PaperLetter;
  const words = [secretLetter.subject, secretLetter.number, '%PDF-'];
  const kept = async (): Promise<string> => `${await dumpDatabases(page)}\n${await dumpPrivateFiles(page)}`;
  await page.addInitScript(prepareWindow, office.clock.shift);
  await page.goto(`${office.address}/`);
  await enrolHere(page, 'sekretaris');
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');
  await context.setOffline(true);
  await book(page, secretLetter);
  await openSaved(page);
  await addScans(page, 'surat.pdf');
  for (const text of words) expect(await kept(), text).not.toContain(text);
  // The search itself works: what is no secret stands there as it is.
  for (const text of ['letter.register', 'LEMBARS1']) expect(await kept()).toContain(text);

  await context.setOffline(false);
  await page.reload();
  await exchangeNow(page);
  await openLetter(page, 'Audit Keamanan');
  await expect(stateOf(page, 'surat.pdf')).toHaveText('Tersimpan di server', { timeout: 30_000 });
  await openScan(page, 'surat.pdf');
  await expect(viewer(page).getByRole('status')).toHaveText('Halaman 1 dari 3');
  await page.keyboard.press('Escape');
  await switchTo(page, 'tu');
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');
  for (const text of words) expect(await kept(), text).not.toContain(text);
});

test('an origin without TLS gets one sentence instead of a program that cannot keep anything', async ({
  page,
  office,
}) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'isSecureContext', { get: () => false }));
  await page.goto(`${office.address}/`);
  await expect(page.getByText(/tanpa sambungan aman/)).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

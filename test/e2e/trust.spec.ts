import type { Page } from '@playwright/test';
import { demoPeople } from '../../server/demo/people.ts';
import type { Position, Right } from '../../shared/people/people.ts';
import { papers } from '../../shared/sheet/paper.ts';
import { enrolDesk, type DeskClient } from '../support/desk-client.ts';
import { httpWire } from '../support/wire.ts';
import { book, bookedNumber, type Booked } from './pages/register.ts';
import { cut, exchangeNow, mend, readyForOffline, settled } from './pages/sync.ts';
import { readPdf, squeezed } from './print-harness/read-pdf.ts';
import { expect, test } from './support/office-test.ts';
import type { PaperLetter } from './support/samples.ts';
import { lastOnPaper, password } from './support/set-up-office.ts';

test.use({ officeIs: 'staffed', blockSize: 30 });

const letter = (no: number): PaperLetter => ({
  sender: 'Dinas Pariwisata',
  number: `556/DISPAR/X/2026/${no}`,
  date: '05/10/2026',
  subject: `Surat uji ${no}`,
});

async function section(page: Page, rail: string, heading: string, tab?: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: rail, exact: true }).click();
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
  if (tab !== undefined) await page.getByRole('tab', { name: tab }).click();
}

/** Gives the clerk's position these rights, as an administrator at another desk would. */
async function setRights(admin: DeskClient, rights: readonly Right[]): Promise<void> {
  const tu = demoPeople.find(({ username }) => username === 'tu');
  const { rows } = await admin.snapshot();
  const row = rows.find(({ t, id }) => t === 'position' && id === tu?.position);
  const doc = { ...(row?.d as Position), rights };
  const result = await admin.say('position.save', { doc }, { base: { [`position:${doc.id}`]: row?.rv ?? 0 } });
  expect(result.status).toBe('applied');
}

test('a desk declared lost: the fate of its numbers is shown, applied, and can be printed and signed', async ({
  openDesk,
}) => {
  const clerk = await openDesk('Loket', { as: 'tu' });
  await readyForOffline(clerk);
  await book(clerk.page, letter(1));
  await settled(clerk);
  const desk = await openDesk('Kantor Administrator', { as: 'admin' });
  const { page } = desk;
  await settled(desk);

  await section(page, 'Nomor Kosong', 'Register Nomor Kosong');
  const register = page.getByRole('table', { name: 'Daftar nomor tidak terpakai' });
  await expect(register).toContainText('Buku kertas, sebelum program dipakai');
  await expect(page.getByRole('table', { name: 'Dicadangkan di depan urutan' })).toContainText('(Loket)');
  await expect(page.getByText(`1–${lastOnPaper}`)).toBeVisible();

  await section(page, 'Kelola Server', 'Kelola Server');
  const row = page.getByRole('row', { name: /Loket/ });
  await row.getByRole('button', { name: 'Nyatakan hilang' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/Nomor \d+–\d+ \(2026\) dinyatakan hilang/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row).toBeHidden();

  await section(page, 'Nomor Kosong', 'Register Nomor Kosong');
  await expect(register).toContainText(/\(Loket\): meja dinyatakan hilang; .* oleh Dewi Lestari/);

  await page.getByRole('link', { name: 'Cetak daftar' }).click();
  await page.waitForSelector('html[data-sheet=ready]');
  const pages = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  const text = squeezed(pages.map((one) => one.text).join(''));
  for (const words of [
    'DAFTAR NOMOR AGENDA YANG TIDAK TERPAKAI',
    'Buku agenda surat masuk tahun 2026',
    `1–${lastOnPaper}`,
    'meja dinyatakan hilang',
    'Petugas agenda,',
    'KEPALA DINAS',
    `hal. 1/${pages.length}`,
  ]) {
    expect(text).toContain(squeezed(words));
  }
  expect(text).not.toContain(squeezed('Muat ulang'));
  for (const { width, height, smallest } of pages) {
    expect(Math.abs(width - papers.A4.width)).toBeLessThan(0.4);
    expect(Math.abs(height - papers.A4.height)).toBeLessThan(0.4);
    expect(smallest).toBeGreaterThan(8.95);
  }

  await exchangeNow(clerk.page).catch(() => undefined);
  await expect(clerk.page.getByRole('alert').first()).toContainText('Administrator telah mengeluarkan komputer ini');
  expect([...desk.complaints, ...clerk.complaints]).toEqual([]);
});

test('what a clerk entered without the right is judged by an administrator, and the clerk sees the verdict', async ({
  office,
  openDesk,
}) => {
  test.setTimeout(240_000);
  const clerk = await openDesk('Loket', { as: 'tu' });
  await readyForOffline(clerk);
  await cut(clerk);
  const first: Booked = await book(clerk.page, letter(1));
  await book(clerk.page, letter(2));
  const admin = await enrolDesk(httpWire(office.address), 'admin', password, { name: 'Meja lain' });
  const tu = demoPeople.find(({ username }) => username === 'tu');
  const { rows } = await admin.snapshot();
  const { rights } = rows.find(({ t, id }) => t === 'position' && id === tu?.position)?.d as Position;
  await setRights(admin, []);
  await mend(clerk);
  await section(clerk.page, 'Perlu Perhatian', 'Perlu Perhatian');
  await expect(clerk.page.getByRole('article')).toHaveCount(2);
  await expect(clerk.page.getByRole('article').first()).toContainText('Disisihkan');

  const desk = await openDesk('Kantor Administrator', { as: 'admin' });
  const { page } = desk;
  await settled(desk);
  await section(page, 'Kelola Server', 'Kelola Server', 'Entri Disisihkan');
  const entry = (no: number) => page.getByRole('article').filter({ hasText: `Surat uji ${no}` });
  await expect(entry(1)).toContainText('Anda tidak berwenang mencatat surat');
  await entry(1).getByRole('button', { name: 'Terima' }).click();
  await page.keyboard.press('Enter');
  await expect(entry(1)).toBeHidden();
  await entry(2).getByRole('button', { name: 'Tolak' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Tolak' })).toBeDisabled();
  await dialog.getByLabel('Alasan penolakan').fill('Surat ini milik dinas lain');
  await dialog.getByRole('button', { name: 'Tolak' }).click();
  await expect(page.getByText('Tidak ada entri yang disisihkan')).toBeVisible();

  await setRights(admin, rights);
  const work = clerk.page;
  await work.reload();
  await settled(clerk);
  await section(work, 'Perlu Perhatian', 'Perlu Perhatian');
  const refused = work.getByRole('article').filter({ hasText: 'Ditolak' });
  await expect(refused).toContainText('dengan alasan: Surat ini milik dinas lain');
  await expect(refused).toContainText('Surat uji 2');
  await expect(work.getByRole('article').filter({ hasText: 'Diterima kemudian' })).toBeVisible();

  await refused.getByRole('link', { name: 'Masukkan kembali' }).click();
  await expect(work.getByLabel('Perihal')).toHaveValue('Surat uji 2');
  await expect(work.getByText('Isian dari catatan yang tidak berlaku')).toBeVisible();
  await work.getByLabel('Perihal').fill('Surat uji 2, diperbaiki');
  await work.keyboard.press('Control+Enter');
  expect((await bookedNumber(work)).label).not.toBe(first.label);
  await section(work, 'Perlu Perhatian', 'Perlu Perhatian');
  await expect(work.getByRole('article').filter({ hasText: 'Ditolak' })).toBeHidden();
  await section(work, 'Buku Agenda', 'Buku Agenda Surat Masuk');
  await expect(work.getByText('Surat uji 2, diperbaiki')).toBeVisible();
  await expect(work.getByText(first.label, { exact: true })).toBeVisible();
  expect([...desk.complaints, ...clerk.complaints]).toEqual([]);
});

test('without the server the register of unused numbers says so and shows what this desk holds', async ({
  openDesk,
}) => {
  const desk = await openDesk('Loket', { as: 'tu' });
  const { page } = desk;
  await readyForOffline(desk);
  await cut(desk);
  await page.keyboard.press('Alt+7');
  await expect(page.getByRole('alert')).toContainText('Server tidak dapat dihubungi');
  await expect(page.getByRole('table', { name: 'Blok nomor agenda di komputer ini' })).toContainText('SM 2026');
  await expect(page.getByRole('link', { name: 'Cetak daftar' })).toBeHidden();
  expect(desk.complaints).toEqual([]);
});

import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { FakeOffice } from '../support/fake-office.ts';
import { harnessIn } from './support/harness.ts';

/** Frame, session and administration in a real browser, over an office in memory (test/harness). */
const harness = harnessIn(join(import.meta.dirname, '../harness'));

const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(harness.url + address);
  await expect(page.locator('#root > *').first()).toBeVisible();
};
const inOffice = (page: Page, work: (office: FakeOffice) => void): Promise<void> =>
  page.evaluate(`(${work.toString()})(globalThis.fakeOffice)`);

test('a new desk shows whom it will trust before it asks for a password', async ({ page }) => {
  await open(page, '?state=new#/');
  await page.getByLabel('Alamat server').fill('salah');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Server tidak dapat dihubungi')).toBeVisible();
  await page.getByLabel('Alamat server').fill('lembar.riau.go.id');
  await page.keyboard.press('Enter');
  await expect(page.getByText('9A:31:0C:5E')).toBeVisible();
  await expect(page.getByLabel('Kata sandi')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.getByLabel('Nama komputer ini').fill('Meja TU');
  await page.getByLabel('Nama pengguna').fill('umum');
  await page.getByLabel('Kata sandi', { exact: true }).fill('rahasia-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Menu utama' })).toBeVisible();
});

test('an address without TLS is warned about in words', async ({ page }) => {
  await open(page, '?state=new#/');
  await page.getByLabel('Alamat server').fill('http://10.0.0.5:4600');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tanpa TLS')).toBeVisible();
});

test('a wrong password keeps the name, says so, and puts the cursor back', async ({ page }) => {
  await open(page, '?state=out#/');
  const password = page.getByLabel('Kata sandi', { exact: true });
  await password.fill('bukan ini');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Nama pengguna atau kata sandi salah.');
  await expect(page.getByLabel('Nama pengguna')).toHaveValue('umum');
  await expect(password).toBeFocused();
});

test('an expired session is renewed over the open screen without losing what is typed', async ({ page }) => {
  await open(page, '#/induk/instansi');
  await page.getByLabel('Saring daftar').fill('kampar');
  await inOffice(page, (office) => office.setSync({ phase: 'paused', pause: 'signed-out', pending: 3 }));
  await expect(page.getByText('Sinkronisasi berhenti, masuk kembali.')).toBeVisible();
  await page.getByRole('button', { name: 'Masuk kembali' }).click();
  await page.getByLabel('Kata sandi', { exact: true }).fill('rahasia-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Anda sudah masuk kembali')).toBeVisible();
  await expect(page.getByLabel('Saring daftar')).toHaveValue('kampar');
});

test('a changed password sends what waits at once', async ({ page }) => {
  await open(page, '#/');
  await inOffice(page, (office) => office.setSync({ phase: 'paused', pause: 'signed-out', pending: 3 }));
  await page.getByRole('button', { name: /^Akun/ }).click();
  await page.getByRole('menuitem', { name: 'Ganti kata sandi' }).click();
  await page.getByLabel('Kata sandi sekarang').fill('rahasia-2026');
  await page.getByLabel('Kata sandi baru', { exact: true }).fill('kunci-yang-baru-7');
  await page.getByLabel('Ulangi kata sandi').fill('kunci-yang-baru-7');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.evaluate('fakeOffice.sync().pending')).toBe(0);
});

test('another address of the server says at its field what is wrong with it, and then stands in the list', async ({
  page,
}) => {
  await open(page, '#/sinkron');
  await page.getByRole('button', { name: 'Ganti alamat server' }).click();
  const address = page.getByLabel('Alamat server yang baru');
  await page.keyboard.press('Enter');
  await expect(address).toHaveAccessibleDescription('Wajib diisi.');
  await address.fill('salah');
  await page.keyboard.press('Enter');
  await expect(address).toHaveAccessibleDescription(/tidak dapat dihubungi/);
  await expect(address).toBeFocused();
  await address.fill('lain.riau.go.id');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('move.png') });
  await address.fill('baru.riau.go.id');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('definition').filter({ hasText: 'baru.riau.go.id' })).toBeVisible();
});

test('the whole program is reached by keyboard', async ({ page }) => {
  await open(page, '#/sinkron');
  await expect(page.getByRole('heading', { name: 'Sinkronisasi' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Pintasan papan ketik' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('heading', { name: 'Perlu Perhatian' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('subdomain');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/\?cari=subdomain/);
});

test('a merge shows both values, who wrote the other, and can be corrected', async ({ page }) => {
  await open(page, '#/perhatian');
  const card = page.getByRole('article').filter({ hasText: 'Perbaikan data surat' });
  await expect(card).toContainText('112/UM/2026');
  await expect(card).toContainText('112/SET/2026 (berlaku)');
  await expect(card).toContainText('Hj. Nurhayati');
  await card.getByRole('button', { name: 'Berlakukan isian saya' }).click();
  await expect(card).toHaveCount(0);
  const kept = await page.evaluate(`globalThis.fakeOffice.get('letter', 'letter-12').then((l) => l.letterNumber)`);
  expect(kept).toBe('112/UM/2026');
});

test('a rejected entry keeps every word that was typed', async ({ page }) => {
  await open(page, '#/perhatian');
  const card = page.getByRole('article').filter({ hasText: 'Ditolak' });
  await expect(card).toContainText('Disposisi ini sudah ditarik kembali.');
  await expect(card).toContainText('Rapat sudah dihadiri, notula terlampir.');
});

test('an empty list of one kind of work says so, and not that nothing waits', async ({ page }) => {
  await open(page, '?as=kadis#/tugas?lihat=steps');
  await expect(page.getByRole('link', { name: /^Surat belum didisposisikan: [1-9]/ })).toBeVisible();
  await expect(page.getByText('Tidak ada tugas dalam daftar ini')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('empty-kind.png') });
  await page.getByRole('link', { name: 'Tampilkan semua tugas' }).click();
  await expect(page.getByText('Tidak ada tugas')).toHaveCount(0);
});

test('master data: two firm holders of one position are refused beside their field', async ({ page }) => {
  await open(page, '#/induk/jabatan');
  await page.getByRole('button', { name: 'Kepala Dinas', exact: true }).click();
  await page.getByRole('button', { name: 'Tambah pejabat' }).click();
  await page.getByRole('group', { name: 'Pejabat' }).getByLabel('Pegawai').nth(1).fill('Nurhayati');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByText('Dua pejabat definitif')).toBeVisible();
});

test('an import is previewed first and saves only the good rows', async ({ page }) => {
  await open(page, '#/induk/instansi');
  await page.getByRole('button', { name: 'Impor CSV' }).click();
  const csv = 'nama;jenis\nDinas Sosial;dinas\n;dinas\nUniversitas Riau;Perangkat Daerah\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByText('1 baru, 0 diperbarui, 1 tidak berubah, 1 salah')).toBeVisible();
  await expect(page.getByText('Baris 3, Nama: Wajib diisi.')).toBeVisible();
  await page.getByRole('button', { name: 'Simpan 1 baris' }).click();
  await expect(page.getByText('11 data')).toBeVisible();
});

test('the theme is chosen and kept', async ({ page }) => {
  await open(page, '#/pengaturan');
  await page.getByLabel('Gelap').check();
  await expect(page.getByText('Pengaturan tersimpan.')).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(20, 26, 26)');
});

test('a clerk without the right sees neither the booking form nor the master data in the rail', async ({ page }) => {
  await open(page, '?as=aptika#/');
  const rail = page.getByRole('navigation', { name: 'Menu utama' });
  await expect(rail.getByRole('link', { name: 'Buku Agenda' })).toBeVisible();
  await expect(rail.getByRole('link', { name: 'Catat Surat' })).toHaveCount(0);
  await expect(rail.getByRole('link', { name: 'Data Induk' })).toHaveCount(0);
});

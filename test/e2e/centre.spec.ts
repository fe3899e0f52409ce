import type { Page } from '@playwright/test';
import { enrolDesk } from '../support/desk-client.ts';
import { caseAtPublishing, officeContract, signedVersion } from '../support/integrate-case.ts';
import { httpWire } from '../support/wire.ts';
import { picture } from './pages/pictures.ts';
import { cut, settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import { password } from './support/set-up-office.ts';

const go = (page: Page, hash: string): Promise<string> => page.evaluate((there) => (location.hash = there), hash);

test('codes are imported, a key is made and used, and the dashboard draws what was loaded, offline too', async ({
  office,
  openDesk,
}) => {
  test.setTimeout(300_000);
  const address = `${office.address}/exchange/v1/penduduk-wilayah/v1`;
  const admin = await openDesk('Meja Admin', { as: 'admin' });
  const team = await openDesk('Meja Tim Teknis', { as: 'timteknis' });
  const { page } = team;

  await test.step('a list of codes with wrong rows is refused row by row, a right one is there', async () => {
    await settled(admin);
    await go(admin.page, '#/induk/kode-referensi');
    await expect(admin.page.getByText('Belum ada kode referensi')).toBeVisible();
    await admin.page.getByRole('button', { name: 'Impor daftar kode' }).click();
    const dialog = admin.page.getByRole('dialog');
    for (const [label, text] of [
      ['Nama', 'wilayah'],
      ['Versi', '2025'],
      ['Judul', 'Wilayah administrasi'],
      ['Pemilik', 'Kementerian Dalam Negeri'],
      ['Berlaku sejak', '01/01/2025'],
    ] as const) {
      await dialog.getByLabel(label, { exact: true }).fill(text);
    }
    const file = async (csv: string) => {
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'wilayah.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await expect(dialog.getByText('Berkas: wilayah.csv')).toBeVisible();
      await dialog.getByRole('button', { name: 'Impor', exact: true }).click();
    };
    await file('kode,nama\n14.01,Kuantan Singingi\n14.01,Indragiri Hulu\n14.02,\n');
    await expect(dialog.getByText('2 kesalahan; daftar tidak disimpan.')).toBeVisible();
    await expect(dialog.getByRole('row', { name: /^3 kode 14\.01/ })).toBeVisible();
    await expect(dialog.getByText('Sama dengan baris 2.')).toBeVisible();
    await picture(admin.page, 'codes-refused');
    await file('kode,nama\n14.01,Kuantan Singingi\n14.02,Indragiri Hulu\n14.71,Pekanbaru\n');
    await expect(dialog).toBeHidden();
    await expect(admin.page.getByRole('row', { name: /^wilayah 2025 Wilayah administrasi/ })).toBeVisible();
    await picture(admin.page, 'codes');
  });

  await test.step('a document is published', async () => {
    const tu = await enrolDesk(httpWire(office.address), 'tu', password, { name: 'Meja TU' });
    const other = await enrolDesk(httpWire(office.address), 'timteknis', password, { name: 'Meja lain' });
    await caseAtPublishing(tu, 'a', officeContract());
    await settled(team);
    await expect(async () => {
      await go(page, '#/interchange/doc-a?bagian=antarmuka');
      await expect(page.getByText('Data ini belum dibuka')).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    const version = await signedVersion(tu, 'a', officeContract());
    await other.say('interchange.publish', { interchangeId: 'doc-a', act: { version } });
    await expect.poll(async () => (await fetch(address)).status).toBe(401);
  });

  let key = '';
  await test.step('its key is shown once and opens the dataset', async () => {
    await page.getByRole('button', { name: 'Muat ulang' }).click();
    await expect(page.getByText('Belum ada kunci')).toBeVisible();
    await page.getByRole('button', { name: 'Buat kunci' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nama kunci').fill('Server SIMRS');
    await dialog.getByRole('combobox', { name: 'Hak' }).click();
    await page.getByRole('option', { name: 'Membaca dan mengirim' }).click();
    await dialog.getByLabel('Berlaku sampai').fill('31/12/2026');
    await picture(page, 'key-made');
    await dialog.getByRole('button', { name: 'Buat kunci' }).click();
    key = await dialog.getByLabel('Teks kunci').inputValue();
    expect(key).toMatch(/^lbr_[0-9a-f]+_.{20,}$/);
    await picture(page, 'key-shown');
    await dialog.getByRole('button', { name: 'Sudah disalin' }).click();
    await expect(page.getByRole('row', { name: /^Server SIMRS .* Membaca dan mengirim/ })).toBeVisible();
    expect(await page.content()).not.toContain(key.split('_')[2]);
  });

  await test.step('what a program sends with it is drawn', async () => {
    const regions = ['14.01', '14.02', '14.71'];
    for (const [i, tahun] of [2023, 2024, 2025].entries()) {
      const rows = regions.map((kode, n) => ({
        ...{ kode_wilayah: kode, tahun, nama: `Wilayah ${kode}`, penduduk: 1000 * (n + 1) },
        jenis: kode === '14.71' ? 'kota' : 'kabupaten',
      }));
      const body = JSON.stringify(i === 1 ? rows.map((row) => ({ ...row, tahun: 'x' })) : rows);
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': `${i}` };
      await fetch(address, { method: 'POST', body, headers });
    }
    await page.getByRole('tab', { name: 'Dasbor' }).click();
    await expect(page.getByRole('img', { name: /^Jumlah baris pada 3 muatan/ })).toBeVisible();
    await page.getByRole('combobox', { name: 'Elemen' }).click();
    await page.getByRole('option', { name: 'Jenis', exact: true }).click();
    await expect(page.getByRole('row', { name: /^kabupaten 4 66,7%/ })).toBeVisible();
    await picture(page, 'dashboard');
    await page.getByRole('heading', { name: 'Muatan terakhir', exact: true }).scrollIntoViewIfNeeded();
    await picture(page, 'dashboard-below');
    await page.getByRole('tab', { name: 'Antarmuka' }).click();
    await expect(page.getByRole('heading', { name: 'Muatan terakhir', exact: true })).toBeHidden();
    await expect(page.getByRole('row', { name: /Ditolak/ })).toBeVisible();
    await picture(page, 'access');
  });

  await test.step('the end of the version is announced and the key revoked', async () => {
    await page.getByRole('button', { name: 'Umumkan akhir layanan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tanggal berakhir').fill('01/12/2026');
    await dialog.getByRole('button', { name: 'Umumkan' }).click();
    await expect(dialog.getByText(/paling sedikit dua belas bulan sebelumnya/)).toBeVisible();
    await dialog.getByLabel('Tanggal berakhir').fill('01/01/2028');
    await dialog.getByRole('button', { name: 'Umumkan' }).click();
    await expect(page.getByText('Berakhir 1 Januari 2028')).toBeVisible();
    await page.getByRole('button', { name: 'Cabut kunci Server SIMRS' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cabut kunci' }).click();
    await expect(page.getByText('Dicabut 8 Oktober 2026')).toBeVisible();
    expect((await fetch(address, { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
    await picture(page, 'access-ended');
  });

  await test.step('without the network keys wait and say so, and the last figures are there with their time', async () => {
    await cut(team);
    await go(page, '#/permohonan');
    await expect(page.getByRole('heading', { name: 'Permohonan', exact: true })).toBeVisible();
    await go(page, '#/interchange/doc-a?bagian=antarmuka');
    await expect(page.getByText(/Bagian ini memerlukan sambungan ke server/)).toBeVisible();
    await picture(page, 'access-offline');
    await page.getByRole('tab', { name: 'Dasbor' }).click();
    await expect(page.getByText(/Server tidak dapat dihubungi\. Angka di bawah ini tersimpan pada/)).toBeVisible();
    await expect(page.getByRole('img', { name: /^Jumlah baris pada 3 muatan/ })).toBeVisible();
    await picture(page, 'dashboard-offline');
  });
  expect(team.complaints).toEqual([]);
  expect(admin.complaints).toEqual([]);
});

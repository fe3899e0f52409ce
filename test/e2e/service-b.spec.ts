import { integrateData as service } from '../../shared/services/integrate-data.ts';
import { doStep, endStep, fillStep, findCase, openCase, section, stepForm } from './pages/case.ts';
import { giveOut, writeDocument } from './pages/documents.ts';
import { transcribe } from './pages/letter.ts';
import { book, openSaved } from './pages/register.ts';
import { haveRequirement } from './pages/requirements.ts';
import { addScans, scanPanel } from './pages/scans.ts';
import { switchTo } from './pages/session.ts';
import { cut, mend, readyForOffline, settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import type { E2eDesk } from './support/desk.ts';

const letter = {
  sender: 'Dinas Kesehatan',
  number: '440/DINKES/IX/2026/2118',
  date: '25/09/2026',
  subject: 'Permohonan Integrasi Data Fasilitas Kesehatan dengan Portal Data Provinsi',
  attachments: '2 (dua) berkas',
};

async function seenAt(desk: E2eDesk, number: string): Promise<void> {
  await settled(desk);
  await findCase(desk.page, number);
}

test('integrating data, from the letter to the final report: no agreement once, a dashboard sent back once', async ({
  openDesk,
}) => {
  test.setTimeout(900_000);
  const front = await openDesk('Meja TU', { as: 'tu' });
  const team = await openDesk('Meja Tim Teknis', { as: 'timteknis' });
  const data = await openDesk('Meja Data', { as: 'kasi.data' });
  const lead = await openDesk('Meja Kabid', { as: 'kabid.aptika' });
  let number = '';

  /** Finishes the present step at a desk and syncs the others. */
  const done = async (desk: E2eDesk, code: string, how: Parameters<typeof doStep>[3]): Promise<void> => {
    await doStep(desk.page, service, code, how);
    await settled(desk);
  };

  await readyForOffline(front);

  await test.step('the letter is booked without the network, with a scan of its staff list', async () => {
    await cut(front);
    await book(front.page, letter);
    await openSaved(front.page);
    await addScans(front.page, 'surat.pdf');
    await expect(scanPanel(front.page)).toBeVisible();
    await transcribe(front.page, {
      to: ['Kepala Bidang Aplikasi dan Informatika'],
      instructions: ['Ditindaklanjuti'],
      note: 'Koordinasikan dengan Dinas Kesehatan.',
    });
    number = await openCase(front.page);
    expect(number).toMatch(/^INT-2026-\d{4}$/);
    await haveRequirement(front.page, service, 'surat-permohonan', { scan: 'surat.pdf' });
    await haveRequirement(front.page, service, 'daftar-tenaga');
    await writeDocument(front.page, 1, 'Tanda terima berkas');
    await writeDocument(front.page, 1, 'Surat permintaan definisi data', '500.12/21/DISKOMINFOTIK/X/2026');
    const asked = await giveOut(front.page, 1, 'Surat permintaan definisi data');
    for (const text of [asked.docx, asked.pdf]) expect(text).toContain('500.12/21/DISKOMINFOTIK/X/2026');
    await doStep(front.page, service, 'koordinasi', { outcome: 'Selesaikan langkah', onBehalf: true });
    await mend(front);
  });

  const define = async (version: string): Promise<void> => {
    await seenAt(front, number);
    await fillStep(front.page, service, 'definisi-data', {
      versi: version,
      elemen: [{ nama: 'Kode fasilitas', uraian: 'Kode dari Kementerian Kesehatan' }],
    });
    await writeDocument(front.page, 2, 'Dokumen kebutuhan data');
    const needs = await giveOut(front.page, 2, 'Dokumen kebutuhan data');
    for (const text of [needs.docx, needs.pdf]) expect(text).toContain('Kodefasilitas');
    await section(front.page, 'Langkah').click();
    await stepForm(front.page, service, 'definisi-data')
      .getByRole('checkbox', { name: /atas namanya/ })
      .check();
  };
  const complete = 'Lengkap, rumuskan skenario';

  await test.step('step 2: neither design nor server specification is there: it does not go on; with one of them it does', async () => {
    await define('1');
    await stepForm(front.page, service, 'definisi-data').getByRole('button', { name: complete }).click();
    await expect(front.page.getByText(/Persyaratan belum lengkap/).first()).toBeVisible();
    await haveRequirement(front.page, service, 'spesifikasi-server');
    await section(front.page, 'Langkah').click();
    const form = stepForm(front.page, service, 'definisi-data');
    await expect(form.getByLabel('Versi dokumen')).toHaveValue('1');
    await form.getByRole('checkbox', { name: /atas namanya/ }).check();
    await endStep(front.page, service, 'definisi-data', complete);
    await settled(front);
  });

  await test.step('step 3: no agreement once, back to the agency, then agreed', async () => {
    await seenAt(team, number);
    await done(team, 'skenario', {
      outcome: 'TIDAK SEPAKAT, kembalikan kepada OPD',
      note: 'Elemen data belum disetujui pemiliknya.',
    });
    await define('2');
    await endStep(front.page, service, 'definisi-data', complete);
    await settled(front);
    await seenAt(team, number);
    await writeDocument(team.page, 3, 'Berita acara kesepakatan skenario');
    await done(team, 'skenario', { outcome: 'SEPAKAT', write: { versi: '2' } });
  });

  const interchange = async (version: string): Promise<void> => {
    await seenAt(team, number);
    const { page } = team;
    await fillStep(page, service, 'dokumen-interchange', { versi: version, 'ttd-opd': '08/10/2026' });
    await writeDocument(page, 4, 'Dokumen interchange data');
    await section(page, 'Langkah').click();
    const form = stepForm(page, service, 'dokumen-interchange');
    await form.getByRole('button', { name: 'Selesaikan langkah' }).click();
    await expect(form.getByText('Tanggal tanda tangan kedua pihak wajib diisi.')).toBeVisible();
    await fillStep(page, service, 'dokumen-interchange', {
      versi: version,
      'ttd-opd': '08/10/2026',
      'ttd-kominfo': '08/10/2026',
    });
    const paper = await giveOut(page, 4, 'Dokumen interchange data');
    for (const text of [paper.docx, paper.pdf]) expect(text).toContain(version);
    await endStep(page, service, 'dokumen-interchange', 'Selesaikan langkah');
  };

  /** Steps 4 to 10 of a round, those of the technical team without the network. */
  const exchange = async (version: string): Promise<void> => {
    await interchange(version);
    await cut(team);
    await doStep(team.page, service, 'penyiapan-api', { outcome: 'Selesaikan langkah', write: { versi: version } });
    await doStep(team.page, service, 'penyimpanan', { outcome: 'Selesaikan langkah' });
    await mend(team);

    await seenAt(data, number);
    await writeDocument(data.page, 7, 'Surat penyampaian hasil integrasi');
    const given = await giveOut(data.page, 7, 'Surat penyampaian hasil integrasi');
    for (const text of [given.docx, given.pdf]) expect(text).toContain('DinasKesehatan');
    await done(data, 'penyampaian-hasil', { outcome: 'Selesaikan langkah' });

    await seenAt(front, number);
    await writeDocument(front.page, 8, 'Berita acara hasil pengecekan');
    await done(front, 'cek-updating', {
      outcome: 'Selesaikan langkah',
      write: { selisih: [{ dataset: 'Faskes', uraian: 'Tiga puskesmas ganda', perbaikan: 'Digabung' }] },
      onBehalf: true,
    });

    await seenAt(team, number);
    await done(team, 'data-interchange', { outcome: 'Selesaikan langkah' });

    await switchTo(data.page, 'kasi.ti');
    await seenAt(data, number);
    await writeDocument(data.page, 10, 'Dokumen hasil interchange dan integrasi');
    await done(data, 'dokumen-hasil', { outcome: 'Selesaikan langkah' });
    await switchTo(data.page, 'kasi.data');
  };

  await test.step('steps 4 to 10, then an unsuitable dashboard: back to step 3 with all rounds kept', async () => {
    await exchange('1.0');
    await seenAt(lead, number);
    await done(lead, 'dashboard', {
      outcome: 'TIDAK SESUAI, kembali ke perumusan skenario',
      note: 'Jumlah tempat tidur tidak termasuk.',
    });
  });

  await test.step('agreed again, the interchange document gets version 2, and the dashboard suits', async () => {
    await seenAt(team, number);
    await writeDocument(team.page, 3, 'Berita acara kesepakatan skenario');
    await done(team, 'skenario', { outcome: 'SEPAKAT', write: { versi: '3' } });
    await exchange('2.0');
    await section(team.page, 'Dokumen').click();
    await expect(team.page.getByText(/\(putaran 3\)/).first()).toBeVisible();
    await seenAt(lead, number);
    await done(lead, 'dashboard', { outcome: 'SESUAI' });
  });

  await test.step('step 12: the report; updates go on afterwards and are no steps', async () => {
    await seenAt(team, number);
    const { page } = team;
    await fillStep(page, service, 'laporan', { ringkasan: 'Terintegrasi dengan portal data provinsi.' });
    await writeDocument(page, 12, 'Laporan hasil integrasi');
    const report = await giveOut(page, 12, 'Laporan hasil integrasi');
    for (const text of [report.docx, report.pdf]) expect(text).toContain('Terintegrasidenganportaldataprovinsi.');
    await section(page, 'Langkah').click();
    await stepForm(page, service, 'laporan').getByRole('button', { name: 'Selesaikan permohonan' }).click();
    await expect(page.getByText('Permohonan berakhir: Selesai.')).toBeVisible();
    await page.getByRole('button', { name: 'Tindakan lain' }).click();
    await page.getByRole('menuitem', { name: 'Catat pemutakhiran' }).click();
    const dialog = page.getByRole('dialog', { name: 'Catat pemutakhiran' });
    await dialog.getByLabel('Yang dimutakhirkan').fill('Data Oktober dimuat.');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    // The closing dialog still contains the text too.
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/Data Oktober dimuat\./)).toBeVisible();
    await settled(team);
  });

  await test.step('every desk shows the same end', async () => {
    for (const desk of [front, data, lead]) {
      await seenAt(desk, number);
      await expect(desk.page.getByText('Permohonan berakhir: Selesai.')).toBeVisible();
      await expect(desk.page.getByText(/Data Oktober dimuat\./)).toBeVisible();
      await expect(desk.page.getByText(/TIDAK SEPAKAT, kembalikan kepada OPD · /)).toHaveCount(1);
      await expect(desk.page.getByText(/TIDAK SESUAI, kembali ke perumusan skenario · /)).toHaveCount(1);
    }
  });
});

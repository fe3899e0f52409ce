import { buildApplication as service } from '../../shared/services/build-app.ts';
import { openLetter } from './pages/agenda.ts';
import { doStep, endStep, fillStep, findCase, numberOf, openCase, section, stepForm } from './pages/case.ts';
import { giveOut, writeDocument } from './pages/documents.ts';
import { forward, transcribe } from './pages/letter.ts';
import { haveRequirement } from './pages/requirements.ts';
import { book, openSaved } from './pages/register.ts';
import { switchTo } from './pages/session.ts';
import { cut, mend, readyForOffline, settled } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import type { E2eDesk } from './support/desk.ts';

const name = 'Aplikasi Pelaporan Kejadian Bencana Terpadu';
const letter = {
  sender: 'Badan Penanggulangan Bencana Daerah',
  number: 'B/500.12.16.3/573/BPBD-KL/IX/2026',
  date: '24/09/2026',
  subject: `Permohonan Pembuatan ${name}`,
  attachments: '4 (empat) berkas',
};
const kabid = 'Kepala Bidang Aplikasi dan Informatika';
const kasi = 'Kepala Seksi Pengelolaan dan Pengembangan Aplikasi';

const versions = ['1.0', '1.1', '1.2', '1.3'] as const;
const finding = (text: string) => [{ nomor: '1', uraian: text }];

/** Checks the request at another desk once it has everything. */
async function seenAt(desk: E2eDesk, number: string): Promise<void> {
  await settled(desk);
  await findCase(desk.page, number);
}

test('building an application, from the letter to hosting: unsafe once, shown twice, partly without the network', async ({
  openDesk,
}) => {
  test.setTimeout(900_000);
  const front = await openDesk('Meja TU', { as: 'tu' });
  const review = await openDesk('Meja Kabid', { as: 'kabid.aptika' });
  const lead = await openDesk('Meja Kasi', { as: 'kasi.aplikasi' });
  const build = await openDesk('Meja Prakom', { as: 'prakom' });
  let number = '';

  await readyForOffline(front);

  await test.step('steps 1 to 3 are the letter: booked and disposed without the network, never typed twice', async () => {
    await cut(front);
    await book(front.page, letter);
    await openSaved(front.page);
    await transcribe(front.page, { to: [kabid], instructions: ['Ditindaklanjuti'], note: 'Telaah kelengkapannya.' });
    number = await openCase(front.page);
    expect(number).toMatch(/^APL-2026-\d{4}$/);
    const steps = front.page.getByRole('tabpanel');
    await expect(steps.getByText('Tercatat 24 September 2026')).toBeVisible();
    await expect(steps.getByText('Tercatat 8 Oktober 2026')).toHaveCount(2);
    for (const code of ['surat-permohonan', 'kak']) await haveRequirement(front.page, service, code);
    await writeDocument(front.page, 1, 'Tanda terima berkas');
    await mend(front);
  });

  await test.step('step 4: incomplete, sent back with a letter, completed, reviewed and passed on', async () => {
    await seenAt(review, number);
    const { page } = review;
    await writeDocument(page, 4, 'Surat pengembalian berkas', '500.12/12/DISKOMINFOTIK/X/2026');
    const returned = await giveOut(page, 4, 'Surat pengembalian berkas');
    for (const text of [returned.docx, returned.pdf]) {
      expect(text).toContain('500.12/12/DISKOMINFOTIK/X/2026');
      expect(text).toContain('DokumenKerangkaAcuanKerja(KAK)Ada');
      expect(text).toContain('DokumenProsesBisnisAplikasiBelumada');
    }
    await doStep(page, service, 'telaah', {
      outcome: 'Belum lengkap, kembalikan berkas',
      note: 'Proses bisnis dan database pendukung belum ada.',
    });
    await expect(page.getByText('Menunggu kelengkapan').first()).toBeVisible();

    await mend(review);
    await seenAt(front, number);
    await front.page.getByRole('button', { name: 'Catat penerimaan kelengkapan' }).click();
    await front.page.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click();
    await expect(front.page.getByRole('dialog')).toBeHidden();
    for (const code of ['proses-bisnis', 'database']) await haveRequirement(front.page, service, code);
    await settled(front);

    await seenAt(review, number);
    await writeDocument(page, 4, 'Hasil telaah');
    await doStep(page, service, 'telaah', { outcome: 'Lengkap, teruskan ke Kepala Seksi' });
    await openLetter(page, letter.subject);
    await forward(page, { to: [kasi], instructions: ['Ditindaklanjuti'], note: 'Analisa bersama pengusul.' });
    await settled(review);
  });

  await test.step('step 5: invited, analysed together, to be built', async () => {
    await seenAt(lead, number);
    const { page } = lead;
    await expect(page.getByRole('tabpanel').getByText('Belum lengkap, kembalikan berkas').first()).toBeVisible();
    await fillStep(page, service, 'analisa', {
      peserta: [
        { nama: 'Fitri Handayani', jabatan: kasi, instansi: 'Diskominfotik' },
        { nama: 'Rahmat Hidayat', jabatan: 'Kepala Bidang Kedaruratan', instansi: letter.sender },
      ],
      'ruang-lingkup': 'Pelaporan kejadian oleh 12 kabupaten/kota; "cepat" & tepat.',
    });
    for (const title of ['Surat undangan analisa', 'Daftar hadir', 'Berita acara hasil analisa'])
      await writeDocument(page, 5, title);
    const record = await giveOut(page, 5, 'Berita acara hasil analisa');
    for (const text of [record.docx, record.pdf]) {
      expect(text).toContain('RahmatHidayat');
      expect(text).toContain('Pelaporankejadianoleh12kabupaten/kota;"cepat"&tepat.');
    }
    await endStep(page, service, 'analisa', 'Bangun aplikasi baru');
    await settled(lead);
  });

  await test.step('step 6: built, recorded without the network', async () => {
    await seenAt(build, number);
    await cut(build);
    await doStep(build.page, service, 'pembangunan', {
      outcome: 'Selesaikan langkah',
      write: { versi: versions[0], repositori: 'git/bencana' },
    });
    await mend(build);
  });

  const show = async (version: string, round: number, findings: string): Promise<void> => {
    await seenAt(lead, number);
    const { page } = lead;
    await fillStep(page, service, 'demo', { versi: version, temuan: finding(findings) });
    for (const title of ['Surat undangan demo/pengujian', 'Daftar hadir', 'Berita acara pengujian', 'Daftar temuan'])
      await writeDocument(page, 7, title);
    const minutes = await giveOut(page, 7, 'Berita acara pengujian');
    for (const text of [minutes.docx, minutes.pdf]) expect(text, `round ${round}`).toContain(version);
    await endStep(page, service, 'demo', 'Selesaikan langkah');
    await settled(lead);
  };

  await test.step('steps 7 and 8: shown, corrected, shown again in a second round, corrected', async () => {
    await show(versions[0], 1, 'Peta tidak tampil.');
    await seenAt(build, number);
    await doStep(build.page, service, 'penyempurnaan', {
      outcome: 'Perlu demo ulang',
      write: { versi: versions[1], perbaikan: [{ nomor: '1', perbaikan: 'Peta dimuat ulang.' }] },
      note: 'Tampilan peta berubah banyak.',
    });
    await settled(build);
    await show(versions[1], 2, 'Warna tombol.');
    await seenAt(build, number);
    await doStep(build.page, service, 'penyempurnaan', {
      outcome: 'Selesaikan langkah',
      write: { versi: versions[2] },
    });
    await settled(build);
  });

  const examine = async (version: string, outcome: 'AMAN' | 'TIDAK AMAN', findings: string): Promise<void> => {
    await seenAt(lead, number);
    await writeDocument(lead.page, 9, 'Nota dinas permohonan pemeriksaan keamanan');
    await settled(lead);
    await switchTo(review.page, 'kabid.persandian');
    await seenAt(review, number);
    const { page } = review;
    await fillStep(page, service, 'pemeriksaan-keamanan', {
      versi: version,
      temuan: findings === '' ? [] : [{ nomor: '1', tingkat: 'tinggi', uraian: findings }],
      'hasil-pemeriksaan': outcome === 'AMAN' ? 'aman' : 'tidak-aman',
    });
    if (outcome === 'AMAN') {
      // The finding of the round before is carried on, and open until somebody says what became of it.
      const state = stepForm(page, service, 'pemeriksaan-keamanan').getByRole('combobox', { name: /^Keadaan/ });
      await state.click();
      await page.getByRole('option', { name: 'Sudah diperbaiki' }).click();
    }
    await writeDocument(page, 9, 'Laporan hasil pemeriksaan keamanan');
    const report = await giveOut(page, 9, 'Laporan hasil pemeriksaan keamanan');
    for (const text of [report.docx, report.pdf]) expect(text).toContain(version);
    await section(page, 'Langkah').click();
    const form = stepForm(page, service, 'pemeriksaan-keamanan');
    if (outcome === 'TIDAK AMAN') await form.getByLabel('Catatan atau alasan').fill('Ada temuan tinggi.');
    await endStep(page, service, 'pemeriksaan-keamanan', outcome);
    await settled(review);
    await switchTo(page, 'kabid.aptika');
  };

  await test.step('step 9: unsafe once, corrected, then safe', async () => {
    await examine(versions[2], 'TIDAK AMAN', 'Injeksi SQL pada pencarian.');
    await seenAt(build, number);
    await doStep(build.page, service, 'penyempurnaan', {
      outcome: 'Selesaikan langkah',
      write: { versi: versions[3] },
    });
    await settled(build);
    await examine(versions[3], 'AMAN', '');
  });

  await test.step('step 10: no hand-over of another version than the one found safe', async () => {
    await seenAt(lead, number);
    const { page } = lead;
    await writeDocument(page, 10, 'Berita acara serah terima');
    await fillStep(page, service, 'penyerahan', { versi: versions[2] });
    const form = stepForm(page, service, 'penyerahan');
    await form.getByRole('button', { name: 'Selesaikan langkah' }).click();
    await expect(form.getByText(/berbeda dari versi yang dinyatakan aman/)).toBeVisible();
    await expect(form.getByLabel('Yang menerima')).not.toHaveValue('');
    await fillStep(page, service, 'penyerahan', { versi: versions[3] });
    await writeDocument(page, 10, 'Berita acara serah terima');
    const handed = await giveOut(page, 10, 'Berita acara serah terima');
    for (const text of [handed.docx, handed.pdf]) expect(text).toContain(versions[3]);
    await endStep(page, service, 'penyerahan', 'Selesaikan langkah');
    await settled(lead);
  });

  await test.step('step 11: hosted on behalf of the agency, without a public address and why; the end', async () => {
    await seenAt(front, number);
    const { page } = front;
    await writeDocument(page, 11, 'Surat usulan hosting');
    await doStep(page, service, 'hosting', {
      outcome: 'Selesaikan permohonan',
      write: {
        subdomain: 'bencana.riau.go.id',
        'perlu-ip': false,
        'alasan-tanpa-ip': 'Dilayani melalui proksi bersama.',
      },
      onBehalf: true,
    });
    await expect(page.getByText('Permohonan berakhir: Selesai.')).toBeVisible();
    await settled(front);
  });

  await test.step('every desk shows the same end, with all rounds', async () => {
    for (const desk of [review, lead, build]) {
      await seenAt(desk, number);
      const steps = desk.page.getByRole('tabpanel');
      await expect(steps.getByText('Permohonan berakhir: Selesai.')).toBeVisible();
      await expect(steps.getByText(/^putaran 2: Selesaikan langkah/).first()).toBeVisible();
      await expect(steps.getByText(/TIDAK AMAN · /)).toHaveCount(1);
      expect(await numberOf(desk.page)).toBe(number);
    }
  });
});

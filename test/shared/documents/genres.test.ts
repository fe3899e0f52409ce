import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../shared/cases/case.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import { columnPercents, type DocumentModel } from '../../../shared/documents/document-model.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { freezeDocument, changedSinceIssue } from '../../../shared/documents/issued.ts';
import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
import { Walk } from '../cases/case-walk.ts';
import { placeName, places, sampleSource } from '../../support/document-samples.ts';

const digest = (words: string): string => createHash('sha256').update(words).digest('hex');
const at = (prefix: string, code: string): DocumentPlace => {
  const place = places.find(({ service, definition }) => service.prefix === prefix && definition.code === code);
  if (!place) throw new Error(code);
  return place;
};

/** A document of a case whose records of some steps say this. */
function write(
  place: DocumentPlace,
  more: Partial<DocumentEntry> = {},
  said: Readonly<Record<string, FieldValues>> = {},
): DocumentModel {
  const source = sampleSource(place, more);
  const { state } = source;
  const records = state.records.map((one) => ({ ...one, fields: { ...one.fields, ...said[one.step] } }));
  const found = { ...source.found, acts: source.found.acts.filter(({ kind }) => kind !== 'document') };
  const model = documentModel({ ...source, found, state: { ...state, records } });
  if (!model) throw new Error(placeName(place));
  return model;
}

/** The outcome that leads on from where the walk stands. */
function next({ service, state }: Walk): string {
  const step = service.steps.find(({ code }) => code === state.step);
  return step?.outcomes.find(({ to }) => to.kind === 'step')?.code ?? '';
}

const line = (model: DocumentModel, tag: string): string | undefined =>
  model.lines.find((one) => one.tag === tag)?.value;
const table = (model: DocumentModel, tag: string) => model.tables.find((one) => one.tag === tag);
const text = (model: DocumentModel): string => [...model.opening, ...model.closing].join(' ');

describe('a receipt of papers', () => {
  it('is handed over and received by two people, on a day', () => {
    const model = write(at('APL', 'tanda-terima'), { content: { 'pihak-kedua-nama': 'Siti Aminah' } });
    expect(model.signatures.map(({ role }) => role)).toEqual(['Yang menyerahkan', 'Yang menerima']);
    expect(line(model, 'diterima_tanggal')).toBe('8 Oktober 2026');
  });
});

describe('a letter that sends papers back', () => {
  const place = at('APL', 'surat-pengembalian');
  it('says in its sentence what is missing and by when it has to come', () => {
    const source = sampleSource(place, { content: {} });
    const requirements = { ...source.state.requirements, kak: { present: false, remark: '' } };
    const model = documentModel({ ...source, state: { ...source.state, requirements: requirements as never } });
    expect(model?.opening.join(' ')).toContain('belum disertai Dokumen Kerangka Acuan Kerja (KAK)');
    expect(model?.closing.join(' ')).toContain('paling lambat 7 Desember 2026');
  });
});

describe.each(
  places.filter(({ definition }) => definition.form === 'surat').map((one) => [placeName(one), one] as const),
)('the letter %s', (_name, place) =>
  it('does not repeat number, service and agency as a block', () => {
    const tags = write(place).lines.map(({ tag }) => tag);
    expect(tags).not.toContain('nomor_permohonan');
    expect(write(place).about.map(({ tag }) => tag)).toContain('nomor_permohonan');
  }),
);

describe('the result of a review', () => {
  it('has an addressee, a verdict on each paper, a conclusion and an advice', () => {
    const model = write(
      at('APL', 'hasil-telaah'),
      { content: { kesimpulan: 'Layak dianalisis.', saran: 'Undang pengusul.' } },
      { telaah: { 'telaah-dokumen': [{ dokumen: 'KAK', putusan: 'perbaiki', catatan: 'Anggaran' }] } },
    );
    expect(model.addressee[0]).toMatch(/^Yth\. Kepala Dinas/);
    expect(table(model, 'telaah_dokumen')?.rows[0]).toMatchObject({ dokumen: 'KAK', putusan: 'Perlu diperbaiki' });
    expect(text(model)).toContain('Simpulan: Layak dianalisis. Saran: Undang pengusul.');
  });
});

describe('an attendance list', () => {
  it('has no number of its own', () => expect(write(at('APL', 'daftar-hadir')).number).toBe(''));
});

describe('a berita acara', () => {
  it('is made twice and names who takes note of it, where somebody does', () => {
    const place = at('APL', 'ba-pengujian');
    const model = write(place, { content: { 'mengetahui-jabatan': 'Sekretaris Dinas' } });
    expect(text(model)).toContain('dalam rangkap 2 (dua)');
    expect(model.witness).toMatchObject({ role: 'Mengetahui', title: 'Sekretaris Dinas' });
    expect(write(place, { content: {} }).witness).toBeNull();
  });
  it('of a test says what was tested and what came of it', () => {
    const uji = [{ fungsi: 'Masuk', hasil: 'tidak-sesuai', catatan: 'Kata sandi ditolak' }];
    const model = write(at('APL', 'ba-pengujian'), {}, { demo: { uji, 'putusan-uji': 'dengan-perbaikan' } });
    expect(line(model, 'putusan_uji')).toBe('Diterima dengan perbaikan');
    expect(table(model, 'uji')?.rows[0]).toMatchObject({ fungsi: 'Masuk', hasil: 'Tidak sesuai' });
  });
});

describe('the list of what was done about findings', () => {
  const place = at('APL', 'tindak-lanjut-temuan');
  const temuan = [
    { nomor: '1', tingkat: 'tinggi', uraian: 'Tombol simpan mati' },
    { nomor: '2', tingkat: 'rendah', uraian: 'Salah ketik' },
  ];
  const done = (nomor: string) => ({ nomor, perbaikan: 'Diganti', keadaan: 'selesai', tanggal: '2026-11-02' });
  const after = (perbaikan: readonly Record<string, string>[]): DocumentModel =>
    write(place, {}, { demo: { temuan }, 'pemeriksaan-keamanan': { temuan: [] }, penyempurnaan: { perbaikan } });

  it('never says that all is done while a finding is open', () => {
    const model = after([done('1')]);
    expect(text(model)).not.toContain('telah ditindaklanjuti');
    expect(text(model)).toContain('1 temuan masih terbuka');
    expect(table(model, 'temuan_ditindaklanjuti')?.rows).toMatchObject([
      { nomor: '1', asal: 'Pengujian', tingkat: 'Tinggi', keadaan: 'Sudah diperbaiki', tanggal: '02/11/2026' },
      { nomor: '2', tingkat: 'Rendah', uraian: 'Salah ketik', keadaan: 'Terbuka', tanggal: '-' },
    ]);
  });
  it('says so once every finding was settled', () =>
    expect(text(after([done('1'), done('2')]))).toContain('telah ditindaklanjuti'));
  it('takes an answer that says nothing of the state for an open one', () =>
    expect(text(after([{ nomor: '1', perbaikan: 'Diganti' }, done('2')]))).toContain('1 temuan masih terbuka'));
  it('settles nothing by an answer without a number', () => {
    const made = { demo: { temuan: [{ tingkat: 'rendah', uraian: 'X' }] }, 'pemeriksaan-keamanan': { temuan: [] } };
    const model = write(place, {}, { ...made, penyempurnaan: { perbaikan: [done('')] } });
    expect(table(model, 'temuan_ditindaklanjuti')?.rows[0]).toMatchObject({ uraian: 'X', keadaan: 'Terbuka' });
  });

  describe('after a security check sent it back', () => {
    const found = (nomor: string, more = {}) => ({ nomor, tingkat: 'tinggi', uraian: `Temuan ${nomor}`, ...more });
    /** Test, refinement, security check and, in round 2, the refinement with these answers. */
    function listed(
      demo: readonly object[],
      first: readonly object[],
      security: readonly object[],
      second: readonly object[],
    ): DocumentModel {
      const walk = new Walk(place.service);
      walk.bringAll();
      const fields = (given: Readonly<Record<string, readonly object[]>>) => given as unknown as FieldValues;
      while (walk.state.step !== 'penyempurnaan')
        walk.finish(next(walk), walk.state.step === 'demo' ? fields({ temuan: demo }) : {});
      walk.finish('lanjut', fields({ perbaikan: first }));
      walk.finish('tidak-aman', { ...fields({ temuan: security }), versi: '1.0' });
      expect([walk.state.step, walk.state.round]).toEqual(['penyempurnaan', 2]);
      walk.do({ kind: 'draft', step: 'penyempurnaan', round: 2, set: fields({ perbaikan: second }) });
      const source = sampleSource(place, { round: 2 });
      const model = documentModel({ ...source, found: walk.found, state: walk.state });
      if (!model) throw new Error('no document');
      return model;
    }
    const states = (model: DocumentModel) =>
      table(model, 'temuan_ditindaklanjuti')?.rows.map((row) => `${row['asal']} ${row['nomor']} ${row['keadaan']}`);

    it('says of what was settled in the round before that it is', () => {
      const model = listed([found('1')], [done('1')], [found('7')], []);
      expect(states(model)).toEqual(['Pengujian 1 Sudah diperbaiki', 'Keamanan 7 Terbuka']);
      expect(text(model)).toContain('1 temuan masih terbuka');
    });
    it('takes no answer for one about a finding that was made after it', () =>
      expect(states(listed([found('2')], [done('1'), done('2')], [found('1')], []))).toEqual([
        'Pengujian 2 Sudah diperbaiki',
        'Keamanan 1 Terbuka',
      ]));
    it('lets the newest answer count', () => {
      const again = { ...done('1'), keadaan: 'terbuka' };
      expect(states(listed([found('1')], [done('1')], [found('7')], [again, done('7')]))).toEqual([
        'Pengujian 1 Terbuka',
        'Keamanan 7 Sudah diperbaiki',
      ]);
    });
    it('leaves a number that two findings share open until an answer says which it means', () => {
      const open = listed([found('1')], [], [found('1')], [done('1')]);
      expect(states(open)).toEqual(['Pengujian 1 Terbuka', 'Keamanan 1 Terbuka', '- 1 Sudah diperbaiki']);
      expect(text(open)).toContain('2 temuan masih terbuka');
      const said = listed([found('1')], [], [found('1')], [{ ...done('1'), asal: 'pemeriksaan-keamanan' }]);
      expect(states(said)).toEqual(['Pengujian 1 Terbuka', 'Keamanan 1 Sudah diperbaiki']);
    });
    it('believes the check itself that a finding is settled', () =>
      expect(states(listed([], [], [found('1', { keadaan: 'selesai' })], []))).toEqual([
        'Keamanan 1 Sudah diperbaiki',
      ]));
  });
});

describe('the security check', () => {
  it('is asked for with version, address and account', () => {
    const content = { 'alamat-aplikasi': 'https://uji.riau.go.id', 'akun-uji': 'penguji' };
    const model = write(at('APL', 'nota-dinas-keamanan'), { content });
    expect(model.lines.map(({ tag }) => tag)).toEqual(['versi', 'alamat_aplikasi', 'akun_uji']);
  });
  it('is reported with method, tools and a recommendation for each finding', () => {
    const temuan = [{ nomor: '1', tingkat: 'rendah', uraian: 'X', rekomendasi: 'Perbarui pustaka' }];
    const model = write(at('APL', 'laporan-keamanan'), {}, { 'pemeriksaan-keamanan': { temuan } });
    expect(line(model, 'metode')).toBe('isi metode\nbaris kedua metode');
    expect(table(model, 'temuan')?.rows[0]?.['rekomendasi']).toBe('Perbarui pustaka');
  });
  it('is cited when the application is handed over, with rights and maintenance', () => {
    const model = write(at('APL', 'ba-serah-terima'), { content: {} });
    expect(text(model)).toMatch(/berdasarkan Laporan Hasil Pemeriksaan Keamanan nomor \S+ tanggal/);
    expect(text(model)).toContain('kode sumber');
    expect(text(model)).toContain('Perbaikan dan pengembangan aplikasi dilaksanakan PIHAK PERTAMA');
  });
});

describe('the proof that hosting is active', () => {
  it('says why there is no public address', () => {
    const model = write(
      at('APL', 'bukti-aktif'),
      {},
      { hosting: { 'perlu-ip': false, 'alasan-tanpa-ip': 'Intranet' } },
    );
    expect(line(model, 'alasan_tanpa_ip')).toBe('Intranet');
  });
});

describe('the interchange document', () => {
  const place = at('INT', 'dokumen-interchange');
  it('of the first round replaces nothing, a later one says so', () => {
    expect(text(write(place))).not.toContain('menggantikan');
    expect(text(write(place, { round: 2 }))).toContain('menggantikan versi sebelumnya');
  });
  it('says of each element whether it is key, required, its unit and an example', () => {
    const columns = write(place).tables.flatMap((one) => one.columns.map(({ label }) => label));
    expect(columns).toEqual(expect.arrayContaining(['Kunci', 'Wajib', 'Satuan', 'Contoh']));
    expect(write(place).lines.map(({ tag }) => tag)).toContain('kode_galat');
  });
  it('is what the result lists the versions of', () => {
    const rows = table(write(at('INT', 'hasil-interchange')), 'riwayat')?.rows ?? [];
    expect(rows.map((row) => row['versi'])).toEqual(['1.0']);
  });
});

describe('the final report', () => {
  it('has an addressee, an introduction, every round with its days, and the versions', () => {
    const model = write(at('INT', 'laporan-integrasi'), { content: {} });
    expect(model.addressee[0]).toMatch(/^Yth\. Kepala/);
    expect(model.opening).toHaveLength(2);
    expect(table(model, 'perjalanan')?.rows.length).toBeGreaterThan(10);
    expect(table(model, 'selisih')?.columns[1]?.label).toBe('Putaran');
    expect(table(model, 'riwayat')?.rows).toHaveLength(1);
  });
});

describe('documents there were none of', () => {
  it.each([
    ['surat-penolakan', 'belum dapat kami penuhi'],
    ['surat-pakai-sejenis', 'menggunakan aplikasi sejenis yang sudah ada'],
  ])('%s is a letter that says it', (code, said) => expect(text(write(at('APL', code)))).toContain(said));
  it('the minutes have a chair, who wrote them, and what was decided', () =>
    expect(write(at('APL', 'notula')).lines.map(({ tag }) => tag)).toEqual(
      expect.arrayContaining(['pimpinan_rapat', 'notulis', 'pembahasan', 'keputusan']),
    ));
  it('the progress is in percent', () => {
    const tahapan = [{ nama: 'Rancangan', target: '2026-10-08', persen: 80 }];
    const model = write(at('APL', 'catatan-kemajuan'), {}, { pembangunan: { tahapan } });
    expect(table(model, 'tahapan')?.rows[0]?.['persen']).toBe('80');
  });
});

describe('columns', () => {
  it('leave a date room on one line, 14 of 100 parts, in every table', () => {
    for (const { columns } of places.flatMap((place) => write(place).tables)) {
      const widths = columnPercents(columns);
      expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100);
      columns.forEach(({ tag, width }, i) => {
        if (width === 'narrow' && tag.startsWith('tanggal')) expect(widths[i]).toBeGreaterThan(12.5);
      });
    }
  });
});

describe('a document given out before its tables had more columns', () => {
  it('is not said to have changed by the column alone', () => {
    const place = at('APL', 'laporan-keamanan');
    const source = sampleSource(place);
    const model = documentModel(source);
    if (!model) throw new Error('no document');
    const tables = model.tables.map((one) => ({
      ...one,
      columns: one.columns.filter(({ tag }) => tag !== 'rekomendasi'),
      rows: one.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([tag]) => tag !== 'rekomendasi'))),
    }));
    const frozen = freezeDocument({ ...model, tables }, digest);
    expect(changedSinceIssue(source, { ...source.entry, frozen }, digest)).toEqual([]);
    const other = tables.map((one) => ({ ...one, rows: one.rows.map((row) => ({ ...row, uraian: 'lain' })) }));
    const changed = freezeDocument({ ...model, tables: other }, digest);
    expect(changedSinceIssue(source, { ...source.entry, frozen: changed }, digest)).toEqual(['Temuan keamanan']);
  });
});

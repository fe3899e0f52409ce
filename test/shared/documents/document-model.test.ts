import { describe, expect, it } from 'vitest';
import { documentModel } from '../../../shared/documents/build-document.ts';
import { documentLayouts, layoutOf, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { knownTags, letterheadTag, requiredTags, templateData } from '../../../shared/documents/template-tags.ts';
import type { DocumentModel } from '../../../shared/documents/document-model.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { letter, placeName, places, sampleSource } from '../../support/document-samples.ts';

const at = (prefix: string, code: string): DocumentPlace => {
  const place = places.find(({ service, definition }) => service.prefix === prefix && definition.code === code);
  if (!place) throw new Error(code);
  return place;
};
const write = (place: DocumentPlace, more: Partial<DocumentEntry> = {}): DocumentModel => {
  const model = documentModel(sampleSource(place, more));
  if (!model) throw new Error(placeName(place));
  return model;
};
const line = (model: DocumentModel, tag: string): string | undefined =>
  model.lines.find((one) => one.tag === tag)?.value;
const table = (model: DocumentModel, tag: string) => model.tables.find((one) => one.tag === tag)?.rows ?? [];

describe.each(places.map((place) => [placeName(place), place] as const))('%s', (_name, place) => {
  it('has wording of its own', () => expect(documentLayouts.map(({ code }) => code)).toContain(place.definition.code));

  it('is written from the case and leaves nothing undefined', () => {
    const text = JSON.stringify(write(place));
    const numbered = layoutOf(place).unnumbered !== true;
    expect(text.includes('500.12/417/DISKOMINFOTIK/XI/2026')).toBe(numbered);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it('fills exactly the tags its template may use', () => {
    const data = templateData(write(place));
    expect(
      Object.keys(data)
        .filter((tag) => !tag.startsWith('pihak_kedua'))
        .sort(),
    ).toEqual(
      Object.keys(knownTags(place))
        // The letterhead is drawn when a template is filled.
        .filter((tag) => !tag.startsWith('pihak_kedua') && tag !== letterheadTag)
        .sort(),
    );
    for (const [tag, members] of Object.entries(knownTags(place))) {
      const value = data[tag];
      if (!Array.isArray(value)) continue;
      for (const row of value as readonly object[])
        expect(Object.keys(row).sort(), tag).toEqual(Object.keys(members).sort());
    }
  });

  it('knows the tags it cannot do without', () => {
    for (const tag of requiredTags(place)) expect(Object.keys(knownTags(place))).toContain(tag);
  });

  it('uses no tag twice for different things', () => {
    const { lines, tables, head } = write(place);
    const tags = [...head, ...lines, ...tables].map(({ tag }) => tag);
    expect(new Set(tags).size).toBe(tags.length);
  });
});

describe('a letter', () => {
  const model = write(at('APL', 'undangan-analisa'), { content: {} });
  it('suggests addressee, subject, place and time from case and meeting', () => {
    expect(model.addressee).toEqual(['Yth. Kepala Badan Penanggulangan Bencana Daerah', 'di Pekanbaru']);
    expect(model.head.find(({ tag }) => tag === 'hal')?.value).toBe(
      'Undangan Analisa Aplikasi Pelaporan Kejadian Bencana Terpadu',
    );
    expect(line(model, 'hari_tanggal')).toBe('Senin, 12 Oktober 2026');
    expect(line(model, 'tempat')).toBe('Ruang rapat Diskominfotik');
  });
  it('names the letter it answers', () =>
    expect(model.opening.join(' ')).toContain(`nomor ${letter.letterNumber} tanggal 24 September 2026`));
  it('is as secret as the case', () => {
    const source = sampleSource(at('APL', 'undangan-analisa'), { content: {} });
    const secret = documentModel({ ...source, found: { ...source.found, security: 'rahasia' } });
    expect(secret?.head.find(({ tag }) => tag === 'sifat')?.value).toBe('Rahasia');
  });
  it('has no copies unless somebody gets one', () => {
    expect(model.copies).toEqual([]);
    expect(write(at('APL', 'undangan-analisa'), { content: { tembusan: 'Kepala Dinas\n\nArsip' } }).copies).toEqual([
      'Kepala Dinas',
      'Arsip',
    ]);
  });
});

describe('a berita acara', () => {
  const model = write(at('APL', 'ba-analisa'), {
    content: { 'pihak-kedua-nama': 'Siti Aminah', 'pihak-kedua-jabatan': 'Sekretaris BPBD' },
  });
  it('begins with the day in words', () =>
    expect(model.intro[0]).toContain('Senin, tanggal dua puluh tiga, bulan November, tahun dua ribu dua puluh enam'));
  it('names both parties, the office first, and lets them sign side by side', () => {
    expect(model.parties[0]).toMatch(
      /^1\. Ir\. Syamsul Bahri, M\.T\., Kepala Bidang .*selanjutnya disebut PIHAK PERTAMA\.$/,
    );
    expect(model.parties[1]).toBe('2. Siti Aminah, Sekretaris BPBD, selanjutnya disebut PIHAK KEDUA.');
    expect(model.signatures.map(({ role, name }) => [role, name])).toEqual([
      ['PIHAK KEDUA', 'Siti Aminah'],
      ['PIHAK PERTAMA', 'Ir. Syamsul Bahri, M.T.'],
    ]);
  });
});

describe('the body', () => {
  it('says Nihil where a table has no row', () =>
    expect(table(write(at('APL', 'ba-pengujian')), 'temuan')).toEqual([{ nomor: '-', tingkat: 'Nihil', uraian: '-' }]));
  it('writes choices by their label', () =>
    expect(table(write(at('APL', 'laporan-keamanan')), 'temuan').map((row) => row['tingkat'])).toEqual([
      'Sedang',
      'Rendah',
    ]));
  it('lists every required paper and whether it is there', () => {
    const rows = table(write(at('APL', 'tanda-terima')), 'persyaratan');
    expect(rows.map((row) => row['keadaan'])).toEqual(['Ada', 'Ada', 'Ada', 'Ada']);
  });
  it('keeps room for a signature beside each name of the attendance list', () =>
    expect(table(write(at('APL', 'daftar-hadir')), 'peserta')[0]).toMatchObject({ no: '1', tanda_tangan: '' }));
  it('keeps numbered lines for those who come unannounced', () => {
    const rows = table(write(at('APL', 'daftar-hadir')), 'peserta');
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)).toMatchObject({ no: '12', nama: '' });
  });
  it('takes fields of earlier steps from their records', () =>
    expect(line(write(at('INT', 'dokumen-interchange')), 'modus')).toBe('Ditarik peminta (pull)'));
});

describe('the interchange document', () => {
  it('shows version, number and date of every issue, round by round', () => {
    const place = at('INT', 'dokumen-interchange');
    const source = sampleSource(place);
    const [first] = source.state.documents.filter(({ code }) => code === 'dokumen-interchange');
    if (!first) throw new Error('no document');
    const again = { ...first, id: 'op-new', round: 2, number: '9/2026' };
    const model = documentModel({
      ...source,
      state: { ...source.state, documents: [...source.state.documents, again] },
      entry: { ...source.entry, round: 2, number: '9/2026', date: again.date },
    });
    expect(
      model?.tables
        .find(({ tag }) => tag === 'riwayat')
        ?.rows.map((row) => [row['putaran'], row['versi'], row['nomor']]),
    ).toEqual([
      ['1', '1.0', '1/2026'],
      ['2', '-', '9/2026'],
    ]);
  });
});

describe('the signer', () => {
  const place = at('APL', 'laporan-keamanan');
  it('is whoever held the position on the day, with the mark of an acting holder', () => {
    const [own] = write(place, { signer: { position: 'pos-statistik', person: null } }).signatures;
    expect(own).toMatchObject({ title: 'Plt. Kepala Bidang Statistik', rank: 'Pembina (IV/a)' });
    expect(own?.nip).toMatch(/^NIP \d{8} \d{6} \d \d{3}$/);
  });
  it('by mandate says in whose name, and through whom it was given on', () => {
    const signed = (...behalf: readonly string[]) =>
      write(place, { signer: { position: 'pos-statistik', person: null, behalf } }).signatures[0]?.behalf;
    expect(signed()).toEqual([]);
    expect(signed('pos-kadis')).toEqual([expect.stringMatching(/^a\.n\. Kepala Dinas/)]);
    expect(signed('pos-kadis', 'pos-sekretaris')).toEqual([expect.stringMatching(/^a\.n\. /), 'Sekretaris', 'u.b.']);
  });
  it('stays open while nobody is chosen', () =>
    expect(write(place, { signer: null }).signatures).toEqual([
      { role: '', behalf: [], title: '', name: '', rank: '', nip: '' },
    ]));
  it('of an agency paper is the agency, without the letterhead of the office', () => {
    const model = write(at('APL', 'usulan-hosting'), { content: { 'penanda-tangan-nama': 'Siti Aminah' } });
    expect(model.signatures[0]?.name).toBe('Siti Aminah');
    expect(model.letterhead).toMatchObject({ name: 'BADAN PENANGGULANGAN BENCANA DAERAH', contact: [] });
  });
});

describe('an electronic signature', () => {
  const place = at('APL', 'laporan-keamanan');
  it('is not mentioned until there is one', () => expect(write(place).electronicNote).toBe(''));
  it('is named with its issuer', () => {
    const electronic = {
      by: 'Ir. Syamsul Bahri',
      issuer: 'BSrE, BSSN',
      at: '2026-11-23T10:00:00.000+07:00',
      reference: 'x',
    };
    expect(write(place, { electronic }).electronicNote).toContain(
      'sertifikat elektronik yang diterbitkan oleh BSrE, BSSN',
    );
  });
});

describe('a document the program has no wording for', () => {
  it('still gets every field of its step', () => {
    const known = at('APL', 'laporan-keamanan');
    const definition = { ...known.definition, code: 'laporan-lain', title: 'Laporan lain' };
    const layout = layoutOf({ ...known, definition });
    expect(layout.title).toBe('LAPORAN LAIN');
    expect(layout.parts).toHaveLength(known.step.fields.length + 1);
  });
});

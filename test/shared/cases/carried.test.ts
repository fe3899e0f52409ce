import { describe, expect, it } from 'vitest';
import { newEntry } from '../../../shared/documents/new-entry.ts';
import { allPlaces, layoutOf } from '../../../shared/documents/layouts.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import type { FieldDefinition } from '../../../shared/services/definition.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { sourceOf } from '../../support/document-samples.ts';
import { Walk } from './case-walk.ts';

const dictionary = [{ dataset: 'Pegawai', nama: 'nip', label: 'NIP', tipe: 'teks', panjang: '18', aturan: null }];
const elements = [{ nama: 'NIP', uraian: 'Nomor induk pegawai', sumber: null }];

/** A request whose dashboard did not suit, back at the scenario in its next round. */
function nextRound(): Walk {
  const walk = new Walk(integrateData);
  walk.bring('surat-permohonan', 'daftar-tenaga', 'spesifikasi-server');
  walk.finish('lanjut');
  walk.finish('lanjut', { elemen: elements });
  walk.finish('sepakat', { skenario: 'Ditarik tiap malam' });
  walk.finish('lanjut', { kamus: dictionary });
  for (let i = 0; i < 6; i++) walk.finish('lanjut');
  walk.finish('tidak-sesuai');
  return walk;
}

describe('a new round', () => {
  it('begins with the lists and dictionaries of the last one', () => {
    const walk = nextRound();
    expect(walk.state).toMatchObject({ step: 'skenario', round: 2, draft: { skenario: 'Ditarik tiap malam' } });
    walk.finish('tidak-sepakat');
    expect(walk.state).toMatchObject({ step: 'definisi-data', round: 3, draft: { elemen: elements } });
    walk.finish('lanjut');
    walk.finish('sepakat');
    expect(walk.state).toMatchObject({ step: 'dokumen-interchange', round: 3, draft: { kamus: dictionary } });
  });

  it('never with a version, a day or a count, in no field and in no row', () => {
    const walk = nextRound();
    expect(Object.keys(walk.state.draft).sort()).toEqual(['modus', 'skenario']);
    for (let i = 0; i < 3; i++) walk.finish(i === 0 ? 'sepakat' : 'lanjut');
    expect(walk.state.step).toBe('penyimpanan');
    expect(walk.state.draft['muatan']).toEqual([{ nama: 'isi nama' }]);
  });

  it('takes what was typed in it over what was carried', () => {
    const walk = nextRound();
    walk.do({ kind: 'draft', step: 'skenario', round: 2, set: { skenario: 'Lain' } });
    expect(walk.state.draft['skenario']).toBe('Lain');
  });

  it('carries no field that states a day, a version or a verdict', () => {
    const carriedOf = (fields: readonly FieldDefinition[]) => fields.filter(({ carry }) => carry === true);
    const carried = publishedServices.flatMap(({ steps }) => steps.flatMap(({ fields }) => carriedOf(fields)));
    expect(carried.length).toBeGreaterThan(5);
    for (const { kind, key } of carried) {
      expect(kind).not.toBe('date');
      expect(key).not.toMatch(/versi|hasil|tanggal|kesimpulan|ttd/);
    }
  });

  it('begins a security check with the findings, not with its verdict', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    for (const way of ['lanjut', 'lanjut', 'lanjut', 'lanjut', 'lanjut']) walk.finish(way);
    walk.finish('tidak-aman');
    walk.finish('lanjut');
    expect(Object.keys(walk.state.draft)).toEqual(['temuan']);
  });
});

describe('the next paper of a kind', () => {
  const next = (walk: Walk, code: string) => {
    const { step, round } = walk.state;
    return newEntry(sourceOf(walk), { step, round, code }, '2026-11-20');
  };

  it('does not propose the meeting of the last invitation, but its addressee', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.finish('lanjut');
    const row = (tanggal: string) => ({ tanggal, waktu: '09.00', tempat: 'Ruang rapat', hasil: null });
    walk.do({ kind: 'draft', step: 'analisa', round: 1, set: { pertemuan: [row('2026-10-12')] } });
    const first = next(walk, 'undangan-analisa');
    if (!first) throw new Error('no invitation');
    expect(first.content['hari-tanggal']).toBe('Senin, 12 Oktober 2026');
    walk.do({ kind: 'document', ...first, content: { ...first.content, kepada: 'Yth. Sekretaris Daerah' } });
    const set = { pertemuan: [row('2026-10-12'), row('2026-10-19')] };
    walk.do({ kind: 'draft', step: 'analisa', round: 1, set });
    const second = next(walk, 'undangan-analisa');
    expect(second?.content['hari-tanggal']).toBe('Senin, 19 Oktober 2026');
    expect(second?.content['kepada']).toBe('Yth. Sekretaris Daerah');
  });

  it('carries no conclusion, no day and no sentence of its own, whatever the document', () => {
    const carried = allPlaces(publishedServices).flatMap((place) => layoutOf(place).asks.filter(({ carry }) => carry));
    const keys = new Set(carried.map(({ key }) => key));
    expect(keys.has('dasar-hukum')).toBe(true);
    for (const key of ['kesimpulan', 'saran', 'tambahan', 'hari-tanggal', 'waktu', 'tempat', 'acara', 'batas-waktu']) {
      expect(keys.has(key)).toBe(false);
    }
  });
});

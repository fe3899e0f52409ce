import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { freezeDocument } from '../../../shared/documents/issued.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { sourceOf } from '../../support/document-samples.ts';
import { officer, Walk } from './case-walk.ts';

const persandian = officer(['kabid-persandian']);

/** A case at its security check, with nothing recorded of it. */
function atCheck(version = '1.2'): Walk {
  const walk = new Walk(buildApplication);
  walk.bringAll();
  for (const outcome of ['lanjut', 'lanjut', 'lanjut', 'lanjut']) walk.finish(outcome);
  walk.finish('lanjut', { versi: version });
  expect(walk.state.step).toBe('pemeriksaan-keamanan');
  return walk;
}

const finding = (tingkat: string, keadaan: string | null = null) => ({
  nomor: '1',
  tingkat,
  uraian: 'Injeksi',
  keadaan,
});

/** Records the report as the form does, from what is entered of the step. */
function report(walk: Walk, set: Record<string, string>, kesimpulan = ''): void {
  const { step, round } = walk.state;
  walk.do({ kind: 'draft', step, round, set });
  const entry: DocumentEntry = {
    ...{ step, round, code: 'laporan-keamanan', number: '1/2026', date: '2026-10-09' },
    ...{ signer: { position: 'kabid-persandian', person: null }, content: { kesimpulan } },
  };
  const model = documentModel({ ...sourceOf(walk), entry });
  if (!model) throw new Error('no report');
  walk.do({
    kind: 'document',
    ...entry,
    frozen: freezeDocument(model, (text) => createHash('sha256').update(text).digest('hex')),
  });
}

it('a paper is signed by mandate of somebody else, never of who signs', () => {
  const walk = new Walk(buildApplication);
  const by = (...behalf: readonly string[]) =>
    walk.codes({
      ...{ kind: 'document', step: 'telaah', round: 1, code: 'hasil-telaah', number: '1', date: '2026-10-09' },
      ...{ content: {}, signer: { position: 'sekretaris', person: null, behalf } },
    });
  expect(by('kepala-dinas')).toEqual([]);
  expect(by('kepala-dinas', 'kabid-aptika')).toEqual([]);
  expect(by('sekretaris')).toEqual(['SIGNS_FOR_SELF']);
  expect(by('kepala-dinas', 'sekretaris')).toEqual(['SIGNS_FOR_SELF']);
});

describe('the verdict on the safety of an application', () => {
  it('is given by Persandian alone, never by who built it', () => {
    const walk = atCheck();
    walk.documents();
    const fields = { versi: '1.2', temuan: [] };
    for (const outcome of ['aman', 'tidak-aman']) {
      expect(walk.codes(walk.ending(outcome, fields), officer(['kasi-aplikasi']))).toEqual(['NOT_YOUR_VERDICT']);
      expect(walk.codes(walk.ending(outcome, fields), persandian)).toEqual([]);
    }
  });

  it.each([
    ['kritis', null, ['FINDINGS_OPEN']],
    ['tinggi', 'terbuka', ['FINDINGS_OPEN']],
    ['tinggi', 'selesai', []],
    ['sedang', null, []],
  ])('is not AMAN with an open finding: %s, %s', (tingkat, keadaan, codes) => {
    const walk = atCheck();
    walk.documents();
    const fields = { versi: '1.2', temuan: [finding(tingkat, keadaan)] };
    expect(walk.codes(walk.ending('aman', fields), persandian)).toEqual(codes);
    expect(walk.codes(walk.ending('tidak-aman', fields), persandian)).toEqual([]);
  });

  it('is about the version that step 8 produced last', () => {
    const walk = atCheck('1.2');
    walk.documents();
    for (const versi of ['1.1', '9.9']) {
      expect(walk.codes(walk.ending('aman', { versi, temuan: [] }))).toEqual(['NOT_PRODUCED']);
    }
    expect(walk.codes(walk.ending('aman', { versi: ' 1.2 ', temuan: [] }))).toEqual([]);
  });

  it('says what the result of the examination says', () => {
    const walk = atCheck();
    walk.documents();
    const fields = { versi: '1.2', temuan: [], 'hasil-pemeriksaan': 'tidak-aman' };
    expect(walk.codes(walk.ending('aman', fields))).toEqual(['VERDICT_DIFFERS']);
  });

  it('says what the report says: result, version and conclusion', () => {
    const aman = { versi: '1.2', temuan: [] };
    const at = (set: Record<string, string>, conclusion?: string): readonly string[] => {
      const walk = atCheck();
      walk.documents();
      report(walk, set, conclusion);
      return walk.codes(walk.ending('aman', aman));
    };
    expect(at({ versi: '1.2', 'hasil-pemeriksaan': 'tidak-aman' })).toEqual(['REPORT_DIFFERS']);
    expect(at({ versi: '1.1', 'hasil-pemeriksaan': 'aman' })).toEqual(['REPORT_DIFFERS']);
    expect(at({ versi: '1.2', 'hasil-pemeriksaan': 'aman' }, 'Aplikasi dinyatakan tidak  aman.')).toEqual([
      'REPORT_DIFFERS',
    ]);
    expect(at({ versi: '1.2', 'hasil-pemeriksaan': 'aman' }, 'Aplikasi AMAN untuk dipakai.')).toEqual([]);
    expect(at({ versi: '1.2', 'hasil-pemeriksaan': 'aman' }, 'Dinyatakan aman.')).toEqual([]);
  });

  it('is not read out of a word that only contains one', () => {
    const walk = atCheck();
    walk.documents();
    report(walk, { versi: '1.2', 'hasil-pemeriksaan': 'tidak-aman' }, 'Pengamanan menurut laporan keamanan.');
    expect(walk.codes(walk.ending('tidak-aman', { versi: '1.2' }))).toEqual([]);
  });

  it('stands on a report that who examined signs', () => {
    const walk = atCheck();
    const { step, round } = walk.state;
    const by = (position: string | null) =>
      walk.codes({
        kind: 'document',
        ...{ step, round, code: 'laporan-keamanan', number: '1', date: '2026-10-09', content: {} },
        signer: position === null ? null : { position, person: null },
      });
    expect([by('kasi-aplikasi'), by(null), by('kabid-persandian')]).toEqual([['OTHER_SIGNER'], ['OTHER_SIGNER'], []]);
  });

  it('recorded before these rules stands as it did', () => {
    const walk = atCheck();
    walk.documents();
    walk.record(walk.ending('aman', { versi: '0.9', temuan: [finding('kritis')], 'hasil-pemeriksaan': null }));
    expect(walk.state.step).toBe('penyerahan');
  });
});

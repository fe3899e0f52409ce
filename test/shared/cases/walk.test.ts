import { describe, expect, it } from 'vitest';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import { lending } from '../../support/lending.ts';
import type { NewAct } from '../../../shared/cases/step.ts';
import { officer, Walk } from './case-walk.ts';

describe('building an application', () => {
  it('goes from the review to hosting, unsafe once and a second demo between', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    for (const outcome of ['lanjut', 'lanjut', 'lanjut', 'lanjut', 'demo-ulang', 'lanjut', 'lanjut', 'tidak-aman']) {
      walk.finish(outcome);
    }
    walk.finish('lanjut', { versi: '1.1' });
    walk.finish('aman', { versi: '1.1' });
    walk.finish('lanjut', { versi: '1.1' });
    walk.finish('selesai');
    expect(walk.state.phase).toBe('done');
    expect(walk.state.round).toBe(3);
    expect(walk.state.records.map(({ step, round }) => `${step} ${round}`)).toContain('demo 2');
    expect(walk.state.records.filter(({ aside }) => aside)).toEqual([]);
  });

  it('hands over only the version that was found safe', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    for (const outcome of ['lanjut', 'lanjut', 'lanjut', 'lanjut', 'lanjut', 'aman']) walk.finish(outcome);
    walk.documents();
    expect(walk.codes(walk.ending('lanjut', { versi: '2.0' }))).toEqual(['OTHER_VERSION']);
    expect(walk.codes(walk.ending('lanjut'))).toEqual([]);
  });

  it('says of a text that is no date and of an empty field at once that they are wrong', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.documents();
    const ending = walk.ending('lanjut');
    expect(walk.codes({ ...ending, finishedOn: '31/11/2026', fields: {} })).toEqual(['REQUIRED', 'NOT_A_DATE']);
    expect(walk.codes({ ...ending, finishedOn: '' })).toEqual(['REQUIRED']);
    expect(walk.codes(ending)).toEqual([]);
  });

  it('takes a reason instead of a public address', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    for (const outcome of ['lanjut', 'lanjut', 'lanjut', 'lanjut', 'lanjut', 'aman', 'lanjut']) walk.finish(outcome);
    walk.documents();
    expect(walk.codes(walk.ending('selesai', { 'perlu-ip': true, ip: null }))).toEqual(['REQUIRED']);
    expect(walk.codes(walk.ending('selesai', { 'perlu-ip': false, 'alasan-tanpa-ip': 'intranet' }))).toEqual([]);
  });

  it('waits at the review for what is missing and continues when it arrived', () => {
    const walk = new Walk(buildApplication);
    walk.bring('surat-permohonan', 'kak');
    walk.documents();
    expect(walk.codes(walk.ending('lanjut'))).toEqual(['REQUIREMENTS_MISSING']);
    walk.do(walk.ending('tidak-lengkap'));
    expect(walk.state.waits).toMatchObject([{ missing: ['proses-bisnis', 'database'], until: null }]);
    expect(walk.codes(walk.ending('lanjut'))).toEqual(['CASE_WAITS']);
    walk.bring('proses-bisnis', 'database');
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    walk.finish('lanjut');
    expect(walk.state).toMatchObject({ step: 'analisa', round: 1 });
  });

  it('sends papers back a second time with a second letter', () => {
    const walk = new Walk(buildApplication);
    walk.documents();
    walk.do(walk.ending('tidak-lengkap'));
    walk.bringAll();
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    expect(walk.codes(walk.ending('tidak-lengkap'))).toEqual(['DOCUMENT_MISSING']);
    // The review that was written before the papers were complete is still the review.
    expect(walk.codes(walk.ending('lanjut'))).toEqual([]);
    walk.documents();
    expect(walk.codes(walk.ending('tidak-lengkap'))).toEqual([]);
  });

  it('may end with the similar application or a refusal, each with its reason', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.finish('lanjut');
    walk.documents();
    expect(walk.codes({ ...walk.ending('pakai-sejenis'), note: '' })).toEqual(['REASON_REQUIRED']);
    walk.do(walk.ending('pakai-sejenis'));
    expect(walk.state.phase).toBe('reused');
  });
});

describe('a request that is refused', () => {
  const letter = (step: string, code: string, round = 1) =>
    ({ kind: 'document', step, round, code, number: '9/2026', date: '2026-10-09', signer: null, content: {} }) as const;
  const analysed = (): Walk => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.finish('lanjut');
    return walk;
  };

  it.each([
    ['telaah', 'ditolak', 'surat-penolakan', () => new Walk(buildApplication)],
    ['analisa', 'ditolak', 'surat-penolakan', analysed],
    ['analisa', 'pakai-sejenis', 'surat-pakai-sejenis', analysed],
  ])('ends step %s with %s when its letter %s was given out', (step, outcome, code, begin) => {
    const walk = begin();
    expect(walk.codes(walk.ending(outcome))).toEqual(['LETTER_MISSING']);
    walk.do(letter(step, code));
    expect(walk.codes(walk.ending(outcome))).toEqual([]);
  });

  it('takes the letter of its own outcome and of its own step', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.do(letter('telaah', 'surat-penolakan'));
    walk.finish('lanjut');
    walk.do(letter('analisa', 'surat-penolakan'));
    expect(walk.codes(walk.ending('pakai-sejenis'))).toEqual(['LETTER_MISSING']);
    const other = new Walk(buildApplication);
    other.bringAll();
    other.do(letter('telaah', 'surat-penolakan'));
    other.record(letter('telaah', 'hasil-telaah'));
    other.do(other.ending('lanjut'));
    expect(other.codes(other.ending('ditolak'))).toEqual(['LETTER_MISSING']);
  });

  it('stays refused when it was recorded before there was such a rule', () => {
    const walk = new Walk(buildApplication);
    walk.record(walk.ending('ditolak'));
    expect(walk.state.phase).toBe('refused');
    expect(walk.state.records.map(({ aside }) => aside)).toEqual([false]);
  });
});

describe('integrating data', () => {
  it('goes through all twelve steps with no agreement once and an unsuitable dashboard once', () => {
    const walk = new Walk(integrateData);
    walk.bring('surat-permohonan', 'daftar-tenaga', 'spesifikasi-server');
    for (const outcome of ['lanjut', 'lanjut', 'tidak-sepakat', 'lanjut', 'sepakat']) walk.finish(outcome);
    for (let i = 0; i < 7; i++) walk.finish('lanjut');
    walk.finish('tidak-sesuai');
    expect(walk.state).toMatchObject({ step: 'skenario', round: 3 });
    walk.finish('sepakat');
    for (let i = 0; i < 7; i++) walk.finish('lanjut', { versi: '2' });
    for (const outcome of ['sesuai', 'selesai']) walk.finish(outcome);
    expect(walk.state.phase).toBe('done');
    walk.do({ kind: 'maintain', on: '2027-01-05', note: 'Pembaruan data Januari' });
    expect(walk.state.maintenance).toHaveLength(1);
    const versions = walk.state.records
      .filter(({ step }) => step === 'dokumen-interchange')
      .map(({ fields }) => fields['versi']);
    expect(versions).toEqual(['1.0', '2']);
  });

  it.each([
    [['surat-permohonan', 'daftar-tenaga'], false],
    [['surat-permohonan', 'daftar-tenaga', 'rancangan-aplikasi'], true],
    [['surat-permohonan', 'daftar-tenaga', 'spesifikasi-server'], true],
    [['surat-permohonan', 'rancangan-aplikasi', 'spesifikasi-server'], false],
  ])('is complete with %s: %s', (codes, complete) => {
    const walk = new Walk(integrateData);
    walk.bring(...codes);
    walk.finish('lanjut');
    walk.documents();
    expect(walk.codes(walk.ending('lanjut')).includes('REQUIREMENTS_MISSING')).toBe(!complete);
  });

  it('prepares the API only when both have signed the interchange document', () => {
    const walk = new Walk(integrateData);
    walk.bring('surat-permohonan', 'daftar-tenaga', 'rancangan-aplikasi');
    for (const outcome of ['lanjut', 'lanjut', 'sepakat']) walk.finish(outcome);
    walk.documents();
    expect(walk.codes(walk.ending('lanjut', { 'ttd-opd': null }))).toEqual(['SIGNATURE_MISSING']);
  });
});

describe('who may act', () => {
  it("a step is its actors' alone, and the agency's is recorded by an officer who says so", () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.documents();
    expect(walk.codes(walk.ending('lanjut'), officer(['kasi-aplikasi']))).toEqual(['NOT_YOUR_STEP']);
    expect(walk.codes(walk.ending('lanjut'), officer(['kabid-aptika']))).toEqual([]);
    const other = new Walk(integrateData);
    other.documents();
    expect(other.codes({ ...other.ending('lanjut'), onBehalf: false }, officer(['kasi-data']))).toEqual([
      'ON_BEHALF_UNMARKED',
    ]);
    expect(other.codes({ ...other.ending('lanjut'), onBehalf: true }, officer(['kasi-data']))).toEqual([]);
    expect(other.codes(other.ending('lanjut'), officer(['kabid-ikp']))).toEqual(['NOT_YOUR_STEP']);
  });

  it('the team of the case acts once there is one', () => {
    const walk = new Walk(integrateData);
    walk.bring('surat-permohonan', 'daftar-tenaga', 'rancangan-aplikasi');
    for (const outcome of ['lanjut', 'lanjut', 'sepakat', 'lanjut']) walk.finish(outcome);
    walk.do({ kind: 'team', people: ['p-7'] });
    expect(walk.codes(walk.ending('lanjut'), officer(['tim-teknis'], 'p-1'))).toEqual(['NOT_YOUR_STEP']);
    expect(walk.codes(walk.ending('lanjut'), officer([], 'p-7'))).toEqual([]);
  });
});

describe('a step done at two desks', () => {
  it('counts once; the other record is kept beside it', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.documents();
    const twice = walk.ending('lanjut');
    walk.do(twice);
    expect(walk.codes(twice)).toEqual(['STEP_ALREADY_DONE']);
    walk.record(twice);
    expect(walk.state.step).toBe('analisa');
    expect(walk.state.records.map(({ aside }) => aside)).toEqual([false, true]);
  });
});

describe('an act of a kind this version does not know', () => {
  it('[V3] is kept and leaves the case where it stands', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.finish('lanjut');
    const before = walk.state;
    walk.record({ kind: 'suspend', until: '2026-12-01' } as unknown as NewAct);
    expect(walk.state).toEqual(before);
    walk.finish('lanjut');
    expect(walk.state.step).not.toBe(before.step);
  });
});

describe('a third service', () => {
  it('is data alone and is walked to its end', () => {
    const walk = new Walk(lending);
    walk.bring('surat');
    walk.finish('lanjut');
    walk.finish('selesai');
    expect(walk.state.phase).toBe('done');
  });
});

import { describe, expect, it } from 'vitest';
import { findCommand } from '../../../shared/commands/registry.ts';
import { refusalsOf } from '../../../shared/commands/prepare.ts';
import type { Who } from '../../../shared/people/who.ts';
import { stateAtIssue } from '../../../shared/documents/document-source.ts';
import type { NewAct } from '../../../shared/cases/step.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { sourceOf } from '../../support/document-samples.ts';
import { viewOf } from '../../support/builders.ts';
import { everybody, officer, Walk } from './case-walk.ts';

const idOf = (walk: Walk, step: string): string =>
  walk.state.records.findLast((record) => record.step === step && !record.aside)?.id ?? '';

const paper = (code: string, number: string): NewAct => ({
  kind: 'document',
  step: 'telaah',
  round: 1,
  code,
  number,
  date: '2026-10-09',
  signer: null,
  content: {},
});
/** A letter that sends papers back. */
const sentBack = (number: string): NewAct => paper('surat-pengembalian', number);

interface More {
  readonly sure?: readonly string[];
  readonly who?: Who;
}

/** Corrects a step as the form does; what it is refused for, empty when it was recorded. */
function correct(walk: Walk, step: string, set: object, more: More = {}): readonly string[] {
  const command = findCommand('case.correct');
  if (!command) throw new Error('no command');
  const act = { of: idOf(walk, step), set, reason: 'Salah tulis' };
  const args = command.args.parse({ caseId: walk.found.id, act, sure: more.sure ?? [] });
  const who = { ...(more.who ?? everybody(buildApplication)), day: '2026-11-30' };
  const codes = refusalsOf({ command, args }, viewOf(['case', walk.found]), who).map(({ code }) => code);
  if (codes.length === 0) walk.record({ kind: 'correct', ...act });
  return codes;
}

/** A case that was handed over. */
function handedOver(): Walk {
  const walk = new Walk(buildApplication);
  walk.bringAll();
  for (const way of ['lanjut', 'lanjut', 'lanjut', 'lanjut', 'lanjut', 'aman', 'lanjut']) walk.finish(way);
  expect(walk.state.step).toBe('hosting');
  return walk;
}

describe('the correction of a finished step', () => {
  it('changes its values and day, and keeps what stood there', () => {
    const walk = handedOver();
    expect(correct(walk, 'telaah', { fields: { 'hasil-telaah': 'Lengkap' }, finishedOn: '2026-10-08' })).toEqual([]);
    const record = walk.state.records[0];
    expect(record).toMatchObject({ finishedOn: '2026-10-08', fields: { 'hasil-telaah': 'Lengkap' }, aside: false });
    expect(record?.corrections?.map(({ was }) => was)).toEqual([
      { finishedOn: '2026-10-09', fields: { 'hasil-telaah': 'isi hasil-telaah' } },
    ]);
    expect(walk.found.acts.find(({ id }) => id === record?.id)).toMatchObject({ finishedOn: '2026-10-09' });
    expect(walk.state.step).toBe('hosting');
  });

  it('judges the steps after it again: a verdict that was wrong takes the hand-over back', () => {
    const walk = handedOver();
    const set = { outcome: 'tidak-aman', fields: { 'hasil-pemeriksaan': 'tidak-aman' } };
    expect(correct(walk, 'pemeriksaan-keamanan', set)).toEqual(['STEPS_SET_BACK']);
    expect(correct(walk, 'pemeriksaan-keamanan', set, { sure: ['STEPS_SET_BACK'] })).toEqual([]);
    expect(walk.state).toMatchObject({ step: 'penyempurnaan', round: 2, phase: 'active' });
    expect(walk.state.records.filter(({ aside }) => aside).map(({ step }) => step)).toEqual(['penyerahan']);
  });

  it('is held against the gates, the forms and the dates as if it were recorded now', () => {
    const walk = handedOver();
    expect(correct(walk, 'penyerahan', { fields: { versi: '2.0' } })).toEqual(['OTHER_VERSION']);
    expect(correct(walk, 'penyerahan', { fields: { versi: null } })).toContain('REQUIRED');
    expect(correct(walk, 'penyerahan', { finishedOn: '2027-01-01' })).toEqual(['STEP_IN_FUTURE']);
    expect(correct(walk, 'pembangunan', { fields: { mulai: '2026-10-09', selesai: '2026-10-08' } })).toEqual([
      'FIELD_ENDS_EARLY',
    ]);
    expect(correct(walk, 'penyerahan', { note: 'sebab' })).toEqual(['NOTHING_TO_CHANGE']);
    expect(walk.state.records.every(({ corrections }) => corrections === undefined)).toBe(true);
  });

  it('counts the papers that are there by then, for the letter is often written afterwards', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.do(paper('hasil-telaah', '1'));
    walk.do(walk.ending('lanjut'));
    const set = { outcome: 'tidak-lengkap', note: 'KAK belum ada' };
    expect(correct(walk, 'telaah', set)).toEqual(['DOCUMENT_MISSING']);
    walk.record(sentBack('2'));
    expect(correct(walk, 'telaah', set)).toEqual([]);
    expect(walk.state.phase).toBe('waiting');
  });

  it('uses up the letter that sent the papers back: the next time takes another one', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.do(paper('hasil-telaah', '1'));
    walk.do(walk.ending('lanjut'));
    walk.do({ kind: 'requirement', code: 'kak', present: false, scanId: null, remark: '' });
    walk.record(sentBack('2'));
    expect(correct(walk, 'telaah', { outcome: 'tidak-lengkap', note: 'KAK belum ada' })).toEqual([]);
    expect(walk.state.waits).toMatchObject([{ missing: ['kak'] }]);
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    expect(walk.codes(walk.ending('tidak-lengkap'))).toEqual(['DOCUMENT_MISSING']);
    walk.record(sentBack('3'));
    expect(walk.codes(walk.ending('tidak-lengkap'))).toEqual([]);
  });

  it('of another word leaves what was missing when the papers went back', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.do({ kind: 'requirement', code: 'kak', present: false, scanId: null, remark: '' });
    walk.record(sentBack('1'));
    walk.do(walk.ending('tidak-lengkap'));
    walk.do({ kind: 'requirement', code: 'kak', present: true, scanId: null, remark: 'asli' });
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    expect(walk.state.waits).toMatchObject([{ missing: ['kak'] }]);
    expect(correct(walk, 'telaah', { note: 'KAK belum ditandatangani' })).toEqual([]);
    expect(walk.state.waits).toMatchObject([{ missing: ['kak'], reason: 'KAK belum ditandatangani' }]);
  });

  it('of a refusal from before its letter was asked for asks for none', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.record({ ...walk.ending('ditolak'), note: 'Tidak layak' });
    expect(walk.state.phase).toBe('refused');
    expect(correct(walk, 'telaah', { note: 'Tidak layak saat ini' })).toEqual([]);
  });

  it('made once more uses up no letter that came since', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.do(paper('hasil-telaah', '1'));
    walk.do(walk.ending('lanjut'));
    const [first] = walk.state.records;
    walk.record(sentBack('2'));
    expect(correct(walk, 'telaah', { outcome: 'tidak-lengkap', note: 'KAK belum ada' })).toEqual([]);
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    walk.record(sentBack('3'));
    walk.do(walk.ending('tidak-lengkap'));
    walk.record({ kind: 'correct', of: first?.id ?? '', set: { note: 'lain' }, reason: 'Salah tulis' });
    expect(walk.state.records.map(({ aside, note }) => [aside, note])).toEqual([
      [false, 'lain'],
      [false, 'sebab'],
    ]);
  });

  it('of papers that were sent back leaves the second letter to the second time', () => {
    const walk = new Walk(buildApplication);
    for (const no of ['1', '2']) {
      walk.record(sentBack(no));
      walk.do(walk.ending('tidak-lengkap'));
      walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    }
    const [first] = walk.state.records;
    walk.record({ kind: 'correct', of: first?.id ?? '', set: { note: 'lain' }, reason: 'Salah tulis' });
    expect(walk.state.records.map(({ aside, note }) => [aside, note])).toEqual([
      [false, 'lain'],
      [false, 'sebab'],
    ]);
  });

  it('is for those whose step it is, and of a verdict for who gives it', () => {
    const walk = handedOver();
    const set = { note: 'lain' };
    expect(correct(walk, 'telaah', set, { who: officer(['kasi-aplikasi']) })).toEqual(['NOT_YOUR_STEP']);
    expect(correct(walk, 'pemeriksaan-keamanan', set, { who: officer(['kasi-aplikasi']) })).toEqual([
      'NOT_YOUR_VERDICT',
    ]);
    expect(correct(walk, 'telaah', set, { who: officer(['kabid-aptika']) })).toEqual([]);
  });

  it('works in a case that has ended, and twice', () => {
    const walk = handedOver();
    walk.finish('selesai');
    expect(correct(walk, 'hosting', { fields: { subdomain: 'a.riau.go.id' } })).toEqual([]);
    expect(correct(walk, 'hosting', { fields: { subdomain: 'b.riau.go.id' } })).toEqual([]);
    expect(walk.state.phase).toBe('done');
    const record = walk.state.records.at(-1);
    expect(record?.fields['subdomain']).toBe('b.riau.go.id');
    expect(record?.corrections?.map(({ was }) => was.fields?.['subdomain'])).toEqual(['isi subdomain', 'a.riau.go.id']);
  });

  it('does not reach into what was given out before it', () => {
    const walk = handedOver();
    const entry = walk.state.documents.find(({ code }) => code === 'ba-analisa');
    if (!entry) throw new Error('no document');
    correct(walk, 'telaah', { fields: { 'hasil-telaah': 'Lain' } });
    expect(stateAtIssue({ ...sourceOf(walk), entry }).records[0]?.fields['hasil-telaah']).toBe('isi hasil-telaah');
  });
});

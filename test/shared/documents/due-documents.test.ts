import { describe, expect, it } from 'vitest';
import { awaitedDocuments, dueDocuments } from '../../../shared/documents/due-documents.ts';
import { missingTexts, newEntry } from '../../../shared/documents/new-entry.ts';
import { placeOf } from '../../../shared/documents/layouts.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import { Walk } from '../cases/case-walk.ts';
import { letter, office, persons, positions } from '../../support/document-samples.ts';

const codes = (walk: Walk) =>
  dueDocuments(walk.service, walk.state).map(({ step, current, documents }) => [
    step.code,
    current,
    documents.map(({ definition }) => definition.code),
  ]);
const sourceOf = (walk: Walk) => ({
  service: walk.service,
  found: walk.found,
  state: walk.state,
  letter,
  office,
  positions,
  persons,
});

describe('the documents that are due', () => {
  it('are those of the steps a case has come to, not of those ahead', () => {
    const walk = new Walk(buildApplication);
    expect(codes(walk)).toEqual([
      ['pengajuan', false, ['tanda-terima']],
      ['telaah', true, ['hasil-telaah', 'surat-pengembalian', 'surat-penolakan']],
    ]);
    walk.bringAll();
    walk.finish('lanjut');
    expect(codes(walk).map(([step]) => step)).toEqual(['pengajuan', 'telaah', 'analisa']);
  });

  it('are due again in a new round, with the issues of the old one kept', () => {
    const walk = new Walk(integrateData);
    walk.bringAll();
    walk.finish('lanjut');
    walk.finish('lanjut');
    walk.finish('tidak-sepakat');
    const step = dueDocuments(walk.service, walk.state).find(({ current }) => current);
    expect(step?.documents[0]).toMatchObject({ round: 2, written: false });
    expect(step?.documents[0]?.issues).toHaveLength(1);
  });
});

describe('the documents that keep a case from continuing', () => {
  const awaited = (walk: Walk) => awaitedDocuments(walk.service, walk.state).map(({ code }) => code);

  it('are those of the way onward that this round does not have yet', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    expect(awaited(walk)).toEqual(['hasil-telaah']);
    walk.finish('lanjut');
    expect(awaited(walk)).toEqual(['undangan-analisa', 'ba-analisa']);
    walk.documents();
    expect(awaited(walk)).toEqual([]);
  });

  it('are none while the agency is waited for and after the end', () => {
    const walk = new Walk(buildApplication);
    walk.documents();
    walk.do(walk.ending('tidak-lengkap'));
    expect(awaited(walk)).toEqual([]);
    walk.do({ kind: 'withdraw', reason: 'dibatalkan' });
    expect(awaited(walk)).toEqual([]);
  });
});

describe('a new document', () => {
  const walk = new Walk(buildApplication);
  const at = { step: 'telaah', code: 'surat-pengembalian', round: 1 };
  const entry = newEntry(sourceOf(walk), at, '2026-11-20');

  it('begins with a number, the day, the head of the office as signer and its texts', () => {
    expect(entry).toMatchObject({
      number: '500.12.16.3/417/DISKOMINFOTIK/XI/2026',
      date: '2026-11-20',
      signer: { position: 'pos-kadis', person: null },
    });
    expect(entry?.content['hal']).toBe('Pengembalian Berkas Permohonan');
  });

  it('takes over the texts of the issue before, under another number', () => {
    const again = new Walk(buildApplication);
    again.do({
      kind: 'document',
      ...at,
      number: entry?.number ?? '',
      date: '2026-11-20',
      signer: null,
      content: { hal: 'Berkas kurang' },
    });
    const next = newEntry(sourceOf(again), at, '2026-11-21');
    expect(next?.content['hal']).toBe('Berkas kurang');
    expect(next?.number).toBe('500.12.16.3/417.2/DISKOMINFOTIK/XI/2026');
  });

  it('is none for a document the step does not have', () =>
    expect(newEntry(sourceOf(walk), { ...at, code: 'laporan-keamanan' }, '2026-11-20')).toBeNull());

  it('lacks what is required and empty, each text at its field', () => {
    const place = placeOf(buildApplication, at.step, at.code);
    if (!place) throw new Error('no place');
    expect(missingTexts(place, { ...entry?.content, hal: ' ' }).map(({ field }) => field)).toEqual(['content.hal']);
  });
});

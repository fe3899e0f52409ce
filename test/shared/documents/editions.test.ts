import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { caseKind } from '../../../shared/records/case/kind.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { longestFrozen, type Frozen } from '../../../shared/documents/edition.ts';
import { changedSinceIssue, freezeDocument, issuedDocument } from '../../../shared/documents/issued.ts';
import { nextEntry } from '../../../shared/documents/new-entry.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import { masterCommand } from '../../../shared/office/save-master.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { letter, office, persons, places, positions, sampleSource } from '../../support/document-samples.ts';
import { Walk } from '../cases/case-walk.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const masters = { letter, office, positions, persons };
const sourceOf = (walk: Walk, more: Partial<typeof masters> = {}) => ({
  service: walk.service,
  found: walk.found,
  state: walk.state,
  ...masters,
  ...more,
});

/** Records a document as the form does: with what it says. */
function give(walk: Walk, entry: DocumentEntry, more: Partial<typeof masters> = {}) {
  const model = documentModel({ ...sourceOf(walk, more), entry });
  if (!model) throw new Error(entry.code);
  walk.do({ kind: 'document', ...entry, frozen: freezeDocument(model, digest) });
  const issue = walk.state.documents.at(-1);
  if (!issue) throw new Error('not recorded');
  return { issue, model };
}

const drawn = (walk: Walk, issue: Parameters<typeof issuedDocument>[1], more: Partial<typeof masters> = {}) => {
  const model = issuedDocument(sourceOf(walk, more), issue, digest);
  if (!model.ok) throw new Error(model.error.code);
  return model.value;
};

/** A case at a step, its form filled in. */
function at(service: ServiceDefinition, step: string): Walk {
  const walk = new Walk(service);
  walk.bringAll();
  while (walk.state.step !== step) {
    const now = service.steps.find(({ code }) => code === walk.state.step);
    walk.finish(now?.outcomes.find(({ to }) => to.kind === 'step')?.code ?? '');
  }
  return walk;
}

const entryOf = (step: string, code: string, more: Partial<DocumentEntry> = {}): DocumentEntry => ({
  ...{ step, code, round: 1, number: '500.12/7/X/2026', date: '2026-10-12' },
  ...{ signer: { position: 'pos-aptika', person: null }, content: {}, ...more },
});

describe('what was given out', () => {
  it('still says the version it said when the step is filled in otherwise', () => {
    const walk = at(buildApplication, 'penyerahan');
    walk.do({ kind: 'draft', step: 'penyerahan', round: 1, set: { versi: '1.3' } });
    const { issue, model } = give(walk, entryOf('penyerahan', 'ba-serah-terima'));
    walk.do({ kind: 'draft', step: 'penyerahan', round: 1, set: { versi: '1.4' } });
    expect(drawn(walk, issue)).toEqual(model);
    expect(drawn(walk, issue).lines.find(({ tag }) => tag === 'versi')?.value).toBe('1.3');
    expect(changedSinceIssue(sourceOf(walk), issue, digest)).toEqual(['Versi yang diserahkan']);
  });

  it('still names the post, the person, the rank and the letterhead of its day', () => {
    const walk = at(buildApplication, 'telaah');
    const { issue, model } = give(walk, entryOf('telaah', 'hasil-telaah'));
    const renamed = {
      office: { ...office, name: 'DINAS LAIN', address: 'Jalan lain' },
      positions: positions.map((one) => ({
        ...one,
        title: 'Jabatan lain',
        holders: one.holders.map((holder) => ({ ...holder, kind: 'plt' as const })),
      })),
      persons: persons.map((one) => ({ ...one, name: 'Orang lain', rank: 'Pangkat lain' })),
    };
    expect(model.signatures[0]?.name).not.toBe('');
    expect(drawn(walk, issue, renamed)).toEqual(model);
    // Right about its day, so nothing asks for a new edition.
    expect(changedSinceIssue(sourceOf(walk, renamed), issue, digest)).toEqual([]);
  });

  it('is drawn with the emblem it had, though the office has another one since', () => {
    const save = masterCommand('office');
    const ctx = { opId: 'o', by: { account: 'a', person: null, position: null }, at: '', desk: 'D01', agenda: null };
    const change = (known: OfficeIdentity, emblem: string): OfficeIdentity =>
      save.reduce(known, { doc: { ...known, emblem } as OfficeIdentity }, ctx) as OfficeIdentity;
    const first = { ...office, emblem: 'data:image/svg+xml,first' };
    const walk = at(buildApplication, 'telaah');
    const { issue } = give(walk, entryOf('telaah', 'hasil-telaah'), { office: first });
    const second = change(first, 'data:image/svg+xml,second');
    expect(drawn(walk, issue, { office: second }).letterhead.emblem).toBe(first.emblem);
    const often = ['a', 'b', 'c', 'd', 'e'].reduce(
      (known, name) => change(known, `data:image/svg+xml,${name}`),
      second,
    );
    expect(often.earlierEmblems).toHaveLength(4);
    expect(issue.frozen?.text).not.toContain('svg');
  });

  it('keeps a second emblem that the office gave up since', () => {
    const save = masterCommand('office');
    const ctx = { opId: 'o', by: { account: 'a', person: null, position: null }, at: '', desk: 'D01', agenda: null };
    const two = { ...office, emblem: 'data:image/svg+xml,left', secondEmblem: 'data:image/svg+xml,right' };
    const walk = at(buildApplication, 'telaah');
    const { issue } = give(walk, entryOf('telaah', 'hasil-telaah'), { office: two });
    const one = save.reduce(two, { doc: { ...two, secondEmblem: null } as OfficeIdentity }, ctx) as OfficeIdentity;
    expect(drawn(walk, issue, { office: one }).letterhead).toMatchObject({
      emblem: two.emblem,
      secondEmblem: two.secondEmblem,
    });
  });

  it('loses neither second emblem nor paper to a desk that does not send them', () => {
    const save = masterCommand('office');
    const ctx = { opId: 'o', by: { account: 'a', person: null, position: null }, at: '', desk: 'D01', agenda: null };
    const now: OfficeIdentity = { ...office, secondEmblem: 'data:image/svg+xml,right', paper: 'F4' };
    const { paper: _paper, secondEmblem: _second, ...older } = { ...now, phone: '0761-1' };
    const parsed = save.args.parse({ doc: older });
    expect(save.reduce(now, parsed, ctx)).toEqual({ ...now, phone: '0761-1' });
  });

  it('names the versions of earlier rounds as they were given out', () => {
    const walk = at(integrateData, 'dokumen-interchange');
    walk.do({ kind: 'draft', step: 'dokumen-interchange', round: 1, set: { versi: '1' } });
    give(walk, entryOf('dokumen-interchange', 'dokumen-interchange'));
    walk.do({ kind: 'draft', step: 'dokumen-interchange', round: 1, set: { versi: '9' } });
    const { model } = give(walk, entryOf('dokumen-interchange', 'dokumen-interchange', { number: '8/2026' }));
    const versions = model.tables.find(({ tag }) => tag === 'riwayat')?.rows.map(({ versi }) => versi);
    expect(versions).toEqual(['1', '9']);
  });

  it('is refused when its words are not those of its hash', () => {
    const walk = at(buildApplication, 'telaah');
    const { issue } = give(walk, entryOf('telaah', 'hasil-telaah'));
    const text = issue.frozen?.text.replace('HASIL TELAAH', 'HASIL LAIN') ?? '';
    const changed: Frozen = { hash: issue.frozen?.hash ?? '', text };
    const model = issuedDocument(sourceOf(walk), { ...issue, frozen: changed }, digest);
    expect(model.ok ? '' : model.error.code).toBe('EDITION_DAMAGED');
  });

  it('of before papers named a mandate opens without one', () => {
    const walk = at(buildApplication, 'telaah');
    const { issue } = give(walk, entryOf('telaah', 'hasil-telaah'));
    const text = (issue.frozen?.text ?? '').replaceAll('"behalf":[],', '');
    expect(text).not.toBe(issue.frozen?.text);
    const model = issuedDocument(sourceOf(walk), { ...issue, frozen: { hash: digest(text), text } }, digest);
    expect(model.ok && model.value.signatures[0]?.behalf).toEqual([]);
  });

  it('of before it was frozen is drawn from what is known now', () => {
    const walk = at(buildApplication, 'telaah');
    const entry = entryOf('telaah', 'hasil-telaah');
    walk.do({ kind: 'document', ...entry });
    expect(drawn(walk, entry)).toEqual(documentModel({ ...sourceOf(walk), entry }));
  });

  it('fits for every document of both services, and one that is too large is refused', () => {
    const sizes = places.map((place) => {
      const model = documentModel(sampleSource(place));
      return model ? freezeDocument(model, digest).text.length : 0;
    });
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeLessThan(longestFrozen / 20);
    const command = caseKind.commands.find(({ name }) => name === 'case.document');
    const act = { ...entryOf('telaah', 'hasil-telaah'), frozen: { hash: 'a'.repeat(64), text: 'x'.repeat(400_001) } };
    const parsed = command?.args.safeParse({ caseId: 'c', act });
    expect(parsed?.error?.issues.map(({ message }) => message)).toEqual(['ENTRY_TOO_LARGE']);
  });

  it('[V1] is asked for by a version of its own, and what an earlier program recorded is lifted as it is', () => {
    const command = caseKind.commands.find(({ name }) => name === 'case.document');
    const old = { caseId: 'c', act: entryOf('telaah', 'hasil-telaah') };
    expect(command?.version).toBe(2);
    expect(command?.upcast?.[1]?.(old)).toEqual(old);
    expect(command?.args.safeParse(old).success).toBe(true);
  });
});

describe('a correction', () => {
  it('is a new edition that says which it replaces', () => {
    const walk = at(buildApplication, 'penyerahan');
    const { issue, model } = give(walk, entryOf('penyerahan', 'ba-serah-terima'));
    expect(model.edition).toBe('');
    const second = give(walk, nextEntry(issue, '2026-10-20'));
    expect(second.model.edition).toBe('Edisi 2, menggantikan edisi 1 tanggal 12 Oktober 2026');
    expect(second.model.number).toBe(model.number);
    const third = give(walk, nextEntry(second.issue, '2026-10-21'));
    expect(third.model.edition).toBe('Edisi 3, menggantikan edisi 2 tanggal 20 Oktober 2026');
    expect(drawn(walk, issue)).toEqual(model);
  });

  it('replaces the last edition of the same paper alone', () => {
    const walk = at(buildApplication, 'penyerahan');
    const { issue } = give(walk, entryOf('penyerahan', 'ba-serah-terima'));
    give(walk, nextEntry(issue, '2026-10-20'));
    expect(walk.codes({ kind: 'document', ...nextEntry(issue, '2026-10-21') })).toEqual(['NOT_THE_LAST_EDITION']);
    const other = entryOf('telaah', 'hasil-telaah', { replaces: issue.id });
    expect(walk.codes({ kind: 'document', ...other })).toEqual(['NO_SUCH_DOCUMENT']);
  });

  it('of the letter that sent papers back does not send them back again', () => {
    const walk = new Walk(buildApplication);
    const { issue } = give(walk, entryOf('telaah', 'surat-pengembalian'));
    walk.do(walk.ending('tidak-lengkap'));
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    walk.do({ kind: 'document', ...nextEntry(issue, '2026-10-20') });
    expect(walk.codes(walk.ending('tidak-lengkap'))).toEqual(['DOCUMENT_MISSING']);
    walk.do({ kind: 'document', ...entryOf('telaah', 'surat-pengembalian', { number: '9/2026' }) });
    expect(walk.codes(walk.ending('tidak-lengkap'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { AttentionItem, LostDocument } from '../../../renderer/data/office.ts';
import { emptyHeader } from '../../../renderer/ui/letters/header-form.ts';
import { draftAgain } from '../../../renderer/ui/letters/draft.ts';
import { againOf, lostAgain } from '../../../renderer/ui/sync/again.ts';
import { whoWrote } from '../../../renderer/ui/sync/other-value.ts';
import type { Case, CaseAct } from '../../../shared/cases/case.ts';
import { prepare } from '../../../shared/commands/prepare.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import type { Correction, Letter } from '../../../shared/letters/letter.ts';
import { fakeComplaints } from '../../support/fake-complaints.ts';
import { fakeLetters } from '../../support/fake-letters.ts';

const [letter] = fakeLetters(1, '2026-11-20') as readonly [Letter];
const item = (more: Partial<AttentionItem>): AttentionItem => ({
  opId: 'op/1',
  seq: 3,
  name: 'letter.register',
  status: 'rejected',
  code: 'BOOK_CLOSED',
  docType: 'letter',
  docId: 'letter-1',
  notes: [],
  args: {},
  at: '2026-11-20T09:14:00.000+07:00',
  seen: false,
  ...more,
});

const lost = (of: Pick<LostDocument, 'docType' | 'docId' | 'doc'>): LostDocument => ({
  key: `${of.docType}:${of.docId}`,
  seen: false,
  ...of,
});

describe('what can be entered again', () => {
  it.each<[string, Partial<AttentionItem>, unknown]>([
    ['a letter that was refused, in its form', {}, { kind: 'form', to: '/catat?dari=op%2F1' }],
    [
      'a correction that was refused, on the page of its letter',
      { name: 'letter.correct' },
      { kind: 'form', to: '/surat/letter-1?koreksi=op%2F1' },
    ],
    [
      'a report, as it was',
      { name: 'disposition.report', args: { text: 'x' } },
      { kind: 'run', entries: [{ command: 'disposition.report', args: { text: 'x' } }] },
    ],
    ['nothing that stands', { status: 'merged', code: null }, null],
    ['nothing that waits for a verdict', { status: 'quarantined', code: 'NO_RIGHT_TO_BOOK' }, null],
    ['nothing this version has no command for', { name: 'letter.fold' }, null],
  ])('%s', (_what, more, expected) => expect(againOf(item(more))).toEqual(expected));

  it.each<[string, Pick<LostDocument, 'docType' | 'docId' | 'doc'>, unknown]>([
    [
      'a letter the restored server lost, in the form of a new one',
      { docType: 'letter', docId: 'letter/1', doc: letter },
      { kind: 'form', to: '/catat?hilang=letter%2F1' },
    ],
    [
      'master data the restored server lost, as it was',
      { docType: 'agency', docId: 'a', doc: { id: 'a' } },
      { kind: 'run', entries: [{ command: 'agency.save', args: { doc: { id: 'a' } } }] },
    ],
    [
      'nothing of a stub: an account that sees only that did not write the letter',
      { docType: 'letterStub', docId: 'letter-1', doc: {} },
      null,
    ],
  ])('%s', (_what, of, expected) => expect(lostAgain(lost(of))).toEqual(expected));
});

describe('what a restored server lost of cases and complaints', () => {
  const by = { account: 'tu', person: 'tu', position: 'tu-agenda' };
  const stamp = (id: string) => ({ id, at: '2026-10-01T08:00:00.000+07:00', by, desk: 'D01' });
  const built: Case = {
    ...{ id: 'case-1', service: 'pembuatan-aplikasi', letterId: 'letter-1', agency: { id: null, name: 'Bapenda' } },
    ...{ title: 'Aplikasi pajak', received: '2026-10-01', security: 'biasa', readers: [], opened: stamp('op-1') },
    acts: [
      { kind: 'requirement', code: 'surat', present: true, scanId: null, remark: '', ...stamp('op-2') },
      {
        ...{ kind: 'finish', step: 'A4', round: 1, outcome: 'lengkap', fields: { catatan: 'Lengkap' }, note: '' },
        ...{ onBehalf: false, finishedOn: '2026-10-03', ...stamp('op-3') },
      },
      { kind: 'title', title: 'Aplikasi pajak daerah', ...stamp('op-4') },
    ],
  };
  /** The recorded content, without who and when. */
  const content = ({ opened: _opened, recorded: _recorded, acts, ...doc }: Record<string, unknown>) => ({
    ...doc,
    acts: (acts as CaseAct[]).map(({ id: _id, at: _at, by: _by, desk: _desk, ...act }) => act),
  });

  /** The document as recreated by the commands for it. */
  function again(docType: 'case' | 'complaint', doc: { readonly id: string }): Record<string, unknown> {
    const found = lostAgain(lost({ docType, docId: doc.id, doc }));
    if (found?.kind !== 'run') throw new Error('no way back');
    let made: object | null = null;
    for (const [i, { command, args }] of found.entries.entries()) {
      const prepared = prepare(command, 1, args);
      if (!prepared.ok) throw new Error(`${command}: ${prepared.error.code} ${prepared.error.field}`);
      const context = { opId: `op-${i}`, by, at: '2026-11-22T08:00:00.000+07:00', desk: 'D02', agenda: null };
      made = prepared.value.command.reduce(made, prepared.value.args, context) as object;
    }
    return { ...made };
  }

  it('a complaint is recorded again with its assignment and its follow-up', () => {
    const [complaint] = fakeComplaints('2026-11-20') as readonly [Complaint];
    expect(complaint.acts.length).toBeGreaterThan(1);
    expect(content(again('complaint', complaint))).toEqual(content({ ...complaint }));
  });

  it('a case is opened again with every step that was done', () => {
    expect(content(again('case', built))).toEqual(content({ ...built }));
  });
});

describe('the form that an entry leads to', () => {
  const empty = emptyHeader({ date: '2026-11-20', time: '10:00' }, null);

  it('holds every field of the refused letter under its own letter id and a new operation', () => {
    const { id, facts: _facts, ...header } = letter;
    const draft = draftAgain({ ...header, letterId: id, duplicateReason: 'Lembar kedua' }, 'op-new', 'fresh', empty);
    expect(draft).toMatchObject({ opId: 'op-new', letterId: id, duplicateReason: 'Lembar kedua' });
    expect(draft.form).toMatchObject({ subject: letter.subject, sender: letter.sender, received: letter.received });
  });

  it('keeps the id of a lost letter, so that the sheet already printed still fits', () => {
    expect(draftAgain(letter, 'op-new', 'fresh', empty).letterId).toBe(letter.id);
  });

  it('is the empty form for unreadable arguments', () => {
    for (const args of [null, undefined, 'text', 5]) {
      expect(draftAgain(args, 'op-new', 'fresh', empty)).toEqual({
        opId: 'op-new',
        letterId: 'fresh',
        form: empty,
        duplicateReason: '',
      });
    }
  });
});

describe('who wrote the other value, and when', () => {
  const by = (account: string) => ({ account, person: null, position: null });
  const correction = (opId: string, was: unknown, at: string): Correction => ({
    opId,
    at,
    by: by(opId),
    desk: 'D01',
    field: 'subject',
    was,
  });
  const corrected: Letter = {
    ...letter,
    subject: 'ketiga',
    registered: { at: '2026-11-01', by: by('clerk'), desk: 'D01' },
    corrections: [correction('a', 'pertama', '2026-11-02'), correction('b', 'kedua', '2026-11-03')],
  };

  it.each([
    ['pertama', '2026-11-01', 'clerk'],
    ['kedua', '2026-11-02', 'a'],
    ['ketiga', '2026-11-03', 'b'],
  ])('%s: %s by %s', (value, at, account) => {
    expect(whoWrote(corrected, 'subject', value)).toEqual({ at, by: by(account) });
  });

  it('is empty for a value the history does not know', () => {
    expect(whoWrote(corrected, 'subject', 'lain')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { keepDraft, readDraft, restoreForm } from '../../../renderer/ui/entry/drafts.ts';
import {
  confirmAlso,
  confirmedOf,
  errorsOf,
  hasBadDate,
  placeRefusals,
} from '../../../renderer/ui/entry/refused-fields.ts';
import { errorText } from '../../../renderer/ui/kit/index.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { refuse } from '../../../shared/refusal.ts';
import { aPosition } from '../../support/builders.ts';
import { makeFakeOffice } from '../../support/fake-office.ts';
import { memoryDrafts } from '../../support/memory-drafts.ts';

const form = { note: '', received: { date: null, time: '' }, fields: {} };

describe('a refused entry', () => {
  it('says each refusal at its field, whatever the command wraps it in, and the rest above the button', () => {
    const { atField, loose } = placeRefusals(
      [
        refuse('REQUIRED', { field: 'act.note' }),
        refuse('NOT_A_DATE', { field: 'set.received.date' }),
        refuse('NOT_YOUR_STEP'),
        refuse('INVALID', { field: 'caseId' }),
      ],
      form,
    );
    expect([...atField.keys()]).toEqual(['note', 'received.date']);
    expect(loose.map(({ code }) => code)).toEqual(['NOT_YOUR_STEP', 'INVALID']);
  });

  it('finds a field that the form calls otherwise', () => {
    const { atField } = placeRefusals([refuse('REQUIRED', { field: 'act.reason' })], form, (path) =>
      path === 'reason' ? 'note' : null,
    );
    expect([...atField.keys()]).toEqual(['note']);
  });

  it('has an entry that is too large beside its fields: the largest member may be nothing a person typed', () => {
    const tooLarge = refuse('ENTRY_TOO_LARGE', { field: 'note' });
    expect(placeRefusals([tooLarge], form).loose).toEqual([tooLarge]);
  });

  it('keeps the numbers of a sentence, also of a field inside of another', () => {
    const count = refuse('NOT_A_COUNT', { field: 'fields.skor', params: { min: 1, max: 5 } });
    const errors = errorsOf(placeRefusals([count], form));
    expect(errorText(textsOf(makeTexts('id')), errors['fields'])).toBe('Isi dengan angka dari 1 sampai 5.');
    expect([hasBadDate(errors), errorText(textsOf(makeTexts('id')), undefined)]).toEqual([false, null]);
  });
});

describe('a doubt', () => {
  const asked = (code: 'STEP_BEFORE_LAST' | 'STEPS_SET_BACK') => [refuse(code)];

  it('that comes after another one leaves that one confirmed: the entry is saved with both', () => {
    const first = confirmAlso({ of: '', codes: [] }, 'typed', asked('STEP_BEFORE_LAST'));
    const both = confirmAlso(first, 'typed', asked('STEPS_SET_BACK'));
    expect(confirmedOf(both, 'typed')).toEqual(['STEP_BEFORE_LAST', 'STEPS_SET_BACK']);
  });

  it('is confirmed of the values it was said of and no others', () => {
    const first = confirmAlso({ of: '', codes: [] }, 'typed', asked('STEP_BEFORE_LAST'));
    expect(confirmedOf(first, 'changed')).toEqual([]);
    expect(confirmAlso(first, 'changed', asked('STEPS_SET_BACK')).codes).toEqual(['STEPS_SET_BACK']);
  });
});

describe('a text that is no date', () => {
  it('of an office holder is refused at its field, not saved as an open end', async () => {
    const office = makeFakeOffice({ letters: 1, as: 'umum' });
    const holder = { id: 'h', personId: 'p', kind: 'definitif', from: '2020-01-01', to: '31/11/2026' };
    const doc = { ...aPosition('pos-x'), holders: [holder] };
    expect(await office.check('position.save', { doc })).toEqual([refuse('NOT_A_DATE', { field: 'doc.holders.0.to' })]);
  });
});

describe('a draft', () => {
  const start = { text: '', on: null as string | null, to: ['a'], ticked: false };

  it('comes back as it was typed, an unreadable date too', () => {
    const drafts = memoryDrafts();
    const typed = { text: 'Laporan', on: '31/11/2026', to: ['b', 'c'], ticked: true };
    expect(keepDraft(drafts, 'k', typed)).toBe(true);
    expect(restoreForm(readDraft(drafts, 'k') ?? {}, start)).toEqual(typed);
    expect(keepDraft(drafts, 'k', null)).toBe(false);
    expect(readDraft(drafts, 'k')).toBeNull();
  });

  it('of another version is taken over as far as it fits', () => {
    const old = { text: 7, on: 3, to: 'b', ticked: null, later: 'x' };
    expect(restoreForm(old, start)).toEqual(start);
  });

  it.each(['{', '[1]', '7', 'null'])('that is %s is none', (text) => {
    const drafts = memoryDrafts();
    drafts.setItem('k', text);
    expect(readDraft(drafts, 'k')).toBeNull();
  });
});

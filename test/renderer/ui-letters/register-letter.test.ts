import { describe, expect, it } from 'vitest';
import { actingWith, book, bookedBefore } from '../../../renderer/ui/letters/register-letter.ts';
import { emptyHeader } from '../../../renderer/ui/letters/header-form.ts';
import { allowedActions } from '../../../renderer/ui/letters/letter-actions.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { makeFakeOffice } from '../../support/fake-office.ts';

const draft = (subject = 'Permohonan data') => ({
  opId: 'op-x',
  letterId: 'letter-x',
  duplicateReason: 'susulan',
  form: {
    ...emptyHeader({ date: '2026-11-20', time: '08:12' }, 'pos-kadis'),
    sender: { agencyId: null, name: 'Dinas  Kesehatan' },
    subject,
  },
});

describe('booking a letter', () => {
  it('books one letter however often it is asked, and gives the same number each time', async () => {
    const office = makeFakeOffice({ letters: 5 });
    const before = office.counts().total;
    const first = await book(office, draft(), false);
    const again = await book(office, draft(), false);
    expect(first.kind).toBe('saved');
    expect(again).toEqual(first);
    expect(office.counts().total).toBe(before + 1);
  });

  it('does not take other text for saved because its ids are in use: nothing typed is lost', async () => {
    const office = makeFakeOffice({ letters: 5 });
    await book(office, draft(), false);
    expect(await book(office, draft('Surat yang lain'), false)).toEqual({ kind: 'taken' });
    expect(await bookedBefore(office, draft('Surat yang lain'))).toBe('other');
  });

  it('keeps the reason for a duplicate only where there is one', async () => {
    const office = makeFakeOffice({ letters: 5 });
    await book(office, draft(), false);
    expect((await office.get<Letter>('letter', 'letter-x'))?.duplicateReason).toBeNull();
  });

  it('brings refusals back with their field', async () => {
    const office = makeFakeOffice({ letters: 5 });
    const booking = await book(office, draft('   '), false);
    expect(booking).toMatchObject({ kind: 'refused', refusals: [{ code: 'REQUIRED', field: 'subject' }] });
  });

  it('acts from the position that has the right', () => {
    expect(actingWith(makeFakeOffice({ as: 'umum' }), 'book')).toBe('pos-umum');
    expect(actingWith(makeFakeOffice({ as: 'kadis' }), 'book')).toBeUndefined();
  });
});

describe('what may be done with a letter', () => {
  const allowed = async (as: string) => {
    const office = makeFakeOffice({ letters: 40, as });
    const line = office.letters({ statuses: ['registered'] }).line(0);
    const letter = await office.get<Letter>('letter', line?.id ?? '');
    if (!letter) throw new Error('the fake office has no letter that was just registered');
    return [...(await allowedActions(office, letter))];
  };

  it('follows the rights of the account', async () => {
    expect(await allowed('umum')).toEqual(['issue', 'transcribe', 'forward', 'correct', 'file', 'void']);
    expect(await allowed('kadis')).toEqual(['issue']);
  });
});

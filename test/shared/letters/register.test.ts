import { describe, expect, it } from 'vitest';
import { registerLetter } from '../../../shared/letters/register.ts';
import { aContext, aLetter, aPosition, registerArgs, someone, viewOf, refused } from '../../support/builders.ts';

const empty = viewOf(['position', aPosition('kepala-dinas')]);
const clerk = someone(['tu-agenda'], ['book']);
const grant = { book: 'SM', year: 2026, lease: null, provisional: null };

describe('booking a letter', () => {
  it('takes the number the desk burned', () => {
    const agenda = { ...grant, no: 417, lease: 'lease-1' };
    expect(registerLetter.reduce(null, registerArgs(), aContext('op', { agenda }))?.agenda).toEqual({
      book: 'SM',
      year: 2026,
      no: 417,
      provisional: null,
      conflict: false,
    });
  });

  it('carries a provisional code until the number comes, and never both', () => {
    const waiting = { ...grant, no: null, provisional: 'S-D01-14' };
    expect(registerLetter.reduce(null, registerArgs(), aContext('op', { agenda: waiting }))?.agenda.provisional).toBe(
      'S-D01-14',
    );
    const both = { ...waiting, no: 5 };
    expect(
      registerLetter.reduce(null, registerArgs(), aContext('op', { agenda: both }))?.agenda.provisional,
    ).toBeNull();
  });

  it('[N7] belongs to the book of the year of receipt', () => {
    const args = registerArgs({ received: { date: '2025-12-31', time: '23:50' } });
    expect(registerLetter.reduce(null, args, aContext())?.agenda.year).toBe(2025);
  });

  it('never writes over a letter that is booked already', () => {
    const booked = aLetter();
    expect(registerLetter.reduce(booked, registerArgs({ subject: 'lain' }), aContext())).toBe(booked);
    expect(
      refused(
        registerLetter,
        viewOf(['letter', booked], ['position', aPosition('kepala-dinas')]),
        registerArgs(),
        clerk,
      ),
    ).toMatchObject({ kind: 'state', code: 'ALREADY_BOOKED' });
  });

  it('is a right of its own, and booking a secret letter another one', () => {
    const secret = registerArgs({ security: 'rahasia' });
    expect(refused(registerLetter, empty, registerArgs(), someone(['kabid-aptika']))?.code).toBe('NO_RIGHT_TO_BOOK');
    expect(refused(registerLetter, empty, secret, clerk)).toMatchObject({
      code: 'NO_RIGHT_TO_BOOK_SECRET',
      field: 'security',
    });
    expect(refused(registerLetter, empty, secret, someone(['sekretaris'], ['book', 'book-secret']))).toBeNull();
  });

  it('[P9] names a position that is not known, which the master data alone may contradict', () => {
    expect(refused(registerLetter, empty, registerArgs({ addressedTo: ['nobody'] }), clerk)).toMatchObject({
      kind: 'state',
      code: 'UNKNOWN_POSITION',
      field: 'addressedTo',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { correctLetter, type CorrectArgs } from '../../../shared/letters/correct.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { aContext, aLetter, someone, viewOf, refused } from '../../support/builders.ts';

const merge = (set: CorrectArgs['set'], now: Letter, versions: Record<string, number>, base = 10) => {
  const outcome = correctLetter.merge?.({ letterId: now.id, set }, now, versions, base);
  if (!outcome) throw new Error('correct has no merge');
  return outcome;
};

describe('correcting a letter', () => {
  it('keeps the earlier value, who changed it and where', () => {
    const after = correctLetter.reduce(aLetter(), { letterId: 'letter-1', set: { subject: 'Baru' } }, aContext('op-9'));
    expect(after?.subject).toBe('Baru');
    expect(after?.corrections).toMatchObject([
      { opId: 'op-9', field: 'subject', was: 'Permohonan pembuatan aplikasi', desk: 'D01' },
    ]);
  });

  it('writes no history for a value that is the same', () => {
    const letter = aLetter();
    expect(correctLetter.reduce(letter, { letterId: letter.id, set: { subject: letter.subject } }, aContext())).toBe(
      letter,
    );
  });

  it('keeps the number when the receipt moves to another year', () => {
    const set = { received: { date: '2025-12-30', time: '10:00' } };
    const after = correctLetter.reduce(aLetter(), { letterId: 'letter-1', set }, aContext());
    expect([after?.agenda.no, after?.agenda.year]).toEqual([417, 2026]);
  });

  it('of a secret letter, or into one, needs the right to book those', () => {
    const clerk = someone(['tu-agenda'], ['book']);
    const check = (letter: Letter, set: CorrectArgs['set']) =>
      refused(correctLetter, viewOf(['letter', letter]), { letterId: letter.id, set }, clerk)?.code;
    expect(check(aLetter({ security: 'rahasia' }), { remark: 'x' })).toBe('NO_RIGHT_TO_BOOK_SECRET');
    expect(check(aLetter(), { security: 'sangat-rahasia' })).toBe('NO_RIGHT_TO_BOOK_SECRET');
    expect(check(aLetter(), { remark: 'x' })).toBeUndefined();
  });

  it('refuses a date that does not exist', () => {
    expect(correctLetter.args.safeParse({ letterId: 'letter-1', set: { letterDate: '2026-02-30' } }).success).toBe(
      false,
    );
  });
});

describe('[P12] two desks correct one letter', () => {
  it('and both stand when their fields differ', () => {
    const now = aLetter({ remark: 'dari meja lain' });
    expect(merge({ subject: 'Saya' }, now, { remark: 12, subject: 3 })).toEqual({
      args: { letterId: now.id, set: { subject: 'Saya' } },
      notes: [],
    });
  });

  it('and what the server has stands for a held field', () => {
    const now = aLetter({ letterNumber: '1/A' });
    expect(merge({ letterNumber: '1/B' }, now, { letterNumber: 12 })).toEqual({
      args: { letterId: now.id, set: {} },
      notes: [{ field: 'letterNumber', mine: '1/B', now: '1/A', kept: 'now' }],
    });
  });

  it('and the later one stands for an arrival field, the other value being kept', () => {
    const now = aLetter({ subject: 'Mereka' });
    expect(merge({ subject: 'Saya' }, now, { subject: 12 })).toEqual({
      args: { letterId: now.id, set: { subject: 'Saya' } },
      notes: [{ field: 'subject', mine: 'Saya', now: 'Mereka', kept: 'mine' }],
    });
  });

  it('and both lists stand for a union field, without anything said twice', () => {
    const now = aLetter({ addressedTo: ['kepala-dinas', 'sekretaris'] });
    expect(
      merge({ addressedTo: ['kepala-dinas', 'kabid-aptika'] }, now, { addressedTo: 12 }).args.set.addressedTo,
    ).toEqual(['kepala-dinas', 'sekretaris', 'kabid-aptika']);
  });

  it('and there is nothing to settle when both wrote the same', () => {
    const now = aLetter({ letterNumber: '1/A' });
    expect(merge({ letterNumber: '1/A' }, now, { letterNumber: 12 }).notes).toEqual([]);
  });

  it('and there is nothing to settle when the field was read after its last change', () => {
    const now = aLetter({ letterNumber: '1/A' });
    expect(merge({ letterNumber: '1/B' }, now, { letterNumber: 10 })).toMatchObject({
      args: { set: { letterNumber: '1/B' } },
      notes: [],
    });
  });
});

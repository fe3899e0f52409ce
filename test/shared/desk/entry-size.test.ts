import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../shared/desk/desk.ts';
import { entryTooLarge } from '../../../shared/desk/entry-size.ts';

const draft = (args: unknown): Draft => ({
  opId: 'op',
  name: 'case.finish',
  v: 1,
  by: { account: 'a', person: null, position: null },
  at: { wall: '2026-10-08T08:00:00.000+07:00', skewMs: null },
  epoch: null,
  base: {},
  args,
  number: null,
});
const large = 'x'.repeat(1_100_000);

describe('[P6] an entry that is too large', () => {
  it.each([
    ['remark', { letterId: 'l', subject: 'x', remark: large }],
    ['set.remark', { letterId: 'l', set: { remark: large, subject: 'x' } }],
    ['act.fields.daftar', { caseId: 'c', act: { step: 's', fields: { catatan: 'x', daftar: [{ uraian: large }] } } }],
  ])('names the field that has to become shorter: %s', (field, args) => {
    expect(entryTooLarge(draft(args))).toMatchObject({ kind: 'input', code: 'ENTRY_TOO_LARGE', field });
  });

  it('names none when no single one takes up most of it', () => {
    const third = 'x'.repeat(400_000);
    expect(entryTooLarge(draft({ a: third, b: third, c: third }))).toEqual({ kind: 'input', code: 'ENTRY_TOO_LARGE' });
  });

  it('is none when it fits', () => {
    expect(entryTooLarge(draft({ letterId: 'l', remark: 'x'.repeat(8000) }))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { fieldValues, longestText } from '../../../shared/cases/fields.ts';

const issues = (values: object) =>
  fieldValues.safeParse(values).error?.issues.map(({ message, path }) => [message, path.join('.')]) ?? [];

describe('the values of a form', () => {
  it('name the text that is too long, in a field and in a cell of a table', () => {
    const long = 'x'.repeat(longestText + 1);
    expect(issues({ skenario: long, versi: '1' })).toEqual([['TOO_LONG', 'skenario']]);
    expect(issues({ temuan: [{ uraian: 'kurang' }, { uraian: long }] })).toEqual([['TOO_LONG', 'temuan.1.uraian']]);
    expect(issues({ skenario: 'x'.repeat(longestText) })).toEqual([]);
  });

  it('are cleaned as every text, rows and plain values alike', () => {
    const given = { a: ' Uji\u200b coba ', b: [{ c: ' 1.0 \n', d: null, e: true, f: 3 }], g: false };
    expect(fieldValues.parse(given)).toEqual({ a: 'Uji coba', b: [{ c: '1.0', d: null, e: true, f: 3 }], g: false });
  });

  it.each([[{ a: {} }], [{ a: [1] }], [{ a: [{ b: [] }] }], [{ a: [{ b: {} }] }]])('%j is none', (values) => {
    expect(issues(values).map(([message]) => message)).toEqual(['INVALID']);
  });

  it('may be many rows and no more than a page can hold', () => {
    const rows = (count: number) => ({ a: Array.from({ length: count }, () => ({ b: 'x' })) });
    expect(issues(rows(500))).toEqual([]);
    expect(issues(rows(501))).toEqual([['TOO_LONG', 'a']]);
  });
});

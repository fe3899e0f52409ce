import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../shared/exchange/dictionary.ts';
import { cellKey, partKey, readDraft } from '../../../shared/interchange/draft.ts';
import { readElement, readNumber } from '../../../shared/interchange/element.ts';
import { readContract } from '../../../shared/interchange/to-contract.ts';
import { dictionaries } from '../../support/exchange-arbitraries.ts';
import { aContract } from '../../support/exchange-samples.ts';
import { draftFor } from '../../support/interchange-samples.ts';

const head = { request: 'INT-2026-0417', version: { major: 1, minor: 0 } };
const read = (fields: object) => readContract(readDraft(fields), head);
const codesOf = (cells: Readonly<Record<string, string>>) =>
  readElement({ cells }).faults.map(({ column, code }) => [column, code]);

/** Whether the values of a list can be typed into one cell: without its separators, and not of spaces alone. */
const isTypable = ({ constraints: { enum: values = [] } }: Field): boolean =>
  values.every((value) => String(value) === String(value).trim() && !/[;\n]/.test(String(value)));

describe('the draft of an interchange document', () => {
  it('makes the contract whose cells and parts it has', () => {
    const contract = aContract();
    const made = read(draftFor(contract));
    expect([...made.faults]).toEqual([]);
    expect(made.contract).toEqual(contract);
  });

  it('makes every dictionary again from its cells', () => {
    fc.assert(
      fc.property(dictionaries, (dictionary) => {
        fc.pre(dictionary.fields.every(isTypable));
        const made = read(draftFor(aContract({ dictionary })));
        expect([...made.faults]).toEqual([]);
        const { fields, primaryKey } = made.contract?.dictionary ?? { fields: [], primaryKey: [] };
        // That something is not required is said by saying nothing.
        const asked = dictionary.fields.map(({ constraints: { required, ...rest }, ...field }) => ({
          ...field,
          constraints: { ...rest, ...(required === true ? { required } : {}) },
        }));
        expect(fields).toEqual(asked);
        // The key is in the order of its elements.
        expect([...primaryKey].sort()).toEqual([...dictionary.primaryKey].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('keeps elements in their places, and those of one place in one order at every desk', () => {
    const fields = { 'row:b': 2, 'row:a': 2, 'row:c': 1, 'row:gone': null, 'cell:gone:name': 'x' };
    expect(readDraft(fields).elements.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('says what is wrong at its cell and its part', () => {
    const fields = draftFor(aContract());
    const { faults, contract } = read({
      ...fields,
      [cellKey('e3', 'maxLength')]: 'panjang',
      [cellKey('e4', 'name')]: 'tahun',
      [partKey('purpose')]: '',
      [partKey('frequency')]: 'sekali-kali',
      [partKey('references')]: '',
      [partKey('testDate')]: '2026-02-30',
    });
    expect(contract).toBeNull();
    expect(Object.fromEntries(faults)).toEqual({
      'cell:e3:maxLength': 'BAD_NUMBER',
      'cell:e4:name': 'TWICE',
      'part:purpose': 'REQUIRED',
      'part:frequency': 'NOT_A_CHOICE',
      'part:references': 'REQUIRED',
      'part:testDate': 'NOT_A_DATE',
    });
  });

  it('wants elements, and a key among them', () => {
    expect(readContract({ elements: [], parts: {} }, head).missing).toBe('elements');
    const fields = draftFor(aContract());
    expect(read({ ...fields, 'cell:e1:key': '', 'cell:e2:key': '' }).missing).toBe('key');
  });
});

describe('an element as people type it', () => {
  it('is read with the words of offices and of programs', () => {
    const cells = { name: 'nik', title: 'NIK', type: 'VARCHAR', maxLength: '16', required: 'Wajib', key: 'v' };
    expect(readElement({ cells })).toMatchObject({
      field: { type: 'string', constraints: { required: true, maxLength: 16 } },
      isKey: true,
    });
    const amount = { name: 'harga', title: 'Harga', type: 'desimal', scale: '2', maximum: '1.500.000,50' };
    expect(readElement({ cells: amount }).field?.constraints.maximum).toBe(1_500_000.5);
  });

  it('has numbers as they are written here and by programs, and nothing between', () => {
    const read = ['1.500', '1.500,5', '1,25', '1.25', '1e-7', '-0,5', '1,500.5', '1.50.000', 'dua', ''].map(readNumber);
    expect(read).toEqual([1500, 1500.5, 1.25, 1.25, 1e-7, -0.5, null, null, null, null]);
    expect(['0.125', '0.500', '-0.750', '0', '10.500'].map(readNumber)).toEqual([0.125, 0.5, -0.75, 0, 10_500]);
  });

  it('is refused cell by cell, each once', () => {
    expect(codesOf({})).toEqual([
      ['type', 'REQUIRED'],
      ['name', 'REQUIRED'],
      ['title', 'REQUIRED'],
    ]);
    const cells = { name: 'Nama Lengkap', title: 'Nama', type: 'string', required: 'mungkin', reference: 'wilayah' };
    expect(codesOf(cells)).toEqual([
      ['required', 'NOT_YES_NO'],
      ['reference', 'INVALID'],
      ['name', 'INVALID'],
      ['maxLength', 'REQUIRED'],
    ]);
  });
});

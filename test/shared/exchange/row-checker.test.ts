import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionarySchema, type Dictionary } from '../../../shared/exchange/dictionary.ts';
import { diffDictionaries } from '../../../shared/exchange/dictionary-diff.ts';
import { jsonSchema, ownWords } from '../../../shared/exchange/json-schema.ts';
import { makeRowChecker } from '../../../shared/exchange/row-checker.ts';
import { rowError } from '../../../shared/exchange/sentences.ts';
import { dictionaries, rowsOf } from '../../support/exchange-arbitraries.ts';
import { peopleDictionary, regionCodes } from '../../support/exchange-samples.ts';

const codes = new Set(regionCodes);
const good = {
  kode_wilayah: '14.10',
  tahun: 2026,
  nama: 'Kepulauan Meranti',
  penduduk: 206116,
  anggaran: 1500000.25,
  jenis: 'kabupaten',
  diperbarui: '2026-11-30',
  aktif: true,
};
const checker = makeRowChecker(peopleDictionary, () => codes);
const rules = (row: unknown): readonly string[] =>
  checker.check(row).faults.map(({ field, rule }) => `${field ?? '*'}: ${rule}`);

function oracle(dictionary: Dictionary): (row: unknown) => boolean {
  const ajv = new Ajv2020({ multipleOfPrecision: 6, allowUnionTypes: true });
  ajv.addVocabulary([...ownWords]);
  ajv.addFormat('date', fullFormats.date);
  ajv.addFormat('date-time', fullFormats['date-time']);
  const validate = ajv.compile(jsonSchema(dictionary, 'https://lembar.test/s', 'x'));
  return (row) => validate(row) === true;
}

const oneField = (field: object): Dictionary =>
  dictionarySchema.parse({
    primaryKey: ['k'],
    fields: [
      { name: 'k', title: 'K', type: 'string', constraints: { required: true, maxLength: 20 } },
      { title: 'X', name: 'x', ...field },
    ],
  });
const faultOf = (field: object, x: unknown): string | undefined =>
  makeRowChecker(oneField(field), () => null).check({ k: 'a', x }).faults[0]?.rule;

describe('the row checker', () => {
  it('agrees with ajv over the JSON Schema of any dictionary and any row', () => {
    let [right, wrong] = [0, 0];
    fc.assert(
      fc.property(
        dictionaries.chain((dictionary) =>
          fc.tuple(fc.constant(dictionary), fc.array(rowsOf(dictionary), { minLength: 8, maxLength: 8 })),
        ),
        ([dictionary, rows]) => {
          const [ours, theirs] = [makeRowChecker(dictionary, () => null), oracle(dictionary)];
          for (const row of rows) {
            // What travels is JSON.
            const travelled: unknown = JSON.parse(JSON.stringify(row));
            const valid = ours.check(travelled).faults.length === 0;
            expect({ row: travelled, valid }).toEqual({ row: travelled, valid: theirs(travelled) });
            if (valid) right++;
            else wrong++;
          }
        },
      ),
      { numRuns: 120 },
    );
    // Both answers were asked for often enough to mean something.
    expect(Math.min(right, wrong)).toBeGreaterThan(100);
  });

  it('says of values in a list what it says of them as a row', () => {
    fc.assert(
      fc.property(
        dictionaries.chain((dictionary) => fc.tuple(fc.constant(dictionary), rowsOf(dictionary), fc.boolean())),
        ([dictionary, row, deleted]) => {
          const known = dictionary.fields.filter(({ name }) => name in row);
          const only = Object.fromEntries(known.map(({ name }) => [name, row[name]]));
          const places = dictionary.fields.map((field) => known.indexOf(field));
          const checker = makeRowChecker(dictionary, () => null);
          const asRow = structuredClone(checker.check({ ...only, ...(deleted ? { _deleted: true } : {}) }));
          expect(checker.checkList(Object.values(only), places, deleted ? true : null)).toEqual(asRow);
        },
      ),
    );
  });

  it('lets through a row that keeps every rule, as it is stored', () => {
    const { cells, faults, deleted } = checker.check(good);
    expect(faults).toEqual([]);
    expect(deleted).toBe(false);
    expect(cells).toEqual(['14.10', 2026, 'Kepulauan Meranti', 206116, 150000025, 'kabupaten', '2026-11-30', 1]);
  });

  it('names every broken rule of a row, not the first alone', () => {
    expect(
      rules({ ...good, kode_wilayah: '99.999', tahun: 1800, nama: null, jenis: 'desa', penduduk: '12', lain: 1 }),
    ).toEqual([
      'kode_wilayah: maxLength',
      'kode_wilayah: reference',
      'tahun: minimum',
      'nama: required',
      'penduduk: type',
      'jenis: enum',
      'lain: unknown',
    ]);
  });

  it.each([
    ['an empty text', 'string', '', 'minLength'],
    ['a NUL', 'string', 'a\u0000b', 'text'],
    ['half a character', 'string', 'a\ud83d', 'text'],
    ['a day that is none', 'date', '2026-02-30', 'format'],
    ['a time without zone', 'datetime', '2026-11-30T08:15:00', 'format'],
    ['a whole number no computer counts exactly', 'integer', 2 ** 53, 'type'],
    ['a number beyond all numbers', 'number', Infinity, 'type'],
    ['a truth in words', 'boolean', 'true', 'type'],
  ])('refuses %s', (_what, type, value, rule) => {
    expect(faultOf({ type, ...(type === 'string' ? { constraints: { maxLength: 9 } } : {}) }, value)).toBe(rule);
  });

  it('counts characters as people do', () => {
    const field = { type: 'string', constraints: { maxLength: 3 } };
    expect(faultOf(field, '😀😀😀')).toBeUndefined();
    expect(faultOf(field, '😀😀😀😀')).toBe('maxLength');
  });

  it('refuses an amount with more digits than agreed, and one too large to add up', () => {
    expect(faultOf({ type: 'number', scale: 2 }, 0.1 + 0.2)).toBe('scale');
    expect(faultOf({ type: 'number', scale: 2 }, 9e14)).toBe('maximum');
    expect(faultOf({ type: 'number', scale: 2 }, 1234.56)).toBeUndefined();
  });

  it('is not fooled by names that every object has', () => {
    expect(rules(JSON.parse('{"__proto__": {"tahun": 2026}, "toString": 1}'))).toEqual([
      'kode_wilayah: required',
      'tahun: required',
      'nama: required',
      '__proto__: unknown',
      'toString: unknown',
    ]);
  });

  it('asks of a removal its key alone', () => {
    const { faults, deleted, cells } = checker.check({ kode_wilayah: '14.10', tahun: 2026, _deleted: true });
    expect([faults, deleted, cells.slice(0, 3)]).toEqual([[], true, ['14.10', 2026, null]]);
    expect(rules({ kode_wilayah: '14.10', _deleted: true })).toEqual(['tahun: required']);
    expect(rules({ ...good, _deleted: 'ya' })).toEqual(['_deleted: type']);
  });

  it.each([[null], [[]], ['x'], [7]])('refuses %j as a row', (row) => {
    expect(rules(row)).toEqual(['*: row']);
  });

  it('says in Indonesian what a rule demands, with the row and the value', () => {
    const [fault] = checker.check({ ...good, jenis: 'desa' }).faults;
    expect(fault && rowError(3, fault)).toEqual({
      row: 3,
      field: 'jenis',
      value: 'desa',
      rule: 'enum',
      detail: 'Nilai harus salah satu dari: kabupaten, kota.',
    });
  });

  it('shows of a nested or endless value only that it is there', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const fault = (value: unknown) => rowError(1, { field: 'x', value, rule: 'type', limit: 'string' }).value;
    expect(fault(deep)).toBe('[daftar]');
    expect(fault({})).toBe('{objek}');
    expect(String(fault('x'.repeat(5000))).length).toBe(201);
  });
});

describe('a dictionary', () => {
  const bad = (change: object) => dictionarySchema.safeParse({ ...peopleDictionary, ...change }).success;
  const withField = (field: object) =>
    bad({ fields: [...peopleDictionary.fields, { title: 'X', name: 'x', ...field }] });

  it.each([
    ['a key that may be empty', () => bad({ primaryKey: ['penduduk'] })],
    ['a key that is no field', () => bad({ primaryKey: ['lain'] })],
    ['a name twice', () => withField({ name: 'tahun', type: 'date' })],
    ['a name that is none', () => withField({ name: 'Nama Desa', type: 'date' })],
    ['the name that every object has', () => withField({ name: 'constructor', type: 'date' })],
    ['a text without an end', () => withField({ type: 'string' })],
    ['a list of another type', () => withField({ type: 'integer', constraints: { enum: ['a'] } })],
    ['a scale of a date', () => withField({ type: 'date', scale: 2 })],
    ['bounds the wrong way round', () => withField({ type: 'integer', constraints: { minimum: 2, maximum: 1 } })],
  ])('is refused with %s', (_what, tried) => {
    expect(tried()).toBe(false);
  });
});

describe('the difference of two dictionaries', () => {
  const changed = (name: string, change: object): Dictionary =>
    dictionarySchema.parse({
      ...peopleDictionary,
      fields: peopleDictionary.fields.map((field) => (field.name === name ? { ...field, ...change } : field)),
    });
  const added = (field: object): Dictionary =>
    dictionarySchema.parse({
      ...peopleDictionary,
      fields: [...peopleDictionary.fields, { name: 'baru', title: 'Baru', ...field }],
    });

  it.each([
    ['a new optional field', added({ type: 'date' }), true],
    ['a new required field', added({ type: 'date', constraints: { required: true } }), false],
    ['a wider list', changed('jenis', { constraints: { maxLength: 20, enum: ['kabupaten', 'kota', 'desa'] } }), true],
    ['a narrower list', changed('jenis', { constraints: { maxLength: 20, enum: ['kota'] } }), false],
    ['a longer text', changed('nama', { constraints: { required: true, maxLength: 61 } }), true],
    ['a shorter text', changed('nama', { constraints: { required: true, maxLength: 59 } }), false],
    ['a wider bound', changed('penduduk', { constraints: { minimum: -1 } }), true],
    ['a narrower bound', changed('penduduk', { constraints: { minimum: 1 } }), false],
    ['what was optional is required', changed('penduduk', { constraints: { minimum: 0, required: true } }), false],
    ['what was required is optional', changed('nama', { constraints: { maxLength: 60 } }), false],
    ['another unit', changed('penduduk', { satuan: 'ribu jiwa' }), false],
    ['another type', changed('diperbarui', { type: 'datetime' }), false],
    ['another list of codes', changed('kode_wilayah', { reference: { scheme: 'wilayah', version: '2026' } }), false],
    ['other words', changed('nama', { title: 'Nama wilayah', definisi: 'Nama resmi' }), true],
    ['another key', { ...peopleDictionary, primaryKey: ['tahun', 'kode_wilayah'] }, false],
    [
      'a field less',
      { ...peopleDictionary, fields: peopleDictionary.fields.filter(({ name }) => name !== 'aktif') },
      false,
    ],
  ])('%s is judged', (_what, after, compatible) => {
    const diff = diffDictionaries(peopleDictionary, after);
    expect(diff.changes.length).toBe(1);
    expect(diff.compatible).toBe(compatible);
  });

  it('what it calls compatible refuses no row that was good before', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        dictionaries.chain((before) =>
          fc.tuple(
            fc.constant(before),
            dictionaries.map((other) => ({
              ...before,
              fields: before.fields.map(
                (field) => other.fields.find(({ name, type }) => name === field.name && type === field.type) ?? field,
              ),
            })),
            fc.array(rowsOf(before), { minLength: 5, maxLength: 5 }),
          ),
        ),
        ([before, after, rows]) => {
          if (!diffDictionaries(before, after).compatible) return;
          const [was, is] = [makeRowChecker(before, () => null), makeRowChecker(after, () => null)];
          for (const row of rows) {
            if (was.check(row).faults.length > 0) continue;
            compared++;
            expect(is.check(row).faults).toEqual([]);
          }
        },
      ),
    );
    expect(compared).toBeGreaterThan(20);
  });
});

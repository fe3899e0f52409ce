import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dictionarySchema } from '../../../shared/exchange/dictionary.ts';
import { aContract, regionCodes } from '../../support/exchange-samples.ts';
import { testCentre, type TestCentre } from '../../support/exchange-server.ts';

const path = '/exchange/v1/penduduk-wilayah/v1';

interface Row {
  readonly kode_wilayah: string;
  readonly tahun: number;
  readonly nama: string;
  readonly penduduk: number | null;
  readonly anggaran: number | null;
  readonly jenis: string | null;
  readonly aktif: boolean | null;
}

/** Rows with many values alike, so that orders have ties, and many empty. */
const rows: readonly Row[] = Array.from({ length: 240 }, (_, i) => ({
  kode_wilayah: regionCodes[i % regionCodes.length] ?? '',
  tahun: 2000 + Math.floor(i / regionCodes.length),
  nama: `Nama ${i % 7}`,
  penduduk: i % 5 === 0 ? null : i % 11,
  anggaran: i % 3 === 0 ? null : (i % 13) / 4,
  jenis: i % 4 === 0 ? null : i % 2 === 0 ? 'kota' : 'kabupaten',
  aktif: i % 6 === 0 ? null : i % 2 === 0,
}));

let centre: TestCentre;
let auth: Readonly<Record<string, string>>;
beforeAll(async () => {
  centre = await testCentre();
  await centre.publish();
  auth = await centre.key();
  const sent = await centre.push(auth, rows.map((row) => JSON.stringify(row)).join('\n'));
  expect(sent.json.rows.inserted).toBe(rows.length);
});
afterAll(() => centre.close());

const get = (query: string, headers: Readonly<Record<string, string>> = {}) =>
  centre.ask(`${path}${query}`, { headers: { ...auth, ...headers } });

/** All rows of a list, page by page. */
async function all(query: URLSearchParams): Promise<readonly Row[]> {
  const found: Row[] = [];
  let next: string | null = `${path}?${query.toString()}`;
  for (let pages = 0; next !== null; pages++) {
    if (pages > rows.length + 1) throw new Error('pages without an end');
    const page = await centre.ask(next, { headers: auth });
    expect([page.status, page.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
    found.push(...(page.json.data as unknown as readonly Row[]));
    next = page.json.next;
  }
  return found;
}

type Column = keyof Row;
const columns = ['kode_wilayah', 'tahun', 'nama', 'penduduk', 'anggaran', 'jenis', 'aktif'] as const;
const rank = (value: Row[Column]): number | string => (typeof value === 'boolean' ? Number(value) : (value ?? ''));

/** As it should come: what is empty at the end, whichever way, and the key last. */
function ordered(
  of: readonly Row[],
  sort: readonly { readonly column: Column; readonly down: boolean }[],
): readonly Row[] {
  const keys = [...sort, { column: 'kode_wilayah' as const, down: false }, { column: 'tahun' as const, down: false }];
  return of.toSorted((a, b) => {
    for (const { column, down } of keys) {
      const [x, y] = [a[column], b[column]];
      if (x === y) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      return rank(x) < rank(y) === down ? 1 : -1;
    }
    return 0;
  });
}

const sorts = fc.uniqueArray(fc.record({ column: fc.constantFrom(...columns), down: fc.boolean() }), {
  maxLength: 3,
  selector: ({ column }) => column,
});
type Test = { readonly text: string; readonly holds: (row: Row) => boolean; readonly column: Column };
const compare: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};
const filters: fc.Arbitrary<Test> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...Object.keys(compare)), fc.constantFrom(...columns), fc.nat(rows.length - 1))
    .map(([operator, column, i]): Test => {
      const value = rows[i]?.[column] ?? rows.find((row) => row[column] !== null)?.[column] ?? null;
      const holds = (row: Row): boolean =>
        row[column] !== null && (compare[operator]?.(rank(row[column]), rank(value)) ?? false);
      return { text: `${operator}:${String(value)}`, column, holds };
    }),
  fc
    .tuple(fc.constantFrom(...columns), fc.boolean())
    .map(([column, is]): Test => ({ text: `null:${is}`, column, holds: (row) => (row[column] === null) === is })),
  fc.constantFrom<Test>(
    { text: 'in:kota,kabupaten', column: 'jenis', holds: ({ jenis }) => jenis !== null },
    { text: 'in:1,3,5', column: 'penduduk', holds: ({ penduduk }) => [1, 3, 5].includes(penduduk ?? -1) },
    { text: 'like:%ama 3', column: 'nama', holds: ({ nama }) => nama === 'Nama 3' },
  ),
);

describe('reading a dataset', () => {
  it('gives every row of a list once and in order, page by page, whatever is filtered and sorted', async () => {
    await fc.assert(
      fc.asyncProperty(
        sorts,
        fc.uniqueArray(filters, { maxLength: 2, selector: ({ column }) => column }),
        fc.integer({ min: 7, max: 90 }),
        async (sort, tests, limit) => {
          const query = new URLSearchParams({ limit: String(limit) });
          if (sort.length > 0)
            query.set('sort', sort.map(({ column, down }) => `${down ? '-' : ''}${column}`).join(','));
          for (const { text, column } of tests) query.set(`filter[${column}]`, text);
          const expected = ordered(
            rows.filter((row) => tests.every(({ holds }) => holds(row))),
            sort,
          );
          const key = ({ kode_wilayah, tahun }: Row) => `${kode_wilayah} ${tahun}`;
          expect((await all(query)).map(key)).toEqual(expected.map(key));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the fields asked for, the key always among them', async () => {
    const { json } = await get('?fields=nama&limit=1&sort=-penduduk');
    expect(Object.keys(json.data[0] ?? {})).toEqual(['kode_wilayah', 'tahun', 'nama', '_rv']);
  });

  it('misses no change that came while the pages were read', async () => {
    const first = await get('?limit=100');
    await centre.push(auth, JSON.stringify({ ...rows[0], nama: 'Nama baru' }));
    const last = await centre.ask(first.json.next ?? '', { headers: auth });
    const changes = await get(`?since=${last.json.since}`);
    expect(changes.json.data.map(({ nama }) => nama)).toEqual(['Nama baru']);
    await centre.push(auth, JSON.stringify(rows[0]));
  });

  it('gives changes page by page, each with the place to go on from', async () => {
    const { json } = await get('?limit=5');
    const base = json.since.replace(/\.\d+$/, '.0');
    const seen: string[] = [];
    let next: string | null = `${path}?since=${base}&limit=50`;
    for (let page; next !== null; next = page.json.next) {
      page = await centre.ask(next, { headers: auth });
      for (const { kode_wilayah, tahun } of page.json.data as unknown as readonly Row[])
        seen.push(`${kode_wilayah} ${tahun}`);
    }
    expect(new Set(seen).size).toBe(rows.length);
  });

  it('gives NDJSON and CSV, packed where that is wanted', async () => {
    const lines = await get('?limit=3', { accept: 'application/x-ndjson' });
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as Row).kode_wilayah).length,
    ).toBe(3);
    expect(lines.headers['lembar-since']).toMatch(/^[0-9a-f]+\.\d+$/);
    const csv = await get('?format=csv', { 'accept-encoding': 'gzip' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    const text = gunzipSync(csv.bytes).toString('utf8');
    expect(text.split('\r\n').length).toBe(rows.length + 2);
    // What was exported can be sent again.
    const back = text.replaceAll(/,\d+\r\n/g, '\r\n').replace(',_rv', '');
    expect((await centre.push(auth, back, { type: 'text/csv' })).json.rows).toMatchObject({ unchanged: rows.length });
  });

  it('gives every value as it was sent, in every format, in a dataset as wide as may be', async () => {
    const key = { name: 'k', title: 'K', type: 'string', constraints: { required: true, maxLength: 9 } };
    const kinds = [
      { type: 'string', constraints: { maxLength: 50 } },
      { type: 'number' },
      { type: 'number', scale: 2 },
      { type: 'number', scale: 6 },
      { type: 'integer' },
      { type: 'boolean' },
      { type: 'date' },
    ];
    const values = [
      ['"a\\b", \'c\' \n\t😀\u2028\u007f', 'null', ' x '],
      [1 / 3, -1e-300, 1e300],
      [-0.05, 0.29, 12345678901.01],
      [-0.000001, 1.5, 0],
      [-9007199254740991, 0, 9007199254740991],
      [true, false, null],
      ['2024-02-29', null, '0001-01-01'],
    ];
    const fields = Array.from({ length: 199 }, (_, i) => ({ name: `f${i}`, title: 'F', ...kinds[i % kinds.length] }));
    await centre.publish(
      aContract({ name: 'lebar', dictionary: dictionarySchema.parse({ primaryKey: ['k'], fields: [key, ...fields] }) }),
    );
    const wide = await centre.key({ dataset: 'lebar' });
    const sent = [0, 1, 2].map((n) => ({
      k: `k${n}`,
      ...Object.fromEntries(fields.map(({ name }, i) => [name, values[i % kinds.length]?.[n] ?? null])),
    }));
    const pushed = await centre.push(wide, JSON.stringify(sent), {
      path: '/exchange/v1/lebar/v1',
      type: 'application/json',
    });
    expect(pushed.json.errors).toBeUndefined();
    const read = async (query: string) => centre.ask(`/exchange/v1/lebar/v1${query}`, { headers: wide });
    const page = await read('');
    expect(page.json.data.map(({ _rv, ...row }) => row)).toEqual(sent);
    expect((await read(`?since=${page.json.since.replace(/\d+$/, '0')}`)).json.data).toEqual(page.json.data);
    const csv = (await read('?format=csv')).text.replace(',_rv\r\n', '\r\n').replaceAll(/,\d+\r\n/g, '\r\n');
    const again = await centre.push(wide, csv, { path: '/exchange/v1/lebar/v1', type: 'text/csv' });
    expect(again.json.rows).toMatchObject({ unchanged: 3, refused: 0 });
  });

  it.each([
    ['an unknown parameter', '?limit=1&halaman=2', 'BAD_QUERY'],
    ['an unknown column', '?filter[rahasia]=eq:1', 'BAD_QUERY'],
    ['an unknown operator', '?filter[nama]=regex:.*', 'BAD_QUERY'],
    ['a value of another type', '?filter[tahun]=eq:dua', 'BAD_QUERY'],
    ['SQL in a value', "?filter[tahun]=eq:1' OR '1'='1", 'BAD_QUERY'],
    ['SQL in a column', '?sort=nama;DROP TABLE batch', 'BAD_QUERY'],
    ['a column that is ours', '?sort=_rv', 'BAD_QUERY'],
    ['a pattern with many wildcards', `?filter[nama]=like:${'%a'.repeat(9)}`, 'BAD_QUERY'],
    ['a page too large', '?limit=5001', 'BAD_QUERY'],
    ['no page at all', '?limit=0', 'BAD_QUERY'],
    ['a parameter twice', '?limit=1&limit=2', 'BAD_QUERY'],
    ['an order of changes', '?since=ab.1&sort=nama', 'BAD_QUERY'],
    ['a made-up place', '?after=e30.AAAA', 'BAD_TOKEN'],
    ['a made-up version', '?since=kemarin', 'BAD_TOKEN'],
    ['a broken encoding', '?filter[nama]=eq:%ff%fe', 'BAD_QUERY'],
  ])('refuses %s with a sentence', async (_what, query, code) => {
    const answer = await get(encodeURI(query).replaceAll('%25ff%25fe', '%ff%fe'));
    expect([answer.status, answer.json.code]).toEqual([400, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json.detail.length).toBeGreaterThan(15);
  });

  it('takes SQL in a text for text', async () => {
    const answer = await get(encodeURI("?filter[nama]=eq:x' OR '1'='1"));
    expect([answer.status, answer.json.data]).toEqual([200, []]);
  });

  it('refuses the place of another list, and one somebody changed', async () => {
    const { json } = await get('?limit=10&sort=nama');
    const token = new URL(`http://x${json.next as string}`).searchParams.get('after') ?? '';
    expect((await get(`?after=${token}&sort=-nama`)).json.code).toBe('BAD_TOKEN');
    const [text = '', seal = ''] = token.split('.');
    const forged = Buffer.from(Buffer.from(text, 'base64url').toString().replace('Nama', 'Noma')).toString('base64url');
    expect((await get(`?after=${forged}.${seal}&sort=nama`)).json.code).toBe('BAD_TOKEN');
    expect((await get(`?after=${token}&sort=nama`)).status).toBe(200);
  });

  it('refuses what cannot be answered in the format wanted', async () => {
    expect((await get('', { accept: 'application/xml' })).json.code).toBe('NOT_ACCEPTABLE');
  });
});

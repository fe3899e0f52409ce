import { afterAll, beforeAll, expect, it } from 'vitest';
import { aContract } from '../../support/exchange-samples.ts';
import { figuresOf, testCentre, type TestCentre } from '../../support/exchange-server.ts';

const path = '/exchange/v1/penduduk-wilayah/v1';
const head = 'kode_wilayah,tahun,nama,penduduk,anggaran,jenis,diperbarui,aktif\r\n';
const good = [
  '14.01,2026,Kampar,841332,12.50,kabupaten,2026-11-30,true',
  '14.71,2026,"Pekanbaru, kota",983356,,kota,,',
];

let centre: TestCentre;
beforeAll(async () => {
  centre = await testCentre();
});
afterAll(() => centre.close());

it('a dataset from the unsigned document to the changes of its rows, by any program', async () => {
  // Unsigned: nothing is open.
  const closed = await centre.ask(path);
  expect([closed.status, closed.json.detail]).toEqual([
    404,
    'Data ini belum dibuka: dokumen interchange belum ditandatangani kedua pihak.',
  ]);
  expect(await centre.centre.publish(aContract(), [])).toMatchObject({
    ok: false,
    error: { code: 'EXCHANGE_UNSIGNED' },
  });
  await centre.publish();
  const auth = await centre.key();

  // Three bad rows: every error is named, nothing is kept.
  const bad = ['14.99,2026,Lain,1,,,,', '14.02,2026,,x,1.234,desa,,', '14.03,tahun,Bengkalis,5,,,2026-02-30,ya'];
  const csv = (rows: readonly string[]): string => head + rows.join('\r\n');
  const refused = await centre.push(auth, csv([good[0] ?? '', ...bad, good[1] ?? '']), { type: 'text/csv' });
  expect(refused.status).toBe(422);
  expect(refused.json.errors.map((e) => [e.row, e.field, e.value, e.rule])).toEqual([
    [2, 'kode_wilayah', '14.99', 'reference'],
    [3, 'nama', null, 'required'],
    [3, 'penduduk', 'x', 'type'],
    [3, 'anggaran', 1.234, 'scale'],
    [3, 'jenis', 'desa', 'enum'],
    [4, 'tahun', 'tahun', 'type'],
    [4, 'diperbarui', '2026-02-30', 'format'],
    [4, 'aktif', 'ya', 'type'],
  ]);
  expect(refused.json.rows).toMatchObject({ received: 5, refused: 3 });
  expect((await centre.ask(path, { headers: auth })).json.data).toEqual([]);

  // Repaired, and the answer lost: the same request again changes nothing.
  const first = await centre.push(auth, csv(good), { type: 'text/csv', idem: 'perbaikan' });
  expect([first.status, first.json.state, first.json.rows.inserted, first.json.total]).toEqual([200, 'applied', 2, 2]);
  const again = await centre.push(auth, csv(good), { type: 'text/csv', idem: 'perbaikan' });
  expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([200, first.text, 'true']);
  const other = await centre.push(auth, csv([good[0] ?? '']), { type: 'text/csv', idem: 'perbaikan' });
  expect([other.status, other.json.code]).toEqual([422, 'IDEMPOTENCY_OTHER_BODY']);
  expect((await centre.push(auth, csv(good), { type: 'text/csv', idem: '' })).status).toBe(400);

  // In pages.
  const page = await centre.ask(`${path}?limit=1`, { headers: auth });
  expect(page.json.data).toEqual([
    {
      kode_wilayah: '14.01',
      tahun: 2026,
      nama: 'Kampar',
      penduduk: 841332,
      anggaran: 12.5,
      jenis: 'kabupaten',
      diperbarui: '2026-11-30',
      aktif: true,
      _rv: 1,
    },
  ]);
  expect(page.headers.link).toBe(`<${page.json.next}>; rel="next"`);
  const second = await centre.ask(page.json.next ?? '', { headers: auth });
  expect([second.json.data[0]?.['nama'], second.json.next]).toEqual(['Pekanbaru, kota', null]);

  // What changed since, removals among it; what is as it was is not read again.
  const changes = [
    { kode_wilayah: '14.01', tahun: 2026, _deleted: true },
    { kode_wilayah: '14.02', tahun: 2026, nama: 'Indragiri Hulu' },
  ];
  expect((await centre.push(auth, csv(good))).status).toBe(422);
  const same = await centre.push(auth, csv(good), { type: 'text/csv' });
  expect(same.json.rows).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
  const pushed = await centre.push(auth, JSON.stringify(changes), { type: 'application/json' });
  expect(pushed.json.rows).toMatchObject({ removed: 1, inserted: 1 });
  const since = await centre.ask(`${path}?since=${second.json.since}`, { headers: auth });
  expect(since.json.data).toEqual([
    { kode_wilayah: '14.01', tahun: 2026, _rv: 3, _deleted: true },
    {
      kode_wilayah: '14.02',
      tahun: 2026,
      nama: 'Indragiri Hulu',
      penduduk: null,
      anggaran: null,
      jenis: null,
      diperbarui: null,
      aktif: null,
      _rv: 4,
    },
  ]);
  const after = await centre.ask(`${path}?since=${since.json.since}`, { headers: auth });
  expect(after.json.data).toEqual([]);
  const gone = await centre.ask(`${path}?since=abc.1`, { headers: auth });
  expect([gone.status, gone.json.baseline]).toEqual([410, path]);

  // The figures are those of the rows.
  const summary = figuresOf(await centre.ask(`${path}/summary`, { headers: auth }));
  expect(summary.rows).toBe(2);
  expect(summary.fields.find(({ field }) => field === 'kode_wilayah')?.values).toEqual([
    { value: '14.02', count: 1 },
    { value: '14.71', count: 1 },
  ]);

  // Every exchange stands in the log, whole.
  const lines = await centre.centre.log('penduduk-wilayah');
  expect(lines.map(({ action, rows }) => [action, rows]).slice(0, 3)).toEqual([
    ['read', 0],
    ['read', 2],
    ['load', 2],
  ]);
  expect(lines.every(({ request, agency }) => request === 'INT-2026-0417' && agency === 'disdukcapil')).toBe(true);
  expect((await centre.centre.verifyLog()).broken).toBeNull();
  expect(centre.faults).toEqual([]);
});

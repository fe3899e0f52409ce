import { hash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aContract, aRow as row, ndjson } from '../../support/exchange-samples.ts';
import { testCentre, type Answer, type TestCentre, type TestCentreOptions } from '../../support/exchange-server.ts';

let shared: TestCentre;
let alone: TestCentre | null = null;
let count = 0;
/** The dataset of the test that runs, and its address. */
let dataset = '';
let path = '';

interface Opened {
  readonly centre: TestCentre;
  readonly auth: Readonly<Record<string, string>>;
}

/** A dataset of its own for a test; with options a centre of its own. */
async function opened(options?: TestCentreOptions): Promise<Opened> {
  const centre = options ? await testCentre(options) : shared;
  if (options) alone = centre;
  dataset = `uji-${++count}`;
  path = `/exchange/v1/${dataset}/v1`;
  await centre.publish(aContract({ name: dataset }));
  const here = path;
  const push: TestCentre['push'] = (auth, body, more) => centre.push(auth, body, { path: here, ...more });
  return { centre: { ...centre, push }, auth: await centre.key({ dataset }) };
}
beforeAll(async () => {
  shared = await testCentre();
});
afterAll(() => shared.close());
afterEach(async () => {
  await alone?.close();
  alone = null;
});

const total = async (centre: TestCentre): Promise<number | undefined> =>
  (await centre.centre.summary(dataset, 1))?.rows;

describe('a body', () => {
  it.each([
    ['JSON', 'application/json', `[${ndjson(3).split('\n').join(',\n')}]`],
    ['an empty list', 'application/json', ' [ ] '],
    [
      'NDJSON with empty lines and a mark at its beginning',
      'application/x-ndjson',
      `\ufeff${ndjson(3).replaceAll('\n', '\r\n\r\n')}\r\n`,
    ],
    ['CSV with semicolons', 'text/csv', '\ufeffkode_wilayah;tahun;nama\n14.01;2026;"a;b"\n'],
    [
      'CSV with line ends inside a cell',
      'text/csv; charset=utf-8',
      'tahun,nama,kode_wilayah\r\n2026,"a\r\nb ""c""",14.01\r\n',
    ],
  ])('is read as %s', async (_what, type, body) => {
    const { centre, auth } = await opened();
    const answer = await centre.push(auth, body, { type });
    expect([answer.status, answer.json.rows.refused]).toEqual([200, 0]);
  });

  it.each([
    ['JSON that is no list', 'application/json', '{"a":1}', 'BROKEN_BODY'],
    ['JSON that ends early', 'application/json', `[${ndjson(1)}`, 'BROKEN_BODY'],
    ['JSON with more behind it', 'application/json', '[] []', 'BROKEN_BODY'],
    ['a comma too many', 'application/json', `[${ndjson(1)},]`, 'BROKEN_BODY'],
    ['XML', 'application/xml', '<a/>', 'MEDIA_TYPE'],
    ['another encoding', 'text/csv; charset=utf-16', 'a', 'MEDIA_TYPE'],
  ])('is refused: %s', async (_what, type, body, code) => {
    const { centre, auth } = await opened();
    const answer = await centre.push(auth, body, { type });
    expect([answer.json.code, answer.headers['content-type']]).toEqual([
      code,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await total(centre)).toBe(0);
  });

  it('names each line that is no JSON, no UTF-8 or has other columns', async () => {
    const { centre, auth } = await opened();
    const rules = async (body: Buffer | string, type: string) =>
      (await centre.push(auth, body, { type })).json.errors.map((e) => [e.row, e.rule]);
    const latin = Buffer.concat([
      Buffer.from(`${ndjson(1)}\n{"nama":"`),
      Buffer.from([0xe9]),
      Buffer.from('"}\n{"tahun":}\n7'),
    ]);
    expect(await rules(latin, 'application/x-ndjson')).toEqual([
      [2, 'encoding'],
      [3, 'json'],
      [4, 'row'],
    ]);
    expect(await rules('kode_wilayah,tahun,nama\n14.01,2026\n14.02,2026,"x"y\n', 'text/csv')).toEqual([
      [1, 'columns'],
      [2, 'csv'],
    ]);
    expect(await rules('kode_wilayah,thn,nama,nama\n', 'text/csv')).toEqual([
      [0, 'header'],
      [0, 'header'],
      [0, 'header'],
    ]);
  });

  it('with a key twice is refused, whichever rows there were before', async () => {
    const { centre, auth } = await opened();
    const twice = `${ndjson(2)}\n${JSON.stringify(row(0, { nama: 'lagi' }))}`;
    const rules = (answer: Answer) => answer.json.errors.map(({ row: n, rule }) => [n, rule]);
    expect(rules(await centre.push(auth, twice))).toEqual([[3, 'duplicate']]);
    await centre.push(auth, ndjson(2));
    expect(rules(await centre.push(auth, twice))).toEqual([[3, 'duplicate']]);
    expect(rules(await centre.push(auth, `${JSON.stringify(row(0, { nama: 'lagi' }))}\n${ndjson(1)}`))).toEqual([
      [2, 'duplicate'],
    ]);
  });

  it('that changed on its way is refused', async () => {
    const { centre, auth } = await opened();
    const body = ndjson(1);
    const wrong = await centre.push(auth, body, { headers: { 'x-road-request-hash': hash('sha256', `${body} `) } });
    expect(wrong.json.code).toBe('HASH_DIFFERS');
    const right = await centre.push(auth, body, {
      headers: {
        'x-road-request-hash': hash('sha256', body),
        'x-road-id': 'pesan-1',
        'x-road-client': 'RIAU/GOV/disdukcapil/siak',
      },
    });
    expect(right.status).toBe(200);
    expect(right.headers).toMatchObject({
      'x-road-id': 'pesan-1',
      'x-road-issue': 'INT-2026-0417',
      'x-road-request-hash': hash('sha256', body),
    });
    expect((await centre.centre.log(null))[0]).toMatchObject({
      client: 'RIAU/GOV/disdukcapil/siak',
      body: hash('sha256', body),
    });
  });
});

describe('the limits', () => {
  const limits = { body: 300_000, unpacked: 20_000_000, ratio: 20, line: 10_000, rows: 50 };
  it.each([
    ['too many bytes', () => 'x'.repeat(300_001), {}, 'TOO_LARGE'],
    ['a line too long', () => `{"nama":"${'x'.repeat(20_000)}"}`, {}, 'LINE_TOO_LONG'],
    ['too many rows', () => ndjson(51), {}, 'TOO_LARGE'],
    ['a zip bomb', () => gzipSync(Buffer.alloc(19_000_000, 0x0a)), { 'content-encoding': 'gzip' }, 'ZIP_RATIO'],
    [
      'a gzip that ends early',
      () => gzipSync(ndjson(20)).subarray(0, 60),
      { 'content-encoding': 'gzip' },
      'BROKEN_GZIP',
    ],
    ['a gzip that is none', () => ndjson(2), { 'content-encoding': 'gzip' }, 'BROKEN_GZIP'],
    ['another packing', () => 'x', { 'content-encoding': 'br' }, 'MEDIA_TYPE'],
  ])('hold against %s, and nothing is kept', async (_what, body, headers, code) => {
    const { centre, auth } = await opened({ limits });
    const answer = await centre.push(auth, body(), { headers });
    expect([answer.json.code, Math.floor(answer.status / 100)]).toEqual([code, 4]);
    expect(await total(centre)).toBe(0);
    expect(centre.faults).toEqual([]);
  });

  it('hold against a body that claims two gigabytes, before any of it came', async () => {
    const { centre, auth } = await opened();
    const { port } = new URL(centre.origin);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      let said = '';
      socket.on('data', (piece) => (said += piece.toString()));
      socket.on('close', () => resolve(said));
      socket.on('error', reject);
      const head = {
        ...auth,
        host: 'x',
        'content-type': 'text/csv',
        'idempotency-key': 'besar',
        'content-length': '2147483648',
      };
      socket.write(
        `POST ${path} HTTP/1.1\r\n${Object.entries(head)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('')}\r\nkode`,
      );
    });
    expect(text).toMatch(/^HTTP\/1.1 413 /);
    expect(text).toContain('"code":"TOO_LARGE"');
  });

  it('leave a packed body of many rows alone', async () => {
    const { centre, auth } = await opened();
    const sent = await centre.push(auth, gzipSync(ndjson(500)), { headers: { 'content-encoding': 'gzip' } });
    expect([sent.status, sent.json.rows.inserted]).toEqual([200, 500]);
  });
});

describe('the modes', () => {
  const mixed = `${ndjson(3)}\n{"tahun":2000}`;
  it('partial keeps the good rows and names the others', async () => {
    const { centre, auth } = await opened();
    const answer = await centre.push(auth, mixed, { path: `${path}?mode=partial` });
    expect([answer.status, answer.json.state, answer.json.rows.inserted, answer.json.errorCount]).toEqual([
      200,
      'applied',
      3,
      2,
    ]);
    expect(answer.json.errors.map(({ row: n, field }) => [n, field])).toEqual([
      [4, 'kode_wilayah'],
      [4, 'nama'],
    ]);
    expect(answer.json.quality).toMatchObject({ validity: 0.75, uniqueness: 1 });
  });

  it('check keeps nothing and says everything', async () => {
    const { centre, auth } = await opened();
    const good = await centre.push(auth, ndjson(3), { path: `${path}?mode=check` });
    expect([good.status, good.json.state, good.json.rows.inserted]).toEqual([200, 'checked', 3]);
    expect((await centre.push(auth, mixed, { path: `${path}?mode=check` })).status).toBe(422);
    expect(await total(centre)).toBe(0);
  });
});

describe('a large load', () => {
  it('is answered before it is done, says how far it is, and is whole in the end', async () => {
    const { centre, auth } = await opened({});
    const answer = await centre.push(auth, ndjson(3000, (i) => (i > 2900 ? {} : {})).repeat(1), {
      type: 'application/x-ndjson',
    });
    expect(answer.status).toBe(200);
    const many = `${'\n'.repeat(11_000)}${ndjson(3600)}`;
    const large = await centre.push(auth, many);
    expect([large.status, large.json.state]).toEqual([202, 'received']);
    const ended = await centre.ended(auth, large.headers.location ?? '');
    expect([ended.json.state, ended.json.rows.inserted, ended.json.rows.unchanged]).toEqual(['applied', 600, 3000]);
    await centre.open.intake.idle();
    expect(readdirSync(join(centre.dataDir, 'exchange'))).toEqual([]);
    // The same request again has the answer it has now.
    const idem = 'besar';
    const first = await centre.push(auth, `${'\n'.repeat(11_000)}${ndjson(1)}`, { idem });
    await centre.ended(auth, first.headers.location ?? '');
    const again = await centre.push(auth, `${'\n'.repeat(11_000)}${ndjson(1)}`, { idem });
    expect([again.status, again.json.batch, again.headers['idempotency-replayed']]).toEqual([
      200,
      first.json.batch,
      'true',
    ]);
  });

  it('has all its errors at its own address, the first of them in the answer', async () => {
    const { centre, auth } = await opened();
    const wrong = ndjson(3000, () => ({ penduduk: -1 }));
    const answer = await centre.push(auth, wrong);
    expect([answer.status, answer.json.errors.length, answer.json.errorCount]).toEqual([422, 1000, 3000]);
    expect(answer.json.errorsByRule).toEqual([{ field: 'penduduk', rule: 'minimum', count: 3000 }]);
    const all = await centre.ask(answer.json.errorsAt, { headers: auth });
    const lines = all.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { row: number });
    expect([lines.length, lines[0]?.row, lines.at(-1)?.row]).toEqual([3000, 1, 3000]);
    const csv = await centre.ask(answer.json.errorsAt, { headers: { ...auth, accept: 'text/csv' } });
    expect(csv.text.split('\r\n').slice(0, 2)).toEqual([
      'batch,row,field,value,rule,detail',
      ',1,penduduk,-1,minimum,Nilai paling kecil 0.',
    ]);
  });

  it('can be cancelled, and then nothing of it stays', async () => {
    const { centre, auth } = await opened();
    const block = ndjson(3600);
    // Rows that are read for long: the same ones again and again are errors, and all of them are named.
    const large = await centre.push(auth, `${block}\n`.repeat(60));
    expect(large.status).toBe(202);
    const stopped = await centre.ask(large.headers.location ?? '', { method: 'DELETE', headers: auth });
    expect(stopped.status).toBe(202);
    const ended = await centre.ended(auth, large.headers.location ?? '');
    expect(ended.json.state).toBe('cancelled');
    expect(await total(centre)).toBe(0);
    expect((await centre.ask(large.headers.location ?? '', { method: 'DELETE', headers: auth })).json.code).toBe(
      'BATCH_ENDED',
    );
  });

  it('of several batches is one: all of them or none', async () => {
    const { centre, auth } = await opened();
    const lines = ndjson(300).split('\n');
    const part = (from: number, to: number): string => lines.slice(from, to).join('\n');
    for (const [from, to] of [
      [0, 100],
      [100, 200],
    ] as const) {
      const answer = await centre.push(auth, part(from, to), { path: `${path}?load=november` });
      expect([answer.status, answer.json.load]).toEqual([202, 'november']);
      expect(await total(centre)).toBe(0);
    }
    const last = await centre.push(auth, part(200, 300), { path: `${path}?load=november&last=true` });
    const ended = await centre.ended(auth, last.headers.location ?? '');
    expect([ended.json.state, ended.json.rows.inserted]).toEqual(['applied', 300]);

    await centre.push(
      auth,
      ndjson(1, () => ({ nama: 'baru' })),
      { path: `${path}?load=desember` },
    );
    const wrong = await centre.push(auth, '{"tahun":1}', { path: `${path}?load=desember&last=true` });
    const refused = await centre.ended(auth, wrong.headers.location ?? '');
    expect(refused.json.state).toBe('refused');
    const errors = await centre.ask(`${wrong.headers.location ?? ''}/errors`, { headers: auth });
    expect(JSON.parse(errors.text.split('\n')[0] ?? '')).toMatchObject({
      batch: wrong.json.batch,
      row: 1,
      field: 'kode_wilayah',
    });
    expect((await centre.push(auth, '', { path: `${path}?load=november` })).json.code).toBe('LOAD_BROKEN');
  });

  it('cut off by a crash after its answer is done at the next start', async () => {
    const { centre, auth } = await opened({});
    await centre.push(auth, ndjson(5), { path: `${path}?load=x` });
    const batch = (await centre.push(auth, ndjson(5), { path: `${path}?load=x`, idem: 'kedua' })).json.batch;
    // As a process leaves it that ended between its answer and the load.
    await centre.stop();
    const db = new Database(join(centre.dataDir, 'exchange.db'));
    const record = db.prepare<[string], { body: string }>('SELECT body FROM batch WHERE id = ?').get(batch);
    const part = JSON.parse(record?.body ?? '{}') as { head: object };
    db.prepare('UPDATE batch SET job = ?, load = NULL WHERE id = ?').run(
      JSON.stringify({ parts: [part], recorded: true }),
      batch,
    );
    db.close();
    writeFileSync(join(centre.dataDir, 'exchange', 'tak-dikenal.body'), 'x');
    const again = await testCentre({ dataDir: centre.dataDir });
    alone = again;
    const ended = await again.ended(auth, `/exchange/v1/batches/${batch}`);
    expect([ended.json.state, ended.json.rows.inserted, await total(again)]).toEqual(['applied', 5, 5]);
    expect(existsSync(join(centre.dataDir, 'exchange', 'tak-dikenal.body'))).toBe(false);
    expect((await again.centre.log(null))[0]).toMatchObject({ action: 'load', rows: 5, message: batch });
  });
});

describe('two requests at once with one Idempotency-Key', () => {
  it('are one load: the second hears that the first still runs', async () => {
    const { centre, auth } = await opened();
    const answers = await Promise.all([1, 2, 3].map(() => centre.push(auth, ndjson(200), { idem: 'bersama' })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409, 409]);
    expect((await centre.centre.batches(dataset, 1)).length).toBe(1);
  });
});

describe('a load that brings new figures', () => {
  it('leaves counts that are those of the table, whatever came before', async () => {
    const { centre, auth } = await opened();
    await centre.push(
      auth,
      ndjson(100, (i) => ({ jenis: i % 3 === 0 ? 'kota' : 'kabupaten', aktif: i % 2 === 0 })),
    );
    await centre.push(
      auth,
      ndjson(50, (i) => ({ jenis: i % 2 === 0 ? null : 'kota' })),
    );
    const gone = Array.from({ length: 20 }, (_, i) => ({ ...row(i * 2), _deleted: true }));
    await centre.push(auth, JSON.stringify(gone), { type: 'application/json' });
    await centre.push(auth, `${ndjson(10, () => ({ jenis: 'kota' }))}\n{"tahun":1}`);
    const summary = await centre.centre.summary(dataset, 1);
    const db = new Database(join(centre.dataDir, 'exchange.db'), { readonly: true });
    for (const field of ['jenis', 'aktif', 'kode_wilayah']) {
      const counted = db
        .prepare<[], { value: string; count: number }>(
          `SELECT CAST(${field} AS TEXT) AS value, count(*) AS count FROM data_${dataset.replace('-', '_')}_v1 WHERE ${field} IS NOT NULL GROUP BY 1 ORDER BY 1`,
        )
        .all();
      const found = summary?.fields.find((one) => one.field === field)?.values ?? [];
      expect([field, found.toSorted((a, b) => (a.value < b.value ? -1 : 1))]).toEqual([field, counted]);
    }
    expect(summary?.rows).toBe(
      db
        .prepare(`SELECT count(*) FROM data_${dataset.replace('-', '_')}_v1`)
        .pluck()
        .get(),
    );
    expect(summary?.loads.map(({ state }) => state)).toEqual(['refused', 'applied', 'applied', 'applied']);
    db.close();
  });
});

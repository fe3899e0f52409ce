import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContract, bothSigned } from '../../support/exchange-samples.ts';
import { testCentre, type TestCentre } from '../../support/exchange-server.ts';

const path = '/exchange/v1/penduduk-wilayah/v1';
let centre: TestCentre;
beforeAll(async () => {
  centre = await testCentre();
  await centre.publish();
  await centre.publish(aContract({ name: 'data-lain' }));
  await centre.publish(aContract({ name: 'data-rahasia', class: 'rahasia' }));
});
afterAll(() => centre.close());

const get = (headers: Readonly<Record<string, string>>, at = path) => centre.ask(at, { headers });

describe('a key of a machine', () => {
  it.each([
    ['none', {}, 401, 'NO_KEY'],
    ['another scheme', { authorization: 'Basic dTpw' }, 401, 'BAD_KEY'],
    ['one that was never made', { authorization: `Bearer lbr_0123456789abcdef_${'A'.repeat(43)}` }, 401, 'BAD_KEY'],
    ['rubbish', { authorization: 'Bearer ' + '\u00ff'.repeat(50) }, 401, 'BAD_KEY'],
    ['SQL', { authorization: "Bearer lbr_' OR 1=1_x" }, 401, 'BAD_KEY'],
  ])('%s is refused', async (_what, headers, status, code) => {
    const answer = await get(headers);
    expect([answer.status, answer.json.code, answer.headers['www-authenticate']]).toEqual([
      status,
      code,
      'Bearer realm="lembar"',
    ]);
  });

  it('with the id of another and its own secret opens nothing', async () => {
    const [a, b] = [await centre.key(), await centre.key()];
    const mixed = `${(a['authorization'] ?? '').slice(0, 28)}${(b['authorization'] ?? '').slice(28)}`;
    expect((await get({ authorization: mixed })).json.code).toBe('BAD_KEY');
    expect((await get(a)).status).toBe(200);
  });

  it('opens its own dataset and what it was given, nothing else', async () => {
    const reads = await centre.key({ writes: false });
    const writes = await centre.key({ reads: false });
    expect((await get(reads)).status).toBe(200);
    expect((await get(reads, '/exchange/v1/data-lain/v1')).json.code).toBe('KEY_SCOPE');
    expect((await centre.push(reads, '')).json.code).toBe('KEY_SCOPE');
    expect((await get(writes)).json.code).toBe('KEY_SCOPE');
    expect((await centre.push(writes, '')).status).toBe(200);
  });

  it('ends when it expires, and when it is revoked, also after a restart', async () => {
    const short = await centre.key({ expires: centre.clock.now() + 1000 });
    const revoked = await centre.key();
    expect((await get(short)).status).toBe(200);
    centre.clock.pass(1000);
    expect((await get(short)).json.code).toBe('KEY_EXPIRED');
    const id = (revoked['authorization'] ?? '').slice(11, 27);
    expect(await centre.centre.revokeKey(id)).toMatchObject({ ok: true });
    expect((await get(revoked)).json.code).toBe('KEY_REVOKED');
    expect(await centre.centre.revokeKey(id)).toMatchObject({ ok: false, error: { code: 'NO_SUCH_KEY' } });
    const good = await centre.key();
    centre = await centre.restart();
    expect((await get(revoked)).json.code).toBe('KEY_REVOKED');
    expect((await get(good)).status).toBe(200);
  });

  it('is not asked for more than was agreed, and says when to come again', async () => {
    const slow = await centre.key({ perMinute: 2 });
    expect([(await get(slow)).status, (await get(slow)).status]).toEqual([200, 200]);
    const third = await get(slow);
    expect([third.status, third.headers['retry-after']]).toEqual([429, '30']);
    centre.clock.pass(30_000);
    expect((await get(slow)).status).toBe(200);
  });

  it('is kept as a digest and listed without it', async () => {
    await centre.key({ name: 'gudang data' });
    const listed = centre.centre.keys().find(({ name }) => name === 'gudang data');
    expect(listed && 'hash' in listed).toBe(false);
  });

  it.each([
    ['of an agency that the document does not name', { agency: 'dinas-lain' }, 'INVALID'],
    ['without a right', { reads: false, writes: false }, 'REQUIRED'],
    ['for ever', { expires: 9e15 }, 'INVALID'],
    ['of a dataset that is not open', { dataset: 'tertutup' }, 'EXCHANGE_NOT_OPEN'],
  ])('%s is not made', async (_what, change, code) => {
    const grant = { name: 'uji', agency: 'disdukcapil', dataset: 'penduduk-wilayah', reads: true, writes: true };
    expect(await centre.centre.createKey({ ...grant, expires: centre.clock.now() + 1000, ...change })).toMatchObject({
      ok: false,
      error: { code },
    });
  });
});

describe('another agency', () => {
  it('does not see a batch, and does not stop it', async () => {
    const [mine, theirs] = [await centre.key(), await centre.key({ agency: 'bappeda' })];
    const sent = await centre.push(mine, '{"tahun":1}');
    const batch = `/exchange/v1/batches/${sent.json.batch}`;
    expect((await get(mine, batch)).json.state).toBe('refused');
    expect((await get(theirs, batch)).json.code).toBe('NO_SUCH_BATCH');
    expect((await get(theirs, `${batch}/errors`)).json.code).toBe('NO_SUCH_BATCH');
    expect((await centre.ask(batch, { method: 'DELETE', headers: theirs })).json.code).toBe('NO_SUCH_BATCH');
  });

  it('uses the same Idempotency-Key without getting the other one’s answer', async () => {
    const [mine, theirs] = [await centre.key(), await centre.key({ agency: 'bappeda' })];
    const first = await centre.push(mine, '', { idem: 'sama' });
    const second = await centre.push(theirs, '', { idem: 'sama' });
    expect([second.status, second.json.batch === first.json.batch, second.headers['idempotency-replayed']]).toEqual([
      200,
      false,
      undefined,
    ]);
  });
});

describe('what is published', () => {
  it('of a secret dataset is described to its own keys alone', async () => {
    const at = '/exchange/v1/data-rahasia/v1/openapi.json';
    expect((await get({}, at)).status).toBe(401);
    expect((await get(await centre.key(), at)).status).toBe(403);
    expect((await get(await centre.key({ dataset: 'data-rahasia' }), at)).status).toBe(200);
    expect((await get({}, '/exchange/v1/catalogue')).text).not.toContain('data-rahasia');
  });

  it.each([
    ['docs', 'text/html', 'Kode wilayah'],
    ['openapi.json', 'application/json', '"openapi":"3.1.0"'],
    ['schema.json', 'application/schema+json', 'https://json-schema.org/draft/2020-12/schema'],
    ['dictionary.csv', 'text/csv', 'kode_wilayah,Kode wilayah'],
    ['dictionary.json', 'application/json', '"primaryKey":["kode_wilayah","tahun"]'],
  ])('has its %s for everybody', async (name, type, part) => {
    const answer = await get({}, `${path}/${name}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, `${type}; charset=utf-8`]);
    expect(answer.text).toContain(part);
  });

  it('shows nothing typed as HTML', async () => {
    const contract = aContract({ name: 'tipuan' });
    const evil = {
      ...contract,
      dataset: { ...contract.dataset, title: '<script>alert(1)</script>', description: '"><img src=x>' },
    };
    await centre.publish(evil);
    const { text, headers } = await get({}, '/exchange/v1/tipuan/v1/docs');
    expect(text).not.toMatch(/<script|<img/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('has an address for each problem', async () => {
    const { json } = await get({});
    expect((await get({}, json.type)).text).toContain('Kunci API tidak disertakan');
  });
});

describe('a version', () => {
  it('that breaks lies beside the one before, and both are read', async () => {
    const two = aContract({ major: 2, dictionary: { ...aContract().dictionary, primaryKey: ['kode_wilayah'] } });
    await centre.publish(two);
    const auth = await centre.key();
    await centre.push(auth, '{"kode_wilayah":"14.01","tahun":2026,"nama":"Kampar"}', {
      path: '/exchange/v1/penduduk-wilayah/v2',
    });
    expect((await get(auth, '/exchange/v1/penduduk-wilayah/v2')).json.data.length).toBe(1);
    expect((await get(auth)).json.data).toEqual([]);
  });

  it('that adds a field goes on with the rows there are; one that breaks is refused under the same number', async () => {
    const auth = await centre.key({ dataset: 'data-lain' });
    const at = '/exchange/v1/data-lain/v1';
    await centre.push(auth, '{"kode_wilayah":"14.01","tahun":2026,"nama":"Kampar"}', { path: at });
    const before = aContract({ name: 'data-lain' });
    const [field] = before.dictionary.fields;
    if (!field) throw new Error('no field');
    const more = { ...field, name: 'catatan', constraints: { maxLength: 20 }, reference: undefined };
    const next = aContract({
      name: 'data-lain',
      minor: 1,
      dictionary: { ...before.dictionary, fields: [...before.dictionary.fields, more] },
    });
    await centre.publish(next);
    await centre.push(auth, '{"kode_wilayah":"14.02","tahun":2026,"nama":"Inhu","catatan":"baru"}', { path: at });
    expect((await get(auth, `${at}?fields=catatan`)).json.data.map(({ catatan }) => catatan)).toEqual([null, 'baru']);
    const breaking = aContract({
      name: 'data-lain',
      minor: 2,
      dictionary: { ...before.dictionary, primaryKey: ['kode_wilayah'] },
    });
    expect(await centre.centre.publish(breaking, bothSigned(breaking))).toMatchObject({
      ok: false,
      error: { code: 'EXCHANGE_BREAKS' },
    });
    expect(await centre.centre.publish(before, bothSigned(before))).toMatchObject({
      ok: false,
      error: { code: 'EXCHANGE_NOT_NEXT' },
    });
    expect(await centre.centre.publish(next, bothSigned(next))).toMatchObject({ ok: true });
  });

  it('that will end says so a year before, and answers 410 afterwards', async () => {
    const year = 366 * 86_400_000;
    const early = await centre.centre.deprecate('penduduk-wilayah', 1, centre.clock.now() + 1000);
    expect(early).toMatchObject({ ok: false, error: { code: 'EXCHANGE_NOTICE' } });
    await centre.centre.deprecate('penduduk-wilayah', 1, centre.clock.now() + year);
    const auth = await centre.key({ expires: centre.clock.now() + 2 * year });
    const { headers } = await get(auth);
    expect([headers['deprecation'], headers['sunset']]).toEqual([
      `@${Math.floor(centre.clock.now() / 1000)}`,
      new Date(centre.clock.now() + year).toUTCString(),
    ]);
    expect((await get({}, `${path}/docs`)).text).toContain('Versi ini akan ditutup pada');
    centre.clock.pass(year);
    expect((await get(auth)).json.code).toBe('VERSION_CLOSED');
    expect((await centre.push(auth, '')).json.code).toBe('VERSION_CLOSED');
  });

  it('whose codes are not there is not opened', async () => {
    const base = aContract({ name: 'tanpa-kode' });
    const fields = base.dictionary.fields.map((field) =>
      field.reference ? { ...field, reference: { scheme: 'lain', version: '1' } } : field,
    );
    const contract = aContract({ name: 'tanpa-kode', dictionary: { ...base.dictionary, fields } });
    expect(await centre.centre.publish(contract, bothSigned(contract))).toMatchObject({
      ok: false,
      error: { code: 'EXCHANGE_NO_SCHEME' },
    });
    expect((await get({}, '/exchange/v1/tanpa-kode/v1')).json.code).toBe('NOT_PUBLISHED');
  });
});

describe('reference data', () => {
  it('is read by everybody, in pages and by version', async () => {
    const first = await get({}, '/exchange/v1/ref/wilayah?limit=10');
    const second = await get({}, first.json.next ?? '');
    expect([...first.json.codes, ...second.json.codes].length).toBe(12);
    expect(second.json.next).toBeNull();
    expect((await get({}, '/exchange/v1/ref/wilayah?version=1999')).json.code).toBe('NO_SUCH_SCHEME');
    expect((await get({}, '/exchange/v1/ref/wilayah?versi=1')).json.code).toBe('BAD_QUERY');
    expect((await get({}, '/exchange/v1/ref')).json.schemes.length).toBe(1);
  });

  it('never changes under a number that was given', async () => {
    const data = {
      scheme: 'wilayah',
      version: '2025',
      title: 'Lain',
      owner: 'X',
      validFrom: '2025-01-01',
      codes: [{ code: '1', label: 'x' }],
    };
    expect(await centre.centre.saveReference(data)).toMatchObject({
      ok: false,
      error: { code: 'SCHEME_VERSION_TAKEN' },
    });
  });
});

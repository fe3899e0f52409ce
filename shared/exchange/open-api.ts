import { errorsInAnswer, exchangeHeaders, exchangeRoot, loadModes, mediaTypes, pageLimits } from './api.ts';
import { majorText, versionText, type Contract } from './contract.ts';
import { exampleOf, answeredRow, removalRow, sentRow, type JsonSchema } from './json-schema.ts';

const ref = (kind: string, name: string): JsonSchema => ({ $ref: `#/components/${kind}/${name}` });
const schema = (name: string): JsonSchema => ref('schemas', name);

const parameter = (name: string, description: string, type: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  name,
  in: 'query',
  description,
  schema: type,
  ...more,
});
const header = (name: string, description: string, required: boolean, type: JsonSchema): JsonSchema => ({
  name,
  in: 'header',
  description,
  required,
  schema: type,
});

const refusals = (...statuses: readonly (readonly [number, string])[]): JsonSchema =>
  Object.fromEntries(
    statuses.map(([status, description]) => [
      String(status),
      { description, content: { 'application/problem+json': { schema: schema('Problem') } } },
    ]),
  );

const usual = [
  [400, 'Permintaan salah'],
  [401, 'Tanpa kunci, atau kunci tidak berlaku'],
  [403, 'Kunci tidak berhak'],
  [429, 'Terlalu banyak permintaan'],
  [503, 'Pusat pertukaran data berhenti atau penuh'],
] as const;

const roadHeaders: readonly JsonSchema[] = [
  header('X-Road-Client', 'Sistem yang meminta', false, { type: 'string', maxLength: 255 }),
  header('X-Road-Id', 'UUID permintaan', false, { type: 'string', maxLength: 128 }),
];

function getOperation(contract: Contract): JsonSchema {
  const { fields } = contract.dictionary;
  const names = fields.map(({ name }) => name);
  const filters = fields.map(({ name, title }) =>
    parameter(`filter[${name}]`, `Saringan ${title}: operator:nilai, misalnya eq:…`, {
      type: 'string',
      maxLength: 1000,
    }),
  );
  return {
    operationId: 'ambil',
    summary: `Mengambil ${contract.dataset.title}`,
    parameters: [
      parameter('limit', 'Banyak baris', {
        type: 'integer',
        minimum: 1,
        maximum: pageLimits.most,
        default: pageLimits.usual,
      }),
      parameter('after', 'Penanda halaman berikutnya', { type: 'string', maxLength: 4000 }),
      parameter('since', 'Hanya perubahan sejak penanda ini', { type: 'string', maxLength: 200 }),
      parameter(
        'fields',
        'Kolom yang diminta',
        { type: 'array', items: { enum: names } },
        { style: 'form', explode: false },
      ),
      parameter('sort', 'Urutan: nama kolom, didahului - untuk menurun', { type: 'string', maxLength: 1000 }),
      parameter('format', 'Bentuk jawaban', { enum: Object.keys(mediaTypes) }),
      ...filters,
      ...roadHeaders,
    ],
    responses: {
      200: {
        description: 'Satu halaman',
        headers: {
          Link: { description: 'rel="next": halaman berikutnya', schema: { type: 'string' } },
          'Lembar-Since': { description: 'Penanda untuk since', schema: { type: 'string' } },
        },
        content: {
          [mediaTypes.json]: { schema: schema('Halaman') },
          [mediaTypes.ndjson]: { schema: schema('BarisTerbaca') },
          [mediaTypes.csv]: { schema: { type: 'string' } },
        },
      },
      ...refusals(...usual, [404, 'Data belum dibuka'], [410, 'Penanda terlalu lama atau versi ditutup']),
    },
  };
}

function postOperation(contract: Contract): JsonSchema {
  const rows = { anyOf: [schema('Baris'), schema('Penghapusan')] };
  const csvHead = contract.dictionary.fields.map(({ name }) => name).join(',');
  return {
    operationId: 'kirim',
    summary: `Mengirim ${contract.dataset.title}`,
    parameters: [
      header('Idempotency-Key', 'Baru untuk setiap kiriman, sama bila diulang', true, {
        type: 'string',
        minLength: 1,
        maxLength: 128,
      }),
      parameter('mode', 'whole: semua atau tidak sama sekali', { enum: [...loadModes], default: 'whole' }),
      parameter('load', 'Nama muatan yang terdiri atas beberapa kiriman', { type: 'string', maxLength: 64 }),
      parameter('last', 'true: kiriman terakhir dari muatan', { type: 'boolean' }),
      ...roadHeaders,
    ],
    requestBody: {
      required: true,
      content: {
        [mediaTypes.json]: { schema: { type: 'array', items: rows } },
        [mediaTypes.ndjson]: { schema: rows },
        [mediaTypes.csv]: { schema: { type: 'string' }, example: `${csvHead}\r\n` },
      },
    },
    responses: {
      200: { description: 'Diterapkan', content: { [mediaTypes.json]: { schema: schema('Kiriman') } } },
      202: {
        description: 'Diterima; keadaannya di alamat pada Location',
        headers: { Location: { description: 'Alamat kiriman', schema: { type: 'string' } } },
        content: { [mediaTypes.json]: { schema: schema('Kiriman') } },
      },
      ...refusals(...usual, [404, 'Data belum dibuka'], [409, 'Masih diproses'], [413, 'Terlalu besar']),
      ...refusals(
        [415, 'Jenis isi tidak dilayani'],
        [422, `Ada baris yang salah; ${errorsInAnswer} kesalahan pertama`],
      ),
    },
  };
}

const batchId: JsonSchema = { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 64 } };

const batchPaths: JsonSchema = {
  '/batches/{id}': {
    parameters: [batchId],
    get: {
      operationId: 'keadaanKiriman',
      summary: 'Keadaan satu kiriman',
      responses: {
        200: { description: 'Keadaan', content: { [mediaTypes.json]: { schema: schema('Kiriman') } } },
        ...refusals(...usual, [404, 'Kiriman tidak ada']),
      },
    },
    delete: {
      operationId: 'batalkanKiriman',
      summary: 'Membatalkan kiriman yang masih diproses',
      responses: {
        200: { description: 'Dibatalkan', content: { [mediaTypes.json]: { schema: schema('Kiriman') } } },
        ...refusals(...usual, [404, 'Kiriman tidak ada'], [409, 'Sudah selesai']),
      },
    },
  },
  '/batches/{id}/errors': {
    parameters: [batchId],
    get: {
      operationId: 'kesalahanKiriman',
      summary: 'Semua kesalahan satu kiriman',
      responses: {
        200: {
          description: 'Satu kesalahan setiap baris',
          content: {
            [mediaTypes.ndjson]: { schema: schema('Kesalahan') },
            [mediaTypes.csv]: { schema: { type: 'string' } },
          },
        },
        ...refusals(...usual, [404, 'Kiriman tidak ada']),
      },
    },
  },
};

const fault: JsonSchema = {
  type: 'object',
  properties: {
    row: { type: 'integer', description: 'Baris data, mulai dari 1; 0 adalah baris judul' },
    field: { type: ['string', 'null'] },
    value: { type: ['string', 'number', 'boolean', 'null'] },
    rule: { type: 'string' },
    detail: { type: 'string' },
  },
  required: ['row', 'field', 'value', 'rule', 'detail'],
};

const problemSchema: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    origin: { enum: ['pengirim', 'pusat'] },
    errors: { type: 'array', items: schema('Kesalahan'), maxItems: errorsInAnswer },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'origin'],
};

const numbers = (...names: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'integer', minimum: 0 }])),
});

const batchSchema: JsonSchema = {
  type: 'object',
  properties: {
    batch: { type: 'string' },
    dataset: { type: 'string' },
    version: { type: 'integer' },
    mode: { enum: [...loadModes] },
    state: { type: 'string' },
    load: { type: ['string', 'null'] },
    rows: numbers('received', 'valid', 'inserted', 'updated', 'unchanged', 'removed', 'refused'),
    total: { type: ['integer', 'null'] },
    errorCount: { type: 'integer' },
    sha256: { type: 'string' },
  },
  required: ['batch', 'dataset', 'version', 'mode', 'state', 'rows', 'errorCount', 'sha256'],
};

/** An example row from the dictionary's own examples. */
function exampleRow({ dictionary }: Contract): JsonSchema {
  return Object.fromEntries(dictionary.fields.map((field) => [field.name, exampleOf(field) ?? null]));
}

/**
 * The interface of a dataset as OpenAPI 3.1: one server, one version in the path, one key. Gateways of other offices
 * import it as it is.
 */
export function openApi(contract: Contract, origin: string): JsonSchema {
  const { dataset, identity, dictionary, parties } = contract;
  const { contact } = parties.provider;
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: dataset.title,
      version: versionText(contract),
      description: dataset.description,
      ...(contact.email.includes('@') ? { contact: { name: contact.name, email: contact.email } } : {}),
    },
    servers: [{ url: `${origin}${exchangeRoot}` }],
    security: [{ kunci: [] }],
    paths: {
      [`/${dataset.name}/${majorText(identity.version.major)}`]: {
        get: getOperation(contract),
        post: postOperation(contract),
      },
      ...batchPaths,
    },
    components: {
      securitySchemes: {
        kunci: {
          type: 'http',
          scheme: 'bearer',
          description: `Kunci API: lbr_…; ${exchangeHeaders.client} menyebut sistem`,
        },
      },
      schemas: {
        Baris: { ...sentRow(dictionary), examples: [exampleRow(contract)] },
        Penghapusan: removalRow(dictionary),
        BarisTerbaca: answeredRow(dictionary),
        Halaman: {
          type: 'object',
          properties: {
            data: { type: 'array', items: schema('BarisTerbaca') },
            next: { type: ['string', 'null'] },
            since: { type: 'string' },
          },
          required: ['data', 'next', 'since'],
        },
        Kiriman: batchSchema,
        Kesalahan: fault,
        Problem: problemSchema,
      },
    },
  };
}

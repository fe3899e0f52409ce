import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { regionCodes } from './exchange-samples.ts';
import type { TestCentre } from './exchange-server.ts';

const path = '/exchange/v1/penduduk-wilayah/v1';

export interface FuzzedExchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** An answer that is none of those the centre may give. */
export interface FuzzFault {
  readonly why: string;
  readonly asked: FuzzedExchange;
}

type Draw = () => number;

/** What can stand in an address: no halves of characters. */
const wellFormed = (text: string): string => text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd');

/** A small generator of numbers from 0 to 1, the same for the same seed. */
export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const oddTexts = [
  ...[
    "' OR '1'='1",
    '"; DROP TABLE batch; --',
    '%',
    '%00',
    '\u0000',
    '../..',
    '{}',
    '[]',
    'null',
    '-1',
    '1e999',
    '99999999999999999999',
  ],
  ...[
    '\ud800',
    '😀',
    'ﷺ',
    '<script>',
    '${x}',
    '__proto__',
    'constructor',
    'a'.repeat(5000),
    '%ff%fe',
    '\r\nX: y',
    '=1+1',
    'NaN',
    '0x10',
  ],
];
const oddValues: readonly unknown[] = [
  null,
  '',
  0,
  -0,
  1e308,
  -1,
  2 ** 53,
  true,
  [],
  {},
  [[]],
  { a: 1 },
  '2026-02-30',
  ...oddTexts,
];
const oddBodies: readonly (() => Buffer)[] = [
  () => Buffer.alloc(0),
  () => Buffer.from('['.repeat(20_000)),
  () => Buffer.from(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
  () => Buffer.from([0xff, 0xfe, 0x41, 0x00]),
  () => Buffer.from([0xef, 0xbb, 0xbf]),
  () => Buffer.from('"'.repeat(3000)),
  () => Buffer.from(`"${'a,b\n'.repeat(500)}`),
  () => gzipSync(Buffer.alloc(500_000)),
  () => Buffer.from('{"__proto__":{"a":1},"constructor":{"prototype":{}}}'),
  () => Buffer.from('\r\n\r\n\r\n'),
  () => Buffer.from('nul\u0000l'),
];

function maker(draw: Draw, keys: readonly Readonly<Record<string, string>>[]) {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
  const often = (share: number): boolean => draw() < share;
  const columns = ['kode_wilayah', 'tahun', 'nama', 'penduduk', 'anggaran', 'jenis', 'diperbarui', 'aktif'];

  const row = (): Record<string, unknown> => {
    const made: Record<string, unknown> = {
      kode_wilayah: pick(regionCodes),
      tahun: 1900 + Math.floor(draw() * 300),
      nama: `Wilayah ${Math.floor(draw() * 50)}`,
      penduduk: Math.floor(draw() * 1000),
      jenis: pick(['kota', 'kabupaten', null]),
      aktif: pick([true, false, null]),
    };
    if (often(0.1)) made[pick(columns)] = pick(oddValues);
    if (often(0.05)) made[pick(oddTexts)] = 1;
    if (often(0.1)) made['_deleted'] = pick([true, true, 'ya', 1]);
    return made;
  };
  const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value ?? '') ?? ''));
  const bodyOf = (): { readonly type: string; readonly body: Buffer } => {
    const rows = Array.from({ length: 1 + Math.floor(draw() * 4) }, row);
    switch (pick(['ndjson', 'json', 'csv'])) {
      case 'json':
        return { type: 'application/json', body: Buffer.from(JSON.stringify(rows)) };
      case 'csv': {
        const names = Object.keys(rows[0] ?? {});
        const lines = rows.map((one) =>
          names.map((name) => `"${text(one[name]).replaceAll('"', often(0.9) ? '""' : '"')}"`).join(','),
        );
        return { type: 'text/csv', body: Buffer.from([names.join(','), ...lines].join(pick(['\n', '\r\n']))) };
      }
      default:
        return { type: 'application/x-ndjson', body: Buffer.from(rows.map((one) => JSON.stringify(one)).join('\n')) };
    }
  };
  /** Bytes that changed somewhere: turned over, cut off, doubled, put in. */
  const broken = (body: Buffer): Buffer => {
    if (body.length === 0) return body;
    const at = Math.floor(draw() * body.length);
    switch (Math.floor(draw() * 4)) {
      case 0: {
        const copy = Buffer.from(body);
        copy[at] = Math.floor(draw() * 256);
        return copy;
      }
      case 1:
        return body.subarray(0, at);
      case 2:
        return Buffer.concat([body, body.subarray(at)]);
      default:
        return Buffer.concat([body.subarray(0, at), Buffer.from(pick(oddTexts)), body.subarray(at)]);
    }
  };
  const query = (): string => {
    const parts: string[] = [];
    const add = (name: string, value: string): void => {
      const [n, v] = [often(0.05) ? pick(oddTexts) : name, often(0.15) ? pick(oddTexts) : value];
      const raw = often(0.1);
      const coded = (one: string): string => (raw ? one : encodeURIComponent(wellFormed(one)));
      parts.push(`${coded(n)}=${coded(v)}`);
    };
    if (often(0.5)) add('limit', String(Math.floor(draw() * 30)));
    if (often(0.3)) add('sort', `${pick(['', '-'])}${pick(columns)}`);
    if (often(0.4))
      add(
        `filter[${pick(columns)}]`,
        `${pick(['eq', 'ne', 'lt', 'gte', 'in', 'like', 'null', 'or'])}:${pick(['14.01', '2026', 'true', 'kota', '%a%', '2026-11-30'])}`,
      );
    if (often(0.2)) add('fields', pick(columns));
    if (often(0.1)) add('since', pick(['0.0', 'ab.1', 'x']));
    if (often(0.1)) add('after', pick(['e30.AAAA', 'W10', '..', 'WyJ4Il0.']));
    if (often(0.1)) add('format', pick(['csv', 'ndjson', 'json', 'xml']));
    return parts.length === 0 ? '' : `?${parts.join('&')}`;
  };

  return (i: number): FuzzedExchange => {
    const key = often(0.9) ? (keys[0] ?? {}) : pick([...keys, {}, { authorization: 'Bearer x' }]);
    const clean = (at: string): string =>
      at.replaceAll(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(wellFormed(sign)));
    if (often(0.5)) {
      const { type, body: made } = bodyOf();
      const odd = often(0.1) ? pick(oddBodies)() : often(0.4) ? broken(made) : made;
      const packed = often(0.15);
      const headers: Record<string, string> = {
        ...key,
        'content-type': often(0.95)
          ? type
          : pick(['text/plain', 'application/json; charset=latin1', 'multipart/form-data']),
      };
      if (often(0.97)) headers['idempotency-key'] = often(0.1) ? pick(['a', 'b', 'x'.repeat(200)]) : `f-${i}`;
      if (packed || often(0.03)) headers['content-encoding'] = often(0.95) ? 'gzip' : 'deflate';
      if (often(0.03)) headers['x-road-request-hash'] = pick(['00', 'g'.repeat(64)]);
      if (often(0.1)) headers['x-road-id'] = pick(['satu', 'x'.repeat(300)]);
      const where = often(0.3) ? `?mode=${pick(['check', 'partial', 'whole', 'lain'])}` : often(0.1) ? query() : '';
      return {
        method: 'POST',
        path: clean(`${path}${where}`),
        headers,
        body: packed && often(0.9) ? gzipSync(odd) : odd,
      };
    }
    const places = [
      ...[path, path, path, path, `${path}/summary`, `${path}/docs`, `${path}/openapi.json`, `${path}/schema.json`],
      ...[
        '/exchange/v1/ref',
        '/exchange/v1/ref/wilayah',
        '/exchange/v1/catalogue',
        '/exchange/v1/lain/v1',
        `${path}0`,
        '/exchange/v1/problems/x',
      ],
      ...['/exchange/v1/batches/00000000-0000-7000-8000-000000000000', '/exchange/v1/batches/x/errors'],
    ];
    const at = often(0.05) ? `/exchange/v1/${pick(oddTexts)}/v1` : pick(places);
    const accept = often(0.2)
      ? { accept: pick(['text/csv', 'application/x-ndjson', 'text/xml', '*/*', ',;,', 'a'.repeat(500)]) }
      : {};
    const method = often(0.95) ? 'GET' : pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'POST']);
    return { method, path: clean(`${at}${query()}`), headers: { ...key, ...accept }, body: null };
  };
}

interface Heard {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

function send(
  agent: Agent,
  origin: string,
  { method, path: at, headers, body }: FuzzedExchange,
): Promise<Heard | 'cut'> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const length = body === null ? {} : { 'content-length': String(body.length) };
    const sent = request({ hostname, port, path: at, method, agent, headers: { ...length, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.on('error', () => resolve('cut'));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text }),
      );
    });
    sent.on('error', () => resolve('cut'));
    sent.end(body ?? undefined);
  });
}

function faultOf(asked: FuzzedExchange, heard: Heard | 'cut'): string | null {
  if (heard === 'cut') return 'no answer';
  const { status, type, text } = heard;
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  if (status < 400 || asked.method === 'HEAD') return null;
  if (!type.includes('application/problem+json')) return `${status} of type ${type}: ${text.slice(0, 100)}`;
  const { detail } = JSON.parse(text) as { readonly detail?: string };
  return detail !== undefined && detail.length > 10 ? null : 'a refusal without a sentence';
}

/** Sends so many requests nobody makes, several at once, and returns those that were answered wrongly. */
export async function fuzzExchange(centre: TestCentre, count: number, seed: number): Promise<readonly FuzzFault[]> {
  const make = maker(drawing(seed), [
    await centre.key(),
    await centre.key({ writes: false }),
    await centre.key({ agency: 'bappeda' }),
  ]);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const faults: FuzzFault[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (next < count) {
        const asked = make(next++);
        const why = faultOf(asked, await send(agent, centre.origin, asked));
        if (why !== null) faults.push({ why, asked });
      }
    }),
  );
  agent.destroy();
  return faults;
}

import { blobPaths } from '../../shared/sync/blob-api.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';

/** A request as no program of ours makes it. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none. */
  readonly body: string | null;
}

/** Numbers from 0 up to 1 of a seed: the same seed, the same requests. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const routes: readonly string[] = [
  ...Object.values(paths),
  ...Object.values(trustPaths),
  ...Object.values(blobPaths),
  `${trustPaths.desks}/:id`,
  `${trustPaths.desks}/:id/retire`,
  `${trustPaths.desks}/:id/return`,
  '/',
  '/index.html',
  '/scans',
  '/scans/carried/:sha256',
  '/scans/:sha256',
  '/assets/x.js',
  '/desk',
  '/window',
];
const methods = ['GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const oddPaths = [
  '//',
  '//evil.example/x',
  '/%',
  '/%zz',
  '/..%2f..%2fx',
  '/api/../x',
  '/api/%00',
  '/api//sync/push',
  '/?key=',
];
const oddTexts = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  '../../x',
  "';--",
  '𝄞'.repeat(50),
  'x'.repeat(5000),
  '-1',
  'null',
];
const oddNumbers = [0, -1, 1, 0.5, -0, 1e308, 2 ** 53, -(2 ** 53), 2 ** 31, 1_000_000_000_000];
const fields = [
  ...[
    'proto',
    'app',
    'inc',
    'ops',
    'epoch',
    'seq',
    'prev',
    'hash',
    'opId',
    'desk',
    'name',
    'v',
    'by',
    'at',
    'base',
    'args',
  ],
  ...['agenda', 'origin', 'proof', 'lastSeq', 'lastHash', 'leases', 'late', 'life', 'signedAt', 'scopes', 'limit'],
  ...[
    'held',
    'scope',
    'token',
    'bucket',
    'book',
    'year',
    'next',
    'lease',
    'highestUsed',
    'machine',
    'start',
    'oldEpoch',
    'done',
  ],
  ...[
    'manifest',
    'signature',
    'username',
    'password',
    'deskName',
    'key',
    'code',
    'id',
    'admin',
    'disabled',
    'personId',
    'lost',
  ],
  ...[
    'blockSize',
    'decision',
    'reason',
    'account',
    'water',
    'certificates',
    'result',
    'op',
    'status',
    'notes',
    '__proto__',
  ],
];

/** Requests over all routes, from `headersOf` somebody who may ask, or nobody. */
export function fuzzRequests(
  random: () => number,
  valid: readonly { readonly path: string; readonly body: unknown }[],
  callers: readonly Readonly<Record<string, string>>[],
): () => FuzzedRequest {
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

  const value = (depth: number): unknown => {
    switch (below(depth > 4 ? 5 : 8)) {
      case 0:
        return pick(oddTexts);
      case 1:
        return pick(oddNumbers);
      case 2:
        return null;
      case 3:
        return random() < 0.5;
      case 4:
        return pick(fields);
      case 5:
        return Array.from({ length: below(4) }, () => value(depth + 1));
      default:
        return Object.fromEntries(Array.from({ length: below(6) }, () => [pick(fields), value(depth + 1)]));
    }
  };

  /** Something true with one thing in it changed. */
  const changed = (whole: unknown): unknown => {
    if (typeof whole !== 'object' || whole === null || random() < 0.15) return value(0);
    if (Array.isArray(whole)) {
      if (whole.length === 0) return [value(1)];
      const at = below(whole.length);
      return whole.map((item: unknown, i) => (i === at ? changed(item) : item));
    }
    const names = Object.keys(whole);
    const name = names.length === 0 || random() < 0.1 ? pick(fields) : pick(names);
    return { ...whole, [name]: changed((whole as Record<string, unknown>)[name]) };
  };

  const text = (body: unknown): string => {
    const json = JSON.stringify(body) ?? '';
    switch (below(12)) {
      case 0:
        return json.slice(0, below(json.length + 1));
      case 1:
        return '['.repeat(below(6000));
      case 2:
        return `{"ops":${'{"a":'.repeat(below(300))}`;
      case 3:
        return `${json}${pick(oddTexts)}`;
      default:
        return json;
    }
  };

  const addressOf = (route: string): string => {
    const filled = route.replace(/:\w+/g, () =>
      encodeURIComponent(pick(['x', '0'.repeat(64), 'd-1', '..', '%00', 'y'.repeat(300)])),
    );
    const query =
      random() < 0.3
        ? `?${pick(['letter', 'book', 'year', 'account', 'key'])}=${encodeURIComponent(pick(['', 'SM', '2026', 'x'.repeat(3000), '%', '-1', '__proto__']))}`
        : '';
    return filled + query;
  };

  return () => {
    const known = random() < 0.5 ? pick(valid) : null;
    const path = known?.path ?? (random() < 0.1 ? pick(oddPaths) : addressOf(pick(routes)));
    const method = known ? 'POST' : pick(methods);
    const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
    const types = [
      'application/json',
      'application/json',
      'application/json',
      'text/plain',
      'application/offset+octet-stream',
      'x',
    ];
    const headers = {
      ...pick(callers),
      ...(hasBody ? { 'content-type': pick(types) } : {}),
      ...(random() < 0.1
        ? { 'upload-offset': pick(['-1', '9e99', 'x']), 'upload-length': '1e9', range: 'bytes=9-1' }
        : {}),
      ...(random() < 0.05 ? { origin: 'https://evil.example' } : {}),
    };
    return { method, path, headers, body: hasBody ? text(known ? changed(known.body) : value(0)) : null };
  };
}

import { centrePaths } from '../../shared/exchange/office-api.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';

/** Who asks, and in which state his session and his desk are. */
export const callers = [
  'nobody',
  'a desk that is none',
  'a desk without a session',
  'a session of another desk',
  'a session that ended',
  'a session that is too old',
  'a disabled account',
  'a retired desk',
  'a page without a desk',
  'clerk',
  'head',
  'administrator',
  'agency',
] as const;
export type CallerName = (typeof callers)[number];

/** What he is answered: the code of the protocol, or the status when there is none. */
export type Expected = Readonly<Record<CallerName, string | number>>;

/** What the desk's window may ask: `open`: also while nobody is signed in; `none`: the core does it by itself or not at all. */
export type AtDesk = 'open' | 'window' | 'none';

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE' | 'PATCH' | 'OPTIONS';
  readonly path: string;
  readonly body?: unknown;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expected: Expected;
  readonly desk: AtDesk;
}

const strangers = {
  nobody: 'NOT_SIGNED_IN',
  'a desk that is none': 'DESK_UNKNOWN',
  'a desk without a session': 'NOT_SIGNED_IN',
  'a session of another desk': 'NOT_SIGNED_IN',
  'a session that ended': 'NOT_SIGNED_IN',
  'a session that is too old': 'NOT_SIGNED_IN',
  'a disabled account': 'NOT_SIGNED_IN',
  'a retired desk': 'DESK_RETIRED',
} as const;
type Answer = string | number;

const everybody = (code: Answer): Expected =>
  Object.fromEntries(callers.map((name) => [name, code])) as Record<CallerName, Answer>;
const signedIn = (code: Answer, agency: Answer = 'FORBIDDEN'): Expected => ({
  ...strangers,
  'a page without a desk': code,
  clerk: code,
  head: code,
  administrator: code,
  agency,
});
const atDesk = (code: Answer, others: Answer = code, agency: Answer = 'FORBIDDEN'): Expected => ({
  ...strangers,
  'a page without a desk': 'DESK_UNKNOWN',
  clerk: code,
  head: others,
  administrator: others,
  agency,
});
/** Closed to agencies unless a route says otherwise (PROTOCOL P20). */
const signedInAnywhere = (code: Answer): Expected => signedIn(code, code);
const atAnyDesk = (code: Answer): Expected => atDesk(code, code, code);
const administrators = (code: Answer): Expected => ({
  ...strangers,
  'a page without a desk': 'FORBIDDEN',
  clerk: 'FORBIDDEN',
  head: 'FORBIDDEN',
  administrator: code,
  agency: 'FORBIDDEN',
});
/** `HEAD` has no body, so no code. */
const silently = (expected: Expected): Expected => {
  const statuses: Readonly<Record<string, number>> = {
    NOT_SIGNED_IN: 401,
    DESK_UNKNOWN: 401,
    DESK_RETIRED: 403,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    BAD_REQUEST: 400,
    EXCHANGE_DOWN: 503,
  };
  return Object.fromEntries(
    Object.entries(expected).map(([name, code]) => [name, typeof code === 'string' ? (statuses[code] ?? code) : code]),
  ) as Record<CallerName, Answer>;
};

const proto = 1;
const ops = { proto, app: 't', epoch: null, inc: 1, ops: [] };
const sha = '0'.repeat(64);
const upload = { 'upload-length': '9', 'upload-metadata': 'sha256 MDA=,letter eA==' };
const account = { id: 'aptika', username: 'aptika', personId: 'aptika', admin: false, disabled: false, password: null };
const wrong = { username: 'tu', password: 'bukan-sandinya' };

type Body = Pick<Route, 'body' | 'query' | 'headers'>;
const get = (path: string, expected: Expected, desk: AtDesk, more: Body = {}): readonly Route[] => [
  { method: 'GET', path, expected, desk, ...more },
  { method: 'HEAD', path, expected: silently(expected), desk, ...more },
];
const post = (path: string, expected: Expected, desk: AtDesk, body: unknown, more: Body = {}): Route => {
  return { method: 'POST', path, expected, desk, body, ...more };
};

/** Every route of the register, and what becomes of it at the window of a desk. */
export const roleMatrix: readonly Route[] = [
  ...get(paths.health, everybody(200), 'open'),
  ...get(paths.setup, everybody(200), 'open'),
  post(paths.setup, everybody('ALREADY_SET_UP'), 'open', {}),
  post(paths.enrol, everybody('WRONG_PASSWORD'), 'none', { ...wrong, deskName: 'x', machine: 'x' }),
  post(
    paths.session,
    { ...everybody('WRONG_PASSWORD'), 'a desk that is none': 'DESK_UNKNOWN', 'a retired desk': 'DESK_RETIRED' },
    'none',
    wrong,
  ),
  post(paths.password, signedInAnywhere('WRONG_PASSWORD'), 'none', {
    password: 'bukan-sandinya',
    next: 'sandi-penyusup-1',
  }),
  post(paths.deskProof, everybody('DESK_UNKNOWN'), 'none', { desk: 'khayal', nonce: 'A'.repeat(43) }),
  ...get(paths.session, signedInAnywhere(200), 'none'),
  { method: 'DELETE', path: paths.session, expected: signedInAnywhere(200), desk: 'none' },
  post(paths.hello, atAnyDesk(200), 'window', { proto, app: 't', inc: 1, lastSeq: 0, lastHash: '', leases: [] }),
  post(paths.push, atAnyDesk(200), 'window', ops),
  post(paths.pull, signedInAnywhere(200), 'window', { proto, epoch: null, scopes: { office: 0 }, limit: 10 }),
  post(paths.snapshot, signedIn(200), 'window', { proto, scope: 'office', token: null }),
  ...get(paths.live, silently(signedInAnywhere(200)), 'window'),
  post(paths.renew, atAnyDesk(200), 'none', { proto, inc: 1, machine: 'uji', lastSeq: 1 }),
  post(paths.reconcile, atAnyDesk(200), 'window', {
    ...ops,
    start: 0,
    oldEpoch: null,
    leases: [],
    done: false,
  }),
  post(paths.buckets, signedIn(200), 'window', { proto, scope: 'office' }),
  post(paths.bucket, signedIn(200), 'window', { proto, scope: 'office', bucket: 0 }),
  post(paths.carried, signedIn('DESK_UNKNOWN'), 'window', {
    manifest: {
      format: 'lembar-bundle',
      version: 1,
      desk: { id: 'x', code: 'x', name: 'x' },
      inc: 1,
      madeAt: '',
      hashes: [],
      scans: [],
    },
    signature: sha,
    proto,
    ops: [],
  }),
  post(paths.lease, atDesk(200, 'FORBIDDEN'), 'window', { opId: 'x', inc: 1, book: 'SM', year: 2026 }),
  post(paths.closeLease, atDesk('NOT_FOUND'), 'window', { lease: 'x', inc: 1, highestUsed: null }),
  ...get(paths.accounts, administrators(200), 'window'),
  post(paths.accounts, administrators(200), 'window', account),
  ...get(paths.books, administrators(200), 'window'),
  post(paths.books, administrators(200), 'window', { book: 'SM', year: 2026, next: 900 }),
  ...get(trustPaths.gaps, signedIn(200), 'window', { query: '?book=SM&year=2026' }),
  ...get(trustPaths.desks, administrators(200), 'window'),
  post(`${trustPaths.desks}/:id`, administrators('NOT_FOUND'), 'window', { name: 'x' }),
  post(`${trustPaths.desks}/:id/retire`, administrators('NOT_FOUND'), 'window', { lost: false }),
  post(`${trustPaths.desks}/:id/return`, administrators('NOT_FOUND'), 'window', {}),
  ...get(trustPaths.recovery, administrators(200), 'window'),
  post(trustPaths.jump, administrators('NOT_IN_RECOVERY'), 'window', { epoch: 'x' }),
  post(trustPaths.confirmRemoval, administrators('NOT_FOUND'), 'window', {
    scope: 'x',
    desk: 'x',
    account: 'x',
    remove: 1,
  }),
  ...get(trustPaths.quarantine, administrators(200), 'window'),
  post(trustPaths.quarantine, administrators('NOT_FOUND'), 'window', {
    decision: 'accept',
    opId: 'x',
    desk: 'x',
    inc: 1,
    seq: 1,
    hash: 'x',
  }),
  ...['access', 'figures', 'log'].flatMap((what) =>
    get(`${centrePaths.documents}/:id/${what}`, signedIn('NOT_FOUND'), 'window'),
  ),
  ...['keys', 'revoke', 'deprecate'].map((what) =>
    post(`${centrePaths.documents}/:id/${what}`, signedIn('NOT_FOUND'), 'window', {}),
  ),
  // This register has no centre.
  ...get(centrePaths.reference, signedIn('EXCHANGE_DOWN'), 'window'),
  post(centrePaths.reference, administrators('EXCHANGE_DOWN'), 'window', {
    ...{ scheme: 'x', version: '1', title: 'x', owner: 'x', validFrom: '2026-01-01', validTo: null, csv: 'kode' },
  }),
  { method: 'OPTIONS', path: '/api/blobs', expected: everybody(204), desk: 'none' },
  post('/api/blobs', atAnyDesk('BAD_REQUEST'), 'none', undefined, { headers: upload }),
  { method: 'HEAD', path: '/api/blobs/uploads/:id', expected: silently(atAnyDesk('NOT_FOUND')), desk: 'none' },
  { method: 'PATCH', path: '/api/blobs/uploads/:id', expected: atAnyDesk('NOT_FOUND'), desk: 'none' },
  ...get('/api/blobs/:sha256', signedInAnywhere('NOT_FOUND'), 'none', { query: '?letter=x' }),
];

/** Who stands before the local desk: another page, another program of the PC, or its window. */
export const doors = [
  'another host',
  'another origin',
  'outside the window',
  'window, nobody signed in',
  'window',
] as const;
export type Door = (typeof doors)[number];

const shut = { 'another host': 403, 'another origin': 403, 'outside the window': 401 } as const;

/** Routes of the local desk besides the register's: `METHOD path`, and the status each is answered with. */
export const doorMatrix: Readonly<Record<string, Readonly<Record<Door, number>>>> = {
  // The page is the same for everybody and can do nothing without the window's secret.
  'GET /': { ...shut, 'outside the window': 200, 'window, nobody signed in': 200, window: 200 },
  'GET /index.html': { ...shut, 'outside the window': 200, 'window, nobody signed in': 200, window: 200 },
  'POST /window': { ...shut, 'window, nobody signed in': 401, window: 401 },
  // The program's own files are no secret: they are what everybody can download.
  'GET /assets/x.js': { ...shut, 'outside the window': 200, 'window, nobody signed in': 200, window: 200 },
  'GET /desk.json': { ...shut, 'outside the window': 404, 'window, nobody signed in': 404, window: 404 },
  'POST /': { ...shut, 'outside the window': 405, 'window, nobody signed in': 405, window: 405 },
  'PUT /scans': { ...shut, 'window, nobody signed in': 401, window: 400 },
  // Not here, and the register is not reached.
  'GET /scans/:sha256?letter=x': { ...shut, 'window, nobody signed in': 401, window: 503 },
  'GET /scans/carried/:sha256': { ...shut, 'window, nobody signed in': 401, window: 503 },
  'GET /api/health': { ...shut, 'outside the window': 502, 'window, nobody signed in': 502, window: 502 },
  'POST /api/sync/pull': { ...shut, 'window, nobody signed in': 401, window: 502 },
  'POST /api/session': { ...shut, 'window, nobody signed in': 404, window: 404 },
};

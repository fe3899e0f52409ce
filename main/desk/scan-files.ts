import { z } from 'zod';
import type { Outcome } from '../../shared/desk/desk.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { OpenedScan, ScanBox } from '../../shared/scans/scan-box.ts';
import { sealRoom, type SealedElsewhere } from '../../shared/scans/scan-seal.ts';
import { largestScan, safeFileName } from '../../shared/scans/scan-type.ts';
import { accountHeader } from './forward.ts';

/** Where the window puts and gets the bytes of scans, on its own origin: they do not go through the channels. */
export const scanRoot = '/scans';

const elsewhere = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().positive().max(largestScan),
  desk: z.string().min(1).max(64),
});

export interface FileRequest {
  readonly method: string;
  /** Path with query: `/scans?letter=…`, `/scans/<sha256>?letter=…`. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

const json = (status: number, value: unknown): FileAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

function statusOf({ kind, code }: Refusal): number {
  if (code === 'SCAN_TOO_LARGE') return 413;
  switch (kind) {
    case 'input':
      return 422;
    case 'right':
      return 403;
    case 'state':
      return 404;
    case 'fault':
      return 503;
  }
}

function answerWith(sha256: string, opened: Outcome<OpenedScan>): FileAnswer {
  if (!opened.ok) return json(statusOf(opened.error), { code: opened.error.code });
  const { mime, bytes } = opened.value;
  return {
    status: 200,
    headers: {
      'content-type': mime,
      'content-length': String(bytes.length),
      // A navigation to this address downloads the file instead of showing it on the program's origin.
      'content-disposition': `attachment; filename="${safeFileName(sha256.slice(0, 12), mime)}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    body: bytes,
  };
}

/** What a file as another desk sealed it is said to be; undefined: it is none. Null: nobody says so. */
function sealedIn(query: URLSearchParams): SealedElsewhere | undefined | null {
  if (!query.has('sha256')) return undefined;
  const said = { sha256: query.get('sha256'), size: Number(query.get('size')), desk: query.get('desk') };
  const parsed = elsewhere.safeParse(said);
  return parsed.success ? parsed.data : null;
}

export function isScanPath(path: string): boolean {
  return path === scanRoot || path.startsWith(`${scanRoot}/`) || path.startsWith(`${scanRoot}?`);
}

/**
 * `PUT /scans` takes a file, `GET /scans/<sha256>` gives one; both for a letter. `GET /scans/carried/<sha256>` gives a
 * pending one for an export. Only the account at the window gets or puts any (PROTOCOL T24). Refusals are `{code}` as
 * JSON.
 */
export function scanFiles(
  box: ScanBox | null,
  atWindow: () => string | null,
): (request: FileRequest) => Promise<FileAnswer> {
  return async ({ method, path, headers, body }) => {
    const url = new URL(path, 'http://desk');
    const letter = url.searchParams.get('letter') ?? '';
    const present = atWindow();
    const account = headers[accountHeader] ?? '';
    if (!box) return json(503, { code: 'SCANS_NOT_HERE' });
    if (present === null || (account !== '' && account !== present)) return json(401, { code: 'NOT_SIGNED_IN' });
    const carried = /^\/scans\/carried\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
    if (method === 'GET' && carried !== undefined) return answerWith(carried, await box.carried(carried));
    if (letter === '' || letter.length > 64 || account === '') return json(400, { code: 'BAD_REQUEST' });

    if (method === 'PUT' && url.pathname === scanRoot) {
      // Said before 40 MB came over; what lies is found out while the file is written.
      const sealed = sealedIn(url.searchParams);
      if (sealed === null) return json(400, { code: 'BAD_REQUEST' });
      const limit = largestScan + (sealed ? sealRoom : 0);
      if (Number(headers['content-length'] ?? 0) > limit) return json(413, { code: 'SCAN_TOO_LARGE' });
      const taken = sealed ? await box.putSealed(body, sealed, letter, account) : await box.put(body, letter, account);
      return taken.ok ? json(200, taken.value) : json(statusOf(taken.error), { code: taken.error.code });
    }
    const sha256 = /^\/scans\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
    if (method !== 'GET' || sha256 === undefined) return json(404, { code: 'NOT_FOUND' });
    return answerWith(sha256, await box.get(sha256, letter, account));
  };
}

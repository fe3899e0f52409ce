import type { Clock } from '../../../shared/clock.ts';
import type { Outcome } from '../../../shared/desk/desk.ts';
import { refuse } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import { defaultMaxBytes } from '../../../shared/scans/evict-scans.ts';
import type { FileSpace, NewHasher } from '../../../shared/scans/file-space.ts';
import { makeScanBox, type OpenedScan } from '../../../shared/scans/scan-box.ts';
import { noScanMethods, scanMethods, type ScanMethods } from '../../../shared/scans/scan-methods.ts';
import type { ScanSeal } from '../../../shared/scans/scan-seal.ts';
import type { AskBlobs } from '../../../shared/scans/scan-sender.ts';
import { errorBody } from '../../../shared/sync/protocol.ts';
import type { Locks } from '../ports.ts';
import type { Scans } from '../scans.ts';

export interface BrowserScanDeps {
  /** Null where the browser has no files of its own. */
  readonly space: FileSpace | null;
  readonly newHasher: NewHasher;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly locks: Locks;
  /** Seals files under keys of the accounts here (PROTOCOL T38). */
  readonly seal: ScanSeal;
  /** Identifies this window among those that share the files. */
  readonly window: string;
  readonly queueIsEmpty: () => Promise<boolean>;
}

export interface BrowserScans {
  readonly scans: Scans;
  readonly methods: ScanMethods;
  /** Seals what of the account's lies here as it is (PROTOCOL T39). */
  sealFor(account: string): Promise<void>;
}

/** Requests with the cookie of this browser's session. */
function askWithCookie(fetch: typeof globalThis.fetch): AskBlobs {
  return async ({ method, path, headers, body }) => {
    try {
      const response = await fetch(path, { method, headers, body: body as BodyInit | null, cache: 'no-store' });
      const type = response.headers.get('content-type') ?? '';
      if (type.includes('html')) return null;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const code = type.includes('json')
        ? (errorBody.safeParse(JSON.parse(new TextDecoder().decode(bytes) || 'null')).data?.code ?? null)
        : null;
      return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes, code };
    } catch {
      return null;
    }
  };
}

async function* chunksOf(file: Blob): AsyncIterable<Uint8Array> {
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

function blobOf(opened: Outcome<OpenedScan>): Outcome<Blob> {
  return opened.ok ? ok(new Blob([opened.value.bytes as BufferSource], { type: opened.value.mime })) : opened;
}

/**
 * The scans of the browser edition: the desk's rules on the browser's private files. Without those no scan is taken.
 */
export function browserScans({ space, locks, window, ...parts }: BrowserScanDeps): BrowserScans {
  if (!space) {
    const none = () => Promise.resolve(err(refuse('SCANS_NOT_HERE')));
    return {
      scans: { put: none, get: none, carried: none, states: none },
      methods: noScanMethods,
      sealFor: () => Promise.resolve(),
    };
  }
  const shared = { window, hold: <T>(work: () => Promise<T>) => locks.hold('scan-notes', null, work) };
  const box = makeScanBox({ ...parts, space, shared, ask: askWithCookie(parts.fetch), maxBytes: defaultMaxBytes });
  const methods = scanMethods(box);
  return {
    sealFor: (account) => box.sealFor(account),
    scans: {
      put: (account, letter, file, sealed) =>
        sealed ? box.putSealed(chunksOf(file), sealed, letter, account) : box.put(chunksOf(file), letter, account),
      get: async (account, letter, sha256) => blobOf(await box.get(sha256, letter, account)),
      carried: async (sha256) => blobOf(await box.carried(sha256)),
      states: methods.scanStates,
    },
    methods: {
      ...methods,
      // One window at a time, because two would send the same files.
      sendScans: (account, epoch) => locks.hold('scans', null, () => methods.sendScans(account, epoch)),
    },
  };
}

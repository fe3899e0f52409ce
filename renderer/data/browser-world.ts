import { boxedContents } from '../../shared/desk/contents.ts';
import type { Desk, Outcome, Signed } from '../../shared/desk/desk.ts';
import { makeIds } from '../../shared/ids.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { scanSealWith } from '../../shared/scans/scan-seal.ts';
import { exportBundle } from './export-bundle.ts';
import type { BundleToSave } from './office.ts';
import { dexieStore } from './dexie-store.ts';
import { browserDesk } from './host/browser-desk.ts';
import type { BrowserStorage } from './ports.ts';
import { browserBoxes } from './host/browser-boxes.ts';
import { browserJournal } from './host/browser-journal.ts';
import { browserKeys } from './host/browser-keys.ts';
import { deskFromCalls, socketCalls } from './host/desk-socket.ts';
import { httpServer } from './host/http-server.ts';
import { openLocalWindow, plainWire, type Page, type Wire } from './host/local-window.ts';
import { browserScans } from './host/scans-browser.ts';
import { httpScans } from './host/scans-http.ts';
import { hasPrivateFiles, privateFiles } from './host/scans-opfs.ts';
import { windowAnnouncer, windowCodec, windowLocks, windowTimers } from './host/window-deps.ts';
import type { Office } from './office.ts';
import { openOffice as open } from './open-office.ts';
import type { Scans } from './scans.ts';
import { sealedDrafts } from './sealed-drafts.ts';
import { sealedStore } from './sealed-store.ts';
import { makeSealing, storeKeyBytes } from './sealing.ts';
import { digest, newHasher } from './sha256.ts';

const clock = { now: () => Date.now() };
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const ids = makeIds(clock, random);

/** Program version, put in by the build. */
declare const __APP_VERSION__: string;
const appVersion = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : 'dev';

/** What this browser lacks, in one refusal; null when everything is there. */
export function browserSupport(): Refusal | null {
  if (!globalThis.isSecureContext) return refuse('INSECURE_ORIGIN');
  const missing =
    !globalThis.indexedDB || !navigator.locks || !globalThis.BroadcastChannel || !globalThis.DecompressionStream;
  return missing ? refuse('BROWSER_TOO_OLD') : null;
}

/** Beginning of the year of the build, ms since 1970. */
declare const __BUILT_AT__: number;
const builtAt = typeof __BUILT_AT__ === 'number' ? __BUILT_AT__ : 0;

const storage: BrowserStorage = {
  read: (name) => {
    const text = localStorage.getItem(`lembar:${name}`);
    return text === null ? null : (JSON.parse(text) as unknown);
  },
  write: (name, value) => localStorage.setItem(`lembar:${name}`, JSON.stringify(value)),
};

/** A desk, and the transport for the bytes of its scans. */
export interface Connected {
  readonly desk: Desk;
  readonly scans: Scans;
  /** To the desk core or the server behind this page. */
  readonly wire: Wire;
}

const besideCore = (desk: Desk, wire: Wire): Connected => ({ desk, scans: httpScans(wire.fetch, desk), wire });

const localPage = (): Page => ({
  wire: plainWire,
  storage: localStorage,
  address: location.href,
  replaceAddress: (address) => history.replaceState(null, '', address),
});

/**
 * The desk this page runs on: Electron's bridge, the local desk's socket, or the browser itself. Refused with
 * `NOT_THIS_WINDOW` where the page is no window of the local desk.
 */
export async function connect(host: string): Promise<Result<Connected, Refusal>> {
  const bridge = (globalThis as { lembar?: Desk }).lembar;
  if (host === 'electron' && bridge) return ok(besideCore(bridge, plainWire));
  if (host === 'local') {
    const wire = await openLocalWindow(localPage());
    if (!wire.ok) return wire;
    return ok(besideCore(deskFromCalls(socketCalls(() => wire.value.socket('/desk'))), wire.value));
  }
  // Without persistence the browser may delete unsent entries when the disk runs low.
  await navigator.storage?.persist?.().catch(() => false);
  const boxes = browserBoxes(random);
  const keys = browserKeys(storage, boxes);
  const { scans, methods, sealFor } = browserScans({
    seal: scanSealWith(keys, boxes),
    space: hasPrivateFiles() ? privateFiles('scans') : null,
    newHasher,
    clock,
    fetch: (input, init) => fetch(input, init),
    locks: windowLocks,
    window: ids.next(),
    queueIsEmpty: async () => {
      const pending = await desk.pending(1);
      return pending.ok && pending.value.length === 0;
    },
  });
  const desk = browserDesk({
    keys,
    contents: boxedContents(keys, boxes),
    sealScans: sealFor,
    scans: methods,
    journal: browserJournal('lembar-desk'),
    storage,
    locks: windowLocks,
    fetch: (input, init) => fetch(input, init),
    digest,
    clock,
    ids,
    origin: location.origin,
    version: appVersion,
  });
  return ok({ desk, scans, wire: plainWire });
}

/** What waits at the desk as a file while nobody can sign in there; its scans stay where they are. */
export function carryAlone(desk: Desk): Promise<Outcome<BundleToSave>> {
  const stays = { carried: () => Promise.resolve(err(refuse('SCAN_STAYS_HERE'))) };
  return exportBundle({ desk, clock, letter: () => Promise.resolve(null) }, stays);
}

/**
 * Opens the office of an account in this window; with a store key its local replica is encrypted. Rejects if the local
 * store cannot be opened.
 */
export async function openOffice(
  { desk, wire }: Pick<Connected, 'desk' | 'wire'>,
  { account, storeKey }: Pick<Signed, 'account' | 'storeKey'>,
): Promise<Office> {
  const sealing = storeKey === undefined ? null : makeSealing(storeKeyBytes(storeKey), random);
  const report = (where: string, error: unknown): void => console.error(where, error);
  const opened = await open({
    server: httpServer(wire.fetch, account.id, wire.events),
    desk,
    store: sealedStore(dexieStore(`lembar-${account.id}`, windowTimers), sealing, report),
    drafts: sealedDrafts(localStorage, account.id, sealing),
    account,
    clock,
    ids,
    timers: windowTimers,
    locks: windowLocks,
    announcer: windowAnnouncer(`lembar-${account.id}`),
    codec: windowCodec,
    chance: Math.random,
    appVersion,
    builtAt,
    report,
  });
  if (!opened.ok) throw new Error(`the desk did not open: ${opened.error.code}`);
  const office = opened.value;
  // The network changed, or the clerk is back at the window: sync at once instead of at the next poll.
  const look = (): void => void office.syncNow();
  const moments = ['online', 'offline', 'focus'] as const;
  for (const moment of moments) addEventListener(moment, look);
  const close = (): Promise<void> => {
    for (const moment of moments) removeEventListener(moment, look);
    return office.close();
  };
  return { ...office, close };
}

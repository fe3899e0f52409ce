import type { Outcome } from '../desk/desk.ts';
import type { LocalScan, ScanState, ScanVerdict, SentScans } from '../desk/scans.ts';
import { readRefusal, refuse } from '../refusal.ts';
import { err, ok } from '../result.ts';
import { blobPath } from '../sync/blob-api.ts';
import type { PendingScan } from '../sync/bundle.ts';
import { evictScans } from './evict-scans.ts';
import { dropOver, isOwn, judgeLink } from './scan-readers.ts';
import { askAs, type AskBlobs } from './scan-sender.ts';
import { changeLink, openScanStore, type ScanStore, type ScanStoreDeps, type StoredScan } from './scan-store.ts';
import { isConfirmedIn, wasAtServer, type AtServer, type ScanLink } from './scan-note.ts';
import { isSealed, type SealedElsewhere } from './scan-seal.ts';
import { mimeOf, type ScanMime } from './scan-type.ts';
import { sendRound } from './send-round.ts';

export interface ScanBoxDeps extends ScanStoreDeps {
  readonly ask: AskBlobs;
  /** Whether no operation is pending: operations go before scans. */
  readonly queueIsEmpty: () => Promise<boolean>;
  /** Most bytes of scans the desk keeps; only what the server has is given up for it (PROTOCOL A3). */
  readonly maxBytes: number;
}

export interface OpenedScan {
  readonly mime: ScanMime;
  readonly bytes: Uint8Array;
}

/** The scans of one desk: taken, kept, sent, fetched (PROTOCOL A1 to A4). */
export interface ScanBox {
  /** Refusals: SCAN_EMPTY, SCAN_TOO_LARGE, SCAN_WRONG_TYPE, SCAN_NO_SPACE, SCAN_NOT_SAVED. */
  put(chunks: AsyncIterable<Uint8Array>, letter: string, account: string): Promise<Outcome<StoredScan>>;
  /** A file as another desk sealed it, brought in for a letter (PROTOCOL D9). Refusals: as of `put`. */
  putSealed(
    chunks: AsyncIterable<Uint8Array>,
    file: SealedElsewhere,
    letter: string,
    account: string,
  ): Promise<Outcome<StoredScan>>;
  /** From this desk to whom the letter is here, else from the server. Refusals: SCAN_NOT_UPLOADED, SCAN_NEEDS_SERVER, SCAN_DAMAGED, the server's. */
  get(sha256: string, letter: string, account: string): Promise<Outcome<OpenedScan>>;
  states(sha256: readonly string[], letter: string, account: string): Promise<readonly ScanState[]>;
  /** Intact as far as is known, and not confirmed at the server for that letter. */
  waiting(): Promise<readonly PendingScan[]>;
  /** Those an account attached and that were not confirmed at the server, or every one. */
  held(account: string, which: 'own' | 'all'): Promise<readonly LocalScan[]>;
  /**
   * Takes what an account's store knows of them; an account that no longer has a letter gets its scans from here no
   * more.
   */
  judge(account: string, verdicts: readonly ScanVerdict[]): Promise<void>;
  /** A pending file, for an export of everything, its entries included (PROTOCOL D9). */
  carried(sha256: string): Promise<Outcome<OpenedScan>>;
  /** Sends pending files, drops what left this desk and makes room. A call during a round joins it. */
  send(account: string, epoch: string): Promise<SentScans>;
  /** Seals what of the account's lies here as it is (PROTOCOL T39). */
  sealFor(account: string): Promise<void>;
  /** Ends a round under way after its present chunk. */
  close(): Promise<void>;
}

/** Whether the account can open the file as it lies here. */
function isOpenTo(store: ScanStore, sha256: string, account: string): boolean {
  return store.note(sha256)?.sealedFor?.includes(account) ?? true;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** A box opens its folder with its first use, so that no start of the program waits for it. */
export function makeScanBox(deps: ScanBoxDeps): ScanBox {
  const { ask, newHasher, clock } = deps;
  const progress = new Map<string, number>();
  let opening: Promise<ScanStore> | null = null;
  let running: Promise<SentScans> | null = null;
  let closed = false;
  let epochNow: string | null = null;

  const hashOf = (bytes: Uint8Array): string => {
    const hasher = newHasher();
    hasher.update(bytes);
    return hasher.hex();
  };

  const openStore = (): Promise<ScanStore> => {
    // A folder that could not be read is tried again with the next call.
    opening ??= openScanStore(deps).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  const round = async (account: string, epoch: string): Promise<SentScans> => {
    const store = await openStore();
    await store.refresh();
    epochNow = epoch;
    const sent = await sendRound({
      store,
      newHasher,
      ask,
      account,
      epoch,
      mayGoOn: async () => !closed && (await deps.queueIsEmpty()),
      onProgress: (sha256, bytes) => void progress.set(sha256, bytes),
    });
    await dropOver(store, epoch, clock.now());
    await evictScans(store, deps.space, { epoch, maxBytes: deps.maxBytes });
    return sent;
  };

  /** As far as is known: before the first round of this run nothing is asked again. */
  const isSent = (link: ScanLink): boolean => (epochNow === null ? wasAtServer(link) : isConfirmedIn(link, epochNow));

  const stateOf = async (
    store: ScanStore,
    sha256: string,
    letter: string,
    account: string,
    reachable: boolean,
  ): Promise<ScanState> => {
    await store.adopt(sha256, letter, account);
    const link = store.note(sha256)?.letters[letter];
    const damaged = store.isDamaged(sha256);
    const base = {
      sha256,
      here: link?.readers.includes(account) === true && !damaged && isOpenTo(store, sha256, account),
      sent: progress.get(sha256) ?? 0,
      damaged,
    };
    if (link && isSent(link)) return { ...base, server: 'yes' };
    if (!reachable) return { ...base, server: 'unknown' };
    const head = askAs(ask, link ? [account, link.account] : [account]);
    const answer = await head({ method: 'HEAD', path: blobPath(sha256, letter), headers: {}, body: null });
    return { ...base, server: answer?.status === 200 ? 'yes' : answer?.status === 404 ? 'no' : 'unknown' };
  };

  return {
    put: async (chunks, letter, account) => (await openStore()).put(chunks, letter, account),
    putSealed: async (chunks, file, letter, account) => (await openStore()).putSealed(chunks, file, letter, account),

    async get(sha256, letter, account) {
      const store = await openStore();
      await store.adopt(sha256, letter, account);
      const note = store.note(sha256);
      const bytes = note?.letters[letter]?.readers.includes(account) ? await store.read(sha256) : null;
      if (note && bytes) {
        // Only the order of giving up depends on it: a full disk must not stand between a clerk and the scan.
        await store.change(sha256, (now) => ({ ...now, opened: clock.now() })).catch(() => undefined);
        return ok({ mime: note.mime, bytes });
      }
      const answer = await ask({ method: 'GET', path: blobPath(sha256, letter), headers: {}, body: null, account });
      if (!answer) return err(refuse('SCAN_NEEDS_SERVER'));
      if (answer.status === 404) return err(refuse('SCAN_NOT_UPLOADED'));
      if (answer.status !== 200) return err(readRefusal(answer.code ?? 'FORBIDDEN'));
      const mime = mimeOf(answer.body);
      if (mime === null || hashOf(answer.body) !== sha256) return err(refuse('SCAN_DAMAGED'));
      // Kept for the next time; a desk without room shows it all the same.
      const kept = await store.put(once(answer.body), letter, account);
      if (kept.ok) {
        const atServer: AtServer = epochNow === null ? { is: 'fetched' } : { is: 'confirmed', epoch: epochNow };
        await changeLink(store, sha256, letter, (link) => ({ ...link, atServer }));
      }
      return ok({ mime, bytes: answer.body });
    },

    async states(wanted, letter, account) {
      const store = await openStore();
      const states: ScanState[] = [];
      for (const sha256 of wanted) {
        const reachable = states.every(({ server }) => server !== 'unknown');
        states.push(await stateOf(store, sha256, letter, account, reachable));
      }
      return states;
    },

    async waiting() {
      const store = await openStore();
      const found = store
        .notes()
        .filter(({ sha256 }) => !store.isDamaged(sha256))
        .flatMap(({ sha256, size, letters }) =>
          Object.entries(letters).flatMap(([letter, link]): PendingScan[] =>
            isSent(link) || link.unnamed !== null ? [] : [{ sha256, size, letter }],
          ),
        );
      const named: PendingScan[] = [];
      for (const scan of found) {
        const lies = await store.raw(scan.sha256);
        const sealed = lies && isSealed(lies) ? hashOf(lies) : null;
        named.push(sealed === null ? scan : { ...scan, sealed });
      }
      return named;
    },

    async carried(sha256) {
      const store = await openStore();
      const note = store.note(sha256);
      const waits = note && Object.values(note.letters).some((link) => !isSent(link));
      const lies = waits ? await store.raw(sha256) : null;
      // As it lies: who finds the file that is carried reads nothing of it.
      const bytes = lies && isSealed(lies) ? lies : waits ? await store.read(sha256) : null;
      return note && bytes ? ok({ mime: note.mime, bytes }) : err(refuse('SCAN_DAMAGED'));
    },

    async held(account, which) {
      const store = await openStore();
      await store.refresh();
      return store.notes().flatMap(({ sha256, letters }) =>
        Object.entries(letters).flatMap(([letter, link]) => {
          const own = isOwn(link, account);
          return which === 'all' || own ? [{ sha256, letter, own }] : [];
        }),
      );
    },

    async judge(account, verdicts) {
      const store = await openStore();
      for (const { sha256, letter, is } of verdicts) {
        await changeLink(store, sha256, letter, (link) => judgeLink(link, account, is, clock.now()));
      }
    },

    sealFor: async (account) => (await openStore()).sealFor(account),

    send(account, epoch) {
      running ??= round(account, epoch).finally(() => (running = null));
      return running;
    },

    async close() {
      closed = true;
      await running?.catch(() => undefined);
    },
  };
}

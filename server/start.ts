import type { ServerSettings } from './deps.ts';
import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../shared/clock.ts';
import { makeIds, type Ids, type RandomBytes } from '../shared/ids.ts';
import { build } from './app.ts';
import { sayingWhy, takeFolder } from './data-folder.ts';
import type { FolderLock } from './store/sqlite/folder-lock.ts';
import { argonPasswords, type Passwords } from './auth/passwords.ts';
import { sha256 } from './auth/tokens.ts';
import { openBlobFolder } from './blobs/blob-folder.ts';
import { keepSweeping } from './blobs/sweep.ts';
import { openUploads } from './blobs/uploads.ts';
import { openCentre } from './exchange/open-centre.ts';
import type { ExchangeCentre } from './exchange/port.ts';
import { seedDemo, type DemoAccount } from './demo/seed.ts';
import { isSetUp } from './http/setup-routes.ts';
import { makeLog } from './log.ts';
import { masterFiles } from './master/files.ts';
import { openBooks } from './numbers/books.ts';
import type { Restored } from './numbers/high-water.ts';
import { later, openRegister } from './open-register.ts';
import { setupDoor } from './setup/door.ts';
import { rerunUnknown } from './sync/late.ts';
import { placeExcerpts } from './sync/place-excerpts.ts';
import { masterCache } from './sync/masters.ts';
import { keepPurging } from './sync/purge.ts';
import { verifyOffThread } from './trust/signatures.ts';

export interface StartOptions {
  readonly port: number;
  readonly host?: string;
  readonly dataDir: string;
  /** Folder for the second mark, outside of `dataDir`; absent: none is kept (PROTOCOL E1). */
  readonly stateDir?: string;
  readonly rendererDir: string | null;
  /** PEM texts; null serves plain HTTP. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | null;
  readonly demo: boolean;
  /** The operator replaced the register by a backup (PROTOCOL E1). */
  readonly restored?: boolean;
  readonly clock: Clock;
  /** Absent: warnings and errors, to standard output. */
  readonly log?: FastifyBaseLogger;
  /** Numbers in a block of a newly enrolled desk. */
  readonly blockSize?: number;
  readonly sessionDays?: number;
  /** How many desks may be enrolled (PROTOCOL T8); absent: 30 an hour by one account, 60 unused. */
  readonly enrolments?: ServerSettings['enrolments'];
  /** Absent: argon2id at its full price. */
  readonly passwords?: Passwords;
  /** Shows a one-time code to the person at the console; by default it is only in the result. */
  readonly announce?: (code: string) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:4000` */
  readonly address: string;
  /** One-time code of the set-up page; null once the office is set up. */
  readonly setupCode: string | null;
  /** Filled with `demo` alone. */
  readonly demoAccounts: readonly DemoAccount[];
  readonly exchange: ExchangeCentre;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..');
const day = 86_400_000;

/** Randomness of this machine. */
export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** New ids by this clock. */
export const idsBy = (clock: Clock): Ids => makeIds(clock, random);

export async function appVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** The log line of a register that began a new epoch. */
const sentenceOf: Readonly<Record<Restored, string>> = {
  behind: 'the register was restored from a backup: every desk sends again what it lacks',
  asked: 'the register is taken as restored from a backup: every desk sends again what it lacks',
  unmarked: 'the register has no mark beside it: it is taken as restored, and no numbers are given out for now',
  moved:
    'the register is not where it was, and its mark outside of its folder is missing: no numbers are given out until ' +
    'every desk has reported or an administrator accepts a jump',
};

/** A server that answers and does not listen. */
export interface OpenedServer extends Pick<RunningServer, 'setupCode' | 'demoAccounts' | 'exchange' | 'close'> {
  readonly app: Awaited<ReturnType<typeof build>>;
}

/**
 * Opens the register in `dataDir` for answering, in a folder that is this process's alone. Throws `StartRefusal` when the
 * register cannot be used.
 */
export async function openServer(options: Omit<StartOptions, 'port' | 'host'>): Promise<OpenedServer> {
  const { dataDir } = options;
  const lock = await takeFolder(dataDir);
  try {
    const { close, ...opened } = await sayingWhy(dataDir, () => openAlone(options, lock));
    return { ...opened, close: () => close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openAlone(options: Omit<StartOptions, 'port' | 'host'>, lock: FolderLock): Promise<OpenedServer> {
  const { clock, dataDir, tls = null, log = makeLog('warn') } = options;
  const ids = idsBy(clock);
  const opening = { asked: options.restored ?? false, now: clock.now() };
  const onFault = (error: unknown): void => log.error({ err: error }, 'high-water mark not written');
  const places = { dataDir, stateDir: options.stateDir ?? null };
  const { store, highWater, restored } = await openRegister(places, ids, opening, onFault, clock, lock);
  if (restored) log.warn({ how: restored }, sentenceOf[restored]);

  const masters = masterCache();
  const door = setupDoor(random, (code) => options.announce?.(code));
  const settings = {
    sessionMs: (options.sessionDays ?? 30) * day,
    blockSize: options.blockSize ?? 10,
    enrolments: options.enrolments ?? { perHour: 30, unused: 60 },
    secure: tls !== null,
    version: await appVersion(),
  };
  const files = masterFiles(join(root, 'assets/master'));
  const parts = {
    store,
    ids,
    random,
    clock,
    passwords: options.passwords ?? argonPasswords(),
    masterFiles: files,
    settings,
    masters,
  };

  const onBug = (error: unknown): void => log.error({ err: error }, 'an entry failed at start');
  const pushDeps = { store, clock, masters, digest: sha256, random, onBug, verify: verifyOffThread };
  const rerun = await rerunUnknown(pushDeps);
  if (rerun > 0) {
    await highWater.raise(openBooks(clock));
    log.info({ rerun }, 'entries of commands that were unknown before have run');
  }

  if (await placeExcerpts(store)) await highWater.raise(openBooks(clock));

  let demoAccounts: readonly DemoAccount[] = [];
  if (options.demo) {
    const seeded = await seedDemo(parts, pushDeps, join(root, 'assets/demo/letters.csv'));
    if (!seeded) log.warn('--demo left the register alone: it is in use');
    demoAccounts = seeded ?? [];
  }

  const folder = await openBlobFolder(join(dataDir, 'blobs'));
  const blobs = { folder, uploads: await openUploads(join(dataDir, 'uploads'), folder, clock) };
  const exchange = await openCentre({ dataDir, clock, ids, random, log });
  const app = await build({ ...parts, log, door, highWater, blobs, exchange, rendererDir: options.rendererDir, tls });
  const endPurging = keepPurging(parts, later, (error) =>
    log.error({ err: error }, 'old removals and sessions not purged'),
  );
  const endSweeping = keepSweeping({ store, blobs: folder, clock }, blobs.uploads, later, (error) =>
    log.error({ err: error }, 'scans not swept'),
  );
  const setupCode = (await store.read(isSetUp)) ? null : door.open();
  const close = async (): Promise<void> => {
    endPurging();
    endSweeping();
    await app.close();
    await exchange.centre.close();
    await highWater.close();
    await store.close();
  };
  return { app, setupCode, demoAccounts, exchange: exchange.centre, close };
}

/** Opens the register in `dataDir` and serves it. Throws `StartRefusal` when the register cannot be used. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { port: asked, host = '127.0.0.1', tls = null } = options;
  const { app, ...server } = await openServer(options);
  try {
    await app.listen({ port: asked, host });
  } catch (error) {
    await server.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return { ...server, address: `${tls ? 'https' : 'http'}://${host}:${port}` };
}

import { open, type FileHandle } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { FastifyBaseLogger } from 'fastify';
import { importBundle, type ImportOutcome } from '../shared/bundle/import-outcome.ts';
import { openBundle, type BundleTools } from '../shared/bundle/bundle-file.ts';
import type { ByteSource } from '../shared/bundle/zip-index.ts';
import type { Clock } from '../shared/clock.ts';
import type { Ids, RandomBytes } from '../shared/ids.ts';
import { isSealed } from '../shared/scans/scan-seal.ts';
import { refuse, type Refusal } from '../shared/refusal.ts';
import { err, ok } from '../shared/result.ts';
import { sha256 } from './auth/tokens.ts';
import { openBlobFolder } from './blobs/blob-folder.ts';
import { openScan } from './blobs/sealed-chunk.ts';
import { takeScan } from './blobs/take-scan.ts';
import { openUploads } from './blobs/uploads.ts';
import { sayingWhy, takeFolder } from './data-folder.ts';
import { openRegister, type OpenedRegister } from './open-register.ts';
import type { FolderLock } from './store/sqlite/folder-lock.ts';
import { StartRefusal } from './start-refusal.ts';
import { pushBundle, signatureFault } from './sync/push-bundle.ts';
import { masterCache } from './sync/masters.ts';
import { verifyOffThread } from './trust/signatures.ts';

const tools: BundleTools = {
  inflate: (packed, size) => inflateRawSync(packed, { maxOutputLength: Math.max(1, size) }),
  text: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
  digest: sha256,
  newHasher: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
};

/** The console's text of a refusal; the window has its own in the office's language. */
const sentences: Readonly<Record<string, string>> = {
  CARRY_NOT_A_FILE: 'this is no bundle that a desk exported, or it is damaged',
  CARRY_NEWER: 'the bundle was made by a newer version of this program',
  CARRY_TOO_LARGE: 'the bundle is larger than a desk makes one',
  CARRY_CHANGED: 'the bundle is not as the desk made it; nothing of it was taken',
  CARRY_GAP: 'entries made at that desk before those in the bundle are missing here; import its earlier bundle first',
  CARRY_FORK:
    'the register has other entries of that desk under these numbers, or the desk is in a new incarnation since',
  CARRY_DESK_UNKNOWN: 'no desk of that name belongs to this register',
  CARRY_WITHOUT_SCAN: 'not in the file, or damaged there',
  NOT_FOUND: 'no letter names it',
};
const sentence = ({ code }: Pick<Refusal, 'code'>): string => sentences[code] ?? code;

function sourceOf(handle: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(from, to) {
      const bytes = Buffer.alloc(to - from);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
      if (bytesRead < bytes.length) throw new Error('the file became shorter while it was read');
      return bytes;
    },
  };
}

export interface ImportDeps {
  readonly dataDir: string;
  /** Folder of the second mark; null: none is kept. */
  readonly stateDir: string | null;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly log: Pick<FastifyBaseLogger, 'error'>;
}

async function importInto(
  { dataDir, clock, random, log }: ImportDeps,
  register: OpenedRegister,
  source: ByteSource,
): Promise<ImportOutcome> {
  const { store, highWater } = register;
  const opened = await openBundle(source, tools, async (signed) => {
    const desk = await store.read((tx) => tx.desks.get(signed.manifest.desk.id));
    if (!desk) return refuse('CARRY_DESK_UNKNOWN');
    // Whoever has the console of the register has an administrator's word.
    return signatureFault(desk, signed, true) === null ? null : refuse('CARRY_CHANGED');
  });
  if (!opened.ok) throw new StartRefusal(`Not imported: ${sentence(opened.error)}.`);
  const onBug = (error: unknown): void => log.error({ err: error }, 'entry quarantined: a rule failed');
  const push = { store, clock, digest: sha256, masters: masterCache(), onBug, random, verify: verifyOffThread };
  const folder = await openBlobFolder(join(dataDir, 'blobs'));
  const uploads = await openUploads(join(dataDir, 'uploads'), folder, clock);
  const desk = opened.value.pieces[0].signed.manifest.desk.id;
  return importBundle(opened.value, {
    async send(request) {
      const pushed = await pushBundle(push, request, { account: null, onWord: true });
      if (!pushed.ok) return err({ status: 409, code: pushed.error.code });
      // On disk before anyone reads of a number (PROTOCOL N4).
      await highWater.raise(pushed.value.counted);
      return ok(pushed.value.answer.results);
    },
    async keepScan(scan, bytes) {
      const plain = isSealed(bytes) ? await openScan(store, { ...scan, desk }, bytes) : Buffer.from(bytes);
      if (!plain) return err(refuse('CARRY_WITHOUT_SCAN'));
      const taken = await takeScan({ store, folder, uploads }, { ...scan, desk }, plain);
      return taken.ok ? taken : err(refuse(taken.error));
    },
    onProgress: () => undefined,
  });
}

/** The result in lines for the console. */
export function linesOf({ desk, madeAt, entries, of, scans, scansLeft, ended }: ImportOutcome): readonly string[] {
  const counts = new Map<string, number>();
  for (const { result } of entries) counts.set(result.status, (counts.get(result.status) ?? 0) + 1);
  const sum = [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
  return [
    `${desk.name} (${desk.code}), file of ${madeAt}`,
    `${entries.length} of ${of} entries answered${sum === '' ? '' : `: ${sum}`}`,
    ...entries
      .filter(({ result }) => result.status !== 'applied')
      .map(({ name, at, result }) => `  ${at} ${name}: ${result.status}${result.code ? ` (${result.code})` : ''}`),
    `scans taken: ${scans}`,
    ...scansLeft.map(({ name, refusal }) => `  ${name}: ${sentence(refusal)}`),
    ...(ended ? [`Stopped: ${sentence(ended)}.`] : []),
  ];
}

async function bringSource(deps: ImportDeps, source: ByteSource, lock: FolderLock): Promise<ImportOutcome> {
  const { dataDir, stateDir, clock, ids, log } = deps;
  const opening = { asked: false, now: clock.now() };
  const onFault = (error: unknown): void => log.error({ err: error }, 'high-water mark not written');
  const register = await openRegister({ dataDir, stateDir }, ids, opening, onFault, clock, lock);
  try {
    return await importInto(deps, register, source);
  } finally {
    await register.highWater.close();
    await register.store.close();
  }
}

/**
 * PROTOCOL D9 at a server that is not running: imports the bundle into the register of a folder. Throws {@link
 * StartRefusal} with the sentence for the console when nothing can be taken.
 */
export async function importBundleFile(file: string, deps: ImportDeps): Promise<ImportOutcome> {
  const { dataDir } = deps;
  const db = join(dataDir, 'lembar.db');
  if (!existsSync(db)) throw new StartRefusal(`${db}: there is no register here yet. Set it up first.`);
  // Before the file is opened: on a running server's folder nothing is looked at.
  const lock = await takeFolder(dataDir);
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      return await sayingWhy(dataDir, () => bringSource(deps, sourceOf(handle, size), lock));
    } finally {
      await handle.close();
    }
  } finally {
    lock.release();
  }
}

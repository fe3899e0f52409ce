import { z } from 'zod';
import type { Outcome } from '../desk/desk.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { err, ok } from '../result.ts';
import type { NewHasher } from '../scans/file-space.ts';
import { isSealed, sealRoom } from '../scans/scan-seal.ts';
import { largestScan } from '../scans/scan-type.ts';
import { signedManifest, type SignedManifest } from '../sync/bundle.ts';
import { jsonFault, requestBounds, type JsonBounds } from '../sync/bounds.ts';
import { isAsHashed, type Digest, type Operation } from '../sync/operation.ts';
import { isPlausible, zipBytes, zipIndex, type ByteSource, type ZipEntry } from './zip-index.ts';

export const manifestName = 'manifest.json';
export const operationsName = 'operations.ndjson';
export const scanName = (sha256: string): string => `scans/${sha256}`;

/** Largest size of all unpacked content in bytes, so that no bundle fills a PC. */
export const maxUnpacked = 2 * 1024 ** 3;
/** Bytes of manifests and operations: a desk that was offline for a year stays below a tenth of it. */
const maxManifests = 8 * 1024 ** 2;
const maxOperations = 64 * 1024 ** 2;
const manifestBounds = { depth: 8, values: 500_000 };

/** What the host provides for reading a bundle. */
export interface BundleTools {
  /** Unpacks raw deflate into exactly `size` bytes. Throws on damage. */
  readonly inflate: (packed: Uint8Array, size: number) => Uint8Array;
  /** UTF-8. Throws on anything else. */
  readonly text: (bytes: Uint8Array) => string;
  readonly digest: Digest;
  readonly newHasher: NewHasher;
}

/** A manifest and its operations as they arrived, with fields of a later version. */
export interface BundlePiece {
  readonly signed: SignedManifest;
  readonly ops: readonly Operation[];
}

/** An exported outbox whose entries were checked against what was signed (PROTOCOL D9). */
export interface BundleFile {
  readonly pieces: readonly [BundlePiece, ...BundlePiece[]];
  /** The whole file of a scan; null: it is missing or damaged. */
  scan(sha256: string): Promise<Uint8Array | null>;
}

const notOne = err(refuse('CARRY_NOT_A_FILE'));
const changed = err(refuse('CARRY_CHANGED'));
const anyVersion = z.array(
  z.object({ manifest: z.object({ format: z.literal('lembar-bundle'), version: z.number() }) }),
);
const manifests = z.array(signedManifest).min(1).max(200);

const isOurs = (name: string): boolean =>
  name === manifestName || name === operationsName || /^scans\/[0-9a-f]{64}$/.test(name);
function limitOf(name: string): number {
  if (name.startsWith('scans/')) return largestScan + sealRoom;
  return name === manifestName ? maxManifests : maxOperations;
}

/** The entries by name. Refused are unknown and duplicate entries, and those that unpack to too much. */
async function namedEntries(source: ByteSource): Promise<Outcome<ReadonlyMap<string, ZipEntry>>> {
  const entries = await zipIndex(source);
  const named = new Map((entries ?? []).map((entry) => [entry.name, entry]));
  if (!entries || named.size !== entries.length || !entries.every(({ name }) => isOurs(name))) return notOne;
  const sum = entries.reduce((total, { size }) => total + size, 0);
  const small = entries.every((entry) => entry.size <= limitOf(entry.name) && isPlausible(entry));
  return small && sum <= maxUnpacked ? ok(named) : err(refuse('CARRY_TOO_LARGE'));
}

function parsed(text: string, bounds: JsonBounds): unknown {
  if (jsonFault(text, bounds) !== null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readManifests(text: string): Outcome<readonly SignedManifest[]> {
  const value = parsed(text, manifestBounds);
  const versions = anyVersion.safeParse(value);
  if (!versions.success) return notOne;
  if (versions.data.some(({ manifest }) => manifest.version > 1)) return err(refuse('CARRY_NEWER'));
  const signed = manifests.safeParse(value);
  return signed.success ? ok(signed.data) : notOne;
}

/** Whether it is the unchanged operation with that hash. */
function isWhole(op: Operation | null | undefined, hash: string, digest: Digest): boolean {
  if (typeof op !== 'object' || op === null || op.hash !== hash) return false;
  try {
    return isAsHashed(op, digest);
  } catch {
    // Nested more deeply than any operation of this program.
    return false;
  }
}

/** Lines of the operations; null: not as many as the manifests name, so none of them is read. */
function linesOf(body: string, signed: readonly SignedManifest[]): readonly string[] | null {
  const count = signed.reduce((sum, { manifest }) => sum + manifest.hashes.length, 0);
  const lines = body.split('\n', count + 2);
  const last = lines.length === count + 1 ? lines.pop() : '';
  return lines.length === count && last === '' ? lines : null;
}

/** Assigns the operations to the manifests that name them; null: they are not those that were signed. */
function dealOut(signed: readonly SignedManifest[], lines: readonly string[], digest: Digest): BundlePiece[] | null {
  const first = signed[0]?.manifest.desk.id;
  const ops = lines.map((line) => parsed(line, requestBounds) as Operation | null | undefined);
  let at = 0;
  const pieces: BundlePiece[] = [];
  for (const one of signed) {
    const { hashes, desk } = one.manifest;
    const mine = ops.slice(at, at + hashes.length);
    if (desk.id !== first || !hashes.every((hash, i) => isWhole(mine[i], hash, digest))) return null;
    pieces.push({ signed: one, ops: mine as Operation[] });
    at += hashes.length;
  }
  return at === ops.length ? pieces : null;
}

/** Whether the desk it names signed a manifest, which only the register knows; null: it did, or nobody can be asked. */
export type Vouch = (signed: SignedManifest) => Promise<Refusal | null>;

/**
 * Opens a bundle: its directory under bounds, its manifests, their signatures, and only then what they name. Refusals:
 * CARRY_NOT_A_FILE, CARRY_NEWER, CARRY_TOO_LARGE, CARRY_CHANGED, and those of `vouch`.
 */
export async function openBundle(
  source: ByteSource,
  tools: BundleTools,
  vouch: Vouch = () => Promise.resolve(null),
): Promise<Outcome<BundleFile>> {
  const named = await namedEntries(source);
  if (!named.ok) return named;

  const unpacked = async (name: string): Promise<Uint8Array | null> => {
    const entry = named.value.get(name);
    const bytes = entry ? await zipBytes(source, entry) : null;
    if (!entry || !bytes) return null;
    try {
      const whole = entry.packed ? tools.inflate(bytes, entry.size) : bytes;
      return whole.length === entry.size ? whole : null;
    } catch {
      return null;
    }
  };
  const textOf = async (name: string): Promise<string | null> => {
    const bytes = await unpacked(name);
    try {
      return bytes && tools.text(bytes);
    } catch {
      return null;
    }
  };

  const head = await textOf(manifestName);
  if (head === null) return notOne;
  const signed = readManifests(head);
  if (!signed.ok) return signed;
  for (const one of signed.value) {
    const refusal = await vouch(one);
    if (refusal) return err(refusal);
  }
  const body = await textOf(operationsName);
  if (body === null) return notOne;
  const lines = linesOf(body, signed.value);
  if (!lines) return changed;
  const [piece, ...more] = dealOut(signed.value, lines, tools.digest) ?? [];
  if (!piece) return changed;
  return ok({
    pieces: [piece, ...more],
    async scan(sha256) {
      const bytes = await unpacked(scanName(sha256));
      // A sealed one the register alone can open, and holds it against its own hash then.
      const named = signed.value.flatMap(({ manifest }) => manifest.scans).find((scan) => scan.sha256 === sha256);
      const wanted = bytes && isSealed(bytes) ? named?.sealed : sha256;
      const hasher = tools.newHasher();
      hasher.update(bytes ?? new Uint8Array());
      return bytes && hasher.hex() === wanted ? bytes : null;
    },
  });
}

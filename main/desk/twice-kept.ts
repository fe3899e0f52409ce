import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalJson } from '../../shared/sync/operation.ts';
import type { SettingsFile } from './ports.ts';
import { sha256 } from './sha256.ts';

/** One place for a JSON object. */
export interface Place {
  /** Null: nothing here can be used. A damaged file is renamed, never deleted. */
  read(): Record<string, unknown> | null;
  /** Replaces it whole. Throws when it cannot be written; what was there before stands then. */
  write(value: Record<string, unknown>): void;
  /** Renames a file whose content is not what was written. */
  keepDamaged(): void;
}

/** Stands beside the content: which writing it is, and the checksum over number and content. */
const stampKey = '#';
interface Stamp {
  readonly n: number;
  readonly sum: string;
}

const sumOf = (n: number, value: Record<string, unknown>): string => sha256(canonicalJson([n, value]));

function stampOf(stamp: unknown): Stamp | null {
  const { n, sum } = Object(stamp) as { n?: unknown; sum?: unknown };
  return typeof n === 'number' && typeof sum === 'string' ? { n, sum } : null;
}

interface Kept {
  readonly n: number;
  readonly value: Record<string, unknown>;
}

function keptAt(place: Place, onDamage: (error: unknown) => void): Kept | null {
  const raw = place.read();
  if (raw === null) return null;
  const { [stampKey]: mark, ...value } = raw;
  // Written by a program that stamped nothing.
  if (mark === undefined) return { n: 0, value };
  const stamp = stampOf(mark);
  if (stamp && stamp.sum === sumOf(stamp.n, value)) return { n: stamp.n, value };
  place.keepDamaged();
  onDamage(new Error('the checksum of a small file does not fit'));
  return null;
}

/**
 * One JSON object in two places (PROTOCOL D21): each writing goes to one after the other, whole and with a checksum, so
 * that a torn, damaged, empty or lost one costs nothing. The newest that is whole counts.
 */
export function keptTwice(places: readonly [Place, Place], onDamage: (error: unknown) => void): SettingsFile {
  const found = places.flatMap((place) => keptAt(place, onDamage) ?? []);
  let { n, value } = found.reduce<Kept>((best, one) => (one.n > best.n ? one : best), found[0] ?? { n: 0, value: {} });
  return {
    read: () => ({ ...value }),
    write: (next) => {
      const stamped = { ...next, [stampKey]: { n: n + 1, sum: sumOf(n + 1, next) } };
      let fault: unknown = null;
      let written = 0;
      for (const place of places) {
        try {
          place.write(stamped);
          written++;
        } catch (error) {
          fault = error;
        }
      }
      // One that stands is enough; the next writing gives the other another chance.
      if (written === 0) throw fault;
      if (written < places.length) onDamage(fault);
      n++;
      value = { ...next };
    },
  };
}

/** Makes the names in a folder durable, where the system can sync folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Replaces a file whole and for good: after a power cut it is the old one or the new one. */
function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** A name beside the file that nothing stands under yet. */
function damagedName(path: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${path}.damaged` : `${path}.damaged-${n}`;
    if (!existsSync(name)) return name;
  }
}

/** A JSON object in a file that only this user can read. */
export function jsonPlace(path: string, onDamage: (error: unknown) => void): Place {
  const keepDamaged = (): void => {
    try {
      renameSync(path, damagedName(path));
    } catch (error) {
      onDamage(error);
    }
  };
  return {
    read: () => {
      try {
        const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
          return value as Record<string, unknown>;
        }
        throw new SyntaxError('no object');
      } catch (error) {
        if ((error as { code?: unknown }).code === 'ENOENT') return null;
        if (error instanceof SyntaxError) keepDamaged();
        onDamage(error);
        return null;
      }
    },
    write: (value) => replaceFile(path, JSON.stringify(value)),
    keepDamaged,
  };
}

/** `desk.json` has `desk.2.json` beside it. */
export const secondName = (path: string): string => path.replace(/(\.[^./\\]+)?$/, '.2$1');

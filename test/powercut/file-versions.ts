import { pick, type Chance } from './chance.ts';

/** The smallest piece a disk writes whole. */
export const sector = 512;

/** One change of a file's content. */
export type Change =
  | { readonly offset: number; readonly bytes: Uint8Array }
  /** Cut off, or lengthened with zeros. */
  | { readonly size: number };

function sizeAfter(size: number, change: Change): number {
  return 'size' in change ? change.size : Math.max(size, change.offset + change.bytes.length);
}

/** Applies what a change does to the bytes `[from, to)` of a buffer that begins at 0. */
function applyWithin(buffer: Uint8Array, change: Change, from: number, to: number): void {
  if ('size' in change) {
    if (change.size < to) buffer.fill(0, Math.max(from, change.size), to);
    return;
  }
  const start = Math.max(from, change.offset);
  const end = Math.min(to, change.offset + change.bytes.length);
  if (start < end) buffer.set(change.bytes.subarray(start - change.offset, end - change.offset), start);
}

/** The content after all of these changes. */
export function applyAll(changes: readonly Change[]): Uint8Array {
  const longest = changes.reduce((limit, change) => Math.max(limit, sizeAfter(0, change)), 0);
  const buffer = new Uint8Array(longest);
  let size = 0;
  for (const change of changes) {
    applyWithin(buffer, change, 0, longest);
    size = sizeAfter(size, change);
  }
  return buffer.slice(0, size);
}

/** How many of `count` changes reached the disk: all with probability `keen`, else any smaller number. */
function reached(count: number, keen: number, chance: Chance): number {
  return chance() < keen ? count : pick(chance, count);
}

/**
 * The content as a power cut may leave it: what was synced is there, and of the rest each sector has reached the disk
 * in any of its states since, on its own, in any order. The file's length likewise; what no sector brought is zeros.
 */
export function tornContent(
  synced: readonly Change[],
  unsynced: readonly Change[],
  keen: number,
  chance: Chance,
): Uint8Array {
  const base = applyAll(synced);
  if (unsynced.length === 0) return base;
  const sizes = [base.length];
  for (const change of unsynced) sizes.push(sizeAfter(sizes.at(-1) ?? 0, change));
  const size = sizes[reached(unsynced.length, keen, chance)] ?? base.length;
  const whole = Math.ceil(Math.max(...sizes) / sector) * sector;
  const buffer = new Uint8Array(whole);
  buffer.set(base);
  const touching = new Map<number, Change[]>();
  for (const [i, change] of unsynced.entries()) {
    const [from, to] =
      'size' in change ? [change.size, sizes[i] ?? 0] : [change.offset, change.offset + change.bytes.length];
    for (let n = Math.floor(from / sector); n * sector < to; n++) {
      const known = touching.get(n);
      if (known) known.push(change);
      else touching.set(n, [change]);
    }
  }
  for (const [n, changes] of touching) {
    for (const change of changes.slice(0, reached(changes.length, keen, chance))) {
      applyWithin(buffer, change, n * sector, (n + 1) * sector);
    }
  }
  return buffer.slice(0, size);
}

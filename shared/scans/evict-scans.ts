import type { FileSpace } from './file-space.ts';
import { isSafe } from './scan-note.ts';
import type { ScanStore } from './scan-store.ts';

/** PROTOCOL D8: below this the program warns, and the desk gives up what it can fetch again, bytes. */
export const wantedFree = 500_000_000;
/** Bytes of scans a desk keeps by default. */
export const defaultMaxBytes = 2 * 1024 * 1024 * 1024;

export interface EvictionWish {
  /** The server's present epoch: what was confirmed in an older one may be lost. */
  readonly epoch: string;
  readonly maxBytes: number;
}

/**
 * Removes files the server has for all their letters, least recently opened first, until there is room (PROTOCOL A3).
 * Returns how many went. Files the server does not have stay, however full the disk is.
 */
export async function evictScans(store: ScanStore, space: FileSpace, wish: EvictionWish): Promise<number> {
  const notes = [...store.notes()].sort((a, b) => a.opened - b.opened);
  let held = notes.reduce((sum, { size }) => sum + size, 0);
  let free = await space.free();
  let gone = 0;
  for (const note of notes) {
    const tight = held > wish.maxBytes || (free !== null && free < wantedFree);
    if (!tight) break;
    let goes = false;
    // Decided where nobody else writes: the file may have been stored for another letter since (PROTOCOL A3).
    await store.change(note.sha256, (now) => {
      goes = isSafe(now, wish.epoch);
      return goes ? null : now;
    });
    if (!goes) continue;
    held -= note.size;
    free = free === null ? null : free + note.size;
    gone++;
  }
  return gone;
}

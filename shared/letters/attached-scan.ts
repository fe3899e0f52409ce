import type { ScanMime } from '../scans/scan-type.ts';
import type { Author } from '../people/who.ts';

/** A scan as a letter names it: the file itself travels separately, under its hash (PROTOCOL A1). */
export interface AttachedScan {
  /** Of the attaching, not of the file: the same file may be attached twice. */
  readonly id: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mime: ScanMime;
  /** Name of the file where it came from; shown, never used as a path. */
  readonly name: string;
  readonly pages?: number;
  readonly at: string;
  readonly by: Author;
  /** Short code of the desk that has the file until the server has it. */
  readonly desk: string;
  readonly removed: ScanRemoval | null;
}

export interface ScanRemoval {
  readonly reason: string;
  readonly at: string;
  readonly by: Author;
}

interface WithScans {
  readonly scans?: readonly AttachedScan[];
}

/** Every scan a letter ever had, the removed ones among them. Letters of older versions have no list. */
export function scansOf(letter: WithScans): readonly AttachedScan[] {
  return letter.scans ?? [];
}

/** Whether a letter names a file now; a removed scan no longer does. */
export function namedScan(letter: WithScans, sha256: string): AttachedScan | null {
  return scansOf(letter).find((scan) => scan.sha256 === sha256 && scan.removed === null) ?? null;
}

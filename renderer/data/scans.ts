import type { Outcome } from '../../shared/desk/desk.ts';
import type { ScanState } from '../../shared/desk/scans.ts';
import type { SealedElsewhere } from '../../shared/scans/scan-seal.ts';
import type { StoredScan } from '../../shared/scans/scan-store.ts';

/**
 * The files of scans, as the window puts and gets them; letters name them by commands of the office. Refusals are
 * values with a text in the catalogue.
 */
export interface Scans {
  /** Takes a file for a letter; it is on this PC's disk when this resolves, with or without the network. `sealed`: as another desk did. */
  put(account: string, letter: string, file: Blob, sealed?: SealedElsewhere): Promise<Outcome<StoredScan>>;
  /** The file, from this PC or from the server. */
  get(account: string, letter: string, sha256: string): Promise<Outcome<Blob>>;
  /** A scan pending at this PC, whoever attached it, for the bundle. */
  carried(sha256: string): Promise<Outcome<Blob>>;
  states(account: string, letter: string, sha256: readonly string[]): Promise<Outcome<readonly ScanState[]>>;
}

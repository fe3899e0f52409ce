/** Where a scan of a letter is, as far as this desk can tell. */
export interface ScanState {
  readonly sha256: string;
  /** The file lies at this desk and opens without the network. */
  readonly here: boolean;
  /** The server has the whole file, does not have it yet, or could not be asked. */
  readonly server: 'yes' | 'no' | 'unknown';
  /** Bytes the server has of what this desk is sending. */
  readonly sent: number;
  /** The file here no longer is what was scanned, and nobody else has it. */
  readonly damaged: boolean;
}

/** What came of a round of sending: files the server has now, and files that still wait. */
export interface SentScans {
  readonly done: number;
  readonly waiting: number;
}

/** A file that lies here as a letter's scan. */
export interface LocalScan {
  readonly sha256: string;
  readonly letter: string;
  /** The account that asks attached it and the server was never found to have it: the letter itself is to be read. */
  readonly own: boolean;
}

/**
 * What the store of an account says of it: its letter is there and names it as far as can be told; it is not named by
 * anything there; or the letter is not there for this account any more.
 */
export interface ScanVerdict extends Omit<LocalScan, 'own'> {
  readonly is: 'named' | 'unnamed' | 'gone';
}

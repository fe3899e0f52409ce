/** Where a scan of a letter is, as far as this desk knows. */
export interface ScanState {
  readonly sha256: string;
  /** The file is stored at this desk and opens without the network. */
  readonly here: boolean;
  /** The server has the whole file, does not have it yet, or could not be asked. */
  readonly server: 'yes' | 'no' | 'unknown';
  /** Bytes the server has of what this desk is sending. */
  readonly sent: number;
  /** The file here no longer is what was scanned, and nobody else has it. */
  readonly damaged: boolean;
}

/** The result of a round of sending: files the server has now, and files still pending. */
export interface SentScans {
  readonly done: number;
  readonly waiting: number;
}

/** A file stored here as a letter's scan. */
export interface LocalScan {
  readonly sha256: string;
  readonly letter: string;
  /** The account that asks attached it and the server did not confirm it: the letter itself has to be read. */
  readonly own: boolean;
}

/**
 * What an account's store knows of it: its letter is there and names it as far as known; nothing there names it; or the
 * letter is no longer there for this account.
 */
export interface ScanVerdict extends Omit<LocalScan, 'own'> {
  readonly is: 'named' | 'unnamed' | 'gone';
}

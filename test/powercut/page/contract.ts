/** An entry the program called saved ("Tersimpan"), as the page that made it was answered. */
export interface Saved {
  readonly kind: 'letter' | 'print';
  /** When, ms of the page's own `performance.now()`. */
  readonly at: number;
  readonly opId: string;
  readonly letterId: string;
  readonly letterNumber: string;
  /** Number burned at the desk; null for a letter the server numbers later, and for a print. */
  readonly no: number | null;
  readonly provisional: string | null;
}

export interface Booked {
  readonly saved: readonly Saved[];
  /** Codes of entries that were refused. */
  readonly refused: readonly string[];
  /** What the slowest entry took until it was saved or refused, ms. */
  readonly longest: number;
}

/** What an office shows of an entry: `absent`, or the number its letter carries now (null while it has none). */
export type Shown = 'absent' | { readonly no: number | null; readonly provisional: string | null };

/** What the rig's page offers as `globalThis.rig`: the program's data layer without its screens. */
export interface RigPage {
  /** Signs in when nobody is signed in (as after a power cut) and opens the office. */
  open(username: string, password: string): Promise<void>;
  /** Books letters as fast as it can, some of them at once, and records a printed sheet for every fourth. */
  book(count: number): Promise<Booked>;
  show(entries: readonly Saved[]): Promise<readonly Shown[]>;
  /** How many of these letters lay in the local store when the program opened it, before it restored anything. */
  stored(letterIds: readonly string[]): Promise<number>;
  /** Numbers of this year that stand on more than one letter of the book. */
  doubles(): Promise<readonly number[]>;
  /** Exchanges until the outbox is empty; what then needs attention ("Perlu perhatian"), as command and code. */
  settle(): Promise<readonly string[]>;
}

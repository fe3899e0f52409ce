/** What the two pages of the bench offer to the script that drives them, as `globalThis.bench`. Times in ms. */
export interface FirstSync {
  /** Until the first page of letters is there. */
  readonly firstPage: number;
  /** Until everything is local and the exchange rests. */
  readonly whole: number;
  readonly wireBytes: number;
  readonly requests: number;
  readonly longestTask: number;
}

export interface Reopened {
  /** When the page's own code began. */
  readonly begun: number;
  /** From the start of the navigation until the first page of letters is there. */
  readonly firstPage: number;
  /** From the start of the navigation until the counts are complete. */
  readonly whole: number;
}

export interface Lookups {
  readonly search: readonly number[];
  /** The slowest words, to know where to look. */
  readonly slowest: readonly { readonly text: string; readonly ms: number }[];
  readonly firstPage: readonly number[];
  readonly counts: readonly number[];
  readonly get: readonly number[];
}

export interface DeskBench {
  firstSync(): Promise<FirstSync>;
  /** Of a page loaded with `#reopen=<letters>`. */
  reopen(): Promise<Reopened>;
  lookups(): Promise<Lookups>;
  /** Books letters one after the other; the time of each until it is saved. */
  save(count: number): Promise<readonly number[]>;
  /** Resolves once nothing waits and the exchange rests. */
  settled(): Promise<void>;
  phase(): string;
  /** Corrects a letter `count` times; the moment of each call, ms since 1970, by the remark it wrote. */
  edit(count: number, pauseMs: number): Promise<Readonly<Record<string, number>>>;
  /** Begins to note when remarks of that letter arrive here. */
  watch(): Promise<void>;
  seen(): Readonly<Record<string, number>>;
}

export interface FloorBench {
  firstSync(): Promise<FirstSync>;
  reopen(): Promise<Reopened>;
  /** Bare strict puts of a letter's row, one after the other. */
  save(count: number): Promise<readonly number[]>;
}

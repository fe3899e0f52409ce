/** What the two pages of the bench offer to the script that drives them, as `globalThis.bench`. Times in ms. */
export interface FirstSync {
  /** Until the first page of letters is there. */
  readonly firstPage: number;
  /** Until everything is local and no exchange runs. */
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
  /** `typing`: a clerk types into the search box meanwhile, which lists again at every key. */
  firstSync(typing?: boolean): Promise<FirstSync>;
  /** Of a page loaded with `#reopen=<letters>`. */
  reopen(): Promise<Reopened>;
  lookups(): Promise<Lookups>;
  /** Books letters one after the other; the time of each until it is saved. */
  save(count: number): Promise<readonly number[]>;
  /** Resolves once the outbox is empty and no exchange runs. */
  settled(): Promise<void>;
  /** Exchanges until the outbox is empty; how long that took, and how long of it a push was running. */
  sendAll(): Promise<{ readonly whole: number; readonly server: number }>;
  phase(): string;
  /** Corrects a letter `count` times; the moment of each call, ms since 1970, by the remark it wrote. */
  edit(count: number, pauseMs: number): Promise<Readonly<Record<string, number>>>;
  /** Begins to note when remarks of that letter arrive here. */
  watch(): Promise<void>;
  seen(): Readonly<Record<string, number>>;
  /** Rests for so long; requests that left the page meanwhile. */
  idle(ms: number): Promise<number>;
}

export interface FloorBench {
  firstSync(): Promise<FirstSync>;
  reopen(): Promise<Reopened>;
  /** Bare strict puts of a letter's row, one after the other. */
  save(count: number): Promise<readonly number[]>;
  /** Sends a text to the floor's server `count` times; the moment of each call by the text. */
  edit(count: number, pauseMs: number): Promise<Readonly<Record<string, number>>>;
  /** Waits for the server's hints and fetches the text at each. */
  watch(): Promise<void>;
  seen(): Readonly<Record<string, number>>;
}

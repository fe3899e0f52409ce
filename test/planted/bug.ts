/** One deliberate fault: a patch that fits exactly once, and what has to notice it. */
export interface Bug {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Files of tests, as vitest takes them. */
  readonly tests: readonly string[];
  /** Worlds of the simulator to run instead, from the first on. */
  readonly seeds?: number;
}

import type { Agenda } from '../../shared/letters/letter.ts';

/** An entry the screen called saved. */
export interface SavedEntry {
  readonly opId: string;
  readonly pc: string;
  readonly account: string;
  readonly name: string;
  readonly args: unknown;
  readonly seq: number;
  readonly at: number;
}

/** Thrown when a promise of the program was broken; the first words name the invariant. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** What the screens showed in the course of a world, to be compared with its end. */
export interface History {
  readonly saved: ReadonlyMap<string, SavedEntry>;
  save(entry: SavedEntry): void;
  /** A letter was seen or printed under a number. */
  show(letterId: string, agenda: Agenda, where: string): void;
  /** By `SM/2026/17`: the letters seen under it, and where first. */
  readonly shown: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By letter: the incarnation, `id inc`, that burned its number. */
  readonly burned: ReadonlyMap<string, string>;
  burn(letterId: string, incarnation: { readonly desk: string; readonly inc: number }): void;
  /** Journals lost these entries with their disk, or were rewound to before them. */
  readonly dropped: Set<string>;
  /** Entries the server had when the disk they were on was rewound. */
  readonly reached: Set<string>;
  /**
   * Entries whose save has not been answered, with their letters: after a crash in between the entry may exist all the
   * same.
   */
  readonly unanswered: Map<string, string>;
  /** Entries that only the server had when it was restored to before them. */
  readonly excused: Set<string>;
  /**
   * PCs whose whole disk was rewound or copied to an equal machine: only there may one incarnation burn a number twice
   * before the server notices.
   */
  readonly copied: Set<string>;
  /** Every desk that was in the register when it was restored. */
  readonly desks: Set<string>;
  /** When the register was restored, virtual ms. */
  readonly restores: number[];
  /** How often an administrator accepted a jump of the numbers. */
  jumps: number;
  /** Broken promises noticed on the way. */
  readonly broken: string[];
}

export function makeHistory(): History {
  const saved = new Map<string, SavedEntry>();
  const shown = new Map<string, Map<string, string>>();
  const burned = new Map<string, string>();
  return {
    saved,
    save: (entry) => void saved.set(entry.opId, entry),
    show(letterId, { book, year, no }, where) {
      if (no === null) return;
      const key = `${book}/${year}/${no}`;
      const letters = shown.get(key) ?? new Map<string, string>();
      shown.set(key, letters);
      if (!letters.has(letterId)) letters.set(letterId, where);
    },
    shown,
    burned,
    burn: (letterId, { desk, inc }) => void burned.set(letterId, `${desk} ${inc}`),
    dropped: new Set(),
    reached: new Set(),
    unanswered: new Map(),
    excused: new Set(),
    copied: new Set(),
    desks: new Set(),
    restores: [],
    jumps: 0,
    broken: [],
  };
}

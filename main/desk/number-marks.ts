import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { NumberGuard } from '../../shared/desk/grant-number.ts';
import type { LeaseState } from '../../shared/desk/desk.ts';
import type { OutsideMarks } from './ports.ts';

export interface NumberMarks extends NumberGuard {
  /** How far a block is burned, by the journal and the second copy; 0 for not at all. */
  burnedOf(lease: Omit<LeaseState, 'closed'>): number;
  /** Resolves when the second copy is written. */
  quiet(): Promise<void>;
}

/** Blocks remembered when the journal has forgotten them: a copy of it may come back that has not. */
const mostForgotten = 1000;

/**
 * The highest burned number of every block and the blocks given back, kept a second time outside of the journal
 * (PROTOCOL N1): a journal restored from an old copy then does not repeat numbers that stand on paper, lets none of them
 * come home, and uses no block that was given back. Written after the journal, never before it; what a crash kept out of
 * it is copied from the journal at the next start, before a number is shown.
 */
export function makeNumberMarks(
  outside: OutsideMarks | undefined,
  state: DeskState,
  allowed: () => boolean,
): NumberMarks {
  const marks = new Map(Object.entries(outside?.read() ?? {}));
  const markAt = (name: string): number => marks.get(name) ?? 0;
  /** What earlier programs recorded: the highest of the book. */
  const above = (book: string, year: number): number => markAt(`${state.identity?.id ?? ''}/${book}/${year}`);
  const burnedAt = (lease: string): string => `block/${lease}`;
  /** Apart from how far it is burned: what lies above that comes home, and none of it may be burned here. */
  const givenBackAt = (lease: string): string => `back/${lease}`;
  let behind = false;
  let writing: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    while (behind) {
      behind = false;
      // The journal stays valid when the second copy cannot be written; the next number tries again.
      await outside?.write(Object.fromEntries(marks)).catch(() => undefined);
    }
    writing = null;
  };

  const forgetOldest = (): void => {
    const marked = [...marks.keys()].flatMap((name) => /^(?:block|back)\/(.*)$/.exec(name)?.[1] ?? []);
    const forgotten = [...new Set(marked)].filter((lease) => !state.leases.has(lease));
    for (const lease of forgotten.slice(0, Math.max(0, forgotten.length - mostForgotten))) {
      marks.delete(burnedAt(lease));
      marks.delete(givenBackAt(lease));
    }
  };
  const raise = (name: string, no: number): void => {
    if (no <= markAt(name)) return;
    marks.set(name, no);
    forgetOldest();
    behind = true;
    writing ??= write();
  };

  for (const { id, used, to, closed } of state.leases.values()) {
    raise(burnedAt(id), used ?? 0);
    if (closed) raise(givenBackAt(id), to);
  }

  return {
    allowed,
    above,
    usedOf: (lease) => Math.max(markAt(burnedAt(lease)), markAt(givenBackAt(lease))),
    burnedOf: ({ id, book, year, from, to, used }) => {
      const ofBook = above(book, year);
      return Math.max(used ?? 0, markAt(burnedAt(id)), ofBook < from ? 0 : Math.min(ofBook, to));
    },
    burned: (lease, no) => raise(burnedAt(lease), no),
    gaveBack: async ({ id, to }) => {
      raise(givenBackAt(id), to);
      await writing;
    },
    quiet: () => writing ?? Promise.resolve(),
  };
}

import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { NumberGuard } from '../../shared/desk/grant-number.ts';
import type { OutsideMarks } from './ports.ts';

export interface NumberMarks extends NumberGuard {
  /** Resolves when the second copy is written. */
  quiet(): Promise<void>;
}

/**
 * The highest burned number of every book, kept a second time outside of the journal (PROTOCOL N1): a journal restored
 * from an old copy then does not repeat numbers that stand on paper. Written after the journal, never before it; what a
 * crash kept out of it is copied from the journal at the next start, before a number is shown.
 */
export function makeNumberMarks(
  outside: OutsideMarks | undefined,
  state: DeskState,
  allowed: () => boolean,
): NumberMarks {
  const marks = new Map(Object.entries(outside?.read() ?? {}));
  const nameOf = (book: string, year: number): string => `${state.identity?.id ?? ''}/${book}/${year}`;
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

  const above = (book: string, year: number): number => marks.get(nameOf(book, year)) ?? 0;
  const burned = (book: string, year: number, no: number): void => {
    marks.set(nameOf(book, year), Math.max(no, above(book, year)));
    behind = true;
    writing ??= write();
  };

  for (const { book, year, used } of state.leases.values()) {
    if (used !== null && used > above(book, year)) burned(book, year, used);
  }

  return {
    allowed,
    above,
    burned,
    quiet: () => writing ?? Promise.resolve(),
  };
}

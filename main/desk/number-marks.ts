import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { NumberGuard } from '../../shared/desk/grant-number.ts';
import type { OutsideMarks } from './ports.ts';

export interface NumberMarks extends NumberGuard {
  /** Resolves when the second copy is written. */
  quiet(): Promise<void>;
}

/**
 * The highest burned number of every book, kept a second time outside of the journal (PROTOCOL N1): a journal put back
 * from an old copy then does not lead back to numbers that stand on paper. Written behind the journal, never before it;
 * what a crash kept from it is taken from the journal at the next start, before anybody sees a number.
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
      // A second copy that cannot be written takes nothing from the first; the next number tries again.
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

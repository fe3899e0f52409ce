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
 * what a power cut takes from it the journal has.
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

  return {
    allowed,
    above: (book, year) => marks.get(nameOf(book, year)) ?? 0,
    burned: (book, year, no) => {
      const name = nameOf(book, year);
      marks.set(name, Math.max(no, marks.get(name) ?? 0));
      behind = true;
      writing ??= write();
    },
    quiet: () => writing ?? Promise.resolve(),
  };
}

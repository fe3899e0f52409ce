import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { NumberGuard } from '../../shared/desk/grant-number.ts';
import type { LeaseState } from '../../shared/desk/desk.ts';
import type { OutsideMarks } from './ports.ts';

export interface NumberMarks extends NumberGuard {
  /** Resolves when the second copy is written. */
  quiet(): Promise<void>;
}

/** Blocks remembered when the journal has forgotten them: a copy of it may come back that has not. */
const mostForgotten = 1000;

/**
 * The highest burned number of every block, kept a second time outside of the journal (PROTOCOL N1): a journal restored
 * from an old copy then does not repeat numbers that stand on paper, and uses no block that was given back. Written after the journal, never before it; what a
 * crash kept out of it is copied from the journal at the next start, before a number is shown.
 */
export function makeNumberMarks(
  outside: OutsideMarks | undefined,
  state: DeskState,
  allowed: () => boolean,
): NumberMarks {
  const marks = new Map(Object.entries(outside?.read() ?? {}));
  /** What earlier programs recorded: the highest of the book. */
  const bookOf = (book: string, year: number): string => `${state.identity?.id ?? ''}/${book}/${year}`;
  const nameOf = (lease: string): string => `block/${lease}`;
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

  const usedOf = (lease: string): number => marks.get(nameOf(lease)) ?? 0;
  const forgetOldest = (): void => {
    const forgotten = [...marks.keys()].filter((name) => name.startsWith('block/') && !state.leases.has(name.slice(6)));
    for (const name of forgotten.slice(0, Math.max(0, forgotten.length - mostForgotten))) marks.delete(name);
  };
  const burned = (lease: string, no: number): void => {
    if (no <= usedOf(lease)) return;
    marks.set(nameOf(lease), no);
    forgetOldest();
    behind = true;
    writing ??= write();
  };
  const closedUpTo = ({ closed, used, to }: Pick<LeaseState, 'closed' | 'used' | 'to'>): number =>
    closed ? to : (used ?? 0);

  for (const lease of state.leases.values()) {
    const { book, year } = lease;
    const upTo = closedUpTo(lease);
    if (upTo > Math.max(usedOf(lease.id), marks.get(bookOf(book, year)) ?? 0)) burned(lease.id, upTo);
  }

  return {
    allowed,
    above: (book, year) => marks.get(bookOf(book, year)) ?? 0,
    usedOf,
    burned,
    gaveBack: async ({ id, to }) => {
      burned(id, to);
      await writing;
    },
    quiet: () => writing ?? Promise.resolve(),
  };
}

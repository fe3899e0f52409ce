import type { AgendaGrant } from '../commands/command.ts';
import type { Draft, LeaseState } from './desk.ts';

/** What the host knows of numbers beside the journal. */
export interface NumberGuard {
  /** False while the journal may be a copy of another desk's: no number is burned (PROTOCOL N5). */
  allowed(): boolean;
  /** Highest number of that book known to be burned from the copy outside the journal; 0 for none (PROTOCOL N1). */
  above(book: string, year: number): number;
  /** Called once the operation that burned the number is on disk. */
  burned(book: string, year: number, no: number): void;
}

/**
 * The next number of an open block for that book, lowest block first; null when none is left. It is above `above` and
 * above everything ever burned of that book (PROTOCOL N1).
 */
export function nextNumber(
  leases: Iterable<LeaseState>,
  book: string,
  year: number,
  above = 0,
): { readonly lease: string; readonly no: number } | null {
  const ours = [...leases].filter((lease) => lease.book === book && lease.year === year);
  const highest = Math.max(above, ...ours.map(({ used }) => used ?? 0));
  const open = ours.filter(({ closed, to }) => !closed && to > highest).sort((a, b) => a.from - b.from)[0];
  return open ? { lease: open.id, no: Math.max(open.from, highest + 1) } : null;
}

/**
 * The number part of an operation (PROTOCOL N1, N8): the path was chosen before the journal write. What goes to the
 * server, and what finds no block, carries a provisional code made of the desk and the operation's own sequence number.
 */
export function grantNumber(
  number: Draft['number'],
  leases: Iterable<LeaseState>,
  guard: NumberGuard,
  deskCode: string,
  seq: number,
): AgendaGrant | null {
  if (!number) return null;
  const { book, year } = number;
  const burns = number.path === 'desk' && guard.allowed();
  const burned = burns ? nextNumber(leases, book, year, guard.above(book, year)) : null;
  if (burned) return { book, year, no: burned.no, lease: burned.lease, provisional: null };
  return { book, year, no: null, lease: null, provisional: `S-${deskCode}-${seq}` };
}

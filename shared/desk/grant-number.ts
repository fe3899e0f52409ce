import type { AgendaGrant } from '../commands/command.ts';
import type { Draft, LeaseState } from './desk.ts';

/** What the host knows of numbers beside the journal. */
export interface NumberGuard {
  /** False while the journal may be a copy of another desk's: no number is burned (PROTOCOL N5). */
  allowed(): boolean;
  /** A number that every block goes on above: what earlier programs recorded for the book as a whole; 0 for none. */
  above(book: string, year: number): number;
  /** A number that a block goes on above, by the copy outside the journal: burned or given back; 0 for none (PROTOCOL N1). */
  usedOf(lease: string): number;
  /** Called once the operation that burned the number is on disk. */
  burned(lease: string, no: number): void;
  /** Called once the journal has closed a block; resolves when the copy outside of it says so too (PROTOCOL N12). */
  gaveBack(lease: LeaseState): Promise<void>;
}

/**
 * The next number of an open block for that book, lowest block first; null when none is left. It is above everything
 * ever burned of that block (PROTOCOL N1).
 */
export function nextNumber(
  leases: Iterable<LeaseState>,
  book: string,
  year: number,
  guard: Pick<NumberGuard, 'above' | 'usedOf'>,
): { readonly lease: string; readonly no: number } | null {
  const open = [...leases].filter((lease) => lease.book === book && lease.year === year && !lease.closed);
  for (const lease of open.sort((a, b) => a.from - b.from)) {
    const burned = Math.max(lease.used ?? 0, guard.usedOf(lease.id), guard.above(book, year));
    const no = Math.max(lease.from, burned + 1);
    if (no <= lease.to) return { lease: lease.id, no };
  }
  return null;
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
  const burned = burns ? nextNumber(leases, book, year, guard) : null;
  if (burned) return { book, year, no: burned.no, lease: burned.lease, provisional: null };
  return { book, year, no: null, lease: null, provisional: `S-${deskCode}-${seq}` };
}

import type { AgendaGrant } from '../commands/command.ts';
import type { Draft, LeaseState } from './desk.ts';

/** The next number of an open block for that book, lowest block first; null when none is left. */
export function nextNumber(
  leases: Iterable<LeaseState>,
  book: string,
  year: number,
): { readonly lease: string; readonly no: number } | null {
  const open = [...leases]
    .filter((lease) => lease.book === book && lease.year === year && !lease.closed && (lease.used ?? 0) < lease.to)
    .sort((a, b) => a.from - b.from)[0];
  return open ? { lease: open.id, no: open.used === null ? open.from : open.used + 1 } : null;
}

/**
 * The number part of an operation (PROTOCOL N1, N8): the path was chosen before the journal write. What goes to the
 * server, and what finds no block, carries a provisional code made of the desk and the operation's own place.
 */
export function grantNumber(
  number: Draft['number'],
  leases: Iterable<LeaseState>,
  deskCode: string,
  seq: number,
): AgendaGrant | null {
  if (!number) return null;
  const { book, year } = number;
  const burned = number.path === 'desk' ? nextNumber(leases, book, year) : null;
  if (burned) return { book, year, no: burned.no, lease: burned.lease, provisional: null };
  return { book, year, no: null, lease: null, provisional: `S-${deskCode}-${seq}` };
}

import { resultStatuses } from '../../../shared/sync/protocol.ts';
import type { ImportedEntry } from '../../data/office.ts';
import type { Texts } from '../texts/index.ts';

/** The letter of an entry, where there is a page of it. */
export function letterOf({ name, args, result }: ImportedEntry): string | null {
  const { letterId } = Object(args) as { readonly letterId?: unknown };
  // A booking that was refused left no letter.
  const stands = name !== 'letter.register' || (result.status !== 'rejected' && result.status !== 'quarantined');
  return stands && typeof letterId === 'string' ? letterId : null;
}

/** `12 diterima, 1 digabung`; kinds that do not occur are left out. */
export function countsText(t: Texts, entries: readonly ImportedEntry[]): string {
  return resultStatuses
    .map((status) => ({ status, count: entries.filter(({ result }) => result.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => t(`carry.in.counts.${status}`, { count }))
    .join(', ');
}

import { resultStatuses } from '../../../shared/sync/protocol.ts';
import type { BroughtEntry } from '../../data/office.ts';
import type { Texts } from '../texts/index.ts';

/** `12 diterima, 1 digabung`; kinds that do not occur are left out. */
export function countsText(t: Texts, entries: readonly BroughtEntry[]): string {
  return resultStatuses
    .map((status) => ({ status, count: entries.filter(({ result }) => result.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => t(`carry.in.counts.${status}`, { count }))
    .join(', ');
}

import type { SyncState } from '../../data/office.ts';

/** Whether this desk still waits for its first complete sync: an empty list means "not yet", not "nothing". */
export function isFirstSync({ first, lastPull }: Pick<SyncState, 'first' | 'lastPull'>): boolean {
  return first !== null || lastPull === null;
}

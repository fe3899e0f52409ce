import { isMasterType, parseDocKey } from '../../shared/commands/documents.ts';
import type { OfficeChange } from './office.ts';

/** Tells the listeners of this window what changed. */
export interface Changes {
  emit(change: OfficeChange): void;
  listen(listener: (change: OfficeChange) => void): () => void;
}

export function makeChanges(): Changes {
  const listeners = new Set<(change: OfficeChange) => void>();
  return {
    emit: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function changeOf(keys: Iterable<string>): OfficeChange {
  const set = new Set(keys);
  let masters = false;
  let letters = false;
  for (const key of set) {
    if (isMasterType(parseDocKey(key).type)) masters = true;
    else letters = true;
  }
  return { keys: set, masters, letters, sync: false };
}

export const syncChange: OfficeChange = { keys: new Set(), masters: false, letters: false, sync: true };
/** Everything may have changed: lists were loaded in bulk. */
export const bulkChange: OfficeChange = { keys: new Set(), masters: true, letters: true, sync: true };

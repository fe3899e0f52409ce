import { parseDocKey } from '../../shared/commands/documents.ts';
import { isMasterType, isWholeType } from '../../shared/records/kinds.ts';
import type { OfficeChange } from './office.ts';

/** Notifies the listeners of this window of changes. */
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
  let records = false;
  for (const key of set) {
    const { type } = parseDocKey(key);
    if (isMasterType(type)) masters = true;
    else if (isWholeType(type)) records = true;
    else letters = true;
  }
  return { keys: set, masters, letters, records, sync: false };
}

export const syncChange: OfficeChange = {
  keys: new Set(),
  masters: false,
  letters: false,
  records: false,
  sync: true,
};
/** Everything may have changed: lists were loaded in bulk. */
export const bulkChange: OfficeChange = { keys: new Set(), masters: true, letters: true, records: true, sync: true };

import { parseJournal } from '../../main/desk/journal-format.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { SimDisk } from './sim-disk.ts';

/** Every operation a journal names, in any of its records, oldest first; each sequence number once. */
export function operationsIn(disk: SimDisk): readonly Operation[] {
  const found: Operation[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { opId, seq, hash, name } = value as Partial<Operation>;
    if (typeof opId === 'string' && typeof seq === 'number' && typeof hash === 'string' && typeof name === 'string') {
      found.push(value as Operation);
      return;
    }
    for (const part of Object.values(value)) visit(part);
  };
  for (const bytes of disk.texts()) parseJournal(bytes).records.forEach(visit);
  return found;
}

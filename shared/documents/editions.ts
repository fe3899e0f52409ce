import type { ActOf } from '../cases/case.ts';
import { firstEdition, type Edition } from './edition.ts';

type Recorded = ActOf<'document'>;

/** Which edition of its paper a record is, before or after it was recorded. */
export function editionOf(documents: readonly Recorded[], { replaces }: Pick<Recorded, 'replaces'>): Edition {
  let no = 1;
  let date: string | null = null;
  const seen = new Set<string>();
  for (let id = replaces; id !== undefined && !seen.has(id);) {
    seen.add(id);
    const before = documents.find((one) => one.id === id);
    if (!before) break;
    date ??= before.date;
    no += 1;
    id = before.replaces;
  }
  return date === null ? firstEdition : { no, replaces: { no: no - 1, date } };
}

/** Whether a later edition took the place of this record. */
export function isReplaced(documents: readonly Recorded[], { id }: Pick<Recorded, 'id'>): boolean {
  return documents.some(({ replaces }) => replaces === id);
}

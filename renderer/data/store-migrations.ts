import { meta, readMeta, writeMeta } from './meta.ts';
import { tableNames, type Store, type StoreTx } from './store.ts';

/** A step from one version of the local store to the next. A released step is never changed. */
export interface StoreStep {
  readonly to: number;
  readonly name: string;
  /** The tables of that version, each with its key path. */
  readonly tables: Readonly<Record<string, string>>;
  /**
   * Brings the records of the version before into their new form. It reads and writes them opened, so it runs once the
   * key of a sealed store is there, not together with the change of the tables.
   */
  readonly records?: (tx: StoreTx) => Promise<void>;
}

/** Nothing is indexed beside the keys, because lists and search live in the index in memory. */
const firstTables = {
  rows: 'key',
  shadows: 'key',
  outbox: 'seq',
  packs: 'key',
  columns: 'key',
  attention: 'opId',
  meta: 'key',
} as const;

/** What stood before the key of a lost document, among the ids of entries. */
const formerPrefix = 'lost:';

async function moveLostDocuments(tx: StoreTx): Promise<void> {
  for (const item of await tx.all('attention')) {
    if (!item.opId.startsWith(formerPrefix)) continue;
    const { opId, args: doc, at, seen, scopes = [] } = item as typeof item & { readonly scopes?: readonly string[] };
    tx.put('lost', { key: opId.slice(formerPrefix.length), scopes, doc, at, seen });
    tx.delete('attention', opId);
  }
}

export const storeSteps: readonly StoreStep[] = [
  { to: 1, name: 'rows, shadows, outbox, packs with their columns, attention, notes', tables: firstTables },
  {
    to: 2,
    name: 'what a restored server lost has a table of its own',
    tables: { ...firstTables, lost: 'key' },
    records: moveLostDocuments,
  },
];

/** A store of a higher version was written by a later program. */
export const storeVersion = storeSteps.at(-1)?.to ?? 0;

/** What a store of a later program is refused with: it stays as it is for one that can read it (PROTOCOL V5). */
export function newerStore(version: number): DOMException {
  return new DOMException(
    `the local store is of version ${version}, this program knows ${storeVersion}`,
    'VersionError',
  );
}

/** Whether a store could not be opened because a later program wrote it. */
export function isNewerStore(error: unknown): boolean {
  const { name, inner } = Object(error) as { name?: unknown; inner?: { name?: unknown } };
  return name === 'VersionError' || inner?.name === 'VersionError';
}

/**
 * Brings the records of an open store to the present version, all steps in one transaction. Killed in the middle, the
 * next opening begins again with the records of before.
 */
export async function migrateRecords(store: Pick<Store, 'get' | 'write'>, steps = storeSteps): Promise<void> {
  const latest = steps.at(-1)?.to ?? 0;
  // A store from before the note is of the first version, and so is an empty one.
  const known = (await readMeta(store, meta.records)) ?? 1;
  if (known > latest) throw newerStore(known);
  if (known === latest) return;
  await store.write(tableNames, async (tx) => {
    // Another window may have done it meanwhile.
    const from = (await readMeta(tx, meta.records)) ?? 1;
    for (const { to, records } of steps) if (to > from) await records?.(tx);
    if (from < latest) writeMeta(tx, meta.records, latest);
  });
}

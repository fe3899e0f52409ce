import { Dexie, type Table } from 'dexie';
import type { Journal, JournalRecord } from '../../../shared/desk/journal-record.ts';

interface Line {
  readonly n?: number;
  readonly record: JournalRecord;
}

export interface BrowserJournal extends Journal {
  /** Hands over records that any window wrote since the last call. */
  catchUp(replay: (record: JournalRecord) => void): Promise<void>;
}

/**
 * The journal of the browser edition: a strict transaction in a database of its own. Weaker than a file outside the
 * browser's store, and the program says so.
 */
export function browserJournal(name: string): BrowserJournal {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ lines: '++n' });
  const lines = (): Table<Line, number> => db.table('lines');
  let read = 0;

  const write = async (records: readonly JournalRecord[]): Promise<void> => {
    const last = await lines().bulkAdd(records.map((record) => ({ record })));
    // Written under the desk's lock right after a `catchUp`, so nothing lies between.
    read = last;
  };
  return {
    append: write,
    note: write,
    history: async (_afterSeq, visit) => {
      await lines().each(({ record }) => visit(record));
    },
    catchUp: async (replay) => {
      await lines()
        .where(':id')
        .above(read)
        .each(({ n, record }) => {
          replay(record);
          read = n ?? read;
        });
    },
  };
}

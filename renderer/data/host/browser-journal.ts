import { Dexie, type Table } from 'dexie';
import { checkpointOf } from '../../../shared/desk/checkpoint.ts';
import { markAnswered, mayGo } from '../../../shared/desk/closed-files.ts';
import { emptyState, type DeskState } from '../../../shared/desk/desk-state.ts';
import type { ClosedFile, Journal, JournalRecord } from '../../../shared/desk/journal-record.ts';
import type { RewritableJournal } from '../../../shared/desk/seal-old.ts';

interface Line {
  readonly n?: number;
  readonly record: JournalRecord;
}

/** At {@link rewrittenAt}: how often parts were rewritten, so that every window reads them again. */
interface Rewritten {
  readonly n: number;
  readonly times: number;
}
/** Before the first line. */
const rewrittenAt = 0;

export interface BrowserJournal extends Journal, RewritableJournal {
  /**
   * Replays records that any window wrote since the last call; the first time from the latest snapshot of the state. When
   * a part was rewritten meanwhile, the state is emptied and built again.
   */
  catchUp(replay: (record: JournalRecord) => void): Promise<void>;
  /**
   * Starts a new part with a snapshot of the state when the present one is long, and removes parts as a desk on disk
   * removes its files (PROTOCOL D10). `state`: the state after every line so far; called under the desk's lock, like a
   * write.
   */
  tidy(state: DeskState): Promise<void>;
}

/** Lines of a part: read at every start, about 4 MB. */
const linesInPart = 4000;

/**
 * The journal of the browser edition: a strict transaction in a database of its own. Weaker than a file outside the
 * browser's store, and the program says so; a part, named by its first line, takes the role of a file.
 */
export function browserJournal(name: string, partLines = linesInPart): BrowserJournal {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ lines: '++n' });
  const lines = (): Table<Line, number> => db.table('lines');
  const marks = (): Table<Rewritten, number> => db.table('lines');
  const rewrittenTimes = async (): Promise<number> => (await marks().get(rewrittenAt))?.times ?? 0;
  let times = 0;
  /** The last line this window has read or written. */
  let read = 0;
  /** First line of the present part, and the parts before it. */
  let head = 1;
  let closed: readonly ClosedFile[] = [];

  const passed = (n: number, record: JournalRecord): void => {
    read = n;
    if (record.k !== 'state') return;
    head = n;
    closed = record.files;
  };

  const write = async (records: readonly JournalRecord[]): Promise<void> => {
    const last = await lines().bulkAdd(records.map((record) => ({ record })));
    // Written under the desk's lock right after a `catchUp`, so no other line can be between.
    read = last;
  };

  const firstLine = async (): Promise<number> => {
    const found = await lines()
      .where(':id')
      .above(rewrittenAt)
      .reverse()
      .filter(({ record }) => record.k === 'state')
      .first();
    return found?.n ?? 1;
  };

  return {
    append: write,
    note: write,
    history: async (afterSeq, visit) => {
      const from = closed.find(({ lastSeq }) => lastSeq > afterSeq)?.name ?? head;
      await lines()
        .where(':id')
        .aboveOrEqual(Number(from))
        .each(({ record }) => visit(record));
    },
    catchUp: async (replay) => {
      const now = await rewrittenTimes();
      if (now !== times && read > 0) {
        // What this window holds in the former shape must not be written again.
        replay(checkpointOf(emptyState(), []));
        [read, head, closed] = [0, 1, []];
      }
      times = now;
      if (read === 0) read = (await firstLine()) - 1;
      await lines()
        .where(':id')
        .above(read)
        .each(({ n, record }) => {
          replay(record);
          passed(n ?? read, record);
        });
    },
    files: () => [...closed.map((part) => part.name), String(head)],
    rewrite: async (part, change) => {
      const names = [...closed.map((one) => one.name), String(head)];
      const next = names[names.indexOf(part) + 1];
      const own = lines().where(':id');
      const of = next === undefined ? own.aboveOrEqual(Number(part)) : own.between(Number(part), Number(next));
      times = await db.transaction('rw', lines(), async () => {
        const changed: Line[] = [];
        await of.each(({ n, record }) => {
          const made = change(record);
          if (n !== undefined && made !== record) changed.push({ n, record: made });
        });
        if (changed.length === 0) return times;
        await lines().bulkPut(changed);
        const now = (await rewrittenTimes()) + 1;
        await marks().put({ n: rewrittenAt, times: now });
        return now;
      });
    },
    tidy: async (state) => {
      if (read - head < partLines) return;
      const parts = markAnswered([...closed, { name: String(head), lastSeq: state.seq, answeredAt: null }], state);
      const kept = parts.filter((part) => !mayGo(part, state));
      const point = checkpointOf(state, kept);
      const written = await db.transaction('rw', lines(), async () => {
        const n = await lines().add({ record: point });
        for (const [i, part] of parts.entries()) {
          if (kept.includes(part)) continue;
          await lines()
            .where(':id')
            .between(Number(part.name), Number(parts[i + 1]?.name ?? n))
            .delete();
        }
        return n;
      });
      passed(written, point);
    },
  };
}

import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { bookOf, type BookName } from './books.ts';
import type { Store } from '../store/store.ts';
import { makeLane } from '../store/sqlite/lane.ts';

const shape = z.object({
  epoch: z.string(),
  rv: z.number().int().nonnegative(),
  books: z.record(z.string(), z.number().int().positive()),
});
type Mark = z.infer<typeof shape>;

/**
 * The highest version and the highest numbers ever handed out, beside the database and outside its backups. A restored
 * database is recognised by it, and its counters go on where the lost one stood (PROTOCOL N4, L8).
 */
export interface HighWater {
  /** On disk when it resolves, if a counter moved; otherwise soon. */
  raise(counted: readonly BookName[]): Promise<void>;
  close(): Promise<void>;
}

/** A version without a number may be forgotten for this long; a number never. */
const soonMs = 1000;

/** For a register in memory, which cannot be restored. */
export const noHighWater: HighWater = { raise: async () => undefined, close: async () => undefined };

const nameOf = ({ book, year }: BookName): string => `${book}:${year}`;

/** Where the mark lies: one text, replaced whole. */
export interface MarkFile {
  /** Rejects when there is none. */
  read(): Promise<string>;
  /** On disk when it resolves. */
  write(text: string): Promise<void>;
}

export function markOnDisk(file: string): MarkFile {
  return {
    read: () => readFile(file, 'utf8'),
    async write(text) {
      const handle = await open(`${file}.new`, 'w');
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.new`, file);
    },
  };
}

async function readMark(file: MarkFile): Promise<Mark | null> {
  try {
    return shape.parse(JSON.parse(await file.read()));
  } catch {
    return null;
  }
}

/** Raises what a restored database forgot. Returns whether it was one. */
async function recover(store: Store, mark: Mark, newEpoch: string): Promise<boolean> {
  return store.write(async (tx) => {
    const { epoch, rv } = await tx.clock();
    let behind = rv < mark.rv || epoch !== mark.epoch;
    for (const [name, next] of Object.entries(mark.books)) {
      const [book = '', year = '0'] = name.split(':');
      const known = await bookOf(tx, { book, year: Number(year) });
      if (known.next >= next) continue;
      behind = true;
      await tx.numbers.putBook({ ...known, next });
    }
    if (behind) await tx.renewEpoch(newEpoch, mark.rv);
    return behind;
  });
}

/** Does `work` once after some time; returns the way to give it up. */
export type Later = (work: () => void, ms: number) => () => void;

/** Compares mark and database at start, then keeps the mark. */
export async function openHighWater(
  file: MarkFile,
  store: Store,
  newEpoch: string,
  later: Later,
  onFault: (error: unknown) => void,
): Promise<{ readonly highWater: HighWater; readonly restored: boolean }> {
  const lane = makeLane();
  const mark = await readMark(file);
  const restored = mark !== null && (await recover(store, mark, newEpoch));
  const save = (): Promise<void> =>
    lane(async () => {
      const now = await store.read(async (tx) => ({ ...(await tx.clock()), books: await tx.numbers.books() }));
      const books = Object.fromEntries(now.books.map((book) => [nameOf(book), book.next]));
      const mark: Mark = { epoch: now.epoch, rv: now.rv, books };
      await file.write(JSON.stringify(mark));
    });
  await save();
  let giveUp: (() => void) | null = null;
  return {
    restored,
    highWater: {
      async raise(counted) {
        if (counted.length > 0) return save();
        giveUp ??= later(() => {
          giveUp = null;
          save().catch(onFault);
        }, soonMs);
      },
      async close() {
        giveUp?.();
        await save();
      },
    },
  };
}

import { makeLane } from '../store/sqlite/lane.ts';
import type { DeskRow, Store, Tx } from '../store/store.ts';
import { chainStart } from '../../shared/sync/operation.ts';
import { noteEpoch } from '../sync/epochs.ts';
import { beginEpoch } from '../sync/recovery.ts';
import { bookOf, raiseBook, type BookName } from './books.ts';
import { readMark, type Mark, type MarkedDesk, type MarkFile } from './mark.ts';
import { numberingIs } from './numbering.ts';

export type { MarkFile } from './mark.ts';

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

function bookNamed(name: string): BookName {
  const [book = '', year = '0'] = name.split(':');
  return { book, year: Number(year) };
}

async function markOf(tx: Tx): Promise<Mark> {
  const { epoch, rv } = await tx.clock();
  const books = Object.fromEntries((await tx.numbers.books()).map((book) => [nameOf(book), book.next]));
  const desks = (await tx.desks.all()).map(
    ({ id, code, name, machine, tokenHash, retired, blockSize, createdAt, lastSeen, origin, originSeq }) => {
      const desk: MarkedDesk = {
        id,
        code,
        name,
        machine,
        tokenHash,
        retired,
        blockSize,
        createdAt,
        lastSeen,
        origin,
        originSeq,
      };
      return desk;
    },
  );
  return { epoch, rv, books, numbering: await numberingIs(tx), desks };
}

/** Desks enrolled after the backup: they stand before their first operation and tell all they have (PROTOCOL E2). */
async function putDesksBack(tx: Tx, marked: readonly MarkedDesk[]): Promise<void> {
  const known = await tx.desks.all();
  for (const desk of marked) {
    if (known.some(({ id, code }) => id === desk.id || code === desk.code)) continue;
    const begun = {
      inc: 0,
      lastSeq: 0,
      lastHash: chainStart,
      lost: false,
      reported: '',
      claimed: 0,
      forcedAt: 0,
      enrolledBy: null,
    };
    const row: DeskRow = { ...desk, ...begun };
    await tx.desks.put(row);
  }
}

/** Whether the mark tells of more than the database has. One of an earlier life of it is merely late. */
async function isBehind(tx: Tx, mark: Mark): Promise<boolean> {
  const { epoch, rv, floor } = await tx.clock();
  if (rv < mark.rv || (epoch !== mark.epoch && mark.rv > floor)) return true;
  // Enrolling and signing in raise no version.
  const known = new Set((await tx.desks.all()).map(({ id }) => id));
  if (mark.desks.some(({ id }) => !known.has(id))) return true;
  for (const [name, next] of Object.entries(mark.books)) {
    if ((await bookOf(tx, bookNamed(name))).next < next) return true;
  }
  return false;
}

/** How the register is opened: `asked` says that the operator put a backup in its place. */
export interface Opening {
  readonly asked: boolean;
  /** ms since 1970, by the server's clock. */
  readonly now: number;
}

/**
 * PROTOCOL E1: a database older than its mark, one in use without a mark, or one the operator calls restored begins a new
 * life. With a mark that knew every counter it goes on numbering above it; without, numbering is closed (N4).
 */
async function recover(tx: Tx, mark: Mark | null, epoch: string, { asked, now }: Opening): Promise<boolean> {
  const behind = mark !== null && (await isBehind(tx, mark));
  // Without a mark nobody knows what was given out after this copy was made: a register in use is not taken at its word.
  const unknown = mark === null && (await tx.desks.all()).length > 0;
  if (!behind && !unknown && !asked) return false;
  for (const [name, next] of Object.entries(mark?.books ?? {})) {
    await raiseBook(tx, bookNamed(name), next, { class: 'restored', reason: null, by: null, at: now });
  }
  await putDesksBack(tx, mark?.desks ?? []);
  // Desks that speak of the life the mark knew tell nothing new by it.
  if (mark !== null) await noteEpoch(tx, mark.epoch);
  const countersKnown = behind && mark.numbering === 'open';
  await beginEpoch(tx, { epoch, rv: mark?.rv ?? 0, countersKnown, now });
  return true;
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
  opening: Opening,
): Promise<{ readonly highWater: HighWater; readonly restored: boolean }> {
  const lane = makeLane();
  const mark = await readMark(file);
  const restored = await store.write((tx) => recover(tx, mark, newEpoch, opening));
  const save = (): Promise<void> => lane(async () => file.write(JSON.stringify(await store.read(markOf))));
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

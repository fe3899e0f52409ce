import { meta } from '../store/meta.ts';
import type { DeskRow, Store, Tx } from '../store/store.ts';
import { chainStart } from '../../shared/sync/operation.ts';
import { beginEpoch } from '../sync/recovery.ts';
import { bookOf, raiseBook, type BookName } from './books.ts';
import { readMark, type Mark, type MarkedDesk, type MarkFile } from './mark.ts';
import { numberingIs } from './numbering.ts';

export type { MarkFile } from './mark.ts';

/**
 * The highest version and the highest numbers ever issued, outside of the database and its backups. A restored database
 * is recognised by it, and its counters continue where the lost one stood (PROTOCOL N4, L8).
 */
export interface HighWater {
  /** On disk when it resolves, if a counter moved; otherwise soon. */
  raise(counted: readonly BookName[]): Promise<void>;
  close(): Promise<void>;
}

/** The two copies of the mark. */
export interface MarkFiles {
  /** Beside the register: reveals a database that was restored alone. */
  readonly beside: MarkFile;
  /** Outside of the register's folder, by its name: reveals a folder that was restored whole, or moved. */
  readonly outside: MarkFile | null;
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
  const books = Object.fromEntries((await tx.numbers.books()).map((book) => [nameOf(book), book.reached]));
  const desks = (await tx.desks.all()).map(
    ({ id, code, name, machine, tokenHash, retired, blockSize, createdAt, lastSeen, origin, originSeq, agency }) => {
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
        agency,
      };
      return desk;
    },
  );
  return { epoch, rv, books, numbering: await numberingIs(tx), desks };
}

/** Desks enrolled after the backup: they start before their first operation and report all they have (PROTOCOL E2). */
async function putDesksBack(tx: Tx, marked: readonly MarkedDesk[]): Promise<void> {
  const known = await tx.desks.all();
  for (const desk of marked) {
    if (known.some(({ id, code }) => id === desk.id || code === desk.code)) continue;
    const begun = {
      inc: 0,
      lastSeq: 0,
      lastHash: chainStart,
      lost: false,
      reported: null,
      replaysAll: false,
      enrolledBy: null,
      confirmed: false,
    };
    const row: DeskRow = { ...desk, ...begun };
    await tx.desks.put(row);
  }
}

/** Whether the mark is ahead of the database. One of an earlier epoch is merely late. */
async function isBehind(tx: Tx, mark: Mark): Promise<boolean> {
  const { epoch, rv, floor } = await tx.clock();
  if (rv < mark.rv || (epoch !== mark.epoch && mark.rv > floor)) return true;
  // Enrolling and signing in raise no version.
  const known = new Set((await tx.desks.all()).map(({ id }) => id));
  if (mark.desks.some(({ id }) => !known.has(id))) return true;
  for (const [name, next] of Object.entries(mark.books)) {
    if ((await bookOf(tx, bookNamed(name))).reached < next) return true;
  }
  return false;
}

/** How the register is opened: `asked` means that the operator replaced it by a backup. */
export interface Opening {
  readonly asked: boolean;
  /** ms since 1970, by the server's clock. */
  readonly now: number;
}

/**
 * How the register was found to be restored. `behind`: older than a mark; `unmarked`: in use without any; `moved`: it
 * had a mark outside of its folder and finds none, so that it may be a copy of one that is still in use elsewhere.
 */
export type Restored = 'behind' | 'unmarked' | 'moved' | 'asked';

interface Marks {
  readonly beside: Mark | null;
  readonly outside: Mark | null;
  /** Whether a mark outside of the folder is kept at all. */
  readonly keepsOutside: boolean;
}

async function howRestored(tx: Tx, { beside, outside, keepsOutside }: Marks, asked: boolean): Promise<Restored | null> {
  for (const mark of [beside, outside]) if (mark !== null && (await isBehind(tx, mark))) return 'behind';
  const inUse = (await tx.desks.all()).length > 0;
  // Nobody knows what was issued after this copy was made: a register in use is not trusted without a mark.
  if (inUse && beside === null && outside === null) return 'unmarked';
  if (inUse && keepsOutside && outside === null && (await tx.meta(meta.outsideMark)) !== null) return 'moved';
  return asked ? 'asked' : null;
}

/**
 * PROTOCOL E1: a database older than a mark, one in use without its marks, or one the operator declares restored begins
 * a new epoch. With a mark that knew every counter it continues numbering above it; without, numbering is closed (N4).
 */
async function recover(tx: Tx, marks: Marks, epoch: string, { asked, now }: Opening): Promise<Restored | null> {
  const how = await howRestored(tx, marks, asked);
  if (how === null) return null;
  const { beside, outside } = marks;
  const known = [beside, outside].flatMap((mark) => mark ?? []).sort((a, b) => b.rv - a.rv);
  for (const { books, desks } of known) {
    for (const [name, next] of Object.entries(books)) {
      if (next <= (await bookOf(tx, bookNamed(name))).reached) continue;
      await raiseBook(tx, bookNamed(name), next, { class: 'restored', reason: null, by: null, at: now });
    }
    await putDesksBack(tx, desks);
  }
  const [newest] = known;
  // A mark beside the register may have been restored with it, when there is none outside to compare with.
  const elsewhere = marks.keepsOutside && outside === null && (await tx.meta(meta.outsideMark)) !== null;
  const countersKnown = how === 'behind' && newest?.numbering === 'open' && !elsewhere;
  const lost = newest && { lost: newest.epoch };
  await beginEpoch(tx, { epoch, rv: newest?.rv ?? 0, countersKnown, now, ...lost });
  return how;
}

/** Does `work` once after some time; returns the function that cancels it. */
export type Later = (work: () => void, ms: number) => () => void;

/** Writes again and again the value current at that moment. All callers that ask during a write share the next one. */
function inGroups(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;
  return () => {
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        running = waiting ?? running;
        waiting = null;
        return write();
      });
    return waiting;
  };
}

/** Compares marks and database at start, then keeps the marks. */
export async function openHighWater(
  { beside, outside }: MarkFiles,
  store: Store,
  newEpoch: string,
  later: Later,
  onFault: (error: unknown) => void,
  opening: Opening,
): Promise<{ readonly highWater: HighWater; readonly restored: Restored | null }> {
  const marks: Marks = {
    beside: await readMark(beside),
    outside: outside && (await readMark(outside)),
    keepsOutside: outside !== null,
  };
  const restored = await store.write((tx) => recover(tx, marks, newEpoch, opening));
  const save = inGroups(async () => {
    const text = JSON.stringify(await store.read(markOf));
    // Both are at rest when it ends, also after a fault: the next write must not meet one of them.
    const written = await Promise.allSettled([beside.write(text), outside?.write(text)]);
    const fault = written.find((one) => one.status === 'rejected');
    if (fault) throw fault.reason;
  });
  await save();
  if (outside) {
    await store.write(async (tx) => {
      if ((await tx.meta(meta.outsideMark)) === null) await tx.setMeta(meta.outsideMark, opening.now);
    });
  }
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

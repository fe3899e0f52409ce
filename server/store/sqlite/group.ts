import type { Database } from 'better-sqlite3';
import { isStoreFault } from '../store.ts';
import { roundRobin } from '../turns.ts';

/** The most one transaction takes: readers wait meanwhile. */
export interface GroupLimits {
  readonly works: number;
  /** Longest delay of the start after the first one, ms. */
  readonly ms: number;
}
const usual: GroupLimits = { works: 128, ms: 50 };

interface Waiting {
  readonly work: () => Promise<unknown>;
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/** How groups follow each other in time. */
export interface Pace {
  /** Lets everything that arrived be processed, after each work. */
  readonly breathe: () => Promise<void>;
  /** ms, of any beginning; bounds a group and decides nothing else. */
  readonly now: () => number;
}

export interface GroupDeps extends Pace {
  readonly db: Database;
  /** Runs one thing at a time, together with whatever else uses the connection. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** A failure in the form the store's callers know. */
  readonly asFault: (error: unknown) => unknown;
  readonly limits?: GroupLimits;
}

export interface Groups {
  /** Resolves after the commit. Works of one `from` take turns with those of others, in their own order. */
  write<T>(work: () => Promise<T>, from?: string): Promise<T>;
  /** Whether an earlier work of the present transaction may have written something that can still be undone. */
  isShared(): boolean;
}

/**
 * Group commit: works that queue during a transaction are taken together in the next one. Each work has a savepoint of
 * its own, so that one that throws is undone alone; when the store itself fails, each is tried again by itself.
 */
export function groupCommit({ db, alone, asFault, breathe, now, limits = usual }: GroupDeps): Groups {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const save = db.prepare('SAVEPOINT work');
  const release = db.prepare('RELEASE work');
  const waiting = roundRobin<Waiting>();
  let shared = false;
  let draining = false;

  /** The result of the work, or its failure after it was undone. Throws when the whole transaction is lost. */
  const within = async ({ work, done, failed }: Waiting): Promise<() => void> => {
    save.run();
    try {
      const value = await work();
      release.run();
      return () => done(value);
    } catch (error) {
      const fault = asFault(error);
      if (isStoreFault(fault) || !db.inTransaction) throw fault;
      db.exec('ROLLBACK TO work; RELEASE work');
      return () => failed(fault);
    }
  };

  const inOne = async (take: () => Waiting | null, taken: Waiting[]): Promise<void> => {
    try {
      begin.run();
      const ends: (() => void)[] = [];
      for (let one = take(); one; one = take()) {
        shared = taken.length > 0;
        taken.push(one);
        ends.push(await within(one));
        // Nobody else has the connection: what arrives between two works can share the transaction.
        await breathe();
      }
      commit.run();
      for (const end of ends) end();
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw asFault(error);
    } finally {
      shared = false;
    }
  };

  const oneByOne = async (works: readonly Waiting[]): Promise<void> => {
    for (const one of works) {
      const only = [one];
      await inOne(() => only.shift() ?? null, []).catch(one.failed);
    }
  };

  const group = async (): Promise<void> => {
    const taken: Waiting[] = [];
    const begun = now();
    const take = (): Waiting | null =>
      taken.length > 0 && (taken.length >= limits.works || now() - begun >= limits.ms) ? null : waiting.next();
    try {
      await inOne(take, taken);
    } catch (error) {
      // A single work needs no savepoint.
      if (taken.length === 1) taken[0]?.failed(error);
      else await oneByOne(taken);
    }
  };

  const drain = async (): Promise<void> => {
    while (waiting.size > 0) await alone(group);
    draining = false;
  };

  return {
    write: (work, from) =>
      new Promise((done, failed) => {
        waiting.add(from ?? Symbol(), { work, done: done as (value: unknown) => void, failed });
        if (draining) return;
        draining = true;
        void drain();
      }),
    isShared: () => shared,
  };
}

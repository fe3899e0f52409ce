/** Rows of one table by their key, as the present work sees them. */
export interface KeptRows<T> {
  get(key: string): T;
  put(key: string, row: T): void;
  /** Writes what changed, before a query that reads more than single rows. */
  flush(): void;
  /** Clears what was only read: something else wrote to the table. */
  forget(): void;
}

/** The rows of all tables that one work keeps in memory. Outside of a work nothing is kept. */
export interface RowMemory {
  /** A table whose rows are read and written one by one. */
  rows<T>(read: (key: string) => T, write: (key: string, row: T) => void): KeptRows<T>;
  begin(): void;
  /** Writes what changed and clears the memory. */
  end(): void;
  /** What was written since `begin` was undone: the memory is cleared unwritten. */
  drop(): void;
  /** Returns a savepoint for {@link RowMemory.back}. */
  place(): number;
  /** Undoes what was put since a savepoint. */
  back(place: number): void;
}

/**
 * A batch raises the version, the counter of a book and the sum of a scope with each of its entries, and asks for the
 * register's key as often. Each of these rows is read once per work and written once, whatever happens to it in between.
 */
export function rowMemory(): RowMemory {
  const tables: Pick<KeptRows<never> & { clear(): void }, 'flush' | 'forget' | 'clear'>[] = [];
  const undo: (() => void)[] = [];
  let active = false;

  const drop = (): void => {
    active = false;
    undo.length = 0;
    for (const table of tables) table.clear();
  };

  return {
    rows<T>(read: (key: string) => T, write: (key: string, row: T) => void): KeptRows<T> {
      const kept = new Map<string, T>();
      const dirty = new Set<string>();
      const forget = (): void => {
        for (const key of kept.keys()) if (!dirty.has(key)) kept.delete(key);
      };
      const table = {
        get(key: string): T {
          const known = kept.get(key);
          if (known !== undefined || !active) return known ?? read(key);
          const row = read(key);
          kept.set(key, row);
          return row;
        },
        put(key: string, row: T): void {
          if (!active) return write(key, row);
          const [was, wasDirty] = [kept.get(key), dirty.has(key)];
          undo.push(() => {
            if (was === undefined) kept.delete(key);
            else kept.set(key, was);
            if (!wasDirty) dirty.delete(key);
          });
          kept.set(key, row);
          dirty.add(key);
        },
        flush(): void {
          // They stay to be written, for a savepoint may undo this.
          for (const key of dirty) write(key, kept.get(key) as T);
        },
        forget,
        clear(): void {
          kept.clear();
          dirty.clear();
        },
      };
      tables.push(table);
      return table;
    },
    begin() {
      drop();
      active = true;
    },
    end() {
      for (const table of tables) table.flush();
      drop();
    },
    drop,
    place: () => undo.length,
    back(place) {
      for (const step of undo.splice(place).reverse()) step();
      // What was read since then may have been written since then.
      for (const table of tables) table.forget();
    },
  };
}

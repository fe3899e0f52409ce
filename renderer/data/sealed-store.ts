import { forgetSecretScopes, meta, readMeta, writeMeta, type StoreForm } from './meta.ts';
import { isSealed, isSecretRecord, keyOfRecord, mayBeSecret, openRecord, sealRecord } from './sealed-records.ts';
import type { Sealing } from './sealing.ts';
import { tableNames, type Key, type Store, type StoreTx, type TableName, type Tables } from './store.ts';

/** Of {@link StoreForm}; a store of a higher one was written by a later program. */
const format = 1;

/** Number of records rewritten in one transaction: a pack has hundreds of letters, a row is one. */
const atOnce = { rows: 200, shadows: 200, outbox: 200, packs: 8, columns: 8, attention: 200, meta: 200 } as const;

/** Not a lost connection: reopening under the same key changes nothing. */
const otherKey = (): DOMException => new DOMException('the store lies under another key', 'NotReadableError');

/**
 * A store whose secret part is encrypted in the one below it (decision 20, At rest; PROTOCOL T30–T35). `sealing` null:
 * the desk gave no key; everything stays plain as before, and a sealed store is not touched. A record that cannot be
 * opened counts as lost, and is deleted so that its key is free.
 */
export function sealedStore(
  under: Store,
  sealing: Sealing | null,
  report: (where: string, error: unknown) => void,
): Store {
  const closed = <T extends TableName>(table: T, record: Tables[T]): Tables[T] =>
    sealing ? sealRecord(sealing, table, record) : record;
  const opened = <T extends TableName>(table: T, record: Tables[T]): Tables[T] | null =>
    openRecord(sealing, table, record);

  /** Another window may have opened the store under a newer key meanwhile: this one must not write any more. */
  const checkForm = (form: StoreForm | null): void => {
    if (form !== null && form.key !== sealing?.id) throw otherKey();
  };

  const write = <T>(tables: readonly TableName[], work: (tx: StoreTx) => Promise<T>): Promise<T> =>
    under.write(tables.includes('meta') ? tables : [...tables, 'meta'], async (tx) => {
      // Requested first and awaited last, so that it costs no extra wait.
      const form = readMeta(tx, meta.form);
      const [value, known] = await Promise.all([work(tx), form]);
      checkForm(known);
      return value;
    });

  /** Deletes records that cannot be opened, unless another window has rewritten them. */
  const bury = async (table: TableName, keys: readonly Key[]): Promise<void> => {
    if (!sealing || keys.length === 0) return;
    report('sealed store', new Error(`${keys.length} of ${table} cannot be opened`));
    await write([table], async (tx) => {
      const records = await tx.getMany(table, keys);
      tx.delete(table, ...keys.filter((_, i) => records[i] !== undefined && opened(table, records[i]) === null));
    }).catch((error: unknown) => report('sealed store', error));
  };

  /** The records that open; `lost` is called with the keys of the others. */
  const openAll = <T extends TableName>(
    table: T,
    records: readonly Tables[T][],
    lost: (keys: readonly Key[]) => void,
  ): readonly Tables[T][] => {
    const dead: Key[] = [];
    const alive = records.flatMap((record) => {
      const one = opened(table, record);
      if (one === null) dead.push(keyOfRecord(table, record));
      return one === null ? [] : [one];
    });
    if (dead.length > 0) lost(dead);
    return alive;
  };
  const read = async <T extends TableName>(table: T, records: readonly Tables[T][]): Promise<readonly Tables[T][]> => {
    const dead: Key[] = [];
    const alive = openAll(table, records, (keys) => void dead.push(...keys));
    await bury(table, dead);
    return alive;
  };

  const through = (tx: StoreTx): StoreTx => {
    const drop = (table: TableName) => (keys: readonly Key[]) => sealing && tx.delete(table, ...keys);
    const one = <T extends TableName>(table: T, record: Tables[T] | undefined): Tables[T] | undefined =>
      record === undefined ? undefined : openAll(table, [record], drop(table))[0];
    return {
      get: async (table, key) => one(table, await tx.get(table, key)),
      getMany: async (table, keys) => (await tx.getMany(table, keys)).map((record) => one(table, record)),
      all: async (table) => openAll(table, await tx.all(table), drop(table)),
      put: (table, ...records) => tx.put(table, ...records.map((record) => closed(table, record))),
      add: (table, record) => tx.add(table, closed(table, record)),
      delete: (table, ...keys) => tx.delete(table, ...keys),
    };
  };

  /**
   * Records the key of the store before anything is rewritten. Under another key the secret part counts as lost from
   * here on: its scopes are read from their start, the rest is restored by the sums and the journal (PROTOCOL D7).
   */
  const beginForm = ({ id: key }: Sealing): Promise<StoreForm> =>
    under.write(['meta'], async (tx) => {
      const known = await readMeta(tx, meta.form);
      if (known?.key === key) return known;
      const begun: StoreForm = { format, key, lifting: true };
      writeMeta(tx, meta.form, begun);
      if (!known) return begun;
      await forgetSecretScopes(tx);
      // More than there can be, so that the next check of the store finds a loss.
      writeMeta(tx, meta.canary, { rows: Number.MAX_SAFE_INTEGER, packs: 0, columns: 0 });
      return begun;
    });

  /** Seals plain records and deletes those under another key; interrupted, it starts over and finds the rest. */
  const lift = async (by: Sealing): Promise<void> => {
    for (const table of tableNames) {
      const keys = (await under.keys(table)).filter((key) => mayBeSecret(table, key));
      for (let from = 0; from < keys.length; from += atOnce[table]) {
        const some = keys.slice(from, from + atOnce[table]);
        await write([table], async (tx) => {
          for (const [i, record] of (await tx.getMany(table, some)).entries()) {
            const key = some[i];
            if (record === undefined || key === undefined) continue;
            if (isSealed(record)) {
              if (openRecord(by, table, record) === null) tx.delete(table, key);
            } else if (isSecretRecord(table, record)) tx.put(table, sealRecord(by, table, record));
          }
        });
      }
    }
    await write(['meta'], (tx) => Promise.resolve(writeMeta(tx, meta.form, { format, key: by.id })));
  };

  return {
    async open() {
      await under.open();
      const form = await readMeta(under, meta.form);
      // Written by a later program.
      if (form && form.format !== format) throw new DOMException('the store has a newer form', 'NotReadableError');
      if (!sealing) return checkForm(form);
      if (form?.key === sealing.id && !form.lifting) return;
      const begun = await beginForm(sealing);
      if (begun.lifting) await lift(sealing);
    },
    async get<T extends TableName>(table: T, key: Key) {
      const record = await under.get(table, key);
      return record === undefined ? undefined : (await read(table, [record]))[0];
    },
    all: async (table) => read(table, await under.all(table)),
    startingWith: async (table, prefix) => read(table, await under.startingWith(table, prefix)),
    keys: (table) => under.keys(table),
    write: (tables, work) => write(tables, (tx) => work(through(tx))),
    close: () => under.close(),
    destroy: () => under.destroy(),
  };
}

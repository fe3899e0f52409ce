import type { StoreTx, TableName } from './store.ts';

function answer<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('a request of the local store failed'));
  });
}

function txOf(transaction: IDBTransaction): StoreTx {
  const table = (name: TableName): IDBObjectStore => transaction.objectStore(name);
  return {
    get: (name, key) => answer(table(name).get(key)),
    getMany: (name, keys) => Promise.all(keys.map((key) => answer(table(name).get(key)))),
    all: (name) => answer(table(name).getAll()),
    // No request is awaited by itself: if one fails, the transaction does.
    put: (name, ...records) => {
      for (const record of records) table(name).put(record);
    },
    add: (name, record) => void table(name).add(record),
    delete: (name, ...keys) => {
      for (const key of keys) table(name).delete(key);
    },
  };
}

/**
 * One transaction, durable when it resolves. On plain requests instead of Dexie's, because a clerk waits for this and
 * committing as soon as the last request is made saves a round trip to the browser's storage process. Throws at once
 * when the connection is gone; rejects with the error of `work` or of the store. `signal` aborts it.
 */
export function strictWrite<T>(
  db: IDBDatabase,
  names: readonly TableName[],
  work: (tx: StoreTx) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const transaction = db.transaction([...names], 'readwrite', { durability: 'strict' });
  return new Promise<T>((resolve, reject) => {
    let done: { readonly value: T } | null = null;
    let failure: unknown = null;
    const fail = (): void => {
      // The transaction's error is more precise than that of `work`, when both exist.
      const error = transaction.error ?? failure;
      reject(error instanceof Error ? error : new DOMException('the browser gave the transaction up', 'AbortError'));
    };
    transaction.oncomplete = () => (done ? resolve(done.value) : fail());
    transaction.onabort = fail;
    const end = (how: () => void): void => {
      try {
        how();
      } catch {
        // Already committing: it ends by itself, one way or the other.
      }
    };
    // A caller that stopped waiting takes it as failed, so it must not commit later.
    signal?.addEventListener('abort', () => end(() => transaction.abort()));
    void (async () => work(txOf(transaction)))().then(
      (value) => {
        done = { value };
        end(() => transaction.commit());
      },
      (error: unknown) => {
        failure = error;
        end(() => transaction.abort());
      },
    );
  });
}

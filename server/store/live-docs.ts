import type { DocStore, StoredDoc } from './store.ts';

const parsed = new WeakMap<StoredDoc, unknown>();

/** The document of a stored text, parsed once however often it is requested. It is never changed in place. */
export function docOf(stored: StoredDoc): unknown {
  const known = parsed.get(stored);
  if (known !== undefined) return known;
  const doc: unknown = JSON.parse(stored.json);
  parsed.set(stored, doc);
  return doc;
}

/** A document to be stored; it is serialised only when needed, which may be after many more changes. */
export function withDoc(head: Omit<StoredDoc, 'json'>, doc: unknown): StoredDoc {
  let text: string | null = null;
  const stored: StoredDoc = {
    ...head,
    get json() {
      return (text ??= JSON.stringify(doc));
    },
  };
  parsed.set(stored, doc);
  return stored;
}

/** Whether two values are the same as JSON. What a change left alone is the same object and is not compared deeply. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return jsonOf(a) === jsonOf(b);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => sameJson(item, (b as unknown[])[i]));
  }
  const [left, right] = [fieldsOf(a), fieldsOf(b)];
  return (
    left.length === right.length &&
    // In their order: one text for one document, as it was always compared.
    left.every(([name, value], i) => name === right[i]?.[0] && sameJson(value, right[i][1]))
  );
}

const jsonOf = (value: unknown): string => JSON.stringify(value) ?? 'null';
const fieldsOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, field]) => field !== undefined);

export interface LiveDocs extends DocStore {
  /** From here on documents are kept in memory and written once, by {@link LiveDocs.end}. */
  begin(): void;
  /** Writes what changed and clears the memory. */
  end(): Promise<void>;
  /** What was written since `begin` was undone: the memory is cleared unwritten. */
  drop(): void;
  /** Returns a savepoint for {@link LiveDocs.back}. */
  place(): number;
  /** Undoes what was put since a savepoint. */
  back(place: number): void;
}

/**
 * Documents of a transaction, parsed once and written once whatever happens to them in between: a hundred changes of
 * one long document cost what the changes cost, not a hundred times its length.
 */
export function liveDocs(store: DocStore): LiveDocs {
  const cached = new Map<string, StoredDoc | null>();
  const dirty = new Set<string>();
  const log: { readonly key: string; readonly was: StoredDoc | null | undefined; readonly wasDirty: boolean }[] = [];
  let active = false;
  const keyOf = (type: string, id: string): string => `${type}:${id}`;

  const write = async (): Promise<void> => {
    for (const key of dirty) {
      const doc = cached.get(key);
      if (doc) await store.put(doc);
    }
  };
  const drop = (): void => {
    active = false;
    cached.clear();
    dirty.clear();
    log.length = 0;
  };

  return {
    begin() {
      drop();
      active = true;
    },
    async end() {
      await write();
      drop();
    },
    drop,
    place: () => log.length,
    back(place) {
      for (const { key, was, wasDirty } of log.splice(place).reverse()) {
        if (was === undefined) cached.delete(key);
        else cached.set(key, was);
        if (wasDirty) dirty.add(key);
        else dirty.delete(key);
      }
    },
    async get(type, id) {
      const key = keyOf(type, id);
      const known = active ? cached.get(key) : undefined;
      if (known !== undefined) return known;
      const doc = await store.get(type, id);
      if (active) cached.set(key, doc);
      return doc;
    },
    async ofTypes(types) {
      // What is still in memory must be among them; it stays to be written, for a savepoint may undo this.
      await write();
      return store.ofTypes(types);
    },
    async newest(type) {
      await write();
      return store.newest(type);
    },
    async put(doc) {
      const key = keyOf(doc.type, doc.id);
      const was = active ? cached.get(key) : undefined;
      if (!active) return store.put(doc);
      log.push({ key, was, wasDirty: dirty.has(key) });
      cached.set(key, doc);
      // Others find a new one by its row; only its text can wait.
      if (was) dirty.add(key);
      else await store.put(doc);
    },
  };
}

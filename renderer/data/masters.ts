import type { DocType } from '../../shared/commands/documents.ts';
import { wholeTypes } from '../../shared/records/kinds.ts';

/**
 * Master data and the other kinds that are held whole, in memory. Lists keep their identity until something in them
 * changes. A kind that is not held whole has nothing here.
 */
export interface Masters {
  get<T>(type: DocType, id: string): T | null;
  all<T>(type: DocType): readonly T[];
  put(type: string, id: string, doc: unknown): void;
  remove(type: string, id: string): void;
}

export function makeMasters(): Masters {
  const docs = new Map<string, Map<string, unknown>>(wholeTypes.map((type) => [type, new Map()]));
  const lists = new Map<string, readonly unknown[]>();
  return {
    get: <T>(type: DocType, id: string) => (docs.get(type)?.get(id) as T | undefined) ?? null,
    all: <T>(type: DocType) => {
      const list = lists.get(type) ?? [...(docs.get(type)?.values() ?? [])];
      lists.set(type, list);
      return list as readonly T[];
    },
    put(type, id, doc) {
      if (docs.get(type)?.set(id, doc)) lists.delete(type);
    },
    remove(type, id) {
      if (docs.get(type)?.delete(id)) lists.delete(type);
    },
  };
}

import { isWholeType, wholeTypes, type WholeType } from '../../shared/commands/documents.ts';

/**
 * Master data, cases and complaints, whole and in memory. Lists keep their identity until something in them changes.
 */
export interface Masters {
  get<T>(type: WholeType, id: string): T | null;
  all<T>(type: WholeType): readonly T[];
  put(type: string, id: string, doc: unknown): void;
  remove(type: string, id: string): void;
}

export function makeMasters(): Masters {
  const docs = new Map<WholeType, Map<string, unknown>>(wholeTypes.map((type) => [type, new Map()]));
  const lists = new Map<WholeType, readonly unknown[]>();
  const of = (type: WholeType): Map<string, unknown> => docs.get(type) as Map<string, unknown>;
  return {
    get: <T>(type: WholeType, id: string) => (of(type).get(id) as T | undefined) ?? null,
    all: <T>(type: WholeType) => {
      const list = lists.get(type) ?? [...of(type).values()];
      lists.set(type, list);
      return list as readonly T[];
    },
    put(type, id, doc) {
      if (!isWholeType(type)) return;
      of(type).set(id, doc);
      lists.delete(type);
    },
    remove(type, id) {
      if (!isWholeType(type)) return;
      of(type).delete(id);
      lists.delete(type);
    },
  };
}

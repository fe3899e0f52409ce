import { isMasterType, masterTypes, type MasterType } from '../../shared/commands/documents.ts';

/** Master data, whole and in memory. Lists keep their identity until something in them changes. */
export interface Masters {
  get<T>(type: MasterType, id: string): T | null;
  all<T>(type: MasterType): readonly T[];
  put(type: string, id: string, doc: unknown): void;
  remove(type: string, id: string): void;
}

export function makeMasters(): Masters {
  const docs = new Map<MasterType, Map<string, unknown>>(masterTypes.map((type) => [type, new Map()]));
  const lists = new Map<MasterType, readonly unknown[]>();
  const of = (type: MasterType): Map<string, unknown> => docs.get(type) as Map<string, unknown>;
  return {
    get: <T>(type: MasterType, id: string) => (of(type).get(id) as T | undefined) ?? null,
    all: <T>(type: MasterType) => {
      const list = lists.get(type) ?? [...of(type).values()];
      lists.set(type, list);
      return list as readonly T[];
    },
    put(type, id, doc) {
      if (!isMasterType(type)) return;
      of(type).set(id, doc);
      lists.delete(type);
    },
    remove(type, id) {
      if (!isMasterType(type)) return;
      of(type).delete(id);
      lists.delete(type);
    },
  };
}

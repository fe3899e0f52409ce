import type { Operation } from '../../shared/sync/operation.ts';
import type { AttentionItem } from './office.ts';

/** A document as the view shows it, or the server's own copy of it in `shadows`. Key: `type:id`. */
export interface StoredRow {
  readonly key: string;
  readonly type: string;
  readonly id: string;
  /** Server version of the base; 0 for a document the server has not seen. */
  readonly rv: number;
  /** Scopes through which the server sent it. */
  readonly scopes: readonly string[];
  readonly doc: unknown;
  /**
   * `doc` contains the effects of pending operations, so it is no copy of the server's. Only this flag shows it when
   * the store loses its shadow and its outbox rows (PROTOCOL D7).
   */
  readonly view?: true;
}

/** Server copy of a document with pending operations; `doc` null when the server has none yet. */
export interface Shadow {
  readonly key: string;
  readonly rv: number;
  readonly scopes: readonly string[];
  readonly doc: unknown;
}

export interface OutboxEntry {
  readonly seq: number;
  readonly opId: string;
  /** Key of the document it touches. */
  readonly key: string;
  readonly op: Operation;
  /** rv of a result that arrived; the entry is removed once the cursor has passed it (PROTOCOL P11). */
  readonly doneRv: number | null;
  /** The epoch that result belongs to; absent where it is not known. */
  readonly doneIn?: string;
}

/** Some hundreds of rows received in bulk, deflated as they came. */
export interface Pack {
  readonly key: string;
  readonly scope: string;
  readonly bytes: Uint8Array;
}

/** The lines of a pack's letters, so that reopening need not inflate it; same key as the pack. */
export interface PackColumns {
  readonly key: string;
  readonly scope: string;
  readonly lines: string;
}

/** A document a restored server no longer has and no desk replayed: its last content, so that it can be entered again. */
export interface StoredLost {
  /** `type:id` */
  readonly key: string;
  /** Scopes through which it had come. */
  readonly scopes: readonly string[];
  readonly doc: unknown;
  /** Wall time at which it was missed, ISO. */
  readonly at: string;
  readonly seen: boolean;
}

export interface MetaEntry {
  readonly key: string;
  readonly value: unknown;
}

/** The records of each table, by its key. */
export interface Tables {
  readonly rows: StoredRow;
  readonly shadows: Shadow;
  readonly outbox: OutboxEntry;
  readonly packs: Pack;
  readonly columns: PackColumns;
  readonly attention: AttentionItem;
  readonly lost: StoredLost;
  readonly meta: MetaEntry;
}
export type TableName = keyof Tables;
export const tableNames: readonly TableName[] = [
  ...(['rows', 'shadows', 'outbox', 'packs', 'columns', 'attention', 'lost', 'meta'] as const),
];
export type Key = string | number;

/** Reads and writes inside one transaction. Await nothing but these methods in it. */
export interface StoreTx {
  get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined>;
  getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<readonly (Tables[T] | undefined)[]>;
  all<T extends TableName>(table: T): Promise<readonly Tables[T][]>;
  put<T extends TableName>(table: T, ...records: readonly Tables[T][]): void;
  /** The transaction fails with `ConstraintError` when the key exists. */
  add<T extends TableName>(table: T, record: Tables[T]): void;
  delete(table: TableName, ...keys: readonly Key[]): void;
}

/**
 * The local store: Dexie in a window, memory in the simulator, one contract suite for both.
 * `write` is atomic and durable (`strict`) when it resolves; it rejects only when the store itself fails.
 */
export interface Store {
  /** Called again after a failure it reopens the store, and resolves once something could be written. */
  open(): Promise<void>;
  get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined>;
  all<T extends TableName>(table: T): Promise<readonly Tables[T][]>;
  /** Records whose string key starts with `prefix`, in key order. */
  startingWith<T extends TableName>(table: T, prefix: string): Promise<readonly Tables[T][]>;
  keys(table: TableName): Promise<readonly Key[]>;
  /** `work` runs again from its start when the connection was lost in the middle. */
  write<T>(tables: readonly TableName[], work: (tx: StoreTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  /** Removes everything of this account from this PC. */
  destroy(): Promise<void>;
}

import { isReadableMeta } from './meta.ts';
import { scopeOfPack } from './replica.ts';
import type { Sealing } from './sealing.ts';
import type { Key, Pack, StoredRow, TableName, Tables } from './store.ts';

/** What every account of the office may read stays readable: most of the store, and the bulk of its bytes. */
const open = 'office';

/** The field with the content; of an attention item it is everything but the key. */
const contentField = {
  rows: 'doc',
  shadows: 'doc',
  outbox: 'op',
  packs: 'bytes',
  columns: 'lines',
  attention: null,
  meta: 'value',
} as const satisfies Record<TableName, string | null>;

/** The key of a record in its table. */
export function keyOfRecord(table: TableName, record: unknown): Key {
  const { key, seq, opId } = record as { readonly key: string; readonly seq: number; readonly opId: string };
  if (table === 'outbox') return seq;
  return table === 'attention' ? opId : key;
}

/** Whether a table can hold anything secret under this key, without looking at the record. */
export function mayBeSecret(table: TableName, key: Key): boolean {
  if (table === 'packs' || table === 'columns') return scopeOfPack(String(key)) !== open;
  return true;
}

/** Whether a record is sealed: not everybody of the office may read it, or it was never sent. */
export function isSecretRecord<T extends TableName>(table: T, record: Tables[T]): boolean {
  const key = String(keyOfRecord(table, record));
  switch (table) {
    case 'rows':
    case 'shadows': {
      const { scopes, view } = record as StoredRow;
      return view === true || scopes.length === 0 || scopes.some((scope) => scope !== open);
    }
    case 'packs':
    case 'columns':
      return (record as Pack).scope !== open;
    case 'meta':
      return !isReadableMeta(key);
    default:
      return true;
  }
}

const toBytes = new TextEncoder();
const toText = new TextDecoder();
type Fields = Readonly<Record<string, unknown>>;

export function isSealed(record: unknown): record is { readonly sealed: Uint8Array } {
  return (record as { readonly sealed?: unknown }).sealed instanceof Uint8Array;
}

function contentBytes(table: TableName, content: unknown): Uint8Array {
  if (table === 'packs') return content as Uint8Array;
  return toBytes.encode(table === 'columns' ? (content as string) : JSON.stringify(content ?? null));
}

/** A record as stored: the content sealed under the key, or plain where it is not secret. */
export function sealRecord<T extends TableName>(sealing: Sealing, table: T, record: Tables[T]): Tables[T] {
  if (!isSecretRecord(table, record)) return record;
  const key = keyOfRecord(table, record);
  const field = contentField[table];
  const fields = record as unknown as Fields;
  const plain = Object.entries(fields).filter(([name]) => (field === null ? name === 'opId' : name !== field));
  const sealed = sealing.seal([table, key], contentBytes(table, field === null ? fields : fields[field]));
  return { ...Object.fromEntries(plain), sealed } as unknown as Tables[T];
}

/** A record as it was put; null when it cannot be opened, or is plain where it must not be. */
export function openRecord<T extends TableName>(
  sealing: Sealing | null,
  table: T,
  record: Tables[T],
): Tables[T] | null {
  if (!isSealed(record)) return sealing !== null && isSecretRecord(table, record) ? null : record;
  const { sealed, ...plain } = record as unknown as Fields & { readonly sealed: Uint8Array };
  const bytes = sealing?.open([table, keyOfRecord(table, record)], sealed) ?? null;
  if (bytes === null) return null;
  const field = contentField[table];
  if (table === 'packs') return { ...plain, bytes } as unknown as Tables[T];
  const text = toText.decode(bytes);
  if (table === 'columns') return { ...plain, lines: text } as unknown as Tables[T];
  const content: unknown = JSON.parse(text);
  return (field === null ? content : { ...plain, [field]: content }) as Tables[T];
}

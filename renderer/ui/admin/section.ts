import type { MasterType } from '../../../shared/office/master-args.ts';
import type { TextKey } from '../texts/index.ts';

/** A master document whose members are read by the names its section lists. */
export type MasterDoc = { readonly id: string } & Readonly<Record<string, unknown>>;

/**
 * How a member is typed and shown.
 * `code`: a line that may be absent (null). `ref`: another document's id. `choice`: one of a few values. `lines`: a
 * list of lines.
 */
export type FieldKind =
  | 'line'
  | 'code'
  | 'number'
  | 'flag'
  | 'date'
  | 'ref'
  | 'choice'
  | 'lines'
  | 'image'
  | 'rights'
  | 'holders'
  | 'deputies';

export interface FieldSpec {
  readonly name: string;
  readonly label: TextKey;
  readonly kind: FieldKind;
  readonly of?: MasterType;
  /** The values of a `choice`. */
  readonly choices?: readonly { readonly value: string; readonly text: TextKey }[];
  readonly required?: boolean;
  readonly hint?: TextKey;
  /** Shown in the table. */
  readonly listed?: boolean;
}

/** One kind of master data: what its table, its form and its import need to know. */
export interface Section {
  readonly type: Exclude<MasterType, 'account' | 'template' | 'service'>;
  readonly path: string;
  readonly title: TextKey;
  readonly fields: readonly FieldSpec[];
  /** A new document, apart from its id. */
  readonly blank: Readonly<Record<string, unknown>>;
  /** Members by which an imported row is recognised as a known document. */
  readonly keys: readonly string[];
  /** Whether there may be several and so a table and an import. */
  readonly many: boolean;
  /** The member the table is sorted by; otherwise by order or name. */
  readonly sortBy?: string;
  /** What has to be known before entering anything. */
  readonly note?: TextKey;
}

/** The member that names a document to a person. */
export function labelOf(doc: MasterDoc): string {
  for (const name of ['title', 'name', 'text', 'code', 'username']) {
    const value = doc[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return doc.id;
}

/** Out of use: nothing is ever deleted, letters of former years still point to it. */
export function isClosed(doc: MasterDoc): boolean {
  return doc['closed'] === true || (typeof doc['closedOn'] === 'string' && doc['closedOn'] !== '');
}

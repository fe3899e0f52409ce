import type { MasterType } from '../../shared/office/master-args.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { masterSchemas } from '../../shared/office/master-args.ts';

export interface MasterDoc {
  readonly type: MasterType;
  readonly doc: { readonly id: string };
}

export type Row = Readonly<Record<string, string>>;

/** The first line of a comma-separated file names its columns; `order` is the number of a row, from 1. */
interface Format {
  readonly type: MasterType;
  readonly columns: readonly string[];
  readonly toDoc: (row: Row, order: number) => unknown;
}

/** `Dinas Pangan, Tanaman Pangan` → `dinas-pangan-tanaman-pangan`: readable, stable, at most 64 characters. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 64).replace(/-+$/, '');
}

const idOf = (row: Row, fallback: string): string => row['id']?.trim() || slug(fallback);
const yes = (text: string | undefined): boolean => /^(ya|yes|true|1)$/i.test(text?.trim() ?? '');

/** By the name given to `--type`, which is also the name of the file under `assets/master`. */
export const formats: Readonly<Record<string, Format>> = {
  agencies: {
    type: 'agency',
    columns: ['name', 'kind'],
    toDoc: (row) => ({
      id: idOf(row, row['name'] ?? ''),
      name: row['name'],
      kind: row['kind'],
      code: row['code'] || null,
      closed: yes(row['closed']),
    }),
  },
  regencies: {
    type: 'agency',
    columns: ['kemendagri_code', 'name'],
    toDoc: (row) => ({
      id: idOf(row, row['name'] ?? ''),
      name: row['name'],
      kind: /^kota /i.test(row['name'] ?? '') ? 'kota' : 'kabupaten',
      code: `kemendagri:${row['kemendagri_code']}`,
      closed: yes(row['closed']),
    }),
  },
  instructions: {
    type: 'instruction',
    columns: ['text', 'on_sheet_by_default'],
    toDoc: (row, order) => ({
      id: idOf(row, row['text'] ?? ''),
      text: row['text'],
      order,
      onSheet: yes(row['on_sheet_by_default']),
      closed: yes(row['closed']),
    }),
  },
  classification: {
    type: 'classification',
    columns: ['code', 'title', 'scheme'],
    toDoc: (row) => ({
      id: idOf(row, `${row['scheme']} ${row['code']}`),
      code: row['code'],
      title: row['title'],
      scheme: row['scheme'],
    }),
  },
  holidays: {
    type: 'holiday',
    columns: ['date', 'name', 'kind'],
    // One day is one document, so that the decree of another year or a revised one changes it.
    toDoc: (row) => ({
      id: idOf(row, `libur ${row['date'] ?? ''}`),
      date: row['date'],
      name: row['name'],
      kind: slug(row['kind'] ?? ''),
      closed: yes(row['closed']),
    }),
  },
};

/** Checks a document as a form would; `where` names file and row in the message. */
export function checked(type: MasterType, raw: unknown, where: string): Result<MasterDoc, string> {
  const parsed = masterSchemas[type].safeParse(raw);
  if (parsed.success) return ok({ type, doc: parsed.data });
  const issue = parsed.error.issues[0];
  return err(`${where}: ${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'not valid'}`);
}

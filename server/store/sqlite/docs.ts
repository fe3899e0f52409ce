import type { Database } from 'better-sqlite3';
import type { DocType } from '../../../shared/commands/documents.ts';
import type { DocStore, FieldVersion, FieldVersions, StoredDoc } from '../store.ts';

interface Row {
  readonly type: DocType;
  readonly id: string;
  readonly rv: number;
  readonly fv: string;
  readonly d: string;
}

type Packed = Record<string, readonly [number, string, number, number, string, number?]>;

function unpack(text: string): FieldVersions {
  const out: Record<string, FieldVersion> = {};
  for (const [field, [rv, desk, inc, seq, account, ord]] of Object.entries(JSON.parse(text) as Packed)) {
    out[field] = { rv, desk, inc, seq, account, ...(ord === undefined ? {} : { ord }) };
  }
  return out;
}

function pack(versions: FieldVersions): string {
  const out: Packed = {};
  for (const [field, { rv, desk, inc, seq, account, ord }] of Object.entries(versions)) {
    out[field] = ord === undefined ? [rv, desk, inc, seq, account] : [rv, desk, inc, seq, account, ord];
  }
  return JSON.stringify(out);
}

const stored = ({ type, id, rv, fv, d }: Row): StoredDoc => ({ type, id, rv, versions: unpack(fv), json: d });

/** Documents in their latest version. */
export function docStore(db: Database): DocStore {
  const one = db.prepare<[string, string], Row>('SELECT type, id, rv, fv, d FROM doc WHERE type = ? AND id = ?');
  const many = db.prepare<[string], Row>('SELECT type, id, rv, fv, d FROM doc WHERE type = ? ORDER BY id');
  const put = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO doc(type, id, rv, fv, d) VALUES (?, ?, ?, ?, ?) ' +
      'ON CONFLICT(type, id) DO UPDATE SET rv = excluded.rv, fv = excluded.fv, d = excluded.d',
  );
  const newest = db.prepare<[string], number | null>('SELECT max(rv) FROM doc WHERE type = ?').pluck();
  return {
    async newest(type) {
      return newest.get(type) ?? 0;
    },
    async get(type, id) {
      const row = one.get(type, id);
      return row ? stored(row) : null;
    },
    async ofTypes(types) {
      return types.flatMap((type) => many.all(type).map(stored));
    },
    async put({ type, id, rv, versions, json }) {
      put.run(type, id, rv, pack(versions), json);
    },
  };
}

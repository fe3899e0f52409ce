import Database from 'better-sqlite3';
import { letterKind } from '../../../shared/records/letter/kind.ts';

export interface SeenBlock {
  readonly id: string;
  readonly desk: string;
  readonly inc: number;
  readonly book: string;
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Names and numbers of the register. A liar knows them all, however he came by them; what must keep him out are
 * passwords, private keys, tokens and the key of the seals.
 */
export interface Peek {
  readonly epoch: string;
  readonly rv: number;
  readonly secretLetters: readonly string[];
  readonly openLetters: readonly string[];
  readonly opIds: readonly string[];
  readonly blocks: readonly SeenBlock[];
  readonly desks: readonly {
    readonly id: string;
    readonly inc: number;
    readonly seq: number;
    readonly hash: string;
  }[];
  readonly keys: readonly { readonly key: string; readonly account: string }[];
  readonly sessions: readonly string[];
  readonly books: readonly { readonly book: string; readonly year: number; readonly next: number }[];
}

const letters = `SELECT id FROM doc WHERE type = '${letterKind.type}' AND json_extract(d, '$.security')`;

export function peekInto(register: Buffer): Peek {
  const db = new Database(register);
  const all = <T>(sql: string): readonly T[] => db.prepare<[], T>(sql).all();
  const texts = (sql: string): readonly string[] => db.prepare<[], string>(sql).pluck().all();
  try {
    const [clock] = all<{ epoch: string; rv: number }>('SELECT epoch, rv FROM sync_clock');
    return {
      epoch: clock?.epoch ?? '',
      rv: clock?.rv ?? 0,
      secretLetters: texts(`${letters} LIKE '%rahasia' ORDER BY id`),
      openLetters: texts(`${letters} NOT LIKE '%rahasia' ORDER BY id`),
      opIds: texts('SELECT op_id FROM op ORDER BY op_id'),
      blocks: all('SELECT id, desk, inc, book, year, first AS "from", last AS "to" FROM number_lease ORDER BY id'),
      desks: all('SELECT id, inc, last_seq AS seq, last_hash AS hash FROM desk ORDER BY code'),
      keys: all('SELECT key, account FROM account_key ORDER BY key'),
      sessions: texts("SELECT name FROM session WHERE name <> '' ORDER BY name"),
      books: all('SELECT book, year, next FROM number_book ORDER BY book, year'),
    };
  } finally {
    db.close();
  }
}

import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Letter } from '../../../shared/letters/letter.ts';

export interface UsedNumber {
  readonly book: string;
  readonly year: number;
  readonly no: number;
  readonly letter: string;
}

/** The register's own content, read from its file without the program. */
export function readRegister(dataDir: string): {
  readonly used: readonly UsedNumber[];
  readonly letters: readonly Letter[];
} {
  const db = new Database(join(dataDir, 'lembar.db'), { readonly: true });
  try {
    const used = db
      .prepare<[], UsedNumber>('SELECT book, year, no, letter_id AS letter FROM number_use ORDER BY year, no')
      .all();
    const rows = db.prepare<[], { d: string }>("SELECT d FROM doc WHERE type = 'letter'").all();
    return { used, letters: rows.map(({ d }) => JSON.parse(d) as Letter) };
  } finally {
    db.close();
  }
}

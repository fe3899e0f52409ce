import { existsSync, statSync } from 'node:fs';
import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { canonicalJson } from '../../shared/sync/operation.ts';

/** What the log says of one exchange. */
export interface LogEntry {
  readonly at: number;
  readonly action: 'read' | 'load' | 'refused';
  readonly dataset: string;
  readonly major: number;
  /** Number of the request that the interchange document belongs to. */
  readonly request: string;
  readonly agency: string;
  readonly keyId: string;
  /** What the consumer calls itself: `X-Road-Client`. */
  readonly client: string;
  /** Id of the message: `X-Road-Id`, or the batch. */
  readonly message: string;
  readonly rows: number;
  /** SHA-256 of the body that was read or sent. */
  readonly body: string;
}

export interface LogLine extends LogEntry {
  readonly n: number;
  /** SHA-256 over the line before and this one. */
  readonly hash: string;
}

export interface ExchangeLog {
  append(entry: LogEntry): LogLine;
  has(message: string): boolean;
  /** The newest lines, of one dataset or of all. */
  latest(dataset: string | null, limit: number): readonly LogLine[];
  /** Number of the first line that does not follow from the one before; null when the whole chain holds. */
  verify(): { readonly lines: number; readonly broken: number | null };
  close(): void;
}

const table = `
CREATE TABLE IF NOT EXISTS log (
  n INTEGER PRIMARY KEY, at INTEGER NOT NULL, action TEXT NOT NULL, dataset TEXT NOT NULL, major INTEGER NOT NULL,
  request TEXT NOT NULL, agency TEXT NOT NULL, key_id TEXT NOT NULL, client TEXT NOT NULL, message TEXT NOT NULL,
  rows INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS log_of ON log (dataset, n);
CREATE INDEX IF NOT EXISTS log_message ON log (message);
`;

const begins = '0'.repeat(64);

/** The hash of a line: of the one before and of everything the line says. */
export function lineHash(before: string, n: number, entry: LogEntry): string {
  const { at, action, dataset, major, request, agency, keyId, client, message, rows, body } = entry;
  const said = { n, at, action, dataset, major, request, agency, keyId, client, message, rows, body };
  return hash('sha256', `lembar exchange ${before} ${canonicalJson(said)}`);
}

/** Whether a log with lines in it lies there: a centre was kept here. */
export function hasLog(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

const columns = 'n, at, action, dataset, major, request, agency, key_id AS keyId, client, message, rows, body, hash';

/**
 * The log of all exchanges, a chain: each line carries the hash of the one before, so that none can be changed or left out
 * later without the rest being written again. A file of its own, so that a read need not wait for a load.
 */
export function openLog(file: string): ExchangeLog {
  const db = new Database(file);
  db.pragma('busy_timeout = 5000');
  db.pragma('journal_mode = WAL');
  // A crash loses nothing; a power cut may lose the last lines, never one in the middle.
  db.pragma('synchronous = NORMAL');
  db.exec(table);
  const insert = db.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const last = db.prepare<[], LogLine>(`SELECT ${columns} FROM log ORDER BY n DESC LIMIT 1`).get();
  const known = db.prepare<[string]>('SELECT 1 FROM log WHERE message = ? LIMIT 1');
  let [n, before] = [last?.n ?? 0, last?.hash ?? begins];
  return {
    append(entry) {
      const next = n + 1;
      const digest = lineHash(before, next, entry);
      const { at, action, dataset, major, request, agency, keyId, client, message, rows, body } = entry;
      insert.run(next, at, action, dataset, major, request, agency, keyId, client, message, rows, body, digest);
      [n, before] = [next, digest];
      return { ...entry, n, hash: digest };
    },
    has: (message) => known.get(message) !== undefined,
    latest(dataset, limit) {
      const where = dataset === null ? '' : 'WHERE dataset = ?';
      const lines = db.prepare<unknown[], LogLine>(`SELECT ${columns} FROM log ${where} ORDER BY n DESC LIMIT ?`);
      return lines.all(...(dataset === null ? [limit] : [dataset, limit]));
    },
    verify() {
      let [expected, previous, lines] = [1, begins, 0];
      for (const line of db.prepare<[], LogLine>(`SELECT ${columns} FROM log ORDER BY n`).iterate()) {
        lines++;
        if (line.n !== expected || line.hash !== lineHash(previous, line.n, line)) return { lines, broken: line.n };
        expected = line.n + 1;
        previous = line.hash;
      }
      return { lines, broken: null };
    },
    close: () => void db.close(),
  };
}

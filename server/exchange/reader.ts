import { parentPort } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import type { BatchReport, BatchState, Quality } from '../../shared/exchange/api.ts';
import type { Code } from '../../shared/exchange/code-list.ts';
import { openLog, type ExchangeLog, type LogEntry, type LogLine } from './exchange-log.ts';
import { readPage, type PageAnswer, type PageRequest } from './page.ts';
import type { BatchRecord } from './records.ts';
import { readRollups, type FieldRollup } from './rollups.ts';
import { openForReading } from './schema.ts';
import { waitingOf, type WaitingRoom } from './waiting-loads.ts';
import { serveCalls } from './worker-link.ts';

export interface OpenReader {
  readonly file: string;
  readonly logFile: string;
  readonly epoch: string;
  readonly secret: string;
}

/** What a dashboard draws from: figures that the loads wrote, nothing counted now. */
export interface Summary {
  readonly rows: number;
  readonly rv: number;
  readonly loadedAt: number | null;
  readonly fields: readonly FieldRollup[];
  /** The loads, the newest first. */
  readonly loads: readonly {
    readonly batch: string;
    readonly at: number;
    readonly state: BatchState;
    readonly rows: BatchReport['rows'];
    readonly total: number | null;
    readonly errorCount: number;
    readonly quality: Quality | null;
  }[];
}

/** What was opened under a version's number, and when. */
export interface Opening {
  readonly hash: string;
  readonly at: number;
}

/** What the thread that reads can do; it keeps the log too, so that no read waits for a load. */
export interface ReaderCalls {
  open(options: OpenReader): void;
  /** A page, and its line in the log. */
  page(what: { readonly request: PageRequest; readonly entry: Omit<LogEntry, 'rows' | 'body'> }): PageAnswer;
  log(entry: LogEntry): LogLine;
  /** Adds the lines of loads whose line is missing because the process ended between the two files. */
  complete(nothing: null): number;
  latest(what: { readonly dataset: string | null; readonly limit: number }): readonly LogLine[];
  verify(nothing: null): { readonly lines: number; readonly broken: number | null };
  batch(id: string): BatchRecord | null;
  repeated(what: { readonly agency: string; readonly idem: string }): BatchRecord | null;
  parts(what: { readonly agency: string; readonly load: string }): readonly BatchRecord[];
  waiting(agency: string): WaitingRoom;
  batches(what: { readonly dataset: string; readonly major: number; readonly limit: number }): readonly BatchRecord[];
  summary(what: { readonly dataset: string; readonly major: number; readonly loads: number }): Summary | null;
  /** A minor version that was published, whatever came after it. */
  publishedBefore(what: { readonly dataset: string; readonly major: number; readonly minor: number }): Opening | null;
  codes(what: {
    readonly scheme: string;
    readonly version: string;
    readonly after: string;
    readonly limit: number;
  }): readonly Code[];
  close(nothing: null): void;
}

const port = parentPort;
if (!port) throw new Error('this file is the body of a worker');

let open: { readonly db: Database; readonly log: ExchangeLog; readonly options: OpenReader } | null = null;
const opened = (): { readonly db: Database; readonly log: ExchangeLog; readonly options: OpenReader } => {
  if (!open) throw new Error('the exchange database is not open');
  return open;
};

interface EndedBatch extends Pick<LogEntry, 'at' | 'dataset' | 'major' | 'request' | 'agency' | 'keyId' | 'message'> {
  readonly state: BatchState;
  readonly report: string;
}
/** The last loads: at most the few that ended just before the process did have no line. */
const endedBatches = `SELECT b.ended_at AS at, b.dataset, b.major, json_extract(p.contract, '$.identity.request') AS request,
  b.agency, b.key_id AS keyId, b.id AS message, b.state, b.report
  FROM batch b JOIN published p ON p.dataset = b.dataset AND p.major = b.major
  WHERE b.ended_at IS NOT NULL ORDER BY b.n DESC LIMIT 200`;

type BatchRow = Omit<BatchRecord, 'report'> & { readonly report: string | null };
const columns = `id, dataset, major, agency, fingerprint, state, received_at AS receivedAt, ended_at AS endedAt, status,
  report, body`;

const nothing: BatchReport['rows'] = {
  received: 0,
  valid: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  refused: 0,
};

function recordOf(row: BatchRow): BatchRecord {
  const { id, dataset, major, state } = row;
  const waiting = { batch: id, dataset, version: major, mode: 'whole' as const, state, load: null, rows: nothing };
  const blank = { ...waiting, total: null, quality: null, errorCount: 0, errorsByRule: [], sha256: '' };
  return { ...row, report: row.report === null ? blank : (JSON.parse(row.report) as BatchReport) };
}

function batchesWhere(where: string, ...params: readonly (string | number)[]): readonly BatchRecord[] {
  return opened()
    .db.prepare<unknown[], BatchRow>(`SELECT ${columns} FROM batch WHERE ${where}`)
    .all(...params)
    .map(recordOf);
}

const calls: ReaderCalls = {
  open(options) {
    open = { db: openForReading(options.file), log: openLog(options.logFile), options };
  },
  page({ request, entry }) {
    const { db, log, options } = opened();
    // One moment for the rows and the version they are of.
    const answer = db.transaction(() => readPage(db, options.epoch, options.secret, request))();
    if (!answer.gone) log.append({ ...entry, rows: answer.rows, body: answer.sha256 });
    return answer;
  },
  log: (entry) => opened().log.append(entry),
  complete() {
    const { db, log } = opened();
    const missing = db
      .prepare<[], EndedBatch>(endedBatches)
      .all()
      .reverse()
      .filter(({ message }) => !log.has(message));
    for (const { state, report, ...ended } of missing) {
      const { rows, sha256 } = JSON.parse(report) as BatchReport;
      const applied = state === 'applied';
      const entry = { ...ended, action: applied ? 'load' : 'refused', client: '', body: sha256 } as const;
      log.append({ ...entry, rows: applied ? rows.valid : 0 });
    }
    return missing.length;
  },
  latest: ({ dataset, limit }) => opened().log.latest(dataset, limit),
  verify: () => opened().log.verify(),
  batch: (id) => batchesWhere('id = ?', id)[0] ?? null,
  repeated: ({ agency, idem }) => batchesWhere('agency = ? AND idem = ?', agency, idem)[0] ?? null,
  parts: ({ agency, load }) => batchesWhere('agency = ? AND load = ? ORDER BY n', agency, load),
  waiting: (agency) => waitingOf(opened().db, agency),
  batches: ({ dataset, major, limit }) =>
    batchesWhere('dataset = ? AND major = ? ORDER BY n DESC LIMIT ?', dataset, major, limit),
  summary({ dataset, major, loads }) {
    const { db } = opened();
    return db.transaction((): Summary | null => {
      const row = db
        .prepare<[string, number], { rows: number; rv: number; loadedAt: number | null }>(
          'SELECT rows, rv, loaded_at AS loadedAt FROM published WHERE dataset = ? AND major = ?',
        )
        .get(dataset, major);
      if (!row) return null;
      const ended = batchesWhere(
        "dataset = ? AND major = ? AND ended_at IS NOT NULL AND state <> 'checked' ORDER BY n DESC LIMIT ?",
        ...[dataset, major, loads],
      );
      return {
        ...row,
        fields: readRollups(db, dataset, major),
        loads: ended.map(({ id, endedAt, state, report }) => {
          const { rows, total, errorCount, quality } = report;
          return { batch: id, at: endedAt ?? 0, state, rows, total, errorCount, quality };
        }),
      };
    })();
  },
  publishedBefore: ({ dataset, major, minor }) =>
    opened()
      .db.prepare<[string, number, number], Opening>(
        'SELECT hash, at FROM published_before WHERE dataset = ? AND major = ? AND minor = ?',
      )
      .get(dataset, major, minor) ?? null,
  codes: ({ scheme, version, after, limit }) =>
    opened()
      .db.prepare<unknown[], { code: string; label: string; parent: string | null }>(
        `SELECT code, label, parent FROM code WHERE scheme = (SELECT id FROM scheme WHERE scheme = ? AND version = ?)
         AND code > ? ORDER BY code LIMIT ?`,
      )
      .all(scheme, version, after, limit)
      .map(({ parent, ...code }) => (parent === null ? code : { ...code, parent })),
  close() {
    open?.db.close();
    open?.log.close();
    open = null;
  },
};

serveCalls(port, { ...calls });

import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BatchReport, BatchState, LoadLimits, Quality } from '../../shared/exchange/api.ts';
import { daysOf, type Contract } from '../../shared/exchange/contract.ts';
import { problem, type ProblemCode } from '../../shared/exchange/problems.ts';
import { makeRowChecker, type CheckedRow, type RowChecker } from '../../shared/exchange/row-checker.ts';
import { collectErrors, type ErrorList } from './error-list.ts';
import { emptyReport, type LoadAnswer, type LoadJob } from './records.ts';
import { changeRollups, type RollupChange } from './rollups.ts';
import { readRows } from './row-source.ts';
import { isLoadRefusal, loadRefusal, type RowSink } from './split-lines.ts';
import { forgetRemovals, openTarget, type Landed, type TargetTable } from './target-table.ts';

const day = 86_400_000;
/** How long removals are remembered. */
const removalsKept = 400 * day;

export interface LoadSurroundings {
  readonly db: Database;
  /** Folder of the lists of errors. */
  readonly folder: string;
  readonly limits: LoadLimits;
  /** The codes of a list. */
  readonly codes: (scheme: string, version: string) => ReadonlySet<string> | null;
  readonly isCancelled: (batch: string) => boolean;
  readonly onProgress: (batch: string, rows: number) => void;
}

interface Target {
  readonly contract: Contract;
  readonly rv: number;
  readonly rows: number;
  readonly loadedAt: number | null;
}

/** The published version a load is for. */
function targetOf(db: Database, dataset: string, major: number): Target {
  const row = db
    .prepare<[string, number], { contract: string; rv: number; rows: number; loadedAt: number | null }>(
      'SELECT contract, rv, rows, loaded_at AS loadedAt FROM published WHERE dataset = ? AND major = ?',
    )
    .get(dataset, major);
  if (!row) throw new Error('a load for what is not published');
  return { ...row, contract: JSON.parse(row.contract) as Contract };
}

interface Tally {
  received: number;
  valid: number;
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
  refused: number;
  duplicates: number;
  /** Values that were there in the rows that hold. */
  filled: number;
}

/** Checks rows and writes those that hold; everything that does not hold becomes an error. */
function rowSink(
  checker: RowChecker,
  target: TargetTable,
  errors: ErrorList,
  tally: Tally,
  limits: LoadLimits,
  part: string | null,
): RowSink {
  let row = 0;
  const next = (): number => {
    tally.received++;
    if (tally.received > limits.rows) throw loadRefusal('TOO_LARGE', `Satu muatan paling banyak ${limits.rows} baris.`);
    return ++row;
  };
  const take = (number: number, { faults, cells, deleted }: CheckedRow): void => {
    if (faults.length > 0) {
      // What came before it lands before it, so that errors stand in the order of the rows.
      target.flush();
      tally.refused++;
      for (const fault of faults) errors.add(number, fault, part);
    } else if (deleted) target.remove(cells, number);
    else target.put(cells, number);
  };
  return {
    row: (value) => take(next(), checker.check(value)),
    list: (values, places, mark) => take(next(), checker.checkList(values, places, mark)),
    unreadable(rule, value, limit) {
      const number = next();
      target.flush();
      tally.refused++;
      errors.add(number, { field: null, value, rule, limit }, part);
    },
    header(limit, field) {
      errors.add(0, { field, value: field, rule: 'header', limit }, part);
    },
  };
}

function qualityOf(tally: Tally, { contract, loadedAt }: Target, at: number): Quality {
  const share = (part: number, whole: number): number | null =>
    whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
  const days = daysOf[contract.scenario.frequency];
  const rows = tally.valid - tally.removed;
  const late = days === null || loadedAt === null ? null : (at - loadedAt) / (days * day);
  return {
    completeness: share(tally.filled, rows * contract.dictionary.fields.length),
    validity: share(tally.valid, tally.received),
    uniqueness: share(tally.received - tally.duplicates, tally.received),
    timeliness: late === null ? null : late <= 1 ? 1 : Math.round(10_000 / late) / 10_000,
  };
}

/** The answer to a load that ended so. */
function answerOf(
  report: BatchReport,
  errors: ErrorList | null,
  code: ProblemCode | null,
  detail: string | null,
): LoadAnswer {
  const about = { ...report, errors: errors?.first() ?? [], errorsAt: `/exchange/v1/batches/${report.batch}/errors` };
  if (code === null) return { status: 200, report, body: JSON.stringify(report.errorCount > 0 ? about : report) };
  const refusal = problem(code, { ...(detail === null ? {} : { detail }), ...about });
  return { status: refusal.status, report, body: JSON.stringify(refusal) };
}

/** Records how a load ended, for every batch of it. */
function record(db: Database, { parts, recorded }: LoadJob, answer: LoadAnswer, at: number): void {
  const insert = db.prepare(
    `INSERT INTO batch (id, dataset, major, agency, key_id, idem, fingerprint, state, load, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const end = db.prepare(
    'UPDATE batch SET state = ?, ended_at = ?, status = ?, report = ?, body = ?, job = NULL WHERE id = ?',
  );
  for (const { head } of parts) {
    const { id, dataset, major, agency, keyId, idem, fingerprint, load } = head;
    if (!recorded) insert.run(id, dataset, major, agency, keyId, idem, fingerprint, 'received', load, head.at);
    const { state } = answer.report;
    end.run(state, at, answer.status, JSON.stringify(answer.report), answer.body, id);
  }
}

/** The number of this load, which its rows carry: what carries it already came twice. */
function nextLoad(db: Database): number {
  const row = db
    .prepare<[], { n: number }>(
      "INSERT INTO meta VALUES ('loads', '1') ON CONFLICT DO UPDATE SET value = value + 1 RETURNING CAST(value AS INTEGER) AS n",
    )
    .get();
  if (!row) throw new Error('no number for a load');
  return row.n;
}

/** Counts what became of rows; a key that came twice is an error of the second row. */
function landing(tally: Tally, errors: ErrorList, part: () => string | null): Landed {
  return (row, outcome, filled) => {
    if (outcome === 'duplicate') {
      tally.refused++;
      tally.duplicates++;
      errors.add(row, { field: null, value: null, rule: 'duplicate', limit: null }, part());
      return;
    }
    tally.valid++;
    tally[outcome]++;
    tally.filled += filled;
  };
}

interface Running {
  /** The batch whose rows are read, where several make the load. */
  part: string | null;
  readonly target: Target;
  readonly rollups: RollupChange;
  readonly table: TargetTable;
  readonly tally: Tally;
  readonly errors: ErrorList;
}

function begin({ db, codes, folder }: LoadSurroundings, job: LoadJob, at: number): Running {
  const head = job.parts[0]?.head;
  const last = job.parts.at(-1)?.head;
  if (!head || !last) throw new Error('a load without a batch');
  const { dataset, major } = head;
  const target = targetOf(db, dataset, major);
  const { dictionary } = target.contract;
  const sizes = new Map(
    dictionary.fields.map(({ name, reference }) => [
      name,
      reference ? (codes(reference.scheme, reference.version)?.size ?? 0) : 0,
    ]),
  );
  const rollups = changeRollups(dictionary, (field) => sizes.get(field) ?? 0);
  const batch = nextLoad(db);
  const tally = {
    ...{ received: 0, valid: 0, inserted: 0, updated: 0, unchanged: 0, removed: 0, refused: 0 },
    duplicates: 0,
    filled: 0,
  };
  const errors = collectErrors(join(folder, `${last.id}.errors`));
  const place = { dataset, major, dictionary, batch, rv: target.rv, empty: target.rows === 0, at, rollups };
  const running: Running = {
    part: null,
    ...{ target, rollups, tally, errors },
    table: openTarget(db, { ...place, landed: landing(tally, errors, () => running.part) }),
  };
  return running;
}

/**
 * One load, whole or not at all: its rows are checked and written in one transaction that ends with the counts, the
 * version and the record of the batches. After the first bad row the rest is still checked, so that every error is named
 * at once; then nothing of it stays.
 */
export async function runLoad(around: LoadSurroundings, job: LoadJob, at: number): Promise<LoadAnswer> {
  const { db, limits } = around;
  const last = job.parts.at(-1)?.head;
  if (!last) throw new Error('a load without a batch');
  const { dataset, major, mode, id } = last;
  const isCancelled = (): boolean => job.parts.some(({ head }) => around.isCancelled(head.id));
  let running: Running | null = null;
  let code: ProblemCode | null = null;
  let detail: string | null = null;
  db.exec('BEGIN IMMEDIATE');
  try {
    running = begin(around, job, at);
    const { table, tally, errors, target, rollups } = running;
    const { dictionary } = target.contract;
    const checker = makeRowChecker(dictionary, ({ scheme, version }) => around.codes(scheme, version));
    const onPiece = (): void => {
      if (isCancelled()) throw loadRefusal('CANCELLED');
      around.onProgress(id, tally.received);
    };
    try {
      if (isCancelled()) throw loadRefusal('CANCELLED');
      for (const { head, body } of job.parts) {
        const part = job.parts.length > 1 ? head.id : null;
        running.part = part;
        await readRows(body, limits, dictionary, rowSink(checker, table, errors, tally, limits, part), onPiece);
        table.flush();
      }
      const { first } = errors;
      if (errors.count() > 0 && (mode !== 'partial' || first()[0]?.rule === 'header')) code = 'ROWS_INVALID';
    } catch (error) {
      if (!isLoadRefusal(error)) throw error;
      code = error.refusal;
      detail = error.detail;
    }
    errors.finish();
    const keeps = code === null && mode !== 'check';
    const total = keeps ? target.rows + tally.inserted - tally.removed : null;
    const state: BatchState =
      code === 'CANCELLED' ? 'cancelled' : code !== null ? 'refused' : keeps ? 'applied' : 'checked';
    const { duplicates: _, filled: __, ...rows } = tally;
    const report: BatchReport = {
      ...emptyReport(last, state),
      rows,
      total,
      quality: qualityOf(tally, target, at),
      errorCount: errors.count(),
      errorsByRule: errors.byRule(),
    };
    const answer = answerOf(report, errors, code, detail);
    if (keeps) {
      rollups.save(db, dataset, major);
      forgetRemovals(db, dataset, major, at - removalsKept);
      db.prepare('UPDATE published SET rv = ?, rows = ?, loaded_at = ? WHERE dataset = ? AND major = ?').run(
        table.rv(),
        total,
        at,
        dataset,
        major,
      );
    } else {
      db.exec('ROLLBACK');
      db.exec('BEGIN IMMEDIATE');
    }
    record(db, job, answer, at);
    db.exec('COMMIT');
    return answer;
  } catch (error) {
    running?.errors.finish();
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

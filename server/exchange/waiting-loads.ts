import type { Database } from 'better-sqlite3';
import type { BatchReport } from '../../shared/exchange/api.ts';
import { problem, type ProblemCode } from '../../shared/exchange/problems.ts';
import type { LoadAnswer, LoadJob } from './records.ts';
import type { BodySource } from './row-source.ts';

/** Parts of loads whose last part has not come. */
const waiting = "state = 'received' AND load IS NOT NULL AND job IS NULL";

export interface WaitingRoom {
  readonly parts: number;
  readonly bytes: number;
}

/** What an agency has waiting of loads it began. */
export function waitingOf(db: Database, agency: string): WaitingRoom {
  const row = db
    .prepare<[string], WaitingRoom>(
      `SELECT count(*) AS parts, coalesce(sum(json_extract(body, '$.body.source.size')), 0) AS bytes FROM batch
       WHERE ${waiting} AND agency = ?`,
    )
    .get(agency);
  return row ?? { parts: 0, bytes: 0 };
}

/** Whether every part of a load still waits: one may have been given up since they were read. */
export function stillWait(db: Database, parts: LoadJob['parts']): boolean {
  const state = db.prepare<[string], string>('SELECT state FROM batch WHERE id = ?').pluck();
  return parts.every(({ head }) => state.get(head.id) === 'received');
}

/** What a load was answered that was given up before its turn came; null: it was not. */
export function endedAnswer(db: Database, { parts }: LoadJob): LoadAnswer | null {
  const row = db
    .prepare<[string], { status: number | null; report: string; body: string }>(
      'SELECT status, report, body FROM batch WHERE id = ?',
    )
    .get(parts.at(-1)?.head.id ?? '');
  if (!row || row.status === null) return null;
  return { status: row.status, report: JSON.parse(row.report) as BatchReport, body: row.body };
}

/** The load of an agency for one of its datasets. */
export interface NamedLoad {
  readonly agency: string;
  readonly dataset: string;
  readonly load: string;
}

/**
 * Which loads are given up: one, complete or not, of which nothing runs; or all that are not complete and whose newest part
 * came before that moment.
 */
export type GivenUp = {
  readonly at: number;
  readonly code: Extract<ProblemCode, 'CANCELLED' | 'LOAD_EXPIRED'>;
} & (NamedLoad | { readonly before: number });

const named = "state = 'received' AND agency = ? AND dataset = ? AND load = ?";
const forgotten = `${waiting} AND NOT EXISTS (SELECT 1 FROM batch j WHERE j.agency = b.agency AND j.load = b.load
  AND j.job IS NOT NULL) AND (SELECT max(received_at) FROM batch l WHERE l.agency = b.agency AND l.load = b.load) < ?`;

interface WaitingPart {
  readonly id: string;
  readonly body: string;
  readonly report: string;
}

/** Ends the parts of loads that nobody ends: none of their rows is stored. Returns the bodies, which are no longer needed. */
export function giveUpLoads(db: Database, { at, code, ...which }: GivenUp): readonly BodySource[] {
  const one = 'load' in which;
  const parts = db
    .prepare<unknown[], WaitingPart>(`SELECT id, body, report FROM batch b WHERE ${one ? named : forgotten}`)
    .all(...(one ? [which.agency, which.dataset, which.load] : [which.before]));
  const end = db.prepare(
    'UPDATE batch SET state = ?, ended_at = ?, status = ?, report = ?, body = ?, job = NULL WHERE id = ?',
  );
  db.transaction(() => {
    for (const { id, report } of parts) {
      const ended = { ...(JSON.parse(report) as BatchReport), state: 'cancelled' as const };
      const refusal = problem(code, ended);
      end.run('cancelled', at, refusal.status, JSON.stringify(ended), JSON.stringify(refusal), id);
    }
  })();
  return parts.map(({ body }) => (JSON.parse(body) as LoadJob['parts'][number]).body.source);
}

import type { Database } from 'better-sqlite3';
import type { BatchReport } from '../../shared/exchange/api.ts';
import { problem, type ProblemCode } from '../../shared/exchange/problems.ts';
import type { LoadJob } from './records.ts';
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

/** Which loads are given up: one of an agency, or all whose newest part came before that moment. */
export type GivenUp = {
  readonly at: number;
  readonly code: Extract<ProblemCode, 'CANCELLED' | 'LOAD_EXPIRED'>;
} & ({ readonly agency: string; readonly load: string } | { readonly before: number });

interface WaitingPart {
  readonly id: string;
  readonly body: string;
  readonly report: string;
}

/** Ends the parts of loads that nobody ends: none of their rows is stored. Returns the bodies, which are no longer needed. */
export function giveUpLoads(db: Database, { at, code, ...which }: GivenUp): readonly BodySource[] {
  const one = 'load' in which;
  const parts = db
    .prepare<unknown[], WaitingPart>(
      `SELECT id, body, report FROM batch b WHERE ${waiting} AND NOT EXISTS (SELECT 1 FROM batch j WHERE j.agency = b.agency AND j.load = b.load AND j.job IS NOT NULL)
       AND ${one ? 'agency = ? AND load = ?' : '(SELECT max(received_at) FROM batch l WHERE l.agency = b.agency AND l.load = b.load) < ?'}`,
    )
    .all(...(one ? [which.agency, which.load] : [which.before]));
  const end = db.prepare('UPDATE batch SET state = ?, ended_at = ?, status = ?, report = ?, body = ? WHERE id = ?');
  db.transaction(() => {
    for (const { id, report } of parts) {
      const ended = { ...(JSON.parse(report) as BatchReport), state: 'cancelled' as const };
      const refusal = problem(code, ended);
      end.run('cancelled', at, refusal.status, JSON.stringify(ended), JSON.stringify(refusal), id);
    }
  })();
  return parts.map(({ body }) => (JSON.parse(body) as LoadJob['parts'][number]).body.source);
}

import Database from 'better-sqlite3';
import type { Case } from '../../shared/cases/case.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { caseKind } from '../../shared/records/case/kind.ts';
import { complaintKind } from '../../shared/records/complaint/kind.ts';
import type { RecordKind } from '../../shared/records/kind.ts';
import { letterKind } from '../../shared/records/letter/kind.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';

/** An operation as the register keeps it. */
export interface KeptOperation {
  readonly desk: string;
  readonly inc: number;
  readonly seq: number;
  /** Of an incarnation its desk forked from: no part of the desk's own sequence. */
  readonly forked: boolean;
  readonly opId: string;
  readonly hash: string;
  readonly rv: number | null;
  readonly status: string;
  readonly result: OpResult;
  readonly op: Operation;
  /** It waits for its document, which another desk has to replay (PROTOCOL E2). */
  readonly parked: boolean;
}

export interface KeptDoc {
  readonly type: string;
  readonly id: string;
  readonly rv: number;
  readonly json: string;
}

export interface KeptScope {
  readonly scope: string;
  readonly type: string;
  readonly id: string;
  readonly rv: number;
  readonly live: number;
}

export interface KeptDesk {
  readonly id: string;
  readonly code: string;
  readonly inc: number;
  readonly last_seq: number;
  /** The desk it was copied from. */
  readonly origin: string | null;
  /** When it was last found rewound or copied, ms. */
  readonly copied_at: number | null;
}

/** A copy of the register read by plain SQL: the checks do not trust the code they check. */
export interface RegisterView {
  readonly epoch: string;
  readonly rv: number;
  readonly ops: readonly KeptOperation[];
  readonly opIds: ReadonlySet<string>;
  readonly docs: ReadonlyMap<string, KeptDoc>;
  readonly scopes: readonly KeptScope[];
  readonly desks: readonly KeptDesk[];
  readonly uses: readonly {
    readonly book: string;
    readonly year: number;
    readonly no: number;
    readonly letter_id: string;
  }[];
  letter(id: string): Letter | null;
  readonly letters: readonly Letter[];
  readonly cases: readonly Case[];
  readonly complaints: readonly Complaint[];
}

interface OpColumns {
  readonly desk: string;
  readonly inc: number;
  readonly seq: number;
  readonly forked: number;
  readonly op_id: string;
  readonly hash: string;
  readonly rv: number | null;
  readonly status: string;
  readonly result: string;
  readonly body: string;
  readonly parked: number;
}

function textsIn(register: Buffer, sql: string): ReadonlySet<string> {
  const db = new Database(register);
  try {
    return new Set(db.prepare<[], string>(sql).pluck().all());
  } finally {
    db.close();
  }
}

/** Ids of the operations a register has. */
export const operationIdsOf = (register: Buffer): ReadonlySet<string> => textsIn(register, 'SELECT op_id FROM op');

/** Ids of the desks a register knows. */
export const deskIdsOf = (register: Buffer): ReadonlySet<string> => textsIn(register, 'SELECT id FROM desk');

/** The version of the latest thing a desk can read; numbers given out and back raise only the clock. */
export function lastChangeIn(register: Buffer): number {
  const db = new Database(register);
  try {
    const sql = 'SELECT max(rv) FROM (SELECT rv FROM doc UNION ALL SELECT max(rv, coalesce(late, 0)) FROM op)';
    return db.prepare<[], number | null>(sql).pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

export function viewRegister(register: Buffer): RegisterView {
  const db = new Database(register);
  const all = <T>(sql: string): readonly T[] => db.prepare<[], T>(sql).all();
  try {
    const [clock] = all<{ epoch: string; rv: number }>('SELECT epoch, rv FROM sync_clock');
    if (!clock) throw new Error('a register without a clock');
    const ops = all<OpColumns>(
      'SELECT desk, inc, seq, forked, op_id, hash, rv, status, result, body, parked.seq IS NOT NULL AS parked ' +
        'FROM op LEFT JOIN parked USING (desk, inc, seq, forked) ORDER BY op.rowid',
    ).map(({ op_id: opId, result, body, parked, forked, ...rest }): KeptOperation => ({
      ...rest,
      opId,
      forked: forked === 1,
      parked: parked === 1,
      result: JSON.parse(result) as OpResult,
      op: JSON.parse(body) as Operation,
    }));
    const docs = all<KeptDoc>('SELECT type, id, rv, d AS json FROM doc');
    const byKey = new Map(docs.map((doc) => [`${doc.type}:${doc.id}`, doc]));
    const allOf = <D>(kind: RecordKind<D>): readonly D[] =>
      docs.filter(({ type }) => type === kind.type).map(({ json }) => JSON.parse(json) as D);
    const letters = allOf(letterKind);
    const byId = new Map(letters.map((letter) => [letter.id, letter]));
    return {
      epoch: clock.epoch,
      rv: clock.rv,
      ops,
      opIds: new Set(ops.map(({ opId }) => opId)),
      docs: byKey,
      scopes: all<KeptScope>('SELECT scope, type, id, rv, live FROM scope_index'),
      desks: all<KeptDesk>(
        'SELECT id, code, inc, last_seq, origin, last_at AS copied_at FROM desk ' +
          "LEFT JOIN desk_fault ON desk_fault.desk = desk.id AND kind = 'copied' ORDER BY code",
      ),
      uses: all('SELECT book, year, no, letter_id FROM number_use'),
      letter: (id) => byId.get(id) ?? null,
      letters,
      cases: allOf(caseKind),
      complaints: allOf(complaintKind),
    };
  } finally {
    db.close();
  }
}

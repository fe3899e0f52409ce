import { prepare } from '../../shared/commands/prepare.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { operationSchema, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { QuarantinedEntry } from '../../shared/sync/trust-api.ts';
import type { BookName } from '../numbers/books.ts';
import type { OpRow, Tx } from '../store/store.ts';
import { unconfirmedAuthor } from './confirmed-author.ts';
import { runOperation } from './judge.ts';
import type { Masters } from './masters.ts';
import type { PushDeps } from './push-deps.ts';
import { answerOf, changeAnswer, park } from './record.ts';
import { madeAt } from './take-past.ts';
import type { Trial } from './trial.ts';

type LateDeps = Pick<PushDeps, 'store' | 'clock' | 'masters' | 'onBug'>;

/** The result of a quarantined entry. */
export interface Judged {
  readonly result: OpResult;
  /** Books whose counter moved: the mark must record them before anyone is answered (PROTOCOL N4). */
  readonly counted: readonly BookName[];
}

/** A quarantined entry, as it arrived; null for what is none (a sign-in, or no operation at all). */
function entryOf(row: OpRow): Operation | null {
  if (row.status !== 'quarantined') return null;
  const op = operationSchema.safeParse(JSON.parse(row.body));
  return op.success && !isSessionOp(op.data.name) ? op.data : null;
}

const understood = ({ name, v, args, box }: Operation): boolean => {
  if (box !== undefined) return false;
  const prepared = prepare(name, v, args);
  return prepared.ok || prepared.error.code !== 'UNKNOWN_OP';
};

/** PROTOCOL P13: every quarantined entry, in the order of arrival. */
export async function listQuarantined(tx: Tx): Promise<readonly QuarantinedEntry[]> {
  const desks = new Map((await tx.desks.all()).map(({ id, code, name }) => [id, { id, code, name }]));
  return (await tx.desks.quarantined()).flatMap((row) => {
    const op = entryOf(row);
    if (!op) return [];
    return [
      {
        opId: op.opId,
        desk: desks.get(op.desk) ?? { id: op.desk, code: '', name: '' },
        inc: op.inc,
        seq: op.seq,
        name: op.name,
        by: { account: op.by.account, position: op.by.position },
        at: op.at.wall,
        receivedAt: row.receivedAt,
        code: answerOf(row).code ?? null,
        args: op.args ?? null,
        hidden: false,
        acceptable: understood(op),
      },
    ];
  });
}

interface Rerun extends Judged {
  readonly masters: Masters;
}

/** Runs an entry late: with the master data of today, and with the time at which it was entered. */
async function rerun(
  tx: Tx,
  row: OpRow,
  op: Operation,
  by: { readonly trial: Trial; readonly masters: Masters; readonly decided?: OpResult['decided'] },
  deps: LateDeps,
): Promise<Rerun> {
  const keeper = await tx.desks.get(row.desk);
  if (!keeper) throw new Error('an operation of a desk that was never enrolled');
  const desk = await madeAt(tx, op, keeper);
  const now = deps.clock.now();
  const { trial, masters, decided } = by;
  const outcome = await runOperation({ tx, desk, masters, now, trial, kept: row }, op, deps.onBug);
  if (outcome.waits) await park(tx, row, outcome.waits, null);
  else await tx.desks.unpark(row);
  const before = answerOf(row);
  const { status, code } = outcome.answer;
  const counted = outcome.counted ? [outcome.counted] : [];
  // Another rule refuses it as before: the answer does not change.
  if (status === before.status && code === before.code) return { result: before, counted, masters };
  const answer = { ...outcome.answer, ...(decided ? { decided } : {}) };
  return { result: await changeAnswer(tx, row, answer, now), counted, masters: outcome.masters };
}

/**
 * PROTOCOL P13, V2: runs what was quarantined because its command was unknown, once this program knows it. Called when
 * the server starts, before anyone is served.
 */
export async function rerunUnknown(deps: LateDeps): Promise<number> {
  return deps.store.write(async (tx) => {
    let masters = await deps.masters.at(tx);
    let done = 0;
    for (const row of await tx.desks.quarantined()) {
      const op = answerOf(row).code === 'UNKNOWN_OP' ? entryOf(row) : null;
      const keeper = op && (await tx.desks.get(row.desk));
      if (!op || !keeper || !understood(op) || (await unconfirmedAuthor(tx, keeper, op))) continue;
      const ran = await rerun(tx, row, op, { trial: { kind: 'now' }, masters }, deps);
      masters = ran.masters;
      done += 1;
    }
    return done;
  });
}

/** An administrator accepts an entry: it runs as if its author had had the right. Null: there is no such entry. */
export async function acceptQuarantined(tx: Tx, deps: LateDeps, opId: string, account: string): Promise<Judged | null> {
  const row = await tx.desks.opById(opId);
  const op = row && entryOf(row);
  if (!row || !op || op.box !== undefined) return null;
  const decided = { by: account, at: deps.clock.now() };
  return rerun(tx, row, op, { trial: { kind: 'waived' }, masters: await deps.masters.at(tx), decided }, deps);
}

/** An administrator refuses an entry; its body is kept. Null: there is no such entry. */
export async function refuseQuarantined(
  tx: Tx,
  deps: LateDeps,
  opId: string,
  account: string,
  reason: string,
): Promise<Judged | null> {
  const row = await tx.desks.opById(opId);
  if (!row || !entryOf(row)) return null;
  const now = deps.clock.now();
  const decided = { by: account, at: now, reason };
  await tx.desks.unpark(row);
  const answer = { status: 'rejected', rv: null, code: 'REFUSED_BY_ADMIN', decided } as const;
  return { result: await changeAnswer(tx, row, answer, now), counted: [] };
}

import type { DocRef } from '../../shared/commands/documents.ts';
import { findCommand } from '../../shared/commands/registry.ts';
import { canonicalJson, operationSchema } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import { voidRefused } from '../numbers/take.ts';
import { isSamePlace, type OpPlace, type Sequence } from '../store/op-place.ts';
import type { OpHead, OpRow, Tx } from '../store/store.ts';
import { sealAnswer, sealsOf, type AnsweredOp } from '../trust/seals.ts';
import type { Link, NewLink } from './chain.ts';
import { storedBody, storedEntry } from './entry.ts';

/** The result of an operation without its sequence number. */
export type Answer = Omit<OpResult, 'seq' | 'opId' | 'seal'>;

async function voidNumberOf(
  tx: Tx,
  { desk, vouched }: Pick<OpRow, 'desk' | 'vouched'>,
  raw: unknown,
  now: number,
): Promise<void> {
  const op = operationSchema.safeParse(raw);
  if (!op.success || op.data.agenda?.no == null || !findCommand(op.data.name)?.numbered) return;
  const { book, year, no, lease } = op.data.agenda;
  await voidRefused(tx, { book, year, no, lease, op: op.data, desk, vouched, now });
}

/** How the seal of an answer names an operation: by its first sequence number, wherever it is stored (PROTOCOL T10). */
export function answeredOp({ hash, raw }: Pick<Link, 'hash' | 'raw'>): AnsweredOp {
  return { desk: String(raw['desk']), inc: Number(raw['inc']), hash };
}

/** PROTOCOL P4: stores an operation as it arrived, with its answer. */
export async function storeAnswer(
  tx: Tx,
  { desk, inc, forked }: Sequence,
  { seq, opId, hash, raw, identity }: NewLink,
  answer: Answer,
  { lineage, vouched }: Pick<OpRow, 'lineage' | 'vouched'>,
  now: number,
): Promise<OpResult> {
  const result = sealAnswer(await sealsOf(tx), answeredOp({ hash, raw }), { seq, opId, ...answer });
  await tx.desks.addOp({
    ...{ desk, inc, seq, forked },
    opId,
    hash,
    rv: result.rv,
    status: result.status,
    result: JSON.stringify(result),
    body: storedBody(raw, result.status === 'rejected'),
    receivedAt: now,
    late: null,
    entry: storedEntry(raw, identity),
    author: identity.author,
    ...{ lineage, vouched },
  });
  if (result.status === 'rejected') await voidNumberOf(tx, { desk, vouched }, raw, now);
  return result;
}

/**
 * Parks an operation until its document is back. `oldRv`: its version in the lost epoch; null for an entry that came
 * later than all of them.
 */
export async function park(
  tx: Tx,
  { desk, inc, seq, forked }: OpPlace,
  waitsFor: DocRef,
  oldRv: number | null,
): Promise<void> {
  await tx.desks.park({ desk, inc, seq, forked, oldRv: oldRv ?? (await tx.clock()).rv, waitsFor });
}

/** How many places of one entry hear of a later answer: as many as a desk and its copies can give it in a while. */
const mostPlaces = 100;

/** How its seal names a stored operation: in its own sequence as it stands there, otherwise as it arrived. */
async function storedAs(tx: Tx, head: OpHead): Promise<AnsweredOp> {
  const { desk, inc, hash } = head;
  const row = head.forked ? await tx.desks.op(head) : null;
  return row ? answeredOp({ hash, raw: JSON.parse(row.body) as Link['raw'] }) : { desk, inc, hash };
}

/**
 * Gives an operation another answer at every sequence number at which the same entry arrived (PROTOCOL E4, P13), also
 * of a copied desk: each desk is sent it with its next handshake. `late`: the version with which the first one is.
 */
export async function replaceAnswer(tx: Tx, row: OpHead, answer: Answer, late: number): Promise<OpResult> {
  const before = canonicalJson(verdictOf(row));
  const seals = await sealsOf(tx);
  const putAnswer = async (at: OpHead, version: number): Promise<OpResult> => {
    const placed = sealAnswer(seals, await storedAs(tx, at), { seq: at.seq, opId: at.opId, ...answer });
    const { rv, status } = answer;
    // What an administrator accepts stands on his word (PROTOCOL P13).
    const vouched = at.vouched || hasEffect(answer);
    await tx.desks.setAnswer({ ...at, rv, status, result: JSON.stringify(placed), late: version, vouched });
    return placed;
  };
  const replaced = await putAnswer(row, late);
  // Under the same id with other content it is another entry, and what became of that stands.
  for (const other of await tx.desks.placesOf(row, mostPlaces)) {
    if (isSamePlace(other, row) || canonicalJson(verdictOf(other)) !== before) continue;
    await putAnswer(other, await tx.raise(false));
  }
  return replaced;
}

/** Gives an operation its later answer, from a decision or from a document that came back. */
export async function changeAnswer(tx: Tx, row: OpRow, answer: Answer, now: number): Promise<OpResult> {
  const late = answer.rv !== null && answer.rv !== row.rv ? answer.rv : await tx.raise(false);
  const result = await replaceAnswer(tx, row, answer, late);
  if (result.status === 'rejected') await voidNumberOf(tx, row, JSON.parse(row.body), now);
  return result;
}

/** Whether the operation changed something, or would have had it not been so already. */
export function hasEffect({ status }: Pick<Answer, 'status'>): boolean {
  return status !== 'rejected' && status !== 'quarantined';
}

export function answerOf({ result }: Pick<OpHead, 'result'>): OpResult {
  return JSON.parse(result) as OpResult;
}

/** What became of the entry, at whatever place it came. */
export function verdictOf(row: Pick<OpHead, 'result'>): Answer {
  const { seq: _seq, opId: _opId, seal: _seal, ...answer } = answerOf(row);
  return answer;
}

/** The stored answer, sealed; answers from before the register sealed them are sealed now. */
export async function sealedAnswer(tx: Tx, row: OpHead): Promise<OpResult> {
  const answer = answerOf(row);
  if (answer.seal !== undefined) return answer;
  return sealAnswer(await sealsOf(tx), await storedAs(tx, row), answer);
}

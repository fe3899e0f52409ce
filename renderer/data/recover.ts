import { docKey } from '../../shared/commands/documents.ts';
import { prepare } from '../../shared/commands/prepare.ts';
import type { Outcome, Recovery } from '../../shared/desk/desk.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { signedSeq, type Operation } from '../../shared/sync/operation.ts';
import { applyResults, attentionFor } from './apply.ts';
import { targetKey } from './rebase.ts';
import type { Replica } from './replica.ts';
import type { World } from './ports.ts';
import { fileOperation, viewRow } from './file-entry.ts';
import type { OutboxEntry } from './store.ts';

/** The request to the desk before {@link recoverFromJournal}: everything since the oldest entry pending here. */
export function askJournal({ desk, account }: World, outbox: readonly OutboxEntry[]): Promise<Outcome<Recovery>> {
  return desk.recover(account.id, (outbox[0]?.seq ?? 1) - 1);
}

/** Puts an operation back into the store, or into memory when the store does not take it. False: the store failed. */
async function putBack(replica: Replica, op: Operation): Promise<boolean> {
  const prepared = prepare(op.name, op.v, op.args);
  if (!prepared.ok) return true;
  const { command, args } = prepared.value;
  try {
    const { row, fresh } = await fileOperation(replica, op, command, args);
    if (!row || !fresh) return true;
    replica.overlay.delete(row.key);
    replica.pending.set(row.key, (replica.pending.get(row.key) ?? 0) + 1);
    replica.show([row], []);
    return true;
  } catch (error) {
    replica.world.report('recover', error);
    const { type, id } = command.target(args);
    const found = await replica.find(type, id);
    // Another entry may have been made on it since it was requested.
    const row = viewRow(replica, op, command, args, replica.overlay.get(docKey({ type, id })) ?? found);
    replica.showOver(row);
    return false;
  }
}

/** Answers for entries this store never held: those that were not simply applied still need a person's attention. */
async function noteMissed(replica: Replica, missed: Recovery['settled']): Promise<void> {
  const { store } = replica.world;
  // For an entry with several sequence numbers the last one counts.
  const last = new Map(missed.map((one) => [one.result.opId, one]));
  for (const { result, op } of last.values()) {
    const key = op === null || result.status === 'applied' ? null : targetKey(op);
    if (op === null || key === null) continue;
    const item = attentionFor(op, key, result);
    const known = await store.get('attention', op.opId);
    // The same answer twice must not ask for attention twice.
    if (item && (known?.status !== item.status || known.code !== item.code))
      await store.write(['attention'], (tx) => Promise.resolve(tx.put('attention', item)));
  }
}

/**
 * Gives pending entries whose sequence number is outdated by a new incarnation their new one, in one transaction
 * (PROTOCOL E4). Answered entries stay as they are.
 */
async function takeNewSequence(
  { world: { store } }: Replica,
  outbox: readonly OutboxEntry[],
  pending: readonly Operation[],
): Promise<void> {
  const byId = new Map(pending.map((op) => [op.opId, op]));
  const moved = outbox.flatMap((entry) => {
    const op = byId.get(entry.opId);
    return op && op.hash !== entry.op.hash ? [{ entry, op }] : [];
  });
  if (moved.length === 0) return;
  await store.write(['outbox'], async (tx) => {
    const seqs = moved.map(({ entry }) => entry.seq);
    const known = await tx.getMany('outbox', seqs);
    tx.delete('outbox', ...seqs.filter((_, i) => known[i]?.opId === moved[i]?.entry.opId));
    for (const [i, { op }] of moved.entries()) {
      const entry = known[i];
      if (entry?.opId === op.opId) tx.put('outbox', { ...entry, seq: op.seq, op });
    }
  });
}

/**
 * Journals entries again that the journal lacks because it was rewound or lost, under their own id and with the number
 * they burned. One the server has seen gets the answer it had. False: the desk did not take one.
 */
async function journalAgain(
  replica: Replica,
  outbox: readonly OutboxEntry[],
  { pending, settled }: Recovery,
): Promise<boolean> {
  const known = new Set([...pending.map(({ opId }) => opId), ...settled.map(({ result }) => result.opId)]);
  const orphans = outbox.filter(
    // Sequence numbers of another desk may be given out again here, so its answered entries move too.
    ({ opId, op, doneRv }) => !known.has(opId) && (doneRv === null || op.desk !== replica.identity.id),
  );
  const placed: Operation[] = [];
  for (const { op } of orphans) {
    const { opId, name, v, by, at, epoch, base, args, agenda } = op;
    const origin = op.origin ?? { desk: op.desk, inc: op.inc, seq: op.seq };
    const draft = { opId, name, v, by, at, epoch, base, args, number: null };
    const append = (burned: Operation['agenda']) =>
      replica.world.desk.append({
        ...draft,
        kept: { agenda: burned, origin, signedAt: signedSeq(op), salt: op.salt },
      });
    let appended = await append(agenda);
    // Nothing proves that this desk had the number: the server gives the letter another.
    if (!appended.ok && appended.error.code === 'NUMBER_NOT_OURS' && agenda) {
      appended = await append({ ...agenda, no: null, lease: null });
    }
    if (!appended.ok) return false;
    placed.push(appended.value);
  }
  await takeNewSequence(replica, orphans, placed);
  return true;
}

/**
 * In another epoch the entries of a desk were replayed by whichever window came first: that epoch's answers to entries
 * of this account have to be shown here as well (PROTOCOL E2, P4). Idempotent.
 */
export async function readReplayed(replica: Replica): Promise<void> {
  const outbox = await replica.world.store.all('outbox');
  await recoverFromJournal(replica, outbox, await askJournal(replica.world, []));
}

/**
 * Makes the store agree with the journal (PROTOCOL D4): what the journal has and the outbox lacks is put back, and
 * answers that came while no window of this account was open are applied. Idempotent. False: the journal did not answer
 * or the store did not take it, so safe mode holds.
 */
export async function recoverFromJournal(
  replica: Replica,
  outbox: readonly OutboxEntry[],
  answer: Outcome<Recovery>,
): Promise<boolean> {
  if (!answer.ok) return false;
  const { pending, settled } = answer.value;
  const known = new Set(outbox.map(({ opId }) => opId));
  let whole: boolean;
  try {
    await takeNewSequence(replica, outbox, pending);
    whole = await journalAgain(replica, outbox, answer.value);
  } catch (error) {
    replica.world.report('recover', error);
    whole = false;
  }
  for (const op of pending) {
    if (!known.has(op.opId) && !isSessionOp(op.name)) whole = (await putBack(replica, op)) && whole;
  }
  if (!whole) return false;
  const here = settled.filter(({ result }) => known.has(result.opId)).map(({ result }) => result);
  const missed = settled.filter(({ result }) => !known.has(result.opId));
  try {
    if (here.length > 0) await applyResults(replica, here, null);
    await noteMissed(replica, missed);
  } catch (error) {
    replica.world.report('recover', error);
    return false;
  }
  return true;
}

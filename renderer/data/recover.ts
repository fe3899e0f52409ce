import { prepare } from '../../shared/commands/prepare.ts';
import type { Outcome, Recovery } from '../../shared/desk/desk.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { applyResults } from './apply.ts';
import type { Filing } from './filing.ts';
import type { World } from './ports.ts';
import { fileOperation } from './run.ts';
import type { OutboxEntry } from './store.ts';

/** What the desk is asked before {@link recoverFromJournal}: everything since the oldest entry that waits here. */
export function askJournal({ desk, account }: World, outbox: readonly OutboxEntry[]): Promise<Outcome<Recovery>> {
  return desk.recover(account.id, (outbox[0]?.seq ?? 1) - 1);
}

/**
 * Makes the store agree with the journal (PROTOCOL D4): what the journal has and the outbox lacks is put back, and
 * answers that came while this account was not at the desk are applied. Doing it again changes nothing.
 */
export async function recoverFromJournal(
  filing: Filing,
  outbox: readonly OutboxEntry[],
  answer: Outcome<Recovery>,
): Promise<number> {
  if (!answer.ok) return 0;
  const known = new Set(outbox.map(({ seq }) => seq));
  let restored = 0;
  for (const op of answer.value.pending) {
    if (known.has(op.seq) || isSessionOp(op.name)) continue;
    const prepared = prepare(op.name, op.v, op.args);
    if (!prepared.ok) continue;
    const { row, fresh } = await fileOperation(filing, op, prepared.value.command, prepared.value.args);
    if (row && fresh) {
      filing.pending.set(row.key, (filing.pending.get(row.key) ?? 0) + 1);
      filing.show([row], []);
      restored++;
    }
  }
  const missed = answer.value.settled.filter(({ seq }) => known.has(seq));
  if (missed.length > 0) await applyResults(filing, missed);
  return restored;
}

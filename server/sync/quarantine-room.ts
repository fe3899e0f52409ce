import type { Quarantine, Tx } from '../store/store.ts';
import type { Answer } from './record.ts';

/**
 * How much may wait for an administrator: of what one account vouches for at a desk and its copies, and as much again of
 * what nobody there vouches for; and of everything that comes from there.
 */
const room = {
  each: { entries: 2_000, bytes: 16 * 1024 * 1024 },
  all: { entries: 10_000, bytes: 64 * 1024 * 1024 },
} as const satisfies Readonly<Record<string, Quarantine>>;

const isFull = ({ entries, bytes }: Quarantine, limit: Quarantine): boolean =>
  entries >= limit.entries || bytes >= limit.bytes;

/** From whom an entry comes, as far as the register knows. */
export interface Sender {
  readonly lineage: string;
  readonly author: string | null;
  readonly vouched: boolean;
}

/** Code of an entry for which no room is left beside those that wait for an administrator. */
const full = { status: 'rejected', rv: null, code: 'QUARANTINE_FULL' } as const;

/**
 * PROTOCOL P13: the answer to an entry of which the rules say that it waits for an administrator. Whoever sends more than
 * anybody can decide on is refused the rest: it stays with him, and with the register like everything refused.
 */
export async function withinRoom(tx: Tx, { lineage, author, vouched }: Sender, answer: Answer): Promise<Answer> {
  if (answer.status !== 'quarantined') return answer;
  const own = await tx.desks.quarantineOf(lineage, vouched ? author : null);
  if (isFull(own, room.each) || isFull(await tx.desks.quarantineOf(lineage), room.all)) return full;
  return answer;
}

import type { Operation } from '../sync/operation.ts';
import type { OpResult } from '../sync/protocol.ts';
import type { Answered, PastPiece } from './desk.ts';
import type { Journal, JournalRecord } from './journal-record.ts';

/** Operations read in one go: about 1 MB, so that a desk with many years behind it does not fill its memory. */
const readAhead = 1000;

interface Met {
  readonly op: Operation;
  readonly start: number;
  result: OpResult | null;
}

interface Stretch {
  /** `seq` after which it begins. */
  readonly after: number;
  readonly entries: readonly (Answered & { readonly start: number })[];
  /** Whether answered operations follow it. */
  readonly more: boolean;
}

/**
 * Collects the answered operations above a sequence number, record by record, also those of the desk this one was
 * copied from. Answers follow their operations, and a later answer replaces the earlier one. What a new incarnation
 * took over is left out at its first sequence number, where it never had an answer.
 */
function gather(after: number): { take(record: JournalRecord): void; stretch(): Stretch } {
  const met = new Map<number, Met>();
  let desk: string | null = null;
  let start = 0;
  let last = after;
  let more = false;
  const meet = (op: Operation, result: OpResult | null): void => {
    if (op.seq <= last || met.size >= readAhead) return;
    met.set(op.seq, { op, start, result });
    last = op.seq;
  };
  const answer = (result: OpResult): void => {
    const entry = met.get(result.seq);
    if (entry) entry.result = result;
    else if (met.size >= readAhead && result.seq > last) more = true;
  };
  const take = (record: JournalRecord): void => {
    switch (record.k) {
      case 'desk':
        // Enrolled again: the sequence restarts, and nobody is the earlier desk any more.
        if (record.start === undefined && desk !== null && desk !== record.identity.id) {
          met.clear();
          last = after;
        }
        desk = record.identity.id;
        start = record.start ?? 0;
        if (!record.ops) return;
        for (const [seq, { result }] of met) if (!result) met.delete(seq);
        for (const op of record.ops) meet(op, null);
        return;
      case 'state':
        desk = record.identity?.id ?? null;
        start = record.start;
        // For earlier incarnations the file no longer states where they began.
        for (const { op, result } of record.settled) if (op.inc === record.identity?.inc) meet(op, result);
        for (const op of record.pending) meet(op, null);
        return;
      case 'op':
        return meet(record.op, null);
      case 'results':
        return record.results.forEach(answer);
      default:
        return;
    }
  };
  const stretch = (): Stretch => ({
    after,
    entries: [...met.values()].flatMap(({ op, start: from, result }) => (result ? [{ op, result, start: from }] : [])),
    more,
  });
  return { take, stretch };
}

export interface Past {
  /** PROTOCOL E2. `ops` may be fewer than `limit` while `more` follows; they are all of one incarnation. */
  read(afterSeq: number, limit: number): Promise<PastPiece>;
  /** New answers arrived up to that sequence number: what was read ahead of it no longer matches the journal. */
  answered(upTo: number): void;
}

/** Reads the answered past of a desk from its journal, some way ahead of the requests. */
export function readPast(journal: Pick<Journal, 'history'>): Past {
  let ahead: Stretch | null = null;

  const stretchAfter = async (afterSeq: number): Promise<Stretch> => {
    if (ahead && ahead.after <= afterSeq && (ahead.entries.at(-1)?.op.seq ?? 0) > afterSeq) return ahead;
    const found = gather(afterSeq);
    await journal.history(afterSeq, found.take);
    return found.stretch();
  };

  return {
    read: async (afterSeq, limit) => {
      const stretch = await stretchAfter(afterSeq);
      const rest = stretch.entries.filter(({ op }) => op.seq > afterSeq);
      const first = rest[0];
      const other = rest.findIndex(({ op }) => op.inc !== first?.op.inc);
      const ops = rest.slice(0, Math.min(limit, other < 0 ? rest.length : other));
      const more = stretch.more || ops.length < rest.length;
      ahead = more ? stretch : null;
      return {
        inc: first?.op.inc ?? 0,
        start: first?.start ?? 0,
        ops: ops.map(({ op, result }) => ({ op, result })),
        more,
      };
    },
    answered: (upTo) => {
      const entries = ahead?.entries.filter(({ op }) => op.seq > upTo) ?? [];
      ahead = ahead && entries.length > 0 ? { ...ahead, after: Math.max(ahead.after, upTo), entries } : null;
    },
  };
}

import { isSessionOp } from '../people/session.ts';
import { refuse } from '../refusal.ts';
import { err, ok } from '../result.ts';
import type { OpResult } from '../sync/protocol.ts';
import { isSameAnswer, plainContents, type Contents } from './contents.ts';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';
import type { NumberGuard } from './grant-number.ts';
import type { Journal, JournalRecord } from './journal-record.ts';
import { readPast } from './past.ts';
import { diskRefusal, journalAlone, type Sequence } from './sequence.ts';

export type JournalPart = Pick<
  Desk,
  'append' | 'find' | 'pending' | 'settle' | 'past' | 'recover' | 'leases' | 'grantLease' | 'closeLease' | 'forgetLease'
>;

/**
 * Whether an answer is new: one to a pending operation, or one that differs from the journal's, from a restored server.
 * Answers of long ago are not in memory and cannot be compared.
 */
function isNews(state: DeskState, result: OpResult): boolean {
  const waiting = state.pending.get(result.seq);
  if (waiting) return waiting.opId === result.opId;
  const known = state.results.get(result.seq);
  if (known) return known.opId === result.opId && !isSameAnswer(known, result);
  return result.seq <= state.seq;
}

/** The part of a desk that depends on its journal alone: sequence, numbers and recovery, the same in every host. */
export function journalPart(
  state: DeskState,
  sequence: Sequence,
  journal: Pick<Journal, 'history'>,
  contents: Contents = plainContents,
  numbers: Pick<NumberGuard, 'gaveBack'> = journalAlone,
): JournalPart {
  const past = readPast(journal);
  const write = (record: JournalRecord) => sequence.record(() => ok([record]), true);
  return {
    append: (draft) => {
      // PROTOCOL P10: the server would quarantine it; refused here, what was typed stays in its form.
      const signedIn = !state.identity || isSessionOp(draft.name) || state.signedIn.has(draft.by.account);
      return signedIn ? sequence.append(draft) : Promise.resolve(err(refuse('NOT_SIGNED_IN')));
    },
    find: (opId) => Promise.resolve(ok(state.byOpId.get(opId) ?? null)),
    pending: (limit) => Promise.resolve(ok([...state.pending.values()].slice(0, limit))),
    settle: (results, serverTime) => {
      past.answered(Math.max(0, ...results.map(({ seq }) => seq)));
      // Checked in its turn: a renewal may have given pending operations other sequence numbers meanwhile.
      return sequence.record(() => {
        const sealed = (result: OpResult): OpResult => {
          const author = state.authors.get(result.seq);
          return author === undefined ? result : contents.sealAnswer(result, author);
        };
        const news = results.filter((result) => isNews(state, result)).map(sealed);
        if (news.length === 0) return ok([]);
        return ok([{ k: 'results', results: news, ...(serverTime > 0 ? { serverTime } : {}) }]);
      }, false);
    },
    past: async (afterSeq, limit) => {
      if (!state.identity) return err(refuse('NOT_ENROLLED'));
      try {
        const { inc } = state.identity;
        const { start } = state;
        const piece = await past.read(afterSeq, limit);
        // The last seal names the incarnation that continues, also when nothing of it was answered yet (PROTOCOL E4).
        if (piece.ops.length === 0) return ok({ ...piece, inc, start });
        return ok(piece.start === start ? piece : { ...piece, more: true });
      } catch (error) {
        return err(diskRefusal(error));
      }
    },
    recover: (account, sinceSeq) =>
      Promise.resolve(
        ok({
          pending: [...state.pending.values()].filter(({ by }) => by.account === account),
          settled: [...state.results.values()]
            .filter(({ seq }) => seq > sinceSeq && state.authors.get(seq) === account)
            .map((result) => ({ result, op: state.byOpId.get(result.opId) ?? null })),
        }),
      ),
    leases: () => Promise.resolve(ok([...state.leases.values()])),
    grantLease: (lease) => write({ k: 'lease', lease }),
    closeLease: async (id) => {
      const lease = state.leases.get(id);
      if (!lease) return err(refuse('NO_SUCH_LEASE'));
      // PROTOCOL N6, N12: the block is given up in the journal before the server is sent what remains unused.
      const closed = lease.closed ? ok(null) : await write({ k: 'close', lease: id });
      if (!closed.ok) return closed;
      const given = state.leases.get(id) ?? lease;
      await numbers.gaveBack(given);
      return ok(given);
    },
    forgetLease: async (id) => {
      const lease = state.leases.get(id);
      if (!lease) return ok(null);
      return lease.closed ? write({ k: 'forget', lease: id }) : err(refuse('LEASE_IS_OPEN'));
    },
  };
}

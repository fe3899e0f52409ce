import { isSessionOp } from '../people/session.ts';
import { makeSerialQueue } from '../serial-queue.ts';
import type { Operation } from '../sync/operation.ts';
import type { OpResult } from '../sync/protocol.ts';
import type { Contents } from './contents.ts';
import { reshape, type DeskState } from './desk-state.ts';
import type { Answered } from './desk.ts';
import type { JournalRecord } from './journal-record.ts';
import type { Sequence } from './sequence.ts';

/** A journal whose files, or parts, can be brought into another form. */
export interface RewritableJournal {
  /** Names of its files, oldest first. */
  files(): readonly string[];
  /** Gives a file the records as `change` makes them, all or none. */
  rewrite(name: string, change: (record: JournalRecord) => JournalRecord): Promise<void>;
}

export interface SealOldDeps {
  readonly state: DeskState;
  readonly sequence: Pick<Sequence, 'alone'>;
  readonly journal: RewritableJournal;
  readonly contents: Contents;
  /** Whether the account has a store key, and it is open. */
  readonly isOpen: (account: string) => boolean;
  /** Seals the files of scans that belong to the account. */
  readonly sealScans: (account: string) => Promise<void>;
  /** Accounts of which nothing is left in the clear; absent: they are remembered for this run of the program. */
  readonly done?: { has(account: string): boolean; add(account: string): void };
}

/** Seals what lies at the desk in the clear, once its author's key is open (PROTOCOL T39). */
export interface SealOld {
  /** Reads the journal through, once in a run of the program and again while something had to be left. */
  run(account: string): Promise<void>;
  /** Nothing of it is under way. */
  quiet(): Promise<void>;
}

const mapped = <T>(list: readonly T[], change: (item: T) => T): readonly T[] => {
  const changed = list.map(change);
  return changed.every((item, i) => item === list[i]) ? list : changed;
};

export function makeSealOld(deps: SealOldDeps): SealOld {
  const { state, sequence, journal, contents, isOpen, sealScans, done = new Set<string>() } = deps;
  const inTurn = makeSerialQueue();

  const pass = async (account: string): Promise<void> => {
    let left = false;
    const authors = new Map<number, string>();
    const sealOp = (op: Operation): Operation => {
      authors.set(op.seq, op.by.account);
      if (op.by.account !== account || op.box !== undefined || isSessionOp(op.name)) return op;
      // The hash of an old operation covers its content, so a new incarnation could not renumber it without reading it.
      const waits = op.content === undefined && state.pending.get(op.seq)?.hash === op.hash;
      left ||= waits;
      return waits ? op : contents.seal(op);
    };
    const sealResult = (result: OpResult): OpResult => {
      const author = authors.get(result.seq) ?? state.authors.get(result.seq);
      return author === account ? contents.sealAnswer(result, account) : result;
    };
    const change = (record: JournalRecord): JournalRecord => {
      switch (record.k) {
        case 'op': {
          const op = sealOp(record.op);
          return op === record.op ? record : { ...record, op };
        }
        case 'desk': {
          const ops = record.ops && mapped(record.ops, sealOp);
          return !ops || ops === record.ops ? record : { ...record, ops };
        }
        case 'state': {
          const settled = mapped(record.settled, (answered): Answered => {
            const [op, result] = [sealOp(answered.op), sealResult(answered.result)];
            return op === answered.op && result === answered.result ? answered : { op, result };
          });
          const pending = mapped(record.pending, sealOp);
          return settled === record.settled && pending === record.pending ? record : { ...record, settled, pending };
        }
        case 'results': {
          const results = mapped(record.results, sealResult);
          return results === record.results ? record : { ...record, results };
        }
        default:
          return record;
      }
    };
    await sequence.alone(() => Promise.resolve(reshape(state, sealOp, sealResult)));
    for (const name of journal.files()) {
      // What is saved meanwhile waits for one file, not for all.
      await sequence.alone(async () => {
        if (isOpen(account) && journal.files().includes(name)) await journal.rewrite(name, change);
        else left ||= !isOpen(account);
      });
    }
    if (!left) done.add(account);
  };

  return {
    run: (account) =>
      inTurn(async () => {
        // A disk that does not take it now, or a file that is damaged, keeps nobody from his work: another time.
        if (isOpen(account) && !done.has(account)) await pass(account).catch(() => undefined);
        if (isOpen(account)) await sealScans(account).catch(() => undefined);
      }),
    quiet: () => inTurn(() => Promise.resolve()),
  };
}

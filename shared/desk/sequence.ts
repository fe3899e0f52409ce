import { isDiskFull } from '../disk-full.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { err, ok } from '../result.ts';
import { contentOf, hashOperation, type Digest, type Operation } from '../sync/operation.ts';
import { isSessionOp } from '../people/session.ts';
import { makeSerialQueue } from '../serial-queue.ts';
import { signedText, type Signers } from '../sync/proof.ts';
import { plainContents, type Contents } from './contents.ts';
import { foldRecord, type DeskState } from './desk-state.ts';
import type { Draft, Outcome } from './desk.ts';
import { grantNumber, type NumberGuard } from './grant-number.ts';
import type { Journal, JournalRecord } from './journal-record.ts';
import { entryTooLarge } from './entry-size.ts';

/** Why the disk did not take it, as a word of the catalogue. */
export function diskRefusal(error: unknown): Refusal {
  if (isDiskFull(error)) return refuse('DISK_FULL');
  if (error instanceof Error && error.name === 'FolderInUse') return refuse('FOLDER_TAKEN');
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return refuse('JOURNAL_FAILED', {
    params: { code: [code, name].find((part) => typeof part === 'string') ?? 'UNKNOWN' },
  });
}

/** Only accounts at the desk sign. A sign-out takes nothing from anybody, and the key may be gone after a restart. */
function mayBePlaced({ name, by }: Draft, signers: Signers): boolean {
  return name === 'session.signOut' || signers.of(by.account) !== null;
}

function makeOperation(
  draft: Draft,
  { state, digest, numbers, signers, contents }: Deps,
  from: { seq: number; hash: string },
): Operation {
  const { identity } = state;
  if (!identity) throw new Error('an operation before enrolment');
  const seq = from.seq + 1;
  const { number, kept, ...rest } = draft;
  // Who comes and goes is no secret, and a sign-out may have to be written when no key is open.
  const salt = isSessionOp(draft.name) ? null : (kept?.salt ?? contents.salt());
  const op: Omit<Operation, 'hash'> = {
    ...rest,
    base: { ...draft.base },
    ...(salt === null ? {} : { salt, content: contentOf(draft.args, salt, digest) }),
    desk: identity.id,
    inc: identity.inc,
    seq,
    prev: from.hash,
    agenda: kept ? kept.agenda : grantNumber(number, state.leases.values(), numbers, identity.code, seq),
    ...(kept ? { origin: kept.origin } : {}),
    // The number of another desk counts by the signature made there (PROTOCOL E5).
    ...(kept?.signedAt && kept.agenda?.no != null && kept.signedAt.desk !== identity.id
      ? { signedAt: kept.signedAt }
      : {}),
  };
  const hash = hashOperation(op, digest);
  const signer = signers.of(draft.by.account);
  return { ...op, hash, ...(signer ? { proof: { key: signer.key, sig: signer.sign(signedText(hash)) } } : {}) };
}

interface Deps {
  readonly state: DeskState;
  readonly digest: Digest;
  readonly numbers: NumberGuard;
  readonly signers: Signers;
  readonly contents: Contents;
}

/** A host without a second copy of its numbers whose journal cannot be copied to another machine unnoticed. */
export const journalAlone: NumberGuard = {
  allowed: () => true,
  above: () => 0,
  usedOf: () => 0,
  burned: () => undefined,
  gaveBack: () => Promise.resolve(),
};

interface Waiting {
  readonly draft: Draft;
  readonly done: (outcome: Outcome<Operation>) => void;
}

export interface Sequence {
  append(draft: Draft): Promise<Outcome<Operation>>;
  /**
   * Writes records that are no operation; durable unless they can be fetched again. They are built in their turn, when
   * nothing else is in progress, and may then be refused.
   */
  record(make: () => Outcome<readonly JournalRecord[]>, durable: boolean): Promise<Outcome<null>>;
  /** Work during which nothing else is written. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Numbers operations and writes them, one batch after another: everything that arrived while the disk was busy shares
 * the next sync. Each is signed with its author's key (PROTOCOL T21). State changes only after the sync, so a failed
 * write leaves no gap and burns no number.
 */
export function makeSequence(
  state: DeskState,
  journal: Pick<Journal, 'append' | 'note'>,
  digest: Digest,
  signers: Signers,
  numbers: NumberGuard = journalAlone,
  contents: Contents = plainContents,
): Sequence {
  const deps: Deps = { state, digest, numbers, signers, contents };
  const queue: Waiting[] = [];
  const inTurn = makeSerialQueue();

  const drain = async (): Promise<void> => {
    // One operation that burns a number per batch: the next one must see the block as it is after the first.
    const batch: { pending: Waiting; op: Operation }[] = [];
    let from = { seq: state.seq, hash: state.lastHash };
    while (queue.length > 0 && batch.length < 64) {
      const pending = queue[0] as Waiting;
      const known = state.byOpId.get(pending.draft.opId);
      if (known) {
        queue.shift();
        pending.done(ok(contents.open(known)));
        continue;
      }
      if (!mayBePlaced(pending.draft, signers)) {
        queue.shift();
        // PROTOCOL T21: the register would quarantine it; refused here, what was typed stays in its form.
        pending.done(err(refuse('NOT_SIGNED_IN')));
        continue;
      }
      const burns = pending.draft.number !== null || pending.draft.kept !== undefined;
      if (burns && batch.length > 0) break;
      if (batch.some(({ op }) => op.opId === pending.draft.opId)) break;
      queue.shift();
      const op = makeOperation(pending.draft, deps, from);
      batch.push({ pending, op });
      from = { seq: op.seq, hash: op.hash };
      if (burns) break;
    }
    if (batch.length === 0) return;
    const records = batch.map(({ op }): JournalRecord => ({ k: 'op', op: contents.seal(op) }));
    try {
      await journal.append(records);
    } catch (error) {
      for (const { pending } of batch) pending.done(err(diskRefusal(error)));
      return;
    }
    for (const record of records) foldRecord(state, record);
    for (const { pending, op } of batch) {
      const { agenda } = op;
      if (agenda?.no != null && agenda.lease !== null) numbers.burned(agenda.lease, agenda.no);
      pending.done(ok(op));
    }
  };

  return {
    append: (draft) =>
      new Promise((done) => {
        if (!state.identity) return done(err(refuse('NOT_ENROLLED')));
        // What a journal had already goes on: it gets its answer from the register.
        const refusal = draft.kept === undefined ? entryTooLarge(draft) : null;
        if (refusal) return done(err(refusal));
        queue.push({ draft, done });
        void inTurn(async () => {
          while (queue.length > 0) await drain();
        });
      }),
    record: (make, durable) =>
      inTurn(async () => {
        const made = make();
        if (!made.ok) return made;
        if (made.value.length === 0) return ok(null);
        try {
          await (durable ? journal.append(made.value) : journal.note(made.value));
        } catch (error) {
          return err(diskRefusal(error));
        }
        for (const record of made.value) foldRecord(state, record);
        return ok(null);
      }),
    alone: inTurn,
  };
}

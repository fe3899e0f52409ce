import { isSessionOp, type SessionOp } from '../people/session.ts';
import { chainStart, hashOperation, signedSeq, type Digest, type Operation, type SignedAt } from '../sync/operation.ts';
import { signedText, type Signers } from '../sync/proof.ts';
import type { DeskIdentity } from '../sync/session-api.ts';
import type { DeskState } from './desk-state.ts';
import type { JournalRecord, IncarnationRecord } from './journal-record.ts';

/** Sequence numbers left free between two incarnations for what is saved while the server answers. */
export const reservedSequence = 1000;

export interface NewIncarnation {
  readonly identity: DeskIdentity;
  readonly machine: string;
  readonly start: number;
  /** The register's seal on this incarnation. */
  readonly seal?: string | undefined;
  /** Desk time, as operations carry it. */
  readonly wall: string;
  readonly nextId: () => string;
  readonly personOf: (account: string) => string | null;
  readonly digest: Digest;
  readonly signers: Signers;
}

/** Every open block, given up: the other side of a fork may burn the same numbers at this moment (PROTOCOL N5). */
export function giveUpBlocks(state: DeskState): readonly JournalRecord[] {
  return [...state.leases.values()].filter(({ closed }) => !closed).map(({ id }) => ({ k: 'close', lease: id }));
}

/**
 * Accounts that must be signed in before the first operation of the new incarnation: those at the desk now, and the
 * authors of pending operations. Pending sign-ins do not count: the server may know them from the old incarnation and
 * then does not run them again.
 */
function accountsToSignIn(state: DeskState): ReadonlySet<string> {
  const accounts = new Set(state.signedIn);
  for (const { name, by } of state.pending.values()) if (!isSessionOp(name)) accounts.add(by.account);
  return accounts;
}

/**
 * The next incarnation of a desk as one record (PROTOCOL E4, E6): pending operations keep id, content and number, and
 * get new sequence numbers after the sign-ins they need; `origin` is the first one. Accounts no longer at the desk are
 * signed out after them. Accounts whose key is open sign again; for the others the earlier signature is included (T22).
 */
export function newIncarnation(state: DeskState, incarnation: NewIncarnation): IncarnationRecord {
  const { identity, machine, start, seal, digest, signers } = incarnation;
  const ops: Operation[] = [];
  const place = (
    content: Omit<Operation, 'desk' | 'inc' | 'seq' | 'prev' | 'hash'>,
    was: SignedAt | undefined,
  ): void => {
    const last = ops.at(-1);
    const at = { desk: identity.id, inc: identity.inc, seq: (last?.seq ?? start) + 1, prev: last?.hash ?? chainStart };
    const { proof: _old, signedAt: _before, ...op } = content;
    const signer = signers.of(op.by.account);
    // A number is another desk's to burn: only a signature made there says that it was (PROTOCOL E5).
    const fromAnother = op.agenda?.no != null && was?.desk !== identity.id;
    const placed = { ...op, ...at, ...(was && (!signer || fromAnother) ? { signedAt: was } : {}) };
    const hash = hashOperation(placed, digest);
    const proof = signer ? { proof: { key: signer.key, sig: signer.sign(signedText(hash)) } } : {};
    ops.push({ ...placed, hash, ...proof });
  };
  const placeSession = (name: SessionOp, account: string): void => {
    const by = { account, person: incarnation.personOf(account), position: null };
    const at = { wall: incarnation.wall, skewMs: null };
    place(
      { opId: incarnation.nextId(), name, v: 1, by, at, epoch: null, base: {}, args: { account }, agenda: null },
      undefined,
    );
  };
  const accounts = accountsToSignIn(state);
  for (const account of accounts) placeSession('session.signIn', account);
  for (const op of state.pending.values()) {
    // One that cannot be signed again is proven by its last signature; the first one is of the desk that gave the number.
    const first = signers.of(op.by.account) ? op.signedAt : undefined;
    place({ ...op, origin: op.origin ?? { desk: op.desk, inc: op.inc, seq: op.seq } }, first ?? signedSeq(op));
  }
  for (const account of accounts) if (!state.signedIn.has(account)) placeSession('session.signOut', account);
  return {
    k: 'desk',
    identity,
    server: state.server ?? '',
    pinned: state.pinned,
    machine,
    start,
    ...(seal === undefined ? {} : { seal }),
    ops,
  };
}

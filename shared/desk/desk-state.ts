import { isSessionOp } from '../people/session.ts';
import { chainStart, type Operation } from '../sync/operation.ts';
import type { Proof, SealedIncarnation, Water } from '../sync/proof.ts';
import type { OpResult } from '../sync/protocol.ts';
import type { DeskIdentity } from '../sync/session-api.ts';
import type { LeaseState } from './desk.ts';
import type { Checkpoint, JournalRecord, IncarnationRecord } from './journal-record.ts';

/** The journal folded into one state. Only `foldRecord` changes it. */
export interface DeskState {
  identity: DeskIdentity | null;
  server: string | null;
  pinned: string | null;
  /** Hash of the machine this incarnation was issued on; null when the journal does not state it. */
  machine: string | null;
  /** Sequence number before the first operation of this incarnation. */
  start: number;
  /** The register's seal on this incarnation; null when the journal has none. */
  seal: string | null;
  seq: number;
  lastHash: string;
  /** The server's clock with the last answers, ms; 0 before the first. */
  serverTime: number;
  /** The newest water received from the register. */
  water: Water | null;
  readonly leases: Map<string, LeaseState>;
  /** Operations without a result, by seq; a Map keeps them in sequence order. */
  readonly pending: Map<number, Operation>;
  /** Operations by id, the settled ones among them for the last {@link remembered} only. */
  readonly byOpId: Map<string, Operation>;
  readonly results: Map<number, OpResult>;
  /** Which account wrote an operation, by seq, for those in `pending` and `results`. */
  readonly authors: Map<number, string>;
  /** Accounts signed in at the end of the sequence (PROTOCOL P10). */
  readonly signedIn: Set<string>;
}

/** Settled operations kept in memory: enough for any form still open and any window still catching up. */
const remembered = 5000;

export function emptyState(): DeskState {
  return {
    identity: null,
    server: null,
    pinned: null,
    machine: null,
    start: 0,
    seal: null,
    seq: 0,
    lastHash: chainStart,
    serverTime: 0,
    water: null,
    leases: new Map(),
    pending: new Map(),
    byOpId: new Map(),
    results: new Map(),
    authors: new Map(),
    signedIn: new Set(),
  };
}

function foldOperation(state: DeskState, op: Operation): void {
  state.seq = op.seq;
  state.lastHash = op.hash;
  state.pending.set(op.seq, op);
  state.byOpId.set(op.opId, op);
  state.authors.set(op.seq, op.by.account);
  if (isSessionOp(op.name)) {
    if (op.name === 'session.signIn') state.signedIn.add(op.by.account);
    else state.signedIn.delete(op.by.account);
  }
  const lease = op.agenda?.lease ? state.leases.get(op.agenda.lease) : undefined;
  if (lease && op.agenda?.no != null) {
    state.leases.set(lease.id, { ...lease, used: Math.max(lease.used ?? 0, op.agenda.no) });
  }
}

function foldProof(state: DeskState, seq: number, proof: Proof): void {
  const pending = state.pending.get(seq);
  if (!pending) return;
  const signed = { ...pending, proof };
  state.pending.set(seq, signed);
  if (state.byOpId.get(signed.opId)?.seq === seq) state.byOpId.set(signed.opId, signed);
}

function foldResults(state: DeskState, results: readonly OpResult[]): void {
  for (const result of results) {
    // The answer to an operation forgotten long ago stays in the file alone; here it would displace what is still in
    // use.
    if (!state.pending.delete(result.seq) && !state.results.has(result.seq)) continue;
    state.results.set(result.seq, result);
  }
  for (const [seq, result] of state.results) {
    if (state.results.size <= remembered) break;
    state.results.delete(seq);
    // The same entry may be pending again at a later sequence number.
    if (state.byOpId.get(result.opId)?.seq === seq) state.byOpId.delete(result.opId);
    state.authors.delete(seq);
  }
}

function foldIncarnation(state: DeskState, incarnation: IncarnationRecord): void {
  const isNew = state.identity?.id !== incarnation.identity.id || state.identity.inc !== incarnation.identity.inc;
  state.identity = incarnation.identity;
  state.server = incarnation.server;
  state.pinned = incarnation.pinned;
  state.machine = incarnation.machine ?? null;
  if (!isNew) return;
  state.start = state.seq = incarnation.start ?? 0;
  state.seal = incarnation.seal ?? null;
  state.lastHash = chainStart;
  // PROTOCOL N5: another incarnation of the desk may not use the old blocks.
  for (const [id, lease] of state.leases) state.leases.set(id, { ...lease, closed: true });
  if (!incarnation.ops) return;
  for (const seq of state.pending.keys()) state.authors.delete(seq);
  state.pending.clear();
  state.signedIn.clear();
  for (const op of incarnation.ops) foldOperation(state, op);
}

function foldCheckpoint(state: DeskState, point: Checkpoint): void {
  const { identity, server, pinned, machine, start, seal = null, seq, lastHash, serverTime } = point;
  for (const part of [state.leases, state.pending, state.byOpId, state.results, state.authors, state.signedIn]) {
    part.clear();
  }
  for (const lease of point.leases) state.leases.set(lease.id, lease);
  for (const { op, result } of point.settled) {
    state.results.set(result.seq, result);
    state.byOpId.set(op.opId, op);
    state.authors.set(result.seq, op.by.account);
  }
  for (const op of point.pending) foldOperation(state, op);
  state.signedIn.clear();
  for (const account of point.signedIn) state.signedIn.add(account);
  const { water = null } = point;
  Object.assign(state, { identity, server, pinned, machine, start, seal, seq, lastHash, serverTime, water });
}

/** Folds a record of the journal into the state; the same records give the same state, at start and while running. */
export function foldRecord(state: DeskState, record: JournalRecord): void {
  switch (record.k) {
    case 'desk':
      return foldIncarnation(state, record);
    case 'state':
      return foldCheckpoint(state, record);
    case 'op':
      return foldOperation(state, record.op);
    case 'results':
      foldResults(state, record.results);
      // The last time received, not the highest: a server clock once far ahead must not rule for ever.
      state.serverTime = record.serverTime ?? state.serverTime;
      return;
    case 'proof':
      return foldProof(state, record.seq, record.proof);
    case 'water':
      state.water = record.water;
      return;
    case 'lease':
      if (!state.leases.has(record.lease.id)) {
        state.leases.set(record.lease.id, {
          ...record.lease,
          used: null,
          closed: false,
          inc: state.identity?.inc ?? 0,
        });
      }
      return;
    case 'close': {
      const lease = state.leases.get(record.lease);
      if (lease) state.leases.set(lease.id, { ...lease, closed: true });
      return;
    }
    case 'forget':
      state.leases.delete(record.lease);
      return;
    case 'format':
      return;
    default:
      // A record of a later version: it stays in the file and has no effect here.
      return;
  }
}

/** The sealed present incarnation, as it is presented to a register that forgot having issued it. */
export function sealedIncarnation({ identity, start, seal }: DeskState): SealedIncarnation | null {
  return identity === null || seal === null ? null : { inc: identity.inc, start, seal };
}

/** Brings operations and answers of the state into another form; what they say stays. */
export function reshape(
  state: DeskState,
  op: (op: Operation) => Operation,
  result: (result: OpResult) => OpResult,
): void {
  for (const [seq, one] of state.pending) state.pending.set(seq, op(one));
  for (const [id, one] of state.byOpId) {
    const pending = state.pending.get(one.seq);
    state.byOpId.set(id, pending?.opId === id ? pending : op(one));
  }
  for (const [seq, one] of state.results) state.results.set(seq, result(one));
}

import { isSessionOp } from '../people/session.ts';
import { chainStart, type Operation } from '../sync/operation.ts';
import type { OpResult } from '../sync/protocol.ts';
import type { DeskIdentity } from '../sync/session-api.ts';
import type { LeaseState } from './desk.ts';
import type { JournalRecord } from './journal-record.ts';

/** What the journal says, folded. Only `foldRecord` changes it. */
export interface DeskState {
  identity: DeskIdentity | null;
  server: string | null;
  pinned: string | null;
  seq: number;
  lastHash: string;
  readonly leases: Map<string, LeaseState>;
  /** Operations without a result, by seq; a Map keeps them in sequence order. */
  readonly pending: Map<number, Operation>;
  /** Operations by id, the settled ones among them for the last {@link remembered} only. */
  readonly byOpId: Map<string, Operation>;
  readonly results: Map<number, OpResult>;
  /** Which account wrote an operation, by seq, for those in `results`. */
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
    seq: 0,
    lastHash: chainStart,
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

function foldResults(state: DeskState, results: readonly OpResult[]): void {
  for (const result of results) {
    state.pending.delete(result.seq);
    state.results.set(result.seq, result);
  }
  for (const [seq, result] of state.results) {
    if (state.results.size <= remembered) break;
    state.results.delete(seq);
    state.byOpId.delete(result.opId);
    state.authors.delete(seq);
  }
}

/** Brings a record of the journal into the state; the same records give the same state, at start and while running. */
export function foldRecord(state: DeskState, record: JournalRecord): void {
  switch (record.k) {
    case 'desk': {
      const anew = state.identity?.id !== record.identity.id || state.identity.inc !== record.identity.inc;
      state.identity = record.identity;
      state.server = record.server;
      state.pinned = record.pinned;
      if (anew) {
        state.seq = 0;
        state.lastHash = chainStart;
        // PROTOCOL N5: another life of the desk may not use the old blocks.
        for (const [id, lease] of state.leases) state.leases.set(id, { ...lease, closed: true });
      }
      return;
    }
    case 'op':
      return foldOperation(state, record.op);
    case 'results':
      return foldResults(state, record.results);
    case 'lease':
      if (!state.leases.has(record.lease.id)) {
        state.leases.set(record.lease.id, { ...record.lease, used: null, closed: false, inc: state.identity?.inc ?? 0 });
      }
      return;
    case 'close': {
      const lease = state.leases.get(record.lease);
      if (lease) state.leases.set(lease.id, { ...lease, closed: true });
      return;
    }
    default:
      // A record of a later version: it stays in the file and means nothing here.
      return;
  }
}

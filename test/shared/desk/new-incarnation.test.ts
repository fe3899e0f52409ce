import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyState, foldRecord, type DeskState } from '../../../shared/desk/desk-state.ts';
import type { IncarnationRecord } from '../../../shared/desk/journal-record.ts';
import { newIncarnation } from '../../../shared/desk/new-incarnation.ts';
import { chainStart, hashOperation, type Operation } from '../../../shared/sync/operation.ts';
import { someTime } from '../../support/builders.ts';
import { everybody } from '../../support/signing.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const identity = { id: 'desk-1', code: 'D01', name: 'TU', inc: 1 };

/** What happens at a desk: an account comes, goes or writes something. */
interface Action {
  readonly account: string;
  readonly what: 'in' | 'out' | 'write';
}
const action = fc.record({
  account: fc.constantFrom('a', 'b', 'c'),
  what: fc.constantFrom('in', 'out', 'write', 'write'),
});

/** A desk on which these things happened, as its own rules allow them, and of which the first ones were answered. */
function aDesk(actions: readonly Action[], answered: number): DeskState {
  const state = emptyState();
  foldRecord(state, { k: 'desk', identity, server: 'x', pinned: null, machine: 'm' });
  for (const [i, { account, what }] of actions.entries()) {
    if (what === 'write' && !state.signedIn.has(account)) continue;
    const name = { in: 'session.signIn', out: 'session.signOut', write: 'letter.print' }[what];
    const op = {
      opId: `op-${i}`,
      ...{ desk: identity.id, inc: identity.inc, seq: state.seq + 1, prev: state.lastHash },
      ...{ name, v: 1, by: { account, person: null, position: null }, at: { wall: someTime, skewMs: null } },
      ...{ epoch: null, base: {}, args: { account }, agenda: null },
    };
    foldRecord(state, { k: 'op', op: { ...op, hash: hashOperation(op, digest) } });
  }
  const done = [...state.pending.values()].slice(0, answered % (state.pending.size + 1));
  foldRecord(state, {
    k: 'results',
    results: done.map(({ seq, opId }) => ({ seq, opId, status: 'applied', rv: seq })),
  });
  return state;
}

let counter = 0;
function incarnationOf(
  state: DeskState,
  start: number,
  signers = everybody,
): IncarnationRecord & { readonly ops: readonly Operation[] } {
  const incarnation = newIncarnation(state, {
    identity: { ...identity, inc: (state.identity?.inc ?? 0) + 1 },
    machine: 'm',
    start,
    wall: someTime,
    nextId: () => `new-${++counter}`,
    personOf: () => null,
    digest,
    signers,
  });
  return { ...incarnation, ops: incarnation.ops ?? [] };
}

describe('the next incarnation of a desk', () => {
  it('[E4] [E6] gives pending operations numbers above every old one, in one chain, with their ids and first numbers', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), fc.nat(20), fc.nat(30), (actions, answered, gap) => {
        const state = aDesk(actions, answered);
        const pending = [...state.pending.values()];
        const { ops } = incarnationOf(state, state.seq + gap);
        let prev = chainStart;
        for (const [i, op] of ops.entries()) {
          expect([op.inc, op.seq, op.prev]).toEqual([2, state.seq + gap + 1 + i, prev]);
          expect(op.hash).toBe(hashOperation(op, digest));
          prev = op.hash;
        }
        const moved = ops.filter(({ origin }) => origin);
        expect(moved.map(({ opId, args, name }) => [opId, args, name])).toEqual(
          pending.map(({ opId, args, name }) => [opId, args, name]),
        );
        expect(moved.map(({ origin }) => origin)).toEqual(pending.map(({ seq }) => ({ desk: 'desk-1', inc: 1, seq })));
      }),
    );
  });

  it('[P10] finds everybody signed in whose entry is pending, whatever the server has run of the old incarnation', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), fc.nat(20), fc.nat(20), (actions, answered, lost) => {
        const state = aDesk(actions, answered);
        const present = new Set(state.signedIn);
        const { ops } = incarnationOf(state, state.seq);
        // The answers to the first pending ones were lost: the server knows them and does not run them again.
        const receivedOps = [...state.pending.values()].slice(0, lost % (state.pending.size + 1));
        const known = new Set(receivedOps.map(({ opId }) => opId));
        const signedIn = new Set<string>();
        for (const { opId, name, by } of ops) {
          if (known.has(opId)) continue;
          if (name === 'session.signIn') signedIn.add(by.account);
          else if (name === 'session.signOut') signedIn.delete(by.account);
          else expect(signedIn, opId).toContain(by.account);
        }
        expect(signedIn).toEqual(present);
      }),
      { numRuns: 500 },
    );
  });

  it('[E4] names the first sequence number also after a second renewal', () => {
    const state = aDesk(
      [
        { account: 'a', what: 'in' },
        { account: 'a', what: 'write' },
      ],
      1,
    );
    foldRecord(state, incarnationOf(state, 10));
    expect(state.byOpId.get('op-1')).toMatchObject({ inc: 2, seq: 12, origin: { inc: 1, seq: 2 } });
    foldRecord(state, incarnationOf(state, 20));
    expect(state.byOpId.get('op-1')).toMatchObject({ inc: 3, origin: { inc: 1, seq: 2 } });
    expect([...state.pending.keys()].every((seq) => seq > 20)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { Replica } from '../../../renderer/data/replica.ts';
import { reconcile } from '../../../renderer/data/sync/reconcile.ts';
import type { Answered, Desk, LeaseState } from '../../../shared/desk/desk.ts';
import { err, ok } from '../../../shared/result.ts';
import type { HelloAnswer, OpResult } from '../../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../../shared/sync/recovery-api.ts';

const lease: LeaseState = { id: 'L', book: 'SM', year: 2026, from: 1, to: 10, used: 3, closed: false, inc: 1 };

/**
 * A desk with seven answered operations, the last two in its second incarnation, and a server with a limit per request.
 */
function world(limit: number, refuse: (n: number) => string | null = () => null) {
  const entries: Answered[] = [1, 2, 3, 4, 5, 6, 7].map((seq) => ({
    op: { opId: `op-${seq}`, seq, inc: seq > 5 ? 2 : 1 } as Answered['op'],
    result: { seq, opId: `op-${seq}`, status: 'applied', rv: seq * 10 },
  }));
  const requests: ReconcileRequest[] = [];
  const settled: OpResult[] = [];
  let asked = 0;
  const desk: Partial<Desk> = {
    past: (after, limit) => {
      const rest = entries.filter(({ op }) => op.seq > after);
      const inc = rest[0]?.op.inc ?? 2;
      const ops = rest.filter(({ op }) => op.inc === inc).slice(0, limit);
      return Promise.resolve(ok({ inc, start: inc === 1 ? 0 : 5, ops, more: ops.length < rest.length }));
    },
    leases: () => Promise.resolve(ok([lease])),
    settle: (results) => {
      settled.push(...results);
      return Promise.resolve(ok(null));
    },
  };
  const server = {
    call: (_path: string, body: unknown) => {
      const request = body as ReconcileRequest;
      const code = refuse(++asked);
      if (code !== null) return Promise.resolve(err({ status: 409, code }));
      if (request.ops.length > limit) return Promise.resolve(err({ status: 413, code: 'TOO_LARGE' }));
      requests.push(request);
      const results = request.ops.map(({ result }) => ({ ...result, rv: 1000 + result.seq }));
      return Promise.resolve(ok({ epoch: 'two', ackSeq: 0, serverTime: 5, rvNow: 1, results }));
    },
  };
  const replica = { world: { desk, server, appVersion: 'test' } } as unknown as Replica;
  const run = (lastSeq: number) => reconcile(replica, { lastSeq } as HelloAnswer, null, 'one', true);
  return { run, requests, settled };
}

describe('[E2] the replay to a restored server', () => {
  it.each([1, 2, 3, 100])(
    'in order, incarnation by incarnation, in pieces the server takes (%i at a time)',
    async (limit) => {
      const { run, requests, settled } = world(limit);
      expect(await run(0)).toEqual(ok(null));
      expect(requests.flatMap(({ ops }) => ops.map(({ result }) => result.seq))).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(requests.every(({ ops, inc }) => ops.every(({ op }) => (op as { inc: number }).inc === inc))).toBe(true);
      expect(requests.map(({ inc, start }) => `${inc}/${start}`)).toEqual([
        ...requests.map(({ inc }) => (inc === 1 ? '1/0' : '2/5')),
      ]);
      expect(settled.map(({ seq, rv }) => [seq, rv])).toEqual([1, 2, 3, 4, 5, 6, 7].map((seq) => [seq, 1000 + seq]));
    },
  );

  it('[E3] the last request alone says that everything was replayed, and which numbers this desk holds', async () => {
    const { run, requests } = world(2);
    await run(0);
    expect(requests.map(({ done }) => done)).toEqual([...requests.slice(1).map(() => false), true]);
    expect(requests.map(({ leases }) => leases)).toEqual([...requests.slice(1).map(() => []), [lease]]);
  });

  it('only what is after the last operation the server knows; with nothing to replay it still reports', async () => {
    const some = world(100);
    await some.run(5);
    expect(some.requests.flatMap(({ ops }) => ops.map(({ result }) => result.seq))).toEqual([6, 7]);
    const none = world(100);
    await none.run(7);
    expect(none.requests).toMatchObject([{ ops: [], done: true, oldEpoch: 'one' }]);
  });

  it('a fault ends it at that point; what was replayed is kept', async () => {
    const { run, requests } = world(3, (n) => (n === 4 ? 'GAP' : null));
    expect(await run(0)).toEqual({ ok: false, error: { status: 409, code: 'GAP' } });
    expect(requests.length).toBeGreaterThan(0);
  });

  it('another window that replayed everything meanwhile is no fault', async () => {
    expect(await world(100, () => 'NOT_IN_RECOVERY').run(0)).toEqual(ok(null));
  });
});

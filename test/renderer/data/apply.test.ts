import { beforeEach, describe, expect, it } from 'vitest';
import { meta, readMeta } from '../../../renderer/data/meta.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { findCommand } from '../../../shared/commands/registry.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import type { PullAnswer, WireRow } from '../../../shared/sync/protocol.ts';
import { applyPage, applyResults } from '../../../renderer/data/apply.ts';
import { dropScope } from '../../../renderer/data/drop-scope.ts';
import { makeChanges } from '../../../renderer/data/changes.ts';
import { makeReplica, type Replica } from '../../../renderer/data/replica.ts';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import type { World } from '../../../renderer/data/ports.ts';
import type { Store } from '../../../renderer/data/store.ts';
import { fileOperation } from '../../../renderer/data/file-entry.ts';
import { room } from '../../../shared/commands/room.ts';
import { checkCommand } from '../../../renderer/data/run.ts';
import { rights } from '../../../shared/people/people.ts';
import { aLetter, anAuthor, someTime } from '../../support/builders.ts';

const identity = { id: 'd', code: 'D01', name: 'Meja', inc: 1 };

function page(rows: readonly WireRow[], upTo: number): PullAnswer {
  return {
    epoch: 'e',
    upTo,
    more: false,
    serverTime: 0,
    grant: [],
    revoke: [],
    rows: [...rows],
    next: { office: upTo },
  };
}

const row = (rv: number, doc: Letter): WireRow => ({ s: 'office', t: 'letter', id: doc.id, rv, d: doc });

function correction(seq: number, set: object): Operation {
  return {
    opId: `op-${seq}`,
    desk: 'd',
    inc: 1,
    seq,
    prev: '',
    hash: '',
    name: 'letter.correct',
    v: 1,
    by: anAuthor,
    at: { wall: someTime, skewMs: null },
    epoch: null,
    base: {},
    args: { letterId: 'letter-1', set },
    agenda: null,
  };
}

function replicaOver(store: Store): Replica {
  const quiet = { post: () => undefined, listen: () => () => undefined, close: () => undefined };
  const world = { store, announcer: quiet, clock: { now: () => 0 } } as unknown as World;
  return makeReplica(world, identity, makeChanges());
}

describe('server rows and pending operations', () => {
  let replica: Replica;
  beforeEach(() => {
    replica = replicaOver(memoryStore());
  });
  const file = (op: Operation) => fileOperation(replica, op, findCommand(op.name) as never, op.args);
  const letter = async (): Promise<Letter | null> =>
    ((await replica.find('letter', 'letter-1'))?.doc ?? null) as Letter | null;

  it('[L4] pending entries are rebased onto the newest row, however often rows come in between', async () => {
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    await file(correction(1, { subject: 'A' }));
    await applyPage(replica, page([row(7, aLetter({ remark: 'dari B' }))], 7), {});
    expect(await letter()).toMatchObject({ subject: 'A', remark: 'dari B' });
    await file(correction(2, { attachments: '3 berkas' }));
    await applyPage(replica, page([row(9, aLetter({ remark: 'dari C' }))], 9), {});
    expect(await letter()).toMatchObject({ subject: 'A', attachments: '3 berkas', remark: 'dari C' });
  });

  it('[L4] a row older than the one known changes nothing', async () => {
    await applyPage(replica, page([row(9, aLetter({ subject: 'baru' }))], 9), {});
    await applyPage(replica, page([row(4, aLetter({ subject: 'lama' }))], 9), {});
    expect(await letter()).toMatchObject({ subject: 'baru' });
  });

  it('[P14] what a document has no room for is refused before it is saved', async () => {
    const who = {
      account: 'tu',
      person: 'tu',
      position: null,
      admin: false,
      positions: [],
      rights: new Set(rights),
    } as const;
    const corrections = Array.from({ length: 500 }, (_, i) => ({ opId: `c-${i}`, by: { account: 'tu' } }));
    const correct = () => checkCommand(replica, 'letter.correct', { letterId: 'letter-1', set: { subject: 'B' } }, who);
    await applyPage(replica, page([row(5, aLetter({ corrections: corrections.slice(1) as never }))], 5), {});
    expect(await correct()).toMatchObject({ ok: true });
    await applyPage(replica, page([row(6, aLetter({ corrections: corrections as never }))], 6), {});
    expect(await correct()).toMatchObject({ ok: false, error: [{ code: 'DOCUMENT_FULL' }] });
    const facts = Array.from({ length: room.records }, (_, i) => ({
      kind: 'forward',
      id: `f-${i}`,
      by: { account: 'x' },
    }));
    await applyPage(replica, page([row(7, aLetter({ facts: facts as never }))], 7), {});
    const print = { letterId: 'letter-1', sheet: 'blank', paper: 'A4' };
    const printed = await checkCommand(replica, 'letter.print', print, who);
    expect(printed).toMatchObject({ ok: false, error: [{ code: 'DOCUMENT_FULL' }] });
  });

  it('[P11] an answered entry stays in the view until the row with its effect was read', async () => {
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    await file(correction(1, { subject: 'A' }));
    await applyResults(replica, [{ seq: 1, opId: 'op-1', status: 'applied', rv: 8 }], 'e');
    await applyPage(replica, page([], 7), {});
    expect(await letter()).toMatchObject({ subject: 'A' });
    expect(await replica.world.store.all('outbox')).toHaveLength(1);
    await applyPage(replica, page([row(8, aLetter({ subject: 'A', remark: 'pusat' }))], 8), {});
    expect(await letter()).toMatchObject({ subject: 'A', remark: 'pusat' });
    expect(await replica.world.store.all('outbox')).toHaveLength(0);
    expect(await replica.world.store.all('shadows')).toHaveLength(0);
  });

  it('[P11] an entry answered in a lost epoch leaves the outbox with the end of a read requested afterwards', async () => {
    const outbox = () => replica.world.store.all('outbox');
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    await file(correction(1, { subject: 'A' }));
    await applyResults(replica, [{ seq: 1, opId: 'op-1', status: 'applied', rv: 8_000_000 }], 'lama');
    await applyPage(replica, page([], 9_000_000), {});
    expect(await outbox(), 'asked for before the answer came').toHaveLength(1);
    const answered = new Set(['op-1']);
    await applyPage(replica, { ...page([], 9_000_000), more: true }, {}, { answered });
    expect(await letter(), 'its effect may come with a later page').toMatchObject({ subject: 'A' });
    await applyPage(replica, page([row(700, aLetter({ subject: 'A', remark: 'pusat' }))], 700), {}, { answered });
    expect(await letter()).toMatchObject({ subject: 'A', remark: 'pusat' });
    expect(await outbox()).toHaveLength(0);
  });

  it('[P11] an old answer that the new epoch repeats, beyond its own versions, does not wait for them', async () => {
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    await file(correction(1, { subject: 'A' }));
    await applyResults(replica, [{ seq: 1, opId: 'op-1', status: 'applied', rv: 8_000_000 }], 'e', 700);
    await applyPage(replica, page([], 700), {}, { answered: new Set(['op-1']) });
    expect(await replica.world.store.all('outbox')).toHaveLength(0);
  });

  it('[L3] the same page again changes nothing', async () => {
    const again = page([row(5, aLetter())], 5);
    await applyPage(replica, again, {});
    await file(correction(1, { subject: 'A' }));
    const before = [await replica.world.store.all('rows'), await replica.world.store.all('shadows')];
    await applyPage(replica, again, {});
    expect([await replica.world.store.all('rows'), await replica.world.store.all('shadows')]).toEqual(before);
  });

  it('[L3] after a crash at any point, cursor and rows up to it are both there or neither is', async () => {
    let left = 0;
    let whole = false;
    for (let limit = 0; !whole; limit++) {
      left = limit;
      const inner = memoryStore();
      const write: Store['write'] = (tables, work) =>
        left-- > 0 ? inner.write(tables, work) : Promise.reject(new Error('the power went'));
      whole = await applyPage(replicaOver({ ...inner, write }), page([row(5, aLetter())], 5), {}).then(
        () => true,
        () => false,
      );
      expect(await inner.keys('rows')).toEqual(whole ? ['letter:letter-1'] : []);
      expect(await readMeta(inner, meta.cursors)).toEqual(whole ? { office: 5 } : null);
    }
  });

  it('a refused entry is rolled back at once: the view is the server’s again, and its input is kept for attention', async () => {
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    await file(correction(1, { subject: 'A' }));
    await file(correction(2, { remark: 'B' }));
    await applyResults(replica, [{ seq: 1, opId: 'op-1', status: 'rejected', rv: null, code: 'LETTER_IS_VOID' }], 'e');
    expect(await letter()).toMatchObject({ subject: aLetter().subject, remark: 'B' });
    expect(await replica.world.store.all('attention')).toMatchObject([
      { code: 'LETTER_IS_VOID', args: { set: { subject: 'A' } } },
    ]);
  });

  it('[L9] a refused unconfirmed document whose server copy the store lost counts as nothing, so that the sums bring it', async () => {
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    await file(correction(1, { subject: 'A' }));
    await replica.world.store.write(['shadows'], (tx) => Promise.resolve(tx.delete('shadows', 'letter:letter-1')));
    replica.verifyNow = false;
    await applyResults(replica, [{ seq: 1, opId: 'op-1', status: 'rejected', rv: null, code: 'LETTER_IS_VOID' }], 'e');
    expect(replica.verifyNow).toBe(true);
    expect(replica.bases.get('letter:letter-1')).toEqual({ rv: 0, scopes: [] });
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    expect(await letter()).toMatchObject({ subject: aLetter().subject });
  });

  it('[L5] a document that leaves is gone, and a pending entry on it still gets its answer', async () => {
    await applyPage(replica, page([row(5, aLetter())], 5), {});
    await file(correction(1, { subject: 'A' }));
    await applyPage(replica, page([{ s: 'office', t: 'letter', id: 'letter-1', rv: 7, k: 'leave' }], 7), {});
    expect(await letter()).toBeNull();
    expect(await replica.world.store.all('outbox')).toHaveLength(1);
    await applyResults(
      replica,
      [{ seq: 1, opId: 'op-1', status: 'quarantined', rv: null, code: 'NO_RIGHT_TO_READ' }],
      'e',
    );
    expect(await replica.world.store.all('outbox')).toHaveLength(0);
    expect(await replica.world.store.all('attention')).toHaveLength(1);
  });

  it('[L1] what a restored server lost leaves the list with the last scope through which it had come', async () => {
    const secret = 'position:kepala-dinas';
    const leave = (id: string, scope: string): WireRow => ({ s: scope, t: 'letter', id, rv: 7, k: 'leave' });
    const both = [{ ...row(5, aLetter()), s: secret }, row(5, aLetter({ id: 'letter-2' }))];
    await applyPage(replica, page(both, 5), {});
    const lost = [leave('letter-1', secret), leave('letter-2', 'office')];
    await applyPage(replica, page(lost, 7), {}, { lost: true });
    const shown = async () => (await replica.world.store.all('lost')).map(({ key }) => key);
    expect(await shown()).toEqual(['letter:letter-1', 'letter:letter-2']);
    await dropScope(replica, secret, {});
    expect(await shown()).toEqual(['letter:letter-2']);
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyState, foldRecord } from '../../../shared/desk/desk-state.ts';
import type { Draft } from '../../../shared/desk/desk.ts';
import type { JournalRecord } from '../../../shared/desk/journal-record.ts';
import { journalPart } from '../../../shared/desk/journal-part.ts';
import { diskRefusal, makeSequence } from '../../../shared/desk/sequence.ts';
import { fitsAsOperation, largestOperation } from '../../../shared/sync/bounds.ts';
import { canonicalJson, chainStart, hashOperation, type Operation } from '../../../shared/sync/operation.ts';
import { anAuthor, someTime } from '../../support/builders.ts';
import { everybody } from '../../support/signing.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const identity = { id: 'desk-1', code: 'D01', name: 'TU', inc: 0 };
const enrolled: JournalRecord = { k: 'desk', identity, server: 'http://127.0.0.1:1', pinned: null };
const lease = (id: string, from: number, to: number, year = 2026): JournalRecord => ({
  k: 'lease',
  lease: { id, book: 'SM', year, from, to },
});

function draft(opId: string, number: Draft['number'] = null): Draft {
  return {
    opId,
    name: number ? 'letter.register' : 'letter.print',
    v: 1,
    by: anAuthor,
    at: { wall: someTime, skewMs: null },
    epoch: null,
    base: {},
    args: {},
    number,
  };
}
const booking = (opId: string, year = 2026): Draft => draft(opId, { book: 'SM', year, path: 'desk' });

/** A desk over a disk in memory; `fails` decides which writes the disk does not take. */
function aDesk(records: readonly JournalRecord[], fails: (write: number) => boolean = () => false) {
  const disk = [...records];
  let writes = 0;
  const write = async (more: readonly JournalRecord[]): Promise<void> => {
    await Promise.resolve();
    if (fails(writes++)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    disk.push(...more);
  };
  const state = emptyState();
  for (const record of records) foldRecord(state, record);
  state.signedIn.add(anAuthor.account);
  const sequence = makeSequence(state, { append: write, note: write }, digest, everybody);
  const history = (_after: number, visit: (record: JournalRecord) => void) => Promise.resolve(disk.forEach(visit));
  return { disk, state, ...journalPart(state, sequence, { history }) };
}

const operations = (disk: readonly JournalRecord[]): readonly Operation[] =>
  disk.flatMap((record) => (record.k === 'op' ? [record.op] : []));

describe('[P1] [P2] the sequence', () => {
  it('has no gap and one chain, whatever the disk refused in between', async () => {
    const failing = fc.uniqueArray(fc.nat(12), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(failing, fc.array(fc.boolean(), { maxLength: 12 }), async (broken, kinds) => {
        const desk = aDesk([enrolled, lease('L1', 10, 14)], (write) => broken.includes(write));
        await Promise.all(kinds.map((books, i) => desk.append(books ? booking(`op${i}`) : draft(`op${i}`))));
        await desk.append(draft('last'));
        let prev = chainStart;
        for (const [i, op] of operations(desk.disk).entries()) {
          expect([op.seq, op.prev, op.hash]).toEqual([i + 1, prev, hashOperation(op, digest)]);
          prev = op.hash;
        }
      }),
    );
  });
});

describe('[D1] what is called saved', () => {
  it('is on the disk, and what is not on the disk is refused with its reason', async () => {
    const desk = aDesk([enrolled], (write) => write === 1);
    const outcomes = [];
    for (const id of ['a', 'b', 'c']) outcomes.push(await desk.append(draft(id)));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(outcomes[1]).toMatchObject({ error: { kind: 'fault', code: 'DISK_FULL' } });
    expect(operations(desk.disk).map(({ opId }) => opId)).toEqual(['a', 'c']);
  });

  it('needs an enrolled desk', async () => {
    expect(await aDesk([]).append(draft('a'))).toMatchObject({ error: { code: 'NOT_ENROLLED' } });
  });
});

describe('[P6] an entry the register would not take', () => {
  const sized = (opId: string, bytes: number): Draft => {
    const bare = canonicalJson({ ...draft(opId), args: { text: '' } }).length;
    return { ...draft(opId), args: { text: 'x'.repeat(bytes - bare) } };
  };
  const nested = (levels: number): unknown => {
    let value: unknown = 'x';
    for (let i = 0; i < levels; i++) value = [value];
    return value;
  };

  it('is saved up to the last byte, and what is saved is one the register judges', async () => {
    const desk = aDesk([enrolled]);
    expect(await desk.append(sized('a', largestOperation))).toMatchObject({ ok: true });
    const [op] = operations(desk.disk);
    expect(fitsAsOperation(canonicalJson(op))).toBe(true);
  });

  it.each([
    ['of one byte too many', sized('a', largestOperation + 1)],
    ['nested too deeply', { ...draft('a'), args: nested(100) }],
    ['nested beyond what can be walked', { ...draft('a'), args: nested(100_000) }],
    ['of too many values', { ...draft('a'), args: Array.from({ length: 60_000 }, () => 1) }],
    ['with a name no parser lets through', { ...draft('a'), args: JSON.parse('{"__proto__":{"x":1}}') as unknown }],
  ])('is refused before it is saved: %s', async (_what, large) => {
    const desk = aDesk([enrolled]);
    expect(await desk.append(large)).toMatchObject({ ok: false, error: { kind: 'input', code: 'ENTRY_TOO_LARGE' } });
    expect(desk.disk).toEqual([enrolled]);
    expect(await desk.append(draft('b'))).toMatchObject({ ok: true, value: { seq: 1 } });
  });

  it('accepts what an older journal had already: the register answers it', async () => {
    const desk = aDesk([enrolled]);
    const kept = { agenda: null, origin: { desk: 'desk-0', inc: 0, seq: 7 } };
    expect(await desk.append({ ...sized('a', largestOperation + 1), kept })).toMatchObject({ ok: true });
  });
});

describe('why the disk refused', () => {
  it.each([
    [Object.assign(new Error(''), { code: 'ENOSPC' }), 'DISK_FULL'],
    [Object.assign(new Error(''), { code: 'EDQUOT' }), 'DISK_FULL'],
    [new DOMException('', 'QuotaExceededError'), 'DISK_FULL'],
    [Object.assign(new Error(''), { code: 'EIO' }), 'JOURNAL_FAILED'],
    [new DOMException('', 'AbortError'), 'JOURNAL_FAILED'],
    [undefined, 'JOURNAL_FAILED'],
  ])('%s is %s', (error, code) => expect(diskRefusal(error).code).toBe(code));
});

describe('[D2] the same operation id', () => {
  it('gives the operation already there, now, at once and after a restart', async () => {
    const desk = aDesk([enrolled, lease('L1', 10, 14)]);
    const twice = await Promise.all([desk.append(booking('a')), desk.append(booking('a'))]);
    expect(twice[0]).toEqual(twice[1]);
    expect(await aDesk(desk.disk).append(booking('a'))).toEqual(twice[0]);
    expect(operations(desk.disk)).toHaveLength(1);
  });

  it('gives it also after its result came', async () => {
    const desk = aDesk([enrolled]);
    const first = await desk.append(draft('a'));
    await desk.settle([{ seq: 1, opId: 'a', status: 'applied', rv: 4 }], 0);
    expect(await desk.append(draft('a'))).toEqual(first);
  });
});

describe('agenda numbers at the desk', () => {
  const numbers = (desk: { readonly disk: readonly JournalRecord[] }) =>
    operations(desk.disk).map(({ agenda }) => agenda?.no ?? agenda?.provisional ?? null);

  it('[N1] [N2] go up through the block, each once, and end in a provisional code', async () => {
    const desk = aDesk([enrolled, lease('L1', 10, 12)]);
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => desk.append(booking(id))));
    expect(numbers(desk)).toEqual([10, 11, 12, 'S-D01-4']);
  });

  it('[N1] never repeat, however often the program ends and the disk is full', async () => {
    const broken = fc.uniqueArray(fc.nat(20), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(broken, fc.integer({ min: 1, max: 4 }), async (failing, perIncarnation) => {
        let disk: readonly JournalRecord[] = [enrolled, lease('L1', 10, 14), lease('L2', 30, 34)];
        const shown: number[] = [];
        for (let incarnation = 0; incarnation < 5; incarnation++) {
          const desk = aDesk(disk, (write) => failing.includes(incarnation * 4 + write));
          const ids = Array.from({ length: perIncarnation }, (_, i) => `op${incarnation}-${i}`);
          for (const outcome of await Promise.all(ids.map((id) => desk.append(booking(id))))) {
            if (outcome.ok && outcome.value.agenda?.no != null) shown.push(outcome.value.agenda.no);
          }
          disk = desk.disk;
        }
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.every((no) => (no >= 10 && no <= 14) || (no >= 30 && no <= 34))).toBe(true);
      }),
    );
  });

  it('[N7] come from the block of their own book and year only', async () => {
    const desk = aDesk([enrolled, lease('L1', 10, 12, 2026)]);
    await desk.append(booking('a', 2025));
    await desk.append(booking('b', 2026));
    expect(numbers(desk)).toEqual(['S-D01-1', 10]);
  });

  it('[N8] are not burned for a letter the server is to number', async () => {
    const desk = aDesk([enrolled, lease('L1', 10, 12)]);
    await desk.append(draft('a', { book: 'SM', year: 2026, path: 'server' }));
    expect(operations(desk.disk)[0]?.agenda).toMatchObject({ no: null, lease: null, provisional: 'S-D01-1' });
    expect(desk.state.leases.get('L1')?.used).toBeNull();
  });

  it('[N6] a block that was given up is not used again, also after a restart', async () => {
    const desk = aDesk([enrolled, lease('L1', 10, 12)]);
    await desk.append(booking('a'));
    expect(await desk.closeLease('L1')).toMatchObject({ ok: true, value: { used: 10, closed: true } });
    const again = aDesk([...desk.disk, lease('L1', 10, 12)]);
    await again.append(booking('b'));
    expect(numbers(again)).toEqual([10, 'S-D01-2']);
  });

  it('[N6] a closed block can be forgotten, also for the next start, one still open cannot', async () => {
    const desk = aDesk([enrolled, lease('L1', 10, 12), lease('L2', 20, 22)]);
    await desk.closeLease('L1');
    expect(await desk.forgetLease('L1')).toMatchObject({ ok: true });
    expect(await desk.forgetLease('L2')).toMatchObject({ ok: false, error: { code: 'LEASE_IS_OPEN' } });
    expect([...aDesk(desk.disk).state.leases.keys()]).toEqual(['L2']);
  });

  it('[N5] another incarnation of the desk does not use the old blocks', async () => {
    const reborn: JournalRecord = { k: 'desk', identity: { ...identity, inc: 1 }, server: 'x', pinned: null };
    const desk = aDesk([enrolled, lease('L1', 10, 12), reborn]);
    await desk.append(booking('a'));
    expect(operations(desk.disk)[0]).toMatchObject({ inc: 1, seq: 1, prev: chainStart, agenda: { no: null } });
  });
});

describe('[D4] after a restart', () => {
  it('the state is what it was', async () => {
    const desk = aDesk([enrolled, lease('L1', 10, 12)]);
    await Promise.all(['a', 'b', 'c'].map((id) => desk.append(booking(id))));
    await desk.settle([{ seq: 2, opId: 'b', status: 'flagged', rv: 9 }], 0);
    const { state } = aDesk(desk.disk);
    expect(state).toEqual(desk.state);
  });

  it('what has no result is still pending, and the rest is returned with its result', async () => {
    const desk = aDesk([enrolled]);
    for (const id of ['a', 'b']) await desk.append(draft(id));
    await desk.settle([{ seq: 1, opId: 'a', status: 'applied', rv: 4 }], 0);
    const recovered = await aDesk(desk.disk).recover(anAuthor.account, 0);
    expect(recovered).toMatchObject({
      ok: true,
      value: { pending: [{ opId: 'b' }], settled: [{ result: { opId: 'a' }, op: { opId: 'a' } }] },
    });
    expect(await aDesk(desk.disk).recover('someone-else', 0)).toMatchObject({ value: { pending: [], settled: [] } });
  });
});

import { describe, expect, it } from 'vitest';
import { loadColumns } from '../../../renderer/data/apply-pack.ts';
import { makeChanges } from '../../../renderer/data/changes.ts';
import { makeReplica, type Replica } from '../../../renderer/data/replica.ts';
import { countLocal, readLocalParts, sumLocal } from '../../../renderer/data/holdings.ts';
import { encodeLines, linesOf } from '../../../renderer/data/letter-line.ts';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import type { World } from '../../../renderer/data/ports.ts';
import { hashRow, RunningSum } from '../../../shared/sync/checksum.ts';
import { aLetter } from '../../support/builders.ts';

const identity = { id: 'd', code: 'D01', name: 'Meja', inc: 1 };
const perPack = 125;

/** A replica with so many letters in packs; `tick`: how far the clock advances at each reading. */
function filled(packs: number, tick = 0): { replica: Replica; pauses: () => number } {
  let now = 0;
  let pauses = 0;
  const world = {
    store: memoryStore(),
    clock: { now: () => (now += tick) },
    timers: { set: (work: () => void) => (pauses++, setImmediate(work)) },
  } as unknown as World;
  const replica = makeReplica(world, identity, makeChanges());
  for (let p = 0; p < packs; p++) {
    const ids = Array.from({ length: perPack }, (_, i) => `p${p}-${i}`);
    const lines = linesOf(ids.map((id) => ({ t: 'letter', id, rv: p + 1, d: aLetter({ id }) })));
    loadColumns(replica, `office|${String(p).padStart(6, '0')}`, encodeLines(lines));
  }
  replica.complete = true;
  return { replica, pauses: () => pauses };
}

describe('what a desk holds', () => {
  it('[L9] counts a letter once: from its row where it has one, from its pack otherwise, in each of its scopes', async () => {
    const { replica } = filled(1);
    const row = { key: 'letter:p0-3', type: 'letter', id: 'p0-3', rv: 9, scopes: ['office', 'position:a'] };
    replica.bring({ ...row, doc: aLetter({ id: 'p0-3' }) });
    // Made here and never sent: the server cannot count it.
    replica.bring({ ...row, key: 'letter:new', id: 'new', rv: 0, scopes: [], doc: aLetter({ id: 'new' }) });
    const expected = new RunningSum();
    for (let i = 0; i < perPack; i++) expected.add(hashRow('letter', `p0-${i}`, i === 3 ? 9 : 1));
    const sums = await sumLocal(replica, new Map());
    expect(sums.get('office')?.value).toEqual(expected.value);
    expect(sums.get('position:a')?.value.n).toBe(1);
    expect(await countLocal(replica, 'office')).toBe(perPack);
    const without = await sumLocal(replica, new Map([['office', new Set(['letter:p0-3'])]]));
    expect([without.get('office')?.value.n, without.get('position:a')?.value.n]).toEqual([perPack - 1, 1]);
    const parts = await readLocalParts(replica, 'office', new Map());
    expect(parts.reduce((n, { docs }) => n + docs.size, 0)).toBe(perPack);
  });

  it('yields the main thread in between, so that nobody waits for a comparison', async () => {
    const { replica, pauses } = filled(40, 10);
    await sumLocal(replica, new Map());
    expect(pauses()).toBe(5);
  });
});

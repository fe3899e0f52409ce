import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowMemory, type KeptRows, type RowMemory } from '../../server/store/sqlite/kept-rows.ts';

/** A table in a map, its memory, and how often it was read and written. */
function table(): {
  readonly memory: RowMemory;
  readonly rows: KeptRows<number>;
  readonly stored: Map<string, number>;
  readonly count: { reads: number; writes: number };
} {
  const stored = new Map<string, number>();
  const count = { reads: 0, writes: 0 };
  const memory = rowMemory();
  const rows = memory.rows<number>(
    (key) => {
      count.reads++;
      return stored.get(key) ?? 0;
    },
    (key, row) => {
      count.writes++;
      stored.set(key, row);
    },
  );
  return { memory, rows, stored, count };
}

describe('a row of a work', () => {
  it('is read once and written once, however often it changes', () => {
    const { memory, rows, stored, count } = table();
    stored.set('a', 5);
    memory.begin();
    for (let i = 0; i < 100; i++) rows.put('a', rows.get('a') + 1);
    expect([stored.get('a'), count]).toEqual([5, { reads: 1, writes: 0 }]);
    memory.end();
    expect([stored.get('a'), count]).toEqual([105, { reads: 1, writes: 1 }]);
  });

  it('is not kept for the next work, nor outside of one', () => {
    const { memory, rows, stored } = table();
    memory.begin();
    rows.get('a');
    memory.end();
    stored.set('a', 1);
    expect(rows.get('a')).toBe(1);
    rows.put('a', 2);
    expect(stored.get('a')).toBe(2);
    memory.begin();
    expect(rows.get('a')).toBe(2);
    memory.end();
  });

  it('of a work that failed is not written', () => {
    const { memory, rows, stored } = table();
    memory.begin();
    rows.put('a', 1);
    memory.drop();
    expect([stored.size, rows.get('a')]).toEqual([0, 0]);
  });

  it('is there for a query over the table, and is still taken back by an earlier savepoint', () => {
    const { memory, rows, stored } = table();
    memory.begin();
    const place = memory.place();
    rows.put('a', 1);
    rows.flush();
    expect(stored.get('a')).toBe(1);
    // As the database does with what was written since.
    stored.delete('a');
    memory.back(place);
    expect(rows.get('a')).toBe(0);
    memory.end();
    expect(stored.size).toBe(0);
  });

  it('that was only read is read again after something else wrote it, or a savepoint was undone', () => {
    const { memory, rows, stored } = table();
    memory.begin();
    rows.get('a');
    stored.set('a', 1);
    rows.forget();
    expect(rows.get('a')).toBe(1);
    const place = memory.place();
    stored.set('a', 2);
    memory.back(place);
    expect(rows.get('a')).toBe(2);
    memory.end();
  });

  it('is always what the database would say', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), key, row: fc.nat(100) }),
      fc.record({ kind: fc.constant('get' as const), key }),
      fc.record({ kind: fc.constantFrom('flush' as const, 'forget' as const, 'save' as const, 'back' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { memory, rows, stored } = table();
        memory.begin();
        let model = new Map<string, number>();
        const saves: {
          readonly place: number;
          readonly stored: [string, number][];
          readonly model: [string, number][];
        }[] = [];
        for (const one of steps) {
          if (one.kind === 'put') {
            rows.put(one.key, one.row);
            model.set(one.key, one.row);
          } else if (one.kind === 'get') expect(rows.get(one.key)).toBe(model.get(one.key) ?? 0);
          else if (one.kind === 'flush') rows.flush();
          else if (one.kind === 'forget') rows.forget();
          else if (one.kind === 'save') saves.push({ place: memory.place(), stored: [...stored], model: [...model] });
          else {
            const last = saves.pop();
            if (!last) continue;
            stored.clear();
            for (const [name, row] of last.stored) stored.set(name, row);
            model = new Map(last.model);
            memory.back(last.place);
          }
        }
        memory.end();
        for (const name of ['a', 'b', 'c']) expect(stored.get(name) ?? 0).toBe(model.get(name) ?? 0);
      }),
    );
  });
});

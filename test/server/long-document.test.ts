import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveDocs, sameJson, withDoc } from '../../server/store/live-docs.ts';
import type { DocStore, StoredDoc } from '../../server/store/store.ts';
import { maxPrints } from '../../shared/letters/handling.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { newId } from '../support/desk-client.ts';
import { testRegister } from '../support/register.ts';

describe('a document with a long history', () => {
  it('costs a batch of entries what a short one does', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const args = registerArgs({ letterId: newId('letter') });
    await tu.register(args);
    const pass = () => tu.op('letter.forward', { letterId: args.letterId, to: 'kepala-dinas' });
    const batch = async (): Promise<number> => {
      const ops = Array.from({ length: 100 }, pass);
      const before = process.cpuUsage();
      const { results } = await tu.push(ops);
      const { user, system } = process.cpuUsage(before);
      expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['applied']));
      return user + system;
    };
    const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
    const inTurn = async (count: number): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < count; i++) times.push(await batch());
      return median(times);
    };
    await inTurn(5);
    const early = await inTurn(5);
    for (let i = 0; i < 20; i++) await batch();
    const late = await inTurn(5);
    expect((await tu.letter<Letter>(args.letterId))?.facts).toHaveLength(3500);
    // It was sixty times as much; the bench measures it closely, a loaded machine does not.
    expect(late / early).toBeLessThan(4);
  }, 120_000);

  it('does not grow with every sheet that is printed: of earlier prints it keeps the number', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const args = registerArgs({ letterId: newId('letter') });
    await tu.register(args);
    await tu.say('letter.forward', { letterId: args.letterId, to: 'kepala-dinas' });
    const print = () => tu.op('letter.print', { letterId: args.letterId, sheet: 'blank', paper: 'A4' });
    const ops = Array.from({ length: maxPrints + 50 }, print);
    for (let at = 0; at < ops.length; at += 50) await tu.push(ops.slice(at, at + 50));
    const letter = await tu.letter<Letter>(args.letterId);
    expect(letter?.earlierPrints).toBe(50);
    expect(letter?.facts.map(({ id }) => id).slice(1)).toEqual(ops.slice(50).map(({ opId }) => opId));
    expect(letter?.facts[0]?.kind).toBe('forward');
    const again = await tu.push([ops.at(-1)]);
    expect(again.results[0]?.status).toBe('applied');
    expect((await tu.letter<Letter>(args.letterId))?.earlierPrints).toBe(50);
  });
});

/** A store of documents in a map, and how often each was written. */
function mapStore() {
  const rows = new Map<string, StoredDoc>();
  let puts = 0;
  const store: DocStore = {
    get: async (type, id) => rows.get(`${type}:${id}`) ?? null,
    ofTypes: async (types) => [...rows.values()].filter(({ type }) => types.includes(type)),
    newest: async (type) => Math.max(0, ...[...rows.values()].filter((one) => one.type === type).map(({ rv }) => rv)),
    put: async (doc) => {
      puts++;
      rows.set(`${doc.type}:${doc.id}`, doc);
    },
  };
  return { rows, store, puts: () => puts };
}

const doc = (n: number): StoredDoc => withDoc({ type: 'letter', id: 'a', rv: n, versions: {} }, { n });

describe('documents of one transaction', () => {
  it('[P5] are written once at its end, and what a savepoint undid is not', async () => {
    const { rows, store, puts } = mapStore();
    await store.put(doc(0));
    const live = liveDocs(store);
    live.begin();
    for (let n = 1; n <= 100; n++) await live.put((await live.get('letter', 'a')) ? doc(n) : doc(-1));
    const place = live.place();
    await live.put(doc(101));
    expect((await live.ofTypes(['letter'])).map(({ rv }) => rv)).toEqual([101]);
    live.back(place);
    rows.set('letter:a', doc(100));
    expect((await live.get('letter', 'a'))?.rv).toBe(100);
    const before = puts();
    await live.end();
    expect([puts() - before, rows.get('letter:a')?.rv]).toEqual([1, 100]);
  });

  it('a new one is there at once, and gone when its savepoint is', async () => {
    const { rows, store } = mapStore();
    const live = liveDocs(store);
    live.begin();
    const place = live.place();
    await live.get('letter', 'a');
    await live.put(doc(1));
    expect(rows.size).toBe(1);
    live.back(place);
    rows.clear();
    expect(await live.get('letter', 'a')).toBe(null);
    await live.end();
    expect(rows.size).toBe(0);
  });

  it('compares as their texts do', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameJson(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(sameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
        expect(sameJson({ a, gone: undefined }, { a })).toBe(true);
      }),
    );
  });
});

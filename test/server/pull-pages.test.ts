import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import type { Store } from '../../server/store/store.ts';
import { pullPage, type PullPage } from '../../server/sync/pull.ts';
import { hashRow, RunningSum } from '../../shared/sync/checksum.ts';

const scopes = ['office', 'position:a', 'position:b'] as const;

/** One operation: under one version, some documents come into scopes, change there, or leave them. */
const operation = fc.array(
  fc.record({ scope: fc.constantFrom(...scopes), id: fc.integer({ min: 0, max: 12 }), live: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);
const history = fc.array(operation, { maxLength: 30 });
type Operation = readonly { readonly scope: string; readonly id: number; readonly live: boolean }[];

/** Live documents by scope and id, with their version. */
type Model = Map<string, number>;

async function write(store: Store, model: Model, op: Operation): Promise<void> {
  await store.write(async (tx) => {
    const rv = await tx.raise(false);
    for (const { scope, id, live } of op) {
      const key = `${scope} doc-${id}`;
      // What never was in a scope cannot leave it.
      if (!live && !model.has(key)) continue;
      await tx.docs.put({ type: 'letter', id: `doc-${id}`, rv, versions: {}, json: JSON.stringify({ rv }) });
      await tx.scopes.put({ scope, type: 'letter', id: `doc-${id}`, rv, live, order: '2026' });
      if (live) model.set(key, rv);
      else model.delete(key);
    }
  });
}

function open(): Store {
  const opened = openSqlite(':memory:', 'e');
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

/** What a desk makes of pages. */
function reader() {
  const held: Model = new Map();
  let cursors: Record<string, number> = Object.fromEntries(scopes.map((scope) => [scope, 0]));
  return {
    held,
    cursors: () => cursors,
    apply(page: PullPage): void {
      for (const { scope, row } of page.rows) {
        const key = `${scope} ${row.id}`;
        if (row.json === null) held.delete(key);
        else held.set(key, row.rv);
      }
      cursors = { ...cursors, ...page.next };
    },
  };
}

const ask = (store: Store, cursors: Record<string, number>, limit: number): Promise<PullPage> =>
  store.read((tx) => pullPage(tx, scopes, { proto: 1, epoch: null, scopes: cursors, limit }));

describe('pages of a pull, whatever happened before', () => {
  it('[L2] never end inside a version, and all of them together are what the server has', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 9 }), async (ops, limit) => {
        const store = open();
        const model: Model = new Map();
        for (const op of ops) await write(store, model, op);
        const desk = reader();
        const seen: number[] = [];
        for (let more = true; more;) {
          const page = await ask(store, desk.cursors(), limit);
          const versions = page.rows.map(({ row }) => row.rv);
          // A version that a later page continues would be cut.
          expect(versions.every((rv) => !seen.includes(rv) && rv <= page.upTo)).toBe(true);
          seen.push(...new Set(versions));
          // More rows than asked for only when the first version alone has more.
          expect(versions.length <= limit || versions.filter((rv) => rv === versions[0]).length > limit).toBe(true);
          desk.apply(page);
          more = page.more;
        }
        expect(desk.held).toEqual(model);
        await store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('[L3] a crash between pages, with the same page asked for again, changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        async (ops, limit, crashes) => {
          const store = open();
          const model: Model = new Map();
          for (const op of ops) await write(store, model, op);
          const desk = reader();
          let turn = 0;
          for (let more = true; more;) {
            const before = desk.cursors();
            const page = await ask(store, before, limit);
            desk.apply(page);
            // The rows were written, and the program ended before it could know: it asks from the old cursors.
            if (crashes[turn++]) desk.apply(await ask(store, before, limit));
            more = page.more;
          }
          expect(desk.held).toEqual(model);
          await store.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[L2] [L9] what is written between the pages arrives too, and the sum of the last page is the sum of it all', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, fc.integer({ min: 1, max: 9 }), async (before, during, limit) => {
        const store = open();
        const model: Model = new Map();
        for (const op of before) await write(store, model, op);
        const desk = reader();
        const coming = [...during];
        let last = await ask(store, desk.cursors(), limit);
        desk.apply(last);
        while (last.more || coming.length > 0) {
          const next = coming.shift();
          if (next) await write(store, model, next);
          last = await ask(store, desk.cursors(), limit);
          desk.apply(last);
        }
        expect(desk.held).toEqual(model);
        for (const scope of scopes) {
          const sum = new RunningSum();
          for (const [key, rv] of model) {
            const [of = '', id = ''] = key.split(' ');
            if (of === scope) sum.add(hashRow('letter', id, rv));
          }
          expect(last.sum?.[scope]).toEqual(sum.value);
        }
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
});

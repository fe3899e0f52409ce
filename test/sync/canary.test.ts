import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store, StoredRow } from '../../renderer/data/store.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { settled, until } from '../support/wait.ts';

describe('[D7] a store that silently holds less than it did', () => {
  let place: TestOffice;
  let reports: string[];
  beforeEach(async () => {
    reports = [];
    place = await openTestOffice({ report: (where) => void reports.push(where) });
  });
  afterEach(() => place.close());

  const ready = async (): Promise<TestDesk> => {
    const tu = await place.desk('tu');
    await until(tu.office, 'settled', () => settled(tu.office));
    for (let i = 0; i < 6; i++) await tu.office.run('letter.register', letterArgs(`l${i}`, { letterNumber: `${i}` }));
    await until(tu.office, 'settled', () => settled(tu.office));
    // Counted at most once a minute.
    place.clock.set(place.clock.now() + 61_000);
    await tu.office.syncNow();
    return tu;
  };
  /** Removes every second row without notice, as a database file cut in half would. */
  const lose = async (store: Store, table: 'rows' | 'packs' | 'columns'): Promise<number> => {
    const keys = await store.keys(table);
    const gone = keys.filter((_, i) => i % 2 === 0);
    await store.write([table], (tx) => Promise.resolve(tx.delete(table, ...gone)));
    return gone.length;
  };
  const holding = async ({ store }: TestDesk) => [
    (await store.keys('rows')).length + (await store.keys('packs')).length,
    (await store.all('rows')).map(({ key, doc }) => [key, doc]),
  ];

  it.each(['rows', 'packs', 'columns'] as const)(
    '%s that are gone are noticed at the next start and read again',
    async (table) => {
      const tu = await ready();
      const before = tu.office.counts().total;
      const masters = tu.office.master('position').length;
      const lost = await lose(tu.store, table);
      expect(lost).toBeGreaterThan(0);
      const again = await tu.restart();
      expect(reports).toContain('canary');
      await again.office.syncNow();
      await until(again.office, 'repaired', () => settled(again.office) && again.office.counts().total === before);
      expect(again.office.master('position')).toHaveLength(masters);
      const next = await again.restart();
      expect(next.office.counts().total).toBe(before);
      await next.close();
    },
  );

  it('a view whose shadow and entry are gone is the server\u2019s document again after the next exchange', async () => {
    const tu = await ready();
    const row = await tu.store.get('rows', 'letter:l3');
    const truth = row?.doc as Letter;
    // What the store keeps of an entry answered while its account was away, when it loses the rest.
    const loose: StoredRow[] = [
      { ...(row as StoredRow), doc: { ...truth, subject: 'Ditolak peladen' }, view: true },
      {
        key: 'letter:refused',
        type: 'letter',
        id: 'refused',
        rv: 0,
        scopes: [],
        doc: { ...truth, id: 'refused' },
        view: true,
      },
    ];
    await tu.store.write(['rows'], (tx) => Promise.resolve(tx.put('rows', ...loose)));
    const again = await tu.restart();
    await again.office.syncNow();
    await until(
      again.office,
      'repaired',
      async () => (await again.office.get<Letter>('letter', 'l3'))?.subject === truth.subject,
    );
    await until(again.office, 'gone', async () => (await again.office.get('letter', 'refused')) === null);
    expect((await again.store.get('rows', 'letter:l3'))?.view).toBeUndefined();
    await again.close();
  });

  it('an entry on a view without its shadow has no base until the server\u2019s document is back', async () => {
    const tu = await ready();
    const row = (await tu.store.get('rows', 'letter:l4')) as StoredRow;
    const truth = row.doc as Letter;
    const loose: StoredRow = { ...row, doc: { ...truth, subject: 'Ditolak peladen' }, view: true };
    await tu.store.write(['rows'], (tx) => Promise.resolve(tx.put('rows', loose)));
    const set = { remark: 'Sesudah baris hilang' };
    await tu.office.run('letter.correct', { letterId: 'l4', set });
    expect(await tu.store.get('shadows', 'letter:l4')).toBeUndefined();
    await tu.office.syncNow();
    await until(
      tu.office,
      'repaired',
      async () => settled(tu.office) && (await tu.office.get<Letter>('letter', 'l4'))?.subject === truth.subject,
    );
    expect((await tu.office.get<Letter>('letter', 'l4'))?.remark).toBe(set.remark);
  });

  it('a store that lost nothing gives no alarm, start after start', async () => {
    const tu = await ready();
    const once = await tu.restart();
    await until(once.office, 'settled', () => settled(once.office));
    const twice = await once.restart();
    await until(twice.office, 'settled', () => settled(twice.office));
    expect(reports).not.toContain('canary');
    expect(await holding(twice)).toEqual(await holding(tu));
    await twice.close();
  });

  it('a store that is gone whole gets everything again, and what was never sent from the journal', async () => {
    const tu = await ready();
    tu.wire.cut();
    await tu.office.syncNow();
    await tu.office.run('letter.register', letterArgs('unsent', { letterNumber: 'u' }));
    const before = tu.office.counts().total;
    const again = await tu.restart({ storeLost: true });
    expect(await again.office.get('letter', 'unsent')).not.toBeNull();
    again.wire.mend();
    await again.office.syncNow();
    await until(again.office, 'all there', () => settled(again.office) && again.office.counts().total === before);
    await again.close();
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { dropMeta, meta, readMeta } from '../../renderer/data/meta.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { StoredRow } from '../../renderer/data/store.ts';
import { aLetter } from '../support/builders.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { openReadingDesk, sumOf, type ReadingDesk } from '../support/reading-desk.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

const minute = 60_000;

/** A secretary's desk reads `office` and one position; the letters of these tests are all of `office`. */
describe('sums of what a desk holds', () => {
  let register: TestRegister;
  let client: DeskClient;
  beforeEach(async () => {
    register = await testRegister();
    client = await register.desk('sekretaris');
  });

  const write = async (from: number, to: number, more = {}): Promise<void> => {
    for (let i = from; i < to; i++) await register.put('letter', aLetter({ id: `letter-${i}`, ...more }));
  };
  const serverSum = async () => (await register.store.read((tx) => tx.scopes.state('office'))).sum;
  const agrees = async (desk: ReadingDesk): Promise<void> => {
    expect(sumOf(await desk.onDisk())).toEqual(await serverSum());
  };
  const comparisons = (desk: ReadingDesk): number => desk.asked.filter((path) => path === paths.buckets).length;

  it('[D7] a store that lost its cursors alone reads again and overwrites nothing it still holds', async () => {
    await write(0, 300);
    const desk = await openReadingDesk(register, client);
    expect(await desk.pull()).toBe(true);
    await desk.store.write(['meta'], (tx) => Promise.resolve(dropMeta(tx, meta.cursors)));
    await write(300, 301);
    const again = await desk.restart();
    expect(await again.pull()).toBe(true);
    await agrees(again);
  });

  it('[L10] a first sync is complete once its sums agree, and says so only then', async () => {
    await write(0, 300);
    const desk = await openReadingDesk(register, client);
    expect(await desk.pull()).toBe(true);
    expect(desk.status.get().first).toBeNull();
    expect(await readMeta(desk.store, meta.verified)).toMatchObject({ epoch: expect.any(String) as string });
    await agrees(desk);
    expect(comparisons(desk)).toBe(0);
  });

  it('[L10] a pack that went wrong on its way is noticed before the first sync counts as complete', async () => {
    await write(0, 300);
    let spoiled = false;
    const desk = await openReadingDesk(register, client, {
      onRequest: async (path) => {
        if (path !== paths.pull || spoiled || (await desk.store.keys('packs')).length === 0) return;
        spoiled = true;
        // Rows the store has confirmed are gone when the pull goes on.
        const [pack] = await desk.store.all('packs');
        await desk.store.write(['packs'], (tx) => Promise.resolve(tx.delete('packs', pack?.key ?? '')));
      },
    });
    expect(await desk.pull()).toBe(true);
    expect(spoiled).toBe(true);
    expect(desk.status.get().first).toBeNull();
    await agrees(desk);
    expect(desk.replica.index.counts().total).toBe(300);
  });

  it('[L9] rows the browser lost silently are noticed at the next start and fetched again', async () => {
    await write(0, 200);
    const desk = await openReadingDesk(register, client);
    await desk.pull();
    await write(200, 260);
    await write(0, 20, { subject: 'dikoreksi' });
    await desk.pull();
    const rows = await desk.store.all('rows');
    const letters = rows.filter(({ type }) => type === 'letter').map(({ key }) => key);
    expect(letters).toHaveLength(80);
    const lost = letters.filter((_, i) => i % 2 === 0);
    await desk.store.write(['rows'], (tx) => Promise.resolve(tx.delete('rows', ...lost)));
    const again = await desk.restart();
    expect(await again.pull()).toBe(true);
    await agrees(again);
    expect(again.reports).toEqual([`repair: ${lost.length} documents were brought into line with the server`]);
  });

  it('[L9] a pack without its columns, columns without their pack, and a pack cut in half are fetched again', async () => {
    await write(0, 600);
    const desk = await openReadingDesk(register, client);
    await desk.pull();
    const [first, second, third] = await desk.store.all('packs');
    if (!first || !second || !third) throw new Error('fewer packs than the test needs');
    await desk.store.write(['packs', 'columns'], (tx) => {
      tx.delete('packs', first.key);
      tx.delete('columns', second.key);
      tx.put('packs', { ...third, bytes: third.bytes.slice(0, 100) });
      return Promise.resolve();
    });
    const again = await desk.restart();
    // Opening a letter of the broken pack reveals it.
    const { lines } = (await desk.store.get('columns', third.key)) as { lines: string };
    const [[id = '']] = JSON.parse(lines) as [[string]];
    expect(await again.replica.find('letter', id)).toBeNull();
    await again.pull();
    await agrees(again);
    expect(await again.replica.find('letter', id)).toMatchObject({ doc: { id } });
  });

  it('[L9] the comparison is made every ten minutes at most, and after a clock that was set back', async () => {
    await write(0, 5);
    const desk = await openReadingDesk(register, client);
    await desk.pull();
    // Nothing the program would do: memory forgets a document.
    desk.replica.bases.delete('person:kadis');
    register.clock.pass(9 * minute);
    await desk.pull();
    expect(comparisons(desk)).toBe(0);
    register.clock.pass(2 * minute);
    await desk.pull();
    expect(comparisons(desk)).toBe(1);
    desk.replica.bases.delete('person:kadis');
    register.clock.set('2026-10-08T09:01:00.000+07:00');
    await desk.pull();
    expect(comparisons(desk)).toBe(2);
  });

  it('[L9] while packs are still being loaded nothing is compared, and afterwards it is', async () => {
    await write(0, 5);
    const desk = await openReadingDesk(register, client);
    desk.replica.complete = false;
    await desk.pull();
    expect(desk.status.get().first).not.toBeNull();
    desk.replica.complete = true;
    await desk.pull();
    expect(desk.status.get().first).toBeNull();
  });

  it('[L9] a comparison that is cut off harms nothing and is made again with the next pull', async () => {
    await write(0, 40);
    let cut = true;
    const desk = await openReadingDesk(register, client, {
      onRequest: (path) => {
        if (cut && path === paths.bucket) throw new Error('cut');
      },
    });
    await desk.pull();
    desk.replica.bases.delete('person:kadis');
    desk.replica.verifyNow = true;
    expect(await desk.pull()).toBe(true);
    expect(desk.replica.verifyNow).toBe(true);
    cut = false;
    await desk.pull();
    expect(desk.replica.verifyNow).toBe(false);
    expect(desk.replica.bases.has('person:kadis')).toBe(true);
  });

  it('[L9] sums never drive the paging: a wrong one moves no cursor', async () => {
    await write(0, 10);
    const desk = await openReadingDesk(register, client);
    await desk.pull();
    const before = await readMeta(desk.store, meta.cursors);
    const odd: StoredRow = { key: 'letter:odd', type: 'letter', id: 'odd', rv: 3, scopes: ['office'], doc: aLetter() };
    desk.replica.bring(odd);
    desk.replica.verifyNow = true;
    await desk.pull();
    expect(await readMeta(desk.store, meta.cursors)).toEqual(before);
    expect(desk.replica.bases.has('letter:odd')).toBe(false);
  });

  it('[V3] documents of a kind this version does not know are kept, counted and found again', async () => {
    await write(0, 30);
    await register.store.write(async (tx) => {
      const rv = await tx.raise(false);
      const ref = { type: 'case' as 'letter', id: 'case-1' };
      await tx.docs.put({ ...ref, rv, versions: {}, json: '{"id":"case-1","later":true}' });
      await tx.scopes.put({ ...ref, scope: 'office', rv, live: true, order: '2026-01-01' });
    });
    const desk = await openReadingDesk(register, client);
    await desk.pull();
    await agrees(desk);
    expect(comparisons(desk)).toBe(0);
    expect((await desk.onDisk()).get('case:case-1')?.doc).toEqual({ id: 'case-1', later: true });
  });
});

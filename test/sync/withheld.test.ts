import { beforeEach, describe, expect, it } from 'vitest';
import { confirmRemoval, withheldRemovals } from '../../server/sync/withheld.ts';
import { purgeRemovals, removalsKeptMs } from '../../server/sync/purge.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { aLetter } from '../support/builders.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { openReadingDesk, sumOf, type ReadingDesk } from '../support/reading-desk.ts';
import { password, positionOf, staff, testRegister, type TestRegister } from '../support/register.ts';

const day = 86_400_000;

/** Letters of these tests leave `office` by becoming secret; nobody would do that to a third of them. */
describe('a removal of very many documents', () => {
  let register: TestRegister;
  let client: DeskClient;
  beforeEach(async () => {
    register = await testRegister();
    client = await register.desk('sekretaris');
  });

  const confirmed = (remove: number) => ({ scope: 'office', desk: client.id, account: client.account.id, remove });
  const write = async (from: number, to: number, more: object = {}): Promise<void> => {
    for (let i = from; i < to; i++) {
      await register.put('letter', aLetter({ id: `letter-${i}`, addressedTo: ['kepala-dinas'], ...more }));
    }
  };
  const hide = (from: number, to: number): Promise<void> => write(from, to, { security: 'rahasia' });
  const opened = async (): Promise<ReadingDesk> => {
    const desk = await openReadingDesk(register, client);
    expect(await desk.pull()).toBe(true);
    return desk;
  };
  const here = (desk: ReadingDesk): number =>
    [...desk.replica.index.entries()].filter(({ type }) => type === 'letter').length;
  const agrees = async (desk: ReadingDesk): Promise<void> => {
    expect(sumOf(await desk.onDisk())).toEqual((await register.store.read((tx) => tx.scopes.state('office'))).sum);
  };

  it('[L12] is withheld until an administrator confirmed it; reading goes on meanwhile', async () => {
    await write(0, 150);
    const desk = await opened();
    await hide(0, 70);
    await write(150, 155);
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([155, 70]);
    // The sums agree all the same: what is withheld counts as gone.
    expect(desk.asked).not.toContain(paths.buckets);
    await desk.pull();
    const [held] = await register.store.read(withheldRemovals);
    expect(held).toMatchObject({ scope: 'office', remove: 70, desk: client.id, confirmed: false });
    await register.store.write((tx) => confirmRemoval(tx, confirmed(70)));
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([85, 0]);
    await agrees(desk);
    await desk.pull();
    expect(await register.store.read(withheldRemovals)).toEqual([]);
  });

  it('[L12] over a restart nothing of it is forgotten', async () => {
    await write(0, 150);
    const desk = await opened();
    await hide(0, 70);
    await desk.pull();
    const again = await desk.restart();
    await again.pull();
    expect([here(again), again.status.get().withheld]).toEqual([150, 70]);
    await register.store.write((tx) => confirmRemoval(tx, confirmed(70)));
    await again.pull();
    expect([here(again), again.status.get().withheld]).toEqual([80, 0]);
    await agrees(again);
  });

  it('[L12] up to fifty documents, or up to 30 % of a scope, go at once', async () => {
    await write(0, 120);
    const desk = await opened();
    await hide(0, 50);
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([70, 0]);
    await write(200, 500);
    await desk.pull();
    await hide(200, 260);
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([310, 0]);
    await agrees(desk);
  });

  it('[L12] it is counted over all pages of a pull, and nothing of it goes before the last one', async () => {
    await write(0, 700);
    const desk = await opened();
    await hide(0, 600);
    let fewest = Infinity;
    desk.replica.changes.listen(() => (fewest = Math.min(fewest, here(desk))));
    desk.asked.length = 0;
    await desk.pull();
    expect(desk.asked.filter((path) => path === paths.pull).length).toBeGreaterThan(1);
    expect([here(desk), fewest, desk.status.get().withheld]).toEqual([700, 700, 600]);
  });

  it('[L12] a pull cut off between its pages goes on counting where it was', async () => {
    await write(0, 700);
    let pulls = Infinity;
    const desk = await openReadingDesk(register, client, {
      onRequest: (path) => {
        if (path === paths.pull && pulls-- <= 0) throw new Error('cut');
      },
    });
    await desk.pull();
    await hide(0, 600);
    pulls = 1;
    expect(await desk.pull()).toBe(false);
    expect(here(desk)).toBe(700);
    pulls = Infinity;
    const again = await desk.restart();
    await again.pull();
    expect([here(again), again.status.get().withheld]).toEqual([700, 600]);
  });

  it('[L12] documents that come back meanwhile are no longer withheld, and below the limit the rest goes', async () => {
    await write(0, 150);
    const desk = await opened();
    await hide(0, 70);
    await desk.pull();
    await write(0, 40, { subject: 'kembali' });
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([120, 0]);
    await agrees(desk);
  });

  it('[L12] while packs are still being loaded nothing is judged; what was never here is no removal', async () => {
    await write(0, 100);
    const desk = await opened();
    await write(200, 270);
    await hide(200, 270);
    desk.replica.complete = false;
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([100, 0]);
    desk.replica.complete = true;
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([100, 0]);
    expect(await desk.store.startingWith('meta', 'held:')).toEqual([]);
    await agrees(desk);
  });

  it('[L1] a revoked scope needs nobody to confirm it', async () => {
    const kadis = await register.desk('kadis');
    await write(0, 80, { security: 'rahasia' });
    const desk = await openReadingDesk(register, kadis);
    await desk.pull();
    expect(here(desk)).toBe(80);
    const post = staff.find(({ username }) => username === 'kadis');
    if (!post) throw new Error('no kadis');
    await register.put('position', { ...positionOf(post), holders: [] });
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([0, 0]);
    expect((await desk.onDisk()).has('letter:letter-1')).toBe(false);
  });

  it('[D7] [L1] a revoked scope whose note the store lost goes all the same, once the sums are compared', async () => {
    const kadis = await register.desk('kadis');
    await write(0, 3, { security: 'rahasia' });
    const desk = await openReadingDesk(register, kadis);
    await desk.pull();
    const post = staff.find(({ username }) => username === 'kadis');
    if (!post) throw new Error('no kadis');
    await register.put('position', { ...positionOf(post), holders: [] });
    await desk.store.write(['meta'], (tx) => Promise.resolve(tx.delete('meta', 'cursors')));
    const again = await desk.restart();
    await again.pull();
    expect(here(again)).toBe(0);
    expect((await again.onDisk()).has('letter:letter-1')).toBe(false);
    await agrees(again);
  });

  it('[L12] a repair that would remove very many is withheld too, and its losses are shown once confirmed', async () => {
    await write(0, 100);
    const copy = await register.copy();
    await write(100, 200);
    const desk = await opened();
    const { rv } = await register.store.read((tx) => tx.clock());
    register = await testRegister({ from: copy });
    await register.store.write((tx) => tx.renewEpoch('second epoch', rv + 1_000_000));
    desk.turnTo(register);
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([200, 100]);
    await desk.pull();
    expect((await register.store.write((tx) => confirmRemoval(tx, confirmed(100)))).ok).toBe(true);
    await desk.pull();
    expect(here(desk)).toBe(100);
    const items = await desk.store.all('attention');
    expect(items).toHaveLength(100);
    expect(items.every(({ code, args }) => code === 'SERVER_LOST_DOCUMENT' && args !== null)).toBe(true);
    await agrees(desk);
  });

  it('[L11] [L12] also what reading a scope again would remove', async () => {
    await write(0, 150);
    const desk = await opened();
    await hide(0, 80);
    const purge = (): Promise<number> => register.store.write((tx) => purgeRemovals(tx, register.clock.now()));
    await purge();
    register.clock.pass(removalsKeptMs + day);
    expect(await purge()).toBe(80);
    await client.signIn('sekretaris', password);
    await desk.pull();
    expect([here(desk), desk.status.get().withheld]).toEqual([150, 80]);
  });
});

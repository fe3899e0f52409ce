import { describe, expect, it } from 'vitest';
import type { Store } from '../../renderer/data/store.ts';
import { failingStore } from '../support/failing-store.ts';
import { letterArgs } from '../support/letter-args.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

describe('two windows of one desk', () => {
  const place = officeForEach();
  const { ready } = place;

  it('a window opened beside another one knows at once how the exchange stands', async () => {
    const tu = await ready('tu');
    const second = await tu.window();
    await until(second, 'notified', () => second.sync().phase === 'idle' && second.sync().reachable, 500);
  });

  it('what is written while a window opens, after its look at the store, is seen in it', async () => {
    const tu = await ready('tu');
    tu.wire.cut();
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let hasLooked = (): void => undefined;
    const looked = new Promise<void>((resolve) => (hasLooked = resolve));
    const slow: Store = {
      ...tu.store,
      all: async (table) => {
        const found = await tu.store.all(table);
        if (table === 'rows') {
          hasLooked();
          await held;
        }
        return found;
      },
    };
    const opening = tu.window(slow);
    await looked;
    await tu.office.run('letter.register', letterArgs('a'));
    goOn();
    const second = await opening;
    await until(second, 'seen', () => second.letters({ text: 'Rapat koordinasi' }).total === 1, 500);
  });

  it('a read that the end of the window cuts off never settles: no screen is left to hear of it', async () => {
    const tu = await ready('tu');
    let fail = (): void => undefined;
    const store: Store = {
      ...tu.store,
      get: async (table, key) => {
        if (table === 'rows') {
          await new Promise<void>((_, reject) => (fail = () => reject(new DOMException('closed', 'AbortError'))));
        }
        return tu.store.get(table, key);
      },
    };
    const second = await tu.window(store);
    let settled: unknown = 'never';
    void second.get('letterStub', 'a').then(
      () => (settled = 'read'),
      (error: unknown) => (settled = error),
    );
    await new Promise((resolve) => setImmediate(resolve));
    await second.close();
    fail();
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe('never');
  });

  it('a read that fails in an open window says so', async () => {
    const tu = await ready('tu');
    const broken = new Error('the disk does not answer');
    const second = await tu.window({
      ...tu.store,
      get: (table, key) => (table === 'rows' ? Promise.reject(broken) : tu.store.get(table, key)),
    });
    await expect(second.get('letterStub', 'a')).rejects.toBe(broken);
    await second.close();
  });

  it('what the second window enters is sent by the first, and both show what the server made of it', async () => {
    const tu = await ready('tu');
    const second = await tu.window();
    const before = tu.wire.requests.length;
    await second.run('letter.register', letterArgs('a'));
    await until(second, 'sent', () => second.pendingOf('letter', 'a') === 0 && second.sync().pending === 0);
    expect(tu.wire.requests.slice(before).filter((path) => path.endsWith('/push'))).toHaveLength(1);
    for (const office of [tu.office, second]) {
      expect(office.letters({ text: 'Rapat koordinasi' }).line(0)?.agenda.no).toBeGreaterThan(0);
    }
  });

  it('closing the window that exchanges hands over to the other one', async () => {
    const tu = await ready('tu');
    const second = await tu.window();
    await tu.office.close();
    await second.run('letter.register', letterArgs('a'));
    await until(second, 'sent by the second', () => settled(second) && second.pendingOf('letter', 'a') === 0);
  });

  it('[L9] a window that looked on at the first sync holds all of it when it takes over: nothing is fetched again', async () => {
    const tu = await place.desk('tu');
    const second = await tu.window();
    await until(tu.office, 'settled', () => settled(tu.office) && tu.office.sync().first === null);
    await until(second, 'notified', () => second.sync().phase === 'idle' && second.sync().reachable);
    await tu.office.close();
    await second.syncNow();
    await until(second, 'settled', () => settled(second) && second.sync().first === null);
    expect(tu.wire.requests.filter((path) => path.includes('/sync/bucket'))).toEqual([]);
  });

  it('[D6] a write that counted as failed and succeeded all the same is seen in every window', async () => {
    const store = failingStore();
    const tu = await place.desk('tu', { store });
    await until(tu.office, 'settled', () => settled(tu.office) && tu.office.sync().first === null);
    const second = await tu.window();
    const other = await place.desk('tu', { deskName: 'Meja lain' });
    await until(other.office, 'settled', () => settled(other.office));
    store.late = true;
    await other.office.run('letter.register', letterArgs('a'));
    for (const office of [tu.office, second]) {
      await until(office, 'seen', () => office.letters({ text: 'Rapat koordinasi' }).total === 1);
    }
  });

  it('[D6] a window that takes over knows also what the one before it could not report any more', async () => {
    const store = failingStore();
    const tu = await place.desk('tu', { store });
    await until(tu.office, 'settled', () => settled(tu.office) && tu.office.sync().first === null);
    const second = await tu.window();
    await until(second, 'notified', () => second.sync().phase === 'idle' && second.sync().reachable);
    const other = await place.desk('tu', { deskName: 'Meja lain' });
    await until(other.office, 'settled', () => settled(other.office));
    store.late = true;
    await other.office.run('letter.register', letterArgs('a'));
    await until(tu.office, 'failed', () => tu.office.sync().safeMode);
    await tu.office.close();
    await until(second, 'seen', () => second.letters({ text: 'Rapat koordinasi' }).total === 1);
    expect(tu.wire.requests.filter((path) => path.includes('/sync/bucket'))).toEqual([]);
  });

  it('what a window of an earlier program announces under its own words is heard', async () => {
    const tu = await ready('tu');
    const second = await tu.window();
    await until(second, 'notified', () => second.sync().phase === 'idle' && second.sync().reachable);
    await tu.office.run('letter.register', letterArgs('a'));
    await until(second, 'there', () => second.letters({ text: 'Rapat koordinasi' }).total === 1);
    const row = await tu.store.get('rows', 'letter:a');
    if (!row) throw new Error('no row');
    const unannounced = { ...row, key: 'letter:b', id: 'b', doc: { ...(row.doc as object), id: 'b' } };
    await tu.store.write(['rows'], (tx) => Promise.resolve(tx.put('rows', unannounced)));
    tu.windows.announcer().post({ kind: 'anew' });
    await until(second, 'read again', () => second.letters({ text: 'Rapat koordinasi' }).total === 2, 500);
  });

  it('a leading window that is frozen is noticed after three minutes with pending entries', async () => {
    const first = await ready('tu');
    await first.office.close();
    // It holds the lock and does nothing, as a suspended window does.
    let thaw = (): void => undefined;
    void first.windows.locks.hold(`sync:${first.account.id}`, null, () => new Promise<void>((done) => (thaw = done)));
    const second = await first.window();
    await second.run('letter.register', letterArgs('a'));
    await place.pass(150_000);
    expect(second.sync()).toMatchObject({ pending: 1, leaderSilent: false });
    await until(second, 'noticed', () => second.sync().leaderSilent, 91_000);
    thaw();
    await until(second, 'taken over', () => settled(second) && !second.sync().leaderSilent, 2000);
  });

  it('a leading window that is merely offline answers, and is not taken for frozen', async () => {
    const tu = await ready('tu');
    const second = await tu.window();
    tu.wire.cut();
    await second.run('letter.register', letterArgs('a'));
    await until(second, 'offline', () => second.sync().phase === 'offline');
    await place.pass(6 * 60_000);
    expect(second.sync()).toMatchObject({ pending: 1, leaderSilent: false });
  });
});

import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Store } from '../../renderer/data/store.ts';
import { paths, protocolVersion, pushAnswer } from '../../shared/sync/protocol.ts';
import { serverThrough } from '../support/core-server.ts';
import { failingStore, textOf } from '../support/failing-store.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { settled, until } from '../support/wait.ts';

describe('[D6] safe mode', () => {
  let place: TestOffice;
  let reports: string[];
  beforeEach(async () => {
    reports = [];
    place = await openTestOffice({ report: (where) => void reports.push(where) });
  });
  afterEach(() => place.close());

  const ready = async (username: string, store: Store = memoryStore()): Promise<TestDesk> => {
    const desk = await place.desk(username, { store });
    await until(desk.office, 'settled', () => settled(desk.office));
    return desk;
  };
  const subjects = ({ office }: Pick<TestDesk, 'office'>): string[] => {
    const list = office.letters({ text: 'sementara' });
    return Array.from({ length: list.total }, (_, i) => list.line(i)?.subject ?? '').sort();
  };
  const book = (desk: TestDesk, id: string) =>
    desk.office.run('letter.register', letterArgs(id, { subject: `Sementara ${id}`, letterNumber: id }));

  it('entries reach the server while the local store fails', async () => {
    const store = failingStore();
    const tu = await ready('tu', store);
    const kadis = await ready('kadis');
    store.broken = true;
    expect(await book(tu, 'a')).toMatchObject({ ok: true });
    expect(await book(tu, 'b')).toMatchObject({ ok: true });
    await until(kadis.office, 'they are there', () => subjects(kadis).length === 2);
    expect(tu.office.sync()).toMatchObject({ safeMode: true, storeIsNewer: false });
    await until(tu.office, 'nothing is pending', () => tu.office.sync().pending === 0);
    expect(subjects(tu)).toEqual(['Sementara a', 'Sementara b']);
  });

  it('[L9] what arrived while the store hung is seen below an entry it did not take, and counts as stored', async () => {
    const inner = failingStore();
    let meanwhile: (() => Promise<void>) | null = null;
    const store: Store = {
      ...inner,
      write: async (tables, work) => {
        if (meanwhile === null || !tables.includes('outbox') || tables.includes('packs'))
          return inner.write(tables, work);
        const waited = meanwhile;
        meanwhile = null;
        await waited();
        throw new DOMException('the local store did not answer for 10 s', 'UnknownError');
      },
    };
    const tu = await ready('tu', store);
    const other = await place.desk('tu', { deskName: 'Meja lain' });
    await book(tu, 'a');
    await until(other.office, 'there', () => subjects(other).length === 1);
    await until(tu.office, 'nothing is pending', async () => (await store.all('outbox')).length === 0);
    meanwhile = async () => {
      await other.office.run('letter.correct', { letterId: 'a', set: { remark: 'Dari meja lain' } });
      const remark = async () => (await tu.office.get<Letter>('letter', 'a'))?.remark;
      await until(tu.office, 'the other one is here', async () => (await remark()) === 'Dari meja lain');
    };
    await tu.office.run('letter.correct', { letterId: 'a', set: { subject: 'Sementara baru' } });
    expect(await tu.office.get<Letter>('letter', 'a')).toMatchObject({
      remark: 'Dari meja lain',
      subject: 'Sementara baru',
    });
    await until(tu.office, 'back', () => settled(tu.office) && !tu.office.sync().safeMode);
    place.clock.set(place.clock.now() + 11 * 60_000);
    await tu.office.syncNow();
    expect(reports).not.toContain('repair');
  });

  it('[S3] a letter removed while two windows show an entry on it in the overlay leaves the pack it lies in', async () => {
    const sekretaris = await ready('sekretaris');
    await book(sekretaris, 'a');
    await until(sekretaris.office, 'nothing is pending', () => sekretaris.office.sync().pending === 0);
    const inner = memoryStore();
    const store = failingStore(inner);
    const tu = await ready('tu', store);
    expect(await inner.get('rows', 'letter:a')).toBeUndefined();
    const second = await tu.window(store);
    store.broken = true;
    expect(await second.run('letter.correct', { letterId: 'a', set: { remark: 'Catatan' } })).toMatchObject({
      ok: true,
    });
    await until(tu.office, 'answered', () => tu.office.sync().safeMode && tu.office.sync().pending === 0);
    const secret = { security: 'rahasia', addressedTo: ['kepala-dinas'] };
    expect(await sekretaris.office.run('letter.correct', { letterId: 'a', set: secret })).toMatchObject({ ok: true });
    await until(sekretaris.office, 'sent', () => sekretaris.office.sync().pending === 0);
    store.broken = false;
    await until(tu.office, 'back', () => settled(tu.office) && !tu.office.sync().safeMode);
    await tu.office.syncNow();
    expect(subjects(tu)).toEqual([]);
    expect(await textOf(inner, (bytes) => inflateRawSync(bytes).toString())).not.toContain('Sementara a');
    expect(reports).not.toContain('repair');
  });

  it('when the store works again it shows what the server made of them, and nothing twice', async () => {
    const store = failingStore();
    const tu = await ready('tu', store);
    store.broken = true;
    await book(tu, 'a');
    await until(tu.office, 'sent', () => tu.office.sync().pending === 0);
    store.broken = false;
    await until(tu.office, 'back', () => settled(tu.office) && !tu.office.sync().safeMode);
    expect(await tu.office.get<Letter>('letter', 'a')).toMatchObject({ agenda: { provisional: null } });
    expect((await store.get('rows', 'letter:a'))?.rv).toBeGreaterThan(0);
    expect([await store.all('outbox'), await store.all('shadows'), subjects(tu)]).toEqual([[], [], ['Sementara a']]);
  });

  it('[P4] the answer to an entry only the journal had asks for attention, though a later one is pending', async () => {
    const store = failingStore();
    const tu = await ready('tu', store);
    const other = await place.desk('tu', { deskName: 'Meja lain' });
    await book(tu, 'a');
    await until(other.office, 'there', () => subjects(other).length === 1);
    await until(tu.office, 'nothing is pending', async () => (await store.all('outbox')).length === 0);
    store.broken = true;
    await tu.office.run('letter.correct', { letterId: 'a', set: { remark: 'Tanpa penyimpanan' } });
    await until(tu.office, 'safe mode, all sent', () => tu.office.sync().safeMode && tu.office.sync().pending === 0);
    await other.office.run('letter.void', { letterId: 'a', reason: 'Salah catat' });
    await until(other.office, 'void', () => settled(other.office));
    await tu.office.run('letter.forward', { letterId: 'a', to: 'kepala-dinas' });
    await until(tu.office, 'answered', () => tu.office.sync().pending === 0);
    tu.wire.cut();
    store.broken = false;
    await book(tu, 'b');
    await until(tu.office, 'back', () => !tu.office.sync().safeMode);
    expect(await store.all('attention')).toMatchObject([{ name: 'letter.forward', status: 'flagged' }]);
  });

  it('an entry the store took again is seen over one of the overlay', async () => {
    const store = failingStore();
    const tu = await ready('tu', store);
    await book(tu, 'a');
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.cut();
    store.broken = true;
    const correct = (set: object) => tu.office.run('letter.correct', { letterId: 'a', set });
    expect(await correct({ remark: 'Pertama' })).toMatchObject({ ok: true });
    store.broken = false;
    expect(await correct({ classification: '800' })).toMatchObject({ ok: true });
    const both = { remark: 'Pertama', classification: '800' };
    expect(await tu.office.get('letter', 'a')).toMatchObject(both);
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'settled', () => settled(tu.office) && !tu.office.sync().safeMode);
    expect(await tu.office.get('letter', 'a')).toMatchObject(both);
  });

  it('opens though the store takes nothing, with answers still to be stored that came in between', async () => {
    const inner = memoryStore();
    let full = false;
    const quota = () => Promise.reject(new DOMException('the disk is full', 'QuotaExceededError'));
    const store: Store = { ...inner, write: (tables, work) => (full ? quota() : inner.write(tables, work)) };
    const tu = await ready('tu', store);
    await book(tu, 'a');
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.cut();
    await tu.office.run('letter.correct', { letterId: 'a', set: { remark: 'Pertama' } });
    full = true;
    tu.wire.mend();
    const pending = await tu.core.desk.pending(10);
    const ops = pending.ok ? pending.value : [];
    const body = { proto: protocolVersion, app: 'test', epoch: null, inc: ops[0]?.inc, ops };
    const pushed = await serverThrough(tu.core, tu.account.id).call(paths.push, body);
    const { results, serverTime } = pushAnswer.parse(pushed.ok ? pushed.value : null);
    expect(results).toHaveLength(1);
    expect(await tu.core.desk.settle(results, serverTime)).toMatchObject({ ok: true });
    tu.wire.cut();
    const again = await tu.restart();
    expect(again.office.sync().safeMode).toBe(true);
    expect(subjects(again)).toEqual(['Sementara a']);
  });

  it('an entry the server refused meanwhile goes from the lists and is shown with what was typed', async () => {
    const store = failingStore();
    const tu = await ready('tu', store);
    const other = await ready('sekretaris');
    await book(tu, 'a');
    await until(other.office, 'there', () => subjects(other).length === 1);
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.cut();
    store.broken = true;
    expect(await tu.office.run('letter.void', { letterId: 'a', reason: 'Ganda' })).toMatchObject({ ok: true });
    await other.office.run('letter.void', { letterId: 'a', reason: 'Salah alamat' });
    await until(other.office, 'sent', () => settled(other.office));
    tu.wire.mend();
    await until(tu.office, 'sent', () => tu.office.sync().pending === 0);
    store.broken = false;
    await until(tu.office, 'back', () => settled(tu.office) && !tu.office.sync().safeMode);
    expect(await tu.office.attention()).toMatchObject([{ status: 'rejected', code: 'LETTER_IS_VOID' }]);
    expect((await tu.office.get<Letter>('letter', 'a'))?.voided).toMatchObject({ reason: 'Salah alamat' });
  });

  it('a window that does not exchange leaves its own safe mode by itself, and shows what it missed', async () => {
    const shared = memoryStore();
    const tu = await ready('tu', shared);
    const failing = failingStore(shared);
    const second = await tu.window(failing);
    failing.broken = true;
    const saved = await second.run('letter.register', letterArgs('a', { subject: 'Sementara a', letterNumber: 'a' }));
    expect(saved).toMatchObject({ ok: true });
    expect(second.sync().safeMode).toBe(true);
    expect(tu.office.sync().safeMode).toBe(false);
    await book(tu, 'b');
    failing.broken = false;
    await until(second, 'back', () => !second.sync().safeMode);
    await until(second, 'settled', () => second.sync().pending === 0 && subjects({ office: second }).length === 2);
    await until(tu.office, 'both there', () => subjects(tu).length === 2 && settled(tu.office));
  });

  it('[V5] a store of a later program: the window works from journal and server, and the next start has everything', async () => {
    const good = memoryStore();
    const tu = await ready('tu', good);
    await book(tu, 'a');
    await until(tu.office, 'settled', () => settled(tu.office));
    const shut: Store = { ...good, open: () => Promise.reject(new DOMException('no lift', 'VersionError')) };
    const again = await tu.restart({ folder: { store: shut } });
    expect(again.office.sync()).toMatchObject({ safeMode: true, storeIsNewer: true });
    await until(again.office, 'read again', () => subjects(again).length === 1);
    expect(await book(again, 'b')).toMatchObject({ ok: true });
    again.wire.cut();
    await until(again.office, 'offline', () => again.office.sync().phase === 'offline');
    expect(await book(again, 'c')).toMatchObject({ ok: true });
    const whole = await again.restart({ folder: { store: good } });
    expect(whole.office.sync()).toMatchObject({ safeMode: false, storeIsNewer: false });
    expect(subjects(whole)).toContain('Sementara c');
    whole.wire.mend();
    await whole.office.syncNow();
    await until(whole.office, 'all there', () => settled(whole.office) && subjects(whole).length === 3);
    await whole.close();
  });

  it('a document that cannot be read is refused in words, and the form keeps what was typed', async () => {
    const store = failingStore();
    const tu = await ready('tu', store);
    await book(tu, 'a');
    await until(tu.office, 'settled', () => settled(tu.office));
    const get = store.get.bind(store);
    store.get = () => Promise.reject(new DOMException('lost', 'UnknownError'));
    const saved = await tu.office.run('letter.correct', { letterId: 'a', set: { subject: 'Lain' } });
    expect(saved).toMatchObject({ ok: false, error: [{ code: 'STORE_FAILED' }] });
    expect(tu.office.sync().safeMode).toBe(true);
    store.get = get;
    await until(tu.office, 'back', () => !tu.office.sync().safeMode);
    expect(await tu.office.run('letter.correct', { letterId: 'a', set: { subject: 'Lain' } })).toMatchObject({
      ok: true,
    });
  });
});

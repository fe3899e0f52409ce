import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Position } from '../../shared/people/people.ts';
import { failingStore } from '../support/failing-store.ts';
import { letterArgs } from '../support/letter-args.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

/** Each test is one failure that the desk has to survive. */
describe('when things go wrong', () => {
  const place = officeForEach();
  const { ready } = place;
  const offline = async (desk: TestDesk): Promise<void> => {
    desk.wire.cut();
    await until(desk.office, 'offline', () => desk.office.sync().phase === 'offline');
  };
  const online = async (desk: TestDesk): Promise<void> => {
    desk.wire.mend();
    await desk.office.syncNow();
    await until(desk.office, 'settled', () => settled(desk.office));
  };

  it('[P7] an expired session pauses the exchange and drops nothing; work goes on', async () => {
    const tu = await ready('tu');
    tu.wire.answerOnce('/api/sync/push', 401, 'NOT_SIGNED_IN');
    await tu.office.run('letter.register', letterArgs('a'));
    await until(tu.office, 'paused', () => tu.office.sync().phase === 'paused');
    expect(tu.office.sync()).toMatchObject({ pause: 'signed-out', pending: 1 });
    expect(await tu.office.run('letter.register', letterArgs('b'))).toMatchObject({ ok: true });
    await tu.office.syncNow();
    await until(tu.office, 'sent after signing in again', () => settled(tu.office));
    expect(await tu.office.attention()).toEqual([]);
  });

  it('[P7] a fault of the server consumes nothing: the same operations come again', async () => {
    const tu = await ready('tu');
    tu.wire.answerOnce('/api/sync/push', 500, 'INTERNAL');
    await tu.office.run('letter.register', letterArgs('a'));
    await until(tu.office, 'sent', () => settled(tu.office));
    expect((await tu.office.get<Letter>('letter', 'a'))?.agenda.no).toBeGreaterThan(0);
  });

  it('[P6] a batch that is too large is halved until it goes through', async () => {
    const tu = await ready('tu');
    await offline(tu);
    for (let i = 0; i < 9; i++) await tu.office.run('letter.register', letterArgs(`l${i}`));
    tu.wire.answerOnce('/api/sync/push', 413, 'TOO_LARGE');
    await online(tu);
    expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(9);
  });

  it('the page of a captive portal is no answer: the desk counts as offline and nothing is lost', async () => {
    const tu = await ready('tu');
    tu.wire.portal(true);
    await tu.office.run('letter.register', letterArgs('a'));
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    tu.wire.portal(false);
    await tu.office.syncNow();
    await until(tu.office, 'sent', () => settled(tu.office));
  });

  it('[P3] the network delivers a push twice: it takes effect once', async () => {
    const tu = await ready('tu');
    tu.wire.repeat('/api/sync/push');
    await tu.office.run('letter.register', letterArgs('a'));
    await until(tu.office, 'sent', () => settled(tu.office));
    const kadis = await ready('kadis');
    expect(kadis.office.letters({ text: 'Rapat koordinasi' }).total).toBe(1);
  });

  it('[D3] the store fails after the journal: the entry is saved, shown, and back in the store after a start', async () => {
    const store = failingStore();
    const tu = await place.desk('tu', { store });
    await until(tu.office, 'settled', () => settled(tu.office));
    await offline(tu);
    store.broken = true;
    const saved = await tu.office.run('letter.register', letterArgs('a'));
    expect(saved).toMatchObject({ ok: true, value: { agenda: { no: expect.any(Number) as number } } });
    expect(tu.office.sync().safeMode).toBe(true);
    expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(1);
    expect(await tu.office.get('letter', 'a')).toMatchObject({ subject: 'Rapat koordinasi' });
    store.broken = false;
    const again = await tu.restart();
    expect(again.office.letters({ text: 'Rapat koordinasi' }).total).toBe(1);
    await online(again);
    await again.close();
  });

  it('[D4] a store that works again gets what it missed from the journal, without a restart', async () => {
    const store = failingStore();
    const tu = await place.desk('tu', { store });
    await until(tu.office, 'settled', () => settled(tu.office));
    store.broken = true;
    await tu.office.run('letter.register', letterArgs('a'));
    expect(tu.office.sync().safeMode).toBe(true);
    store.broken = false;
    await tu.office.syncNow();
    await until(tu.office, 'back to normal', () => settled(tu.office) && !tu.office.sync().safeMode);
    expect((await tu.office.get<Letter>('letter', 'a'))?.agenda.no).toBeGreaterThan(0);
    expect(await store.all('outbox')).toEqual([]);
  });

  it('[D2] the same form saved twice books one letter with one number', async () => {
    const tu = await ready('tu');
    await offline(tu);
    const [first, second] = await Promise.all([
      tu.office.run('letter.register', letterArgs('a'), { opId: 'one' }),
      tu.office.run('letter.register', letterArgs('a'), { opId: 'one' }),
    ]);
    const third = await tu.office.run('letter.register', letterArgs('a'), { opId: 'one' });
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(tu.office.sync().pending).toBe(1);
  });

  it('[P9] a right that was withdrawn before the entry arrived: quarantined, shown with what was typed, not lost', async () => {
    const tu = await ready('tu');
    const admin = await ready('admin');
    await offline(tu);
    await tu.office.run('letter.register', letterArgs('a'));
    const position = admin.office.master<Position>('position').find(({ id }) => id === 'tu-agenda') as Position;
    const doc = { ...position, rights: [] };
    expect(await admin.office.run('position.save', { doc })).toMatchObject({ ok: true });
    await until(admin.office, 'sent', () => settled(admin.office));
    await online(tu);
    const [item] = await tu.office.attention();
    expect(item).toMatchObject({
      status: 'quarantined',
      code: 'NO_RIGHT_TO_BOOK',
      args: { subject: 'Rapat koordinasi' },
    });
    expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(0);
    expect(tu.office.sync().attention).toBe(1);
    await tu.office.markSeen([item?.opId ?? '']);
    expect(tu.office.sync().attention).toBe(0);
  });

  it('[P12] two desks correct different fields: both stand; the same field: one by its policy, the other kept and shown', async () => {
    const a = await ready('tu');
    const b = await ready('sekretaris');
    await a.office.run('letter.register', letterArgs('a'));
    await until(b.office, 'it is there', () => b.office.letters({ text: 'Rapat koordinasi' }).total === 1);
    await until(a.office, 'settled', () => settled(a.office));
    await offline(a);
    await offline(b);
    await a.office.run('letter.correct', { letterId: 'a', set: { subject: 'Rapat A', letterNumber: 'A-1' } });
    await b.office.run('letter.correct', {
      letterId: 'a',
      set: { subject: 'Rapat B', letterNumber: 'B-1', remark: 'dari B' },
    });
    await online(a);
    await online(b);
    await a.office.syncNow();
    const expected = { subject: 'Rapat B', letterNumber: 'A-1', remark: 'dari B' };
    expect(await b.office.get('letter', 'a')).toMatchObject(expected);
    expect(await a.office.get('letter', 'a')).toEqual(await b.office.get('letter', 'a'));
    const [item] = await b.office.attention();
    expect(item).toMatchObject({ status: 'merged' });
    expect([...(item?.notes ?? [])].sort((x, y) => (x.field < y.field ? -1 : 1))).toEqual([
      expect.objectContaining({ field: 'letterNumber', mine: 'B-1', now: 'A-1', kept: 'now' }),
      expect.objectContaining({ field: 'subject', mine: 'Rapat B', now: 'Rapat A', kept: 'mine' }),
    ]);
    expect(JSON.stringify(await a.office.get('letter', 'a'))).toContain('Rapat A');
  });

  it('[P9] a disposition on a letter that was declared void meanwhile is kept and flagged: it was given on paper', async () => {
    const a = await ready('tu');
    const b = await ready('sekretaris');
    await a.office.run('letter.register', letterArgs('a'));
    await until(b.office, 'it is there', () => b.office.letters({ text: 'Rapat koordinasi' }).total === 1);
    await until(a.office, 'settled', () => settled(a.office));
    await offline(a);
    await b.office.run('letter.void', { letterId: 'a', reason: 'Salah alamat' });
    await until(b.office, 'sent', () => settled(b.office));
    const args = {
      letterId: 'a',
      parent: null,
      from: 'kepala-dinas',
      to: [{ position: 'kabid-aptika', due: null }],
      instructions: [],
      note: 'Tindak lanjuti',
      date: '2026-10-08',
    };
    expect(await a.office.run('disposition.transcribe', args)).toMatchObject({ ok: true });
    await online(a);
    expect(await a.office.attention()).toMatchObject([{ status: 'flagged', code: 'LETTER_IS_VOID' }]);
    expect((await a.office.get<Letter>('letter', 'a'))?.facts).toHaveLength(1);
    expect((await a.office.get<Letter>('letter', 'a'))?.voided).toMatchObject({ reason: 'Salah alamat' });
  });

  it('[P8] [P4] an act that came too late is refused with its code, rolled back here, and delays nothing after it', async () => {
    const a = await ready('tu');
    const b = await ready('sekretaris');
    await a.office.run('letter.register', letterArgs('a'));
    await until(b.office, 'it is there', () => b.office.letters({ text: 'Rapat koordinasi' }).total === 1);
    await until(a.office, 'settled', () => settled(a.office));
    await offline(a);
    await b.office.run('letter.void', { letterId: 'a', reason: 'Salah alamat' });
    await until(b.office, 'sent', () => settled(b.office));
    await a.office.run('letter.void', { letterId: 'a', reason: 'Ganda' });
    await a.office.run('letter.register', letterArgs('b', { subject: 'Surat kedua' }));
    await online(a);
    expect(await a.office.attention()).toMatchObject([{ status: 'rejected', code: 'LETTER_IS_VOID' }]);
    expect((await a.office.get<Letter>('letter', 'a'))?.voided).toMatchObject({ reason: 'Salah alamat' });
    expect((await a.office.get<Letter>('letter', 'b'))?.agenda.no).toBeGreaterThan(0);
  });

  it('[P11] the view never goes back while an answer travels: no change of the letter shows an older state', async () => {
    const tu = await ready('tu');
    await tu.office.run('letter.register', letterArgs('a'));
    await until(tu.office, 'settled', () => settled(tu.office));
    const seen: string[] = [];
    const stop = tu.office.onChange(({ keys }) => {
      if (keys.has('letter:a')) seen.push(tu.office.letters({ text: 'rapat' }).line(0)?.subject ?? '-');
    });
    tu.wire.loseAnswers('/api/sync/pull', 1);
    for (const n of [1, 2, 3]) await tu.office.run('letter.correct', { letterId: 'a', set: { subject: `Rapat ${n}` } });
    await until(tu.office, 'settled', () => settled(tu.office));
    stop();
    expect(seen).toEqual([...seen].sort());
    expect(seen.at(-1)).toBe('Rapat 3');
  });

  it('[N7] at the end of the year in WIB a letter belongs to the book of its receipt, wherever the clock stands', async () => {
    place.clock.set(Date.UTC(2026, 11, 31, 16, 40));
    const tu = await ready('tu');
    await offline(tu);
    const before = await tu.office.run(
      'letter.register',
      letterArgs('old', { received: { date: '2026-12-31', time: '23:50' } }),
    );
    const after = await tu.office.run(
      'letter.register',
      letterArgs('new', { received: { date: '2027-01-01', time: '00:10' } }),
    );
    expect(before).toMatchObject({ ok: true, value: { agenda: { year: 2026, no: expect.any(Number) as number } } });
    // From 1 December the desk also holds numbers of the next year.
    expect(after).toMatchObject({ ok: true, value: { agenda: { year: 2027, no: 1 } } });
    place.clock.set(Date.UTC(2026, 11, 31, 17, 30));
    await online(tu);
    expect(await tu.office.attention()).toEqual([]);
  });

  it('two windows of one desk: one exchanges, both show', async () => {
    const tu = await ready('tu');
    const second = await tu.window();
    await tu.office.run('letter.register', letterArgs('a'));
    await until(second, 'the other window shows it', () => second.letters({ text: 'Rapat koordinasi' }).total === 1);
    await second.run('letter.correct', { letterId: 'a', set: { subject: 'Rapat kedua' } });
    await until(tu.office, 'and back', () => tu.office.letters({ text: 'Rapat kedua' }).total === 1);
    await until(
      tu.office,
      'the first one sends what the second wrote',
      () => settled(tu.office) && tu.office.pendingOf('letter', 'a') === 0,
    );
    await until(second, 'and reports it', () => second.pendingOf('letter', 'a') === 0 && second.sync().pending === 0);
  });
});

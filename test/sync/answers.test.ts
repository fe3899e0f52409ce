import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { failingStore } from '../support/failing-store.ts';
import { letterArgs } from '../support/letter-args.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

describe('entries and their answers', () => {
  const place = officeForEach();
  const { ready } = place;
  it('[D2] an entry that was saved before its text was changed stands as it was, and the change is refused in words', async () => {
    const tu = await ready('tu');
    const run = (subject: string) => tu.office.run('letter.register', letterArgs('a', { subject }), { opId: 'one' });
    expect(await run('LAMA')).toMatchObject({ ok: true });
    expect(await run('BARU')).toMatchObject({ ok: false, error: [{ code: 'SAVED_BEFORE_EDIT' }] });
    expect(await run('LAMA')).toMatchObject({ ok: true, value: { opId: 'one' } });
    await until(tu.office, 'settled', () => settled(tu.office));
    expect(await tu.office.get('letter', 'a')).toMatchObject({ subject: 'LAMA' });
  });

  it('[P4] a refusal for an entry this store never held is shown all the same', async () => {
    const store = failingStore();
    const tu = await place.desk('tu', { store });
    await until(tu.office, 'settled', () => settled(tu.office));
    await tu.office.run('letter.register', letterArgs('a'));
    await tu.office.run('letter.void', { letterId: 'a', reason: 'Ganda' });
    await until(tu.office, 'settled', () => settled(tu.office));
    // Journalled and answered behind the store's back, as by another window that ended before it stored anything.
    const [first] = await tu.store.all('attention');
    expect(first).toBeUndefined();
    const by = { account: tu.account.id, person: tu.account.personId, position: 'tu-agenda' };
    await tu.core.desk.append({
      opId: 'unknown',
      name: 'letter.void',
      v: 1,
      by,
      at: { wall: '2026-10-08T09:00:00.000+07:00', skewMs: null },
      epoch: null,
      base: {},
      args: { letterId: 'a', reason: 'Sekali lagi' },
      number: null,
    });
    await tu.office.syncNow();
    const again = await tu.restart();
    await until(again.office, 'noted', async () => (await again.office.attention()).length === 1);
    expect(await again.office.attention()).toMatchObject([
      { opId: 'unknown', status: 'rejected', code: 'LETTER_IS_VOID' },
    ]);
    await again.close();
  });

  it('[P12] a correction is based on what was on the screen: what arrived meanwhile is not overwritten unseen', async () => {
    const a = await ready('tu');
    const b = await ready('sekretaris');
    await a.office.run('letter.register', letterArgs('a'));
    await until(b.office, 'it is there', () => b.office.letters({ text: 'Rapat koordinasi' }).total === 1);
    await until(a.office, 'settled', () => settled(a.office));
    const base = await a.office.versionOf('letter', 'a');
    await b.office.run('letter.correct', { letterId: 'a', set: { letterNumber: 'B-1' } });
    await until(
      a.office,
      'it arrives',
      async () => (await a.office.get<Letter>('letter', 'a'))?.letterNumber === 'B-1',
    );
    await a.office.run('letter.correct', { letterId: 'a', set: { letterNumber: 'A-1' } }, { base });
    await until(a.office, 'settled', () => settled(a.office));
    expect(await a.office.get('letter', 'a')).toMatchObject({ letterNumber: 'B-1' });
    expect(await a.office.attention()).toMatchObject([
      { status: 'merged', notes: [{ mine: 'A-1', now: 'B-1', kept: 'now' }] },
    ]);
  });

  it('[P1] a server that expects another sequence number gets a new handshake at once; nothing waits for a person', async () => {
    const tu = await ready('tu');
    await tu.office.run('letter.register', letterArgs('a'));
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.answerOnce('/api/sync/push', 409, 'GAP');
    const before = tu.wire.requests.length;
    await tu.office.run('letter.register', letterArgs('b', { letterNumber: '2' }));
    await until(tu.office, 'sent all the same', () => settled(tu.office));
    expect(tu.wire.requests.slice(before).slice(0, 3)).toEqual([paths.push, paths.hello, paths.push]);
    expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(2);
  });

  it('an entry made while a round is under way is not left for the next poll', async () => {
    const tu = await ready('tu');
    for (let i = 0; i < 15; i++) {
      void tu.office.syncNow();
      await tu.office.run('letter.register', letterArgs(`l${i}`));
      await until(tu.office, `entry ${i} is sent`, () => settled(tu.office), 3000);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { branches } from '../../shared/letters/status.ts';
import { letterArgs } from '../support/letter-args.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

describe('two desks and a server', () => {
  const place = officeForEach();

  it('a letter booked at one desk stands on the other one, with its number', async () => {
    const tu = await place.desk('tu');
    const kadis = await place.desk('kadis');
    await until(tu.office, 'the first sync is over', () => settled(tu.office));
    const args = letterArgs('0198aaaa-0000-7000-8000-000000000001');
    const saved = await tu.office.run('letter.register', args);
    expect(saved).toMatchObject({ ok: true });
    await until(
      tu.office,
      'numbered',
      async () => ((await tu.office.get<Letter>('letter', args.letterId))?.agenda.no ?? 0) > 0,
    );
    await until(kadis.office, 'it arrives', () => kadis.office.letters({ text: 'Rapat koordinasi' }).total === 1);
    const here = await tu.office.get<Letter>('letter', args.letterId);
    await until(tu.office, 'settled', () => settled(tu.office));
    expect(await kadis.office.get<Letter>('letter', args.letterId)).toEqual(
      await tu.office.get<Letter>('letter', args.letterId),
    );
    expect(here?.agenda.no).toBeGreaterThan(0);
  });

  it('[N1] [N3] both offline, two desks never give two letters one number, and both books agree afterwards', async () => {
    const a = await place.desk('tu', { deskName: 'Meja A' });
    const b = await place.desk('sekretaris', { deskName: 'Meja B' });
    for (const { office } of [a, b]) await until(office, 'settled', () => settled(office));
    a.wire.cut();
    b.wire.cut();
    for (const { office } of [a, b]) await until(office, 'offline', () => office.sync().phase === 'offline');
    const numbers: number[] = [];
    for (let i = 0; i < 12; i++) {
      for (const [name, { office }] of [
        ['a', a],
        ['b', b],
      ] as const) {
        const saved = await office.run('letter.register', letterArgs(`${name}-${i}`));
        if (saved.ok && saved.value.agenda?.no) numbers.push(saved.value.agenda.no);
      }
    }
    expect(numbers).toHaveLength(24);
    expect(new Set(numbers).size).toBe(24);
    a.wire.mend();
    b.wire.mend();
    await Promise.all([a.office.syncNow(), b.office.syncNow()]);
    for (const { office } of [a, b]) await until(office, 'settled', () => settled(office));
    await Promise.all([a.office.syncNow(), b.office.syncNow()]);
    for (const [name, i] of [
      ['a', 0],
      ['b', 11],
    ] as const) {
      expect(await a.office.get('letter', `${name}-${i}`)).toEqual(await b.office.get('letter', `${name}-${i}`));
    }
    expect(a.office.counts()).toEqual(b.office.counts());
    expect(await a.office.attention()).toEqual([]);
  });

  it('[P3] answers lost after the commit cost a repetition and change nothing', async () => {
    const tu = await place.desk('tu');
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.loseAnswers('/api/sync/push', 2);
    const args = letterArgs('lost-1');
    await tu.office.run('letter.register', args);
    await until(tu.office, 'settled at last', () => settled(tu.office));
    const letter = await tu.office.get<Letter>('letter', 'lost-1');
    expect(letter?.agenda.no).toBeGreaterThan(0);
    expect(tu.wire.requests.filter((path) => path === '/api/sync/push').length).toBeGreaterThanOrEqual(3);
    expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(1);
  });

  it('closed while offline and opened again it shows every entry, and sends it when the server is back', async () => {
    const tu = await place.desk('tu');
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.cut();
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    const args = letterArgs('offline-1');
    const saved = await tu.office.run('letter.register', args);
    const again = await tu.restart({ powerCut: true });
    expect(await again.office.get<Letter>('letter', 'offline-1')).toMatchObject({
      agenda: { no: saved.ok ? saved.value.agenda?.no : null },
    });
    expect(again.office.sync().pending).toBe(1);
    again.wire.mend();
    await again.office.syncNow();
    await until(again.office, 'settled', () => settled(again.office));
    const kadis = await place.desk('kadis');
    await until(kadis.office, 'it arrives', () => kadis.office.letters({ text: 'Rapat koordinasi' }).total === 1);
    await again.close();
  });

  it('[D4] with IndexedDB wiped, the journal restores what the server never got', async () => {
    const tu = await place.desk('tu');
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.cut();
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    await tu.office.run('letter.register', letterArgs('wiped-1'));
    const again = await tu.restart({ powerCut: true, storeLost: true });
    expect(await again.office.get<Letter>('letter', 'wiped-1')).toMatchObject({ subject: 'Rapat koordinasi' });
    again.wire.mend();
    await again.office.syncNow();
    await until(again.office, 'settled', () => settled(again.office));
    expect((await again.office.get<Letter>('letter', 'wiped-1'))?.agenda.no).toBeGreaterThan(0);
    await again.close();
  });

  it('[N7] the letters of closed years get their numbers from the server, each in its own book', async () => {
    const tu = await place.desk('tu');
    await until(tu.office, 'settled', () => settled(tu.office));
    tu.wire.cut();
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    const old = { ...letterArgs('old-1'), received: { date: '2025-12-31', time: '23:50' }, letterDate: '2025-12-31' };
    const saved = await tu.office.run('letter.register', old);
    expect(saved).toMatchObject({ ok: true, value: { agenda: { year: 2025, no: null } } });
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'settled', () => settled(tu.office));
    expect(await tu.office.get<Letter>('letter', 'old-1')).toMatchObject({ agenda: { year: 2025, provisional: null } });
  });

  it('a disposition goes down the chain across desks and the letter ends when its branches do', async () => {
    const tu = await place.desk('tu');
    const kabid = await place.desk('kabid.aptika');
    for (const { office } of [tu, kabid]) await until(office, 'settled', () => settled(office));
    await tu.office.run('letter.register', letterArgs('chain-1'));
    const transcribed = await tu.office.run('disposition.transcribe', {
      letterId: 'chain-1',
      parent: null,
      from: 'kepala-dinas',
      to: [{ position: 'kabid-aptika', due: '2026-10-20' }],
      instructions: ['Ditindaklanjuti'],
      note: 'Mohon dipelajari',
      date: '2026-10-08',
    });
    expect(transcribed).toMatchObject({ ok: true });
    await until(
      kabid.office,
      'it is there',
      () => kabid.office.letters({ holders: ['kabid-aptika'], text: 'koordinasi' }).total === 1,
    );
    const letter = (await kabid.office.get<Letter>('letter', 'chain-1')) as Letter;
    const of = branches(letter.facts)[0]?.disposition.id as string;
    expect(
      await kabid.office.run('disposition.read', { letterId: 'chain-1', of, position: 'kabid-aptika' }),
    ).toMatchObject({ ok: true });
    expect(
      await kabid.office.run('disposition.complete', {
        letterId: 'chain-1',
        of,
        position: 'kabid-aptika',
        text: 'Selesai',
      }),
    ).toMatchObject({ ok: true });
    await until(tu.office, 'done', () => tu.office.letters({ statuses: ['done'], text: 'koordinasi' }).total === 1);
    const withdrawn = await tu.office.run('disposition.withdraw', { letterId: 'chain-1', of, reason: 'Keliru' });
    expect(withdrawn).toMatchObject({ ok: false, error: [{ code: 'ALREADY_READ' }] });
  });
});

import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import { overwrittenName, twiceName, twinName, type AttentionItem, type Office } from '../../renderer/data/office.ts';
import type { Store } from '../../renderer/data/store.ts';
import { registerArgs } from '../support/builders.ts';
import { newId } from '../support/desk-client.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

const place = officeForEach();
const { ready } = place;

const noticesOf = async (office: Office, name: string): Promise<readonly AttentionItem[]> =>
  (await office.attention()).filter((item) => item.name === name);

/** Two who may book, each at a desk of his own, without the network. */
async function apart(): Promise<readonly [TestDesk, TestDesk]> {
  const desks = [await ready('tu'), await ready('sekretaris')] as const;
  for (const { wire } of desks) wire.cut();
  return desks;
}

async function together(desks: readonly TestDesk[]): Promise<void> {
  for (const { wire } of desks) wire.mend();
  for (const { office } of desks) await office.syncNow();
  for (const { office } of desks) await office.syncNow();
}

describe('the same letter booked at two desks', () => {
  const letter = (letterNumber: string) => registerArgs({ letterId: newId('letter'), letterNumber });

  it('is said to both, with both letters', async () => {
    const desks = await apart();
    const [first, second] = desks;
    const [a, b] = [letter('050/BAPPEDA/2026/900'), letter('050 / BAPPEDA / 2026 / 900')];
    await first.office.run('letter.register', a);
    await second.office.run('letter.register', b);
    await together(desks);
    for (const { office } of desks) {
      await until(office, 'it is said', async () => (await noticesOf(office, twinName)).length === 1);
      const [notice] = await noticesOf(office, twinName);
      const { other } = notice?.args as { readonly other: string };
      expect([notice?.docId, other].sort()).toEqual([a.letterId, b.letterId].sort());
      expect(office.sync().attention).toBe(1);
      await office.markSeen([notice?.opId ?? '']);
      await office.syncNow();
      expect(office.sync().attention).toBe(0);
    }
  });

  it('is not said to a third desk, which reads both', async () => {
    const third = await ready('kadis');
    const desks = await apart();
    const [first, second] = desks;
    await first.office.run('letter.register', letter('050/BAPPEDA/2026/906'));
    await second.office.run('letter.register', letter('050/BAPPEDA/2026/906'));
    await together([...desks, third]);
    await until(third.office, 'read', () => third.office.letters({ text: '906' }).total === 2 && settled(third.office));
    expect(await noticesOf(third.office, twinName)).toEqual([]);
    expect(third.office.sync().attention).toBe(0);
  });

  it('is not said to a new desk, nor again to one that lost its store: they read it with everything else', async () => {
    const desks = await apart();
    const [first, second] = desks;
    await first.office.run('letter.register', letter('050/BAPPEDA/2026/904'));
    await second.office.run('letter.register', letter('050/BAPPEDA/2026/904'));
    await together(desks);
    await until(first.office, 'it is said', async () => (await noticesOf(first.office, twinName)).length === 1);
    const lost = await first.restart({ storeLost: true });
    for (const { office } of [lost, await ready('tu')]) {
      await until(office, 'read', () => settled(office) && office.letters({ text: '904' }).total === 2);
      await office.syncNow();
      expect(office.sync().attention).toBe(0);
    }
    await lost.close();
  });

  it('is said after a round that broke off when everything was read', async () => {
    const inner = memoryStore();
    let isFull = false;
    const store: Store = {
      ...inner,
      write: (tables, work) =>
        isFull && tables.includes('attention') && tables.includes('meta')
          ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
          : inner.write(tables, work),
    };
    const desks = [await place.desk('tu', { store }), await ready('sekretaris')] as const;
    const [first, second] = desks;
    await until(first.office, 'settled', () => settled(first.office));
    for (const { wire } of desks) wire.cut();
    await first.office.run('letter.register', letter('050/BAPPEDA/2026/905'));
    await second.office.run('letter.register', letter('050/BAPPEDA/2026/905'));
    await together([second]);
    isFull = true;
    await together([first]);
    expect(await noticesOf(first.office, twinName)).toEqual([]);
    isFull = false;
    await first.office.syncNow();
    expect(await noticesOf(first.office, twinName)).toHaveLength(1);
  });

  it('is not said of one that was booked again with a reason, nor of two letters', async () => {
    const desks = await apart();
    const [first, second] = desks;
    await first.office.run('letter.register', letter('050/BAPPEDA/2026/901'));
    await second.office.run('letter.register', {
      ...letter('050/BAPPEDA/2026/901'),
      duplicateReason: 'Diantar dua kali',
    });
    await second.office.run('letter.register', letter('050/BAPPEDA/2026/902'));
    await together(desks);
    await until(first.office, 'all arrived', () => settled(first.office));
    for (const { office } of desks) expect(await noticesOf(office, twinName)).toEqual([]);
  });
});

describe('a field of a step that two people write', () => {
  const title = 'Aplikasi arsip';
  const caseAt = ({ office }: TestDesk) => office.records('case').find((one) => one.title === title);

  it('at the same time is said to both, with both values, and once', async () => {
    const first = await ready('tu');
    const letterId = newId('letter');
    const caseId = newId('case');
    await first.office.run('letter.register', registerArgs({ letterId, letterNumber: '050/BAPPEDA/2026/908' }));
    await first.office.run('case.open', {
      ...{ caseId, letterId, title, service: 'pembuatan-aplikasi', agency: { id: null, name: 'Dinas Sosial' } },
      ...{ received: '2026-10-08', security: 'biasa', readers: [] },
    });
    await until(first.office, 'sent', () => settled(first.office));
    const desks = [await ready('kabid.aptika'), await ready('kasi.aplikasi')] as const;
    for (const desk of desks) await until(desk.office, 'it arrives', () => caseAt(desk) !== undefined);
    for (const { wire } of desks) wire.cut();
    const write = ({ office }: TestDesk, text: string) =>
      office.run('case.draft', {
        caseId,
        act: { step: 'telaah', round: 1, set: { 'hasil-telaah': text }, over: { 'hasil-telaah': null } },
      });
    for (const [desk, text] of [
      [desks[0], 'Lengkap'],
      [desks[1], 'Kurang KAK'],
    ] as const) {
      expect(await write(desk, text)).toMatchObject({ ok: true });
    }
    await together([...desks, first]);
    for (const { office } of desks) {
      await until(office, 'it is said', async () => (await noticesOf(office, twiceName)).length === 1);
    }
    const [a] = await noticesOf(desks[0].office, twiceName);
    const [b] = await noticesOf(desks[1].office, twiceName);
    expect(a?.notes).toMatchObject([{ field: 'hasil-telaah', mine: 'Lengkap', now: 'Kurang KAK' }]);
    expect(b?.notes).toMatchObject([{ field: 'hasil-telaah', mine: 'Kurang KAK', now: 'Lengkap' }]);
    expect([a?.notes[0]?.kept, b?.notes[0]?.kept].sort()).toEqual(['mine', 'now']);
    expect(await noticesOf(first.office, twiceName)).toEqual([]);
    await desks[0].office.markSeen([a?.opId ?? '']);
    await desks[0].office.syncNow();
    expect(desks[0].office.sync().attention).toBe(0);
  });
});

describe('a correction that another desk replaced', () => {
  it('is said to who made it, with both values', async () => {
    const tu = await ready('tu');
    const args = registerArgs({ letterId: newId('letter'), letterNumber: '050/BAPPEDA/2026/903', subject: 'Undangan' });
    await tu.office.run('letter.register', args);
    await until(tu.office, 'sent', () => settled(tu.office));
    const other = await ready('sekretaris');
    const correct = (desk: TestDesk, subject: string) =>
      desk.office.run('letter.correct', { letterId: args.letterId, set: { subject } });
    other.wire.cut();
    await correct(tu, 'Undangan rapat');
    await until(tu.office, 'sent', () => settled(tu.office));
    await correct(other, 'Undangan sosialisasi');
    other.wire.mend();
    await other.office.syncNow();
    await tu.office.syncNow();
    await until(tu.office, 'it is said', async () => (await noticesOf(tu.office, overwrittenName)).length === 1);
    const [notice] = await noticesOf(tu.office, overwrittenName);
    expect(notice?.notes).toMatchObject([
      { field: 'subject', mine: 'Undangan rapat', now: 'Undangan sosialisasi', kept: 'now' },
    ]);
    expect(await noticesOf(other.office, overwrittenName)).toEqual([]);
  });

  it('is said with what it became then, also when that was nothing and was corrected again', async () => {
    const tu = await ready('tu');
    const args = registerArgs({ letterId: newId('letter'), letterNumber: '050/BAPPEDA/2026/907' });
    await tu.office.run('letter.register', args);
    await until(tu.office, 'sent', () => settled(tu.office));
    const correct = async (desk: TestDesk, letterDate: string | null): Promise<void> => {
      await desk.office.run('letter.correct', { letterId: args.letterId, set: { letterDate } });
      await until(desk.office, 'sent', () => settled(desk.office));
    };
    await correct(tu, '2026-09-20');
    const other = await ready('sekretaris');
    tu.wire.cut();
    await correct(other, null);
    await correct(other, '2026-09-25');
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'it is said', async () => (await noticesOf(tu.office, overwrittenName)).length === 1);
    const [notice] = await noticesOf(tu.office, overwrittenName);
    expect(notice?.notes).toMatchObject([{ field: 'letterDate', mine: '2026-09-20', now: null }]);
  });
});

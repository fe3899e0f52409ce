import { describe, expect, it } from 'vitest';
import { parseJournal } from '../../../main/desk/journal-format.ts';
import type { Desk } from '../../../shared/desk/desk.ts';
import { answerAll, bookingDraft, enrolled, openTestDesk, valueOf } from '../../support/desk-parts.ts';
import { cutAt, memoryDisk, reserving, type MemoryDisk } from '../../support/memory-disk.ts';

const fileBytes = 3000;
const day = 24 * 3_600_000;
const start = Date.UTC(2026, 9, 8);
const lease = { id: 'L-1', book: 'SM', year: 2026, from: 11, to: 60 };

const open = async (disk: MemoryDisk) => (await openTestDesk({ disk, fileBytes })).desk;

async function aDesk(disk: MemoryDisk): Promise<Desk> {
  const { desk } = await enrolled(await openTestDesk({ disk, fileBytes }));
  await valueOf(desk.grantLease(lease));
  return desk;
}

let counter = 0;
/** Books letters until a file is full and another one was begun. */
async function fillFile(desk: Desk, disk: MemoryDisk): Promise<void> {
  const before = newest(disk);
  while (newest(disk) === before) await valueOf(desk.append(bookingDraft(`op-${++counter}`)));
}
const names = (disk: MemoryDisk): readonly string[] => [...disk.files.keys()].sort();
const newest = (disk: MemoryDisk): string => names(disk).at(-1) ?? '';

async function everything(desk: Desk) {
  const info = await valueOf(desk.describe());
  const [pending, leases] = [await valueOf(desk.pending(1000)), await valueOf(desk.leases())];
  return { identity: info.desk, last: info.last, pending, leases, recovery: await valueOf(desk.recover('acc-tu', 0)) };
}

describe('[D10] journal files', () => {
  it('begin with the whole state, so that older ones are not read to open the desk', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await fillFile(desk, disk);
    await answerAll(desk, start);
    await fillFile(desk, disk);
    expect(parseJournal(disk.files.get(newest(disk))?.bytes ?? new Uint8Array()).records[0]).toMatchObject({
      k: 'state',
    });
    const read: string[] = [];
    const watched = { ...disk, read: (name: string) => (read.push(name), disk.read(name)) };
    const again = await open(watched);
    expect(read).toEqual([newest(disk)]);
    expect(await everything(again)).toEqual(await everything(desk));
    const next = await valueOf(again.append(bookingDraft('next')));
    expect(next.prev).toBe((await valueOf(desk.describe())).last.hash);
  });

  it('[D1] [D5] lose nothing at a power cut anywhere while a new one is begun', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await fillFile(desk, disk);
    const length = disk.files.get(newest(disk))?.bytes.length ?? 0;
    const whole = await everything(desk);
    const cuts = [...Array.from({ length: Math.ceil(length / 41) }, (_, i) => i * 41), length - 1];
    for (const cut of cuts) {
      const torn = cutAt(disk, cut);
      const again = await open(torn);
      // The last entry was the one being written.
      expect((await everything(again)).pending).toEqual(
        whole.pending.slice(0, (await everything(again)).pending.length),
      );
      expect((await everything(again)).pending.length).toBeGreaterThanOrEqual(whole.pending.length - 1);
      await valueOf(again.append(bookingDraft('after')));
      expect(await everything(await open(torn.powerCut()))).toEqual(await everything(again));
    }
    expect(await everything(await open(cutAt(disk, length)))).toEqual(whole);
  });

  it('go when everything in them was answered more than 90 days ago by the clock of the server', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await fillFile(desk, disk);
    await answerAll(desk, start);
    await fillFile(desk, disk);
    await answerAll(desk, start + 89 * day);
    await fillFile(desk, disk);
    expect(names(disk)).toHaveLength(4);
    await answerAll(desk, start + 91 * day);
    const again = await open(disk);
    expect(names(disk)).toEqual(['journal-000002.log', 'journal-000003.log', 'journal-000004.log']);
    await fillFile(again, disk);
    expect(newest(disk)).toBe('journal-000005.log');
    expect(await everything(await open(disk.powerCut()))).toEqual(await everything(again));
    const numbers = (await valueOf(again.pending(100))).map(({ agenda }) => agenda?.no);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('stay while anything in them is pending, however long ago it was written', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await fillFile(desk, disk);
    const [, oldest] = await valueOf(desk.pending(10));
    const rest = (await valueOf(desk.pending(100))).filter(({ seq }) => seq !== oldest?.seq);
    const answers = rest.map(({ seq, opId }) => ({ seq, opId, status: 'applied' as const, rv: seq }));
    await valueOf(desk.settle(answers, start));
    for (const time of [start + 100 * day, start + 200 * day, start + 300 * day]) {
      await fillFile(desk, disk);
      const [last] = (await valueOf(desk.pending(1000))).slice(-1);
      await valueOf(desk.settle([{ seq: last?.seq ?? 0, opId: last?.opId ?? '', status: 'applied', rv: 1 }], time));
    }
    await open(disk);
    expect(names(disk)[0]).toBe('journal-000001.log');
  });

  it('stay when only the clock of the desk says that time has passed', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await fillFile(desk, disk);
    await answerAll(desk, start);
    for (let year = 2027; year < 2047; year += 5) {
      const at = { wall: `${year}-01-01T08:00:00.000+07:00`, skewMs: null };
      await valueOf(desk.append(bookingDraft(`far-${year}`, { at })));
      await fillFile(desk, disk);
    }
    await open(disk);
    expect(names(disk)[0]).toBe('journal-000001.log');
  });

  it('[D2] [D4] keep in the state what open forms and other windows may still ask for', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    const first = await valueOf(desk.append(bookingDraft('first')));
    await answerAll(desk, start);
    await fillFile(desk, disk);
    await fillFile(desk, disk);
    const again = await open(disk.powerCut());
    expect(await valueOf(again.append(bookingDraft('first')))).toEqual(first);
    const { settled } = await valueOf(again.recover('acc-tu', 0));
    expect(settled.map(({ op }) => op?.opId)).toContain('first');
  });

  it('begin a new file no more often than they fill, however much is pending', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    for (let i = 0; i < 60; i++) await valueOf(desk.append(bookingDraft(`many-${i}`, { number: null })));
    expect(names(disk).length).toBeLessThan(15);
  });
});

describe('[D8] the reserved space', () => {
  const large = 600 * 1024 * 1024;

  it('is given to the journal when the disk is full, and taken again when there is room', async () => {
    const disk = memoryDisk();
    disk.space = large;
    const kept = reserving(disk);
    const { desk } = await enrolled(await openTestDesk({ disk: kept.disk }));
    expect(kept.held).toBe(32 * 1024 * 1024);
    disk.space = 100;
    await valueOf(desk.append(bookingDraft('a')));
    expect(kept.held).toBe(0);
    disk.space = 10;
    expect(await desk.append(bookingDraft('b'))).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
    disk.space = large;
    await valueOf(desk.append(bookingDraft('b')));
    await valueOf(desk.describe());
    expect(kept.held).toBe(32 * 1024 * 1024);
    const again = await openTestDesk({ disk: disk.powerCut() });
    expect((await valueOf(again.desk.pending(10))).map(({ opId }) => opId).slice(1)).toEqual(['a', 'b']);
  });

  it('is not taken where little is left', async () => {
    const disk = memoryDisk();
    disk.space = 400 * 1024 * 1024;
    const kept = reserving(disk);
    await openTestDesk({ disk: kept.disk });
    expect(kept.held).toBe(0);
  });
});

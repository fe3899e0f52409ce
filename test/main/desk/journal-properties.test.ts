import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../main/desk/journal.ts';
import { parseJournal } from '../../../main/desk/journal-format.ts';
import { JournalDamaged } from '../../../main/desk/journal-files.ts';
import { emptyState, foldRecord, type DeskState } from '../../../shared/desk/desk-state.ts';
import type { JournalRecord } from '../../../shared/desk/journal-record.ts';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.ts';

/** A block of numbers each: the blocks of an opened desk show which records were read. */
function block(n: number): JournalRecord {
  return { k: 'lease', lease: { id: `L-${n}`, book: 'SM', year: 2026, from: n * 10 + 1, to: n * 10 + 10 } };
}
const blocks = (state: DeskState): readonly string[] => [...state.leases.keys()];
const firstBlocks = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `L-${n}`);

/** Some five records to a file. */
const fileBytes = 500;

/** A journal of `count` records of which the first `synced` were acknowledged. */
async function written(count: number, synced: number): Promise<MemoryDisk> {
  const disk = memoryDisk();
  const state = emptyState();
  const journal = await openJournal(disk, state, fileBytes);
  for (let n = 0; n < count; n++) {
    await (n < synced ? journal.append([block(n)]) : journal.note([block(n)]));
    foldRecord(state, block(n));
  }
  return disk;
}

async function reopened(disk: MemoryDisk): Promise<DeskState | 'damaged'> {
  const state = emptyState();
  try {
    await openJournal(disk, state, fileBytes);
    return state;
  } catch (error) {
    if (error instanceof JournalDamaged) return 'damaged';
    throw error;
  }
}

const journals = fc.record({
  count: fc.integer({ min: 1, max: 24 }),
  synced: fc.nat(24),
  noise: fc.nat(),
  at: fc.nat(),
});
const newest = (disk: MemoryDisk) => [...disk.files].sort(([a], [b]) => (a < b ? -1 : 1)).at(-1)?.[1];

describe('[D5] a journal after a power cut', () => {
  it('keeps every acknowledged record, invents none, and takes new ones behind them', async () => {
    const torn = fc.record({ count: fc.integer({ min: 1, max: 24 }), synced: fc.nat(24), extra: fc.nat(300) });
    await fc.assert(
      fc.asyncProperty(torn, async ({ count, synced, extra }) => {
        const disk = (await written(count, synced)).powerCut(extra);
        const state = await reopened(disk);
        if (state === 'damaged') throw new Error('a power cut is no damage');
        const kept = blocks(state).length;
        expect(blocks(state)).toEqual(firstBlocks(kept));
        expect(kept).toBeGreaterThanOrEqual(Math.min(count, synced));
        const journal = await openJournal(disk, emptyState(), fileBytes);
        await journal.append([block(kept)]);
        const again = await reopened(disk.powerCut());
        expect(again !== 'damaged' && blocks(again)).toEqual(firstBlocks(kept + 1));
      }),
    );
  });

  it('keeps the records before a write that left noise', async () => {
    await fc.assert(
      fc.asyncProperty(journals, fc.uint8Array({ minLength: 1, maxLength: 400 }), async ({ count }, noise) => {
        const disk = await written(count, count);
        const file = newest(disk);
        if (file) file.bytes = Buffer.concat([file.bytes, noise]);
        const state = await reopened(disk);
        expect(state !== 'damaged' && blocks(state)).toEqual(firstBlocks(count));
      }),
    );
  });
});

describe('[D5] a journal with a bit turned', () => {
  it('is read up to the damage or not at all: no record is invented, changed or left out in the middle', async () => {
    await fc.assert(
      fc.asyncProperty(journals, fc.nat(7), async ({ count, at, noise }, bit) => {
        const disk = await written(count, count);
        const files = [...disk.files.values()];
        const file = files[noise % files.length];
        if (!file || file.bytes.length === 0) return;
        const place = at % file.bytes.length;
        const intact = Uint8Array.from(file.bytes);
        file.bytes[place] = (file.bytes[place] ?? 0) ^ (1 << bit);
        const isNewest = file === newest(disk);
        const before = intact.lastIndexOf(10, intact.length - 2) + 1;
        // The format, the whole state and the first record of a file are one write.
        const first = files.length > 1 ? 2 : 1;
        const lastWrite = parseJournal(intact).records.length <= first ? 0 : before;
        const state = await reopened(disk);
        // What lies before a later write is damage; the last write counts as never acknowledged.
        expect(state === 'damaged').toBe(isNewest && place < lastWrite);
        if (state === 'damaged') return;
        expect(blocks(state)).toEqual(firstBlocks(blocks(state).length));
        // An older file is not needed to open the desk; its damage shows when the past is read.
        expect(blocks(state).length).toBeGreaterThanOrEqual(isNewest ? count - 1 : count);
        if (isNewest) return;
        const journal = await openJournal(disk, emptyState(), fileBytes);
        await expect(journal.history(-1, () => undefined)).rejects.toThrow(JournalDamaged);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../main/desk/journal.ts';
import { encodeRecord, parseJournal } from '../../../main/desk/journal-format.ts';
import { checkpointOf } from '../../../shared/desk/checkpoint.ts';
import { emptyState, foldRecord } from '../../../shared/desk/desk-state.ts';
import type { JournalRecord } from '../../../shared/desk/journal-record.ts';
import { JournalIsNewer, journalFormat, journalSteps, type JournalStep } from '../../../shared/desk/journal-steps.ts';
import { cutAt, memoryDisk, type MemoryDisk } from '../../support/memory-disk.ts';

const close = (lease: string): JournalRecord => ({ k: 'close', lease });
const block = (id: string): JournalRecord => ({
  k: 'lease',
  lease: { id, book: 'SM', year: 2026, from: 1, to: 10 },
});

/** A folder as a program wrote it that stated no format. */
function formerDisk(...files: readonly (readonly JournalRecord[])[]): MemoryDisk {
  const disk = memoryDisk();
  for (const [i, records] of files.entries()) {
    let bytes: Buffer = Buffer.alloc(0);
    for (const one of records) bytes = Buffer.concat([bytes, encodeRecord(one, bytes.length)]);
    disk.files.set(`journal-00000${i + 1}.log`, { bytes, synced: bytes.length });
  }
  return disk;
}
const linesOf = (disk: MemoryDisk, name: string): readonly JournalRecord[] =>
  Buffer.from(disk.files.get(name)?.bytes ?? [])
    .toString()
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line.slice(line.indexOf('{'))) as JournalRecord]));

async function opened(disk: MemoryDisk, steps: readonly JournalStep[] = journalSteps) {
  const state = emptyState();
  const journal = await openJournal(disk, state, 400, steps);
  const append = async (record: JournalRecord): Promise<void> => {
    await journal.append([record]);
    foldRecord(state, record);
  };
  const past: JournalRecord[] = [];
  await journal.history(-1, (record) => past.push(record));
  return { journal, state, append, past, blocks: [...state.leases.keys()] };
}

/** As if a later program called the blocks by other names. */
const renamed: readonly JournalStep[] = [
  ...journalSteps,
  {
    to: journalFormat + 1,
    name: 'blocks have longer names',
    record: (record) =>
      record.k === 'lease' ? { ...record, lease: { ...record.lease, id: `block ${record.lease.id}` } } : record,
  },
];

describe('[V5] the format of the journal', () => {
  it('is stated before the first record that is written, and by every file begun', async () => {
    const disk = memoryDisk();
    const { append } = await opened(disk);
    expect(linesOf(disk, 'journal-000001.log')).toEqual([]);
    for (let n = 1; n <= 8; n++) await append(block(`L${n}`));
    const statement = { k: 'format', format: journalFormat };
    for (const name of disk.files.keys()) expect(linesOf(disk, name)[0]).toEqual(statement);
    expect(disk.files.size).toBeGreaterThan(1);
    const lines = [...disk.files.keys()].flatMap((name) => linesOf(disk, name));
    expect(lines.filter(({ k }) => k === 'format')).toHaveLength(disk.files.size);
  });

  it('of an earlier program is read as it lies; the file changes with the first record, and only at its end', async () => {
    const disk = formerDisk([block('L1')]);
    const before = Buffer.from(disk.files.get('journal-000001.log')?.bytes ?? []);
    const { append, blocks } = await opened(disk);
    expect(blocks).toEqual(['L1']);
    expect(disk.files.get('journal-000001.log')?.bytes).toEqual(before);
    await append(block('L2'));
    const after = Buffer.from(disk.files.get('journal-000001.log')?.bytes ?? []);
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    expect(linesOf(disk, 'journal-000001.log').map(({ k }) => k)).toEqual(['lease', 'format', 'lease']);
  });

  it('brings each record into the present form once, whatever the format it was written in', async () => {
    const disk = formerDisk([block('L1')]);
    await (await opened(disk)).append(block('L2'));
    const later = await opened(disk, renamed);
    await later.append(block('block L3'));
    const { blocks, past } = await opened(disk, renamed);
    expect(blocks).toEqual(['block L1', 'block L2', 'block L3']);
    expect(past.map((record) => (record.k === 'lease' ? record.lease.id : record.k))).toEqual(blocks);
  });

  it('also of the state at the head of a file and of the files before it', async () => {
    const state = emptyState();
    for (const record of [block('L1'), close('L1')]) foldRecord(state, record);
    const point = checkpointOf(state, [{ name: 'journal-000001.log', lastSeq: 0, answeredAt: null }]);
    const { blocks, past } = await opened(formerDisk([block('L1'), close('L1')], [point, block('L2')]), renamed);
    expect(blocks).toEqual(['L1', 'block L2']);
    expect(past.map(({ k }) => k)).toEqual(['lease', 'close', 'state', 'lease']);
  });

  it('a cut anywhere in the first write leaves what was there, in its own format', async () => {
    const disk = formerDisk([block('L1')]);
    const length = disk.files.get('journal-000001.log')?.bytes.length ?? 0;
    await (await opened(disk)).append(block('L2'));
    const end = disk.files.get('journal-000001.log')?.bytes.length ?? 0;
    for (let at = length; at < end; at++) {
      const cut = cutAt(disk, at);
      const again = await opened(cut);
      expect(again.blocks).toEqual(['L1']);
      await again.append(block('L3'));
      expect((await opened(cut)).blocks).toEqual(['L1', 'L3']);
    }
  });

  it('a file that is rewritten states the present format and no other', async () => {
    const disk = formerDisk([block('L1'), block('L2')]);
    const { journal, append } = await opened(disk);
    await append(block('L3'));
    await journal.rewrite('journal-000001.log', (record) => (record.k === 'lease' ? { ...record } : record));
    expect(linesOf(disk, 'journal-000001.log').map(({ k }) => k)).toEqual(['format', 'lease', 'lease', 'lease']);
  });

  it('of a later program is refused in a sentence, and nothing is changed', async () => {
    const disk = formerDisk([block('L1')]);
    await (await opened(disk, renamed)).append(block('block L2'));
    const before = Buffer.from(disk.files.get('journal-000001.log')?.bytes ?? []);
    await expect(opened(disk)).rejects.toThrow(JournalIsNewer);
    await expect(opened(disk)).rejects.toThrow(/newer version.*Nothing was changed.*Start that version/);
    expect(before.equals(disk.files.get('journal-000001.log')?.bytes ?? new Uint8Array())).toBe(true);
    expect(parseJournal(before).format).toBe(journalFormat + 1);
  });

  it('goes through named steps that follow each other', () => {
    expect(journalSteps.map(({ to }) => to)).toEqual(journalSteps.map((_, i) => i + 2));
    expect(new Set(journalSteps.map(({ name }) => name)).size).toBe(journalSteps.length);
  });
});

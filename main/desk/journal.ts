import type { JournalDisk, JournalFile } from './ports.ts';
import type { Journal, JournalRecord } from '../../shared/desk/journal-record.ts';
import { encodeRecord, parseJournal } from './journal-format.ts';

/** A new file is begun beyond this size, so that old ones can be put away whole. */
const rotateAt = 16 * 1024 * 1024;

export interface DiskJournal extends Journal {
  free(): Promise<number | null>;
  close(): Promise<void>;
}

/** The journal is damaged before intact lines: nothing may be guessed, a person has to look (PROTOCOL D5). */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
  readonly file: string;
  constructor(file: string) {
    super(`journal file ${file} is damaged in the middle; keep it and restore the desk from a copy`);
    this.file = file;
  }
}

function fileName(n: number): string {
  return `journal-${String(n).padStart(6, '0')}.log`;
}

function join(records: readonly JournalRecord[]): Uint8Array {
  return Buffer.concat(records.map(encodeRecord));
}

/**
 * Opens the journal of a desk, cuts a torn end and hands every record to `replay` in writing order.
 * A file that is not the last one must be whole.
 */
export async function openJournal(disk: JournalDisk, replay: (record: JournalRecord) => void): Promise<DiskJournal> {
  const names = await disk.list();
  let file: JournalFile | null = null;
  for (const [i, name] of names.entries()) {
    const parsed = parseJournal(await disk.read(name));
    const last = i === names.length - 1;
    if (parsed.damage === 'middle' || (parsed.damage === 'tail' && !last)) throw new JournalDamaged(name);
    parsed.records.forEach(replay);
    if (last) {
      file = await disk.open(name);
      if (parsed.damage === 'tail') await file.truncate(parsed.intact);
    }
  }
  let number = names.length;
  let open = file ?? (await disk.open(fileName(++number)));
  /** End of what was acknowledged; what a failed write left beyond it is cut before the next one. */
  let good = open.size;
  let dirty = false;

  const write = async (records: readonly JournalRecord[], durable: boolean): Promise<void> => {
    if (open.size >= rotateAt) {
      await open.sync();
      await open.close();
      open = await disk.open(fileName(++number));
      good = open.size;
    }
    if (dirty) await open.truncate(good);
    dirty = true;
    try {
      await open.append(join(records));
      if (durable) await open.sync();
      good = open.size;
      dirty = false;
    } catch (error) {
      // A line half written on a full disk must not stand before the next good one.
      await open.truncate(good).then(
        () => (dirty = false),
        () => undefined,
      );
      throw error;
    }
  };
  return {
    append: (records) => write(records, true),
    note: (records) => write(records, false),
    free: () => disk.free(),
    close: async () => {
      await open.sync();
      await open.close();
    },
  };
}

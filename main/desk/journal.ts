import { checkpointOf } from '../../shared/desk/checkpoint.ts';
import { markAnswered, mayGo } from '../../shared/desk/closed-files.ts';
import { foldRecord, type DeskState } from '../../shared/desk/desk-state.ts';
import type { ClosedFile, Journal, JournalRecord } from '../../shared/desk/journal-record.ts';
import { journalSteps } from '../../shared/desk/journal-steps.ts';
import { isDiskFull } from '../../shared/disk-full.ts';
import { encodeRecord } from './journal-format.ts';
import { fileName, fileNumber, readFile, readTail } from './journal-files.ts';
import type { JournalDisk } from './ports.ts';
import { keepReserve, type Reserve } from './reserve.ts';

/** A new file is begun beyond this many bytes, so that old files can be removed whole. */
const rotateAt = 16 * 1024 * 1024;

export interface DiskJournal extends Journal {
  free(): Promise<number | null>;
  /** Space reserved on the journal's disk. */
  readonly reserve: Pick<Reserve, 'release' | 'releaseNow'>;
  /** Names of its files, oldest first. */
  files(): readonly string[];
  /**
   * Replaces a file when `change` returns another record for any of its own. The file being written to is closed first, and
   * nothing may be appended meanwhile.
   */
  rewrite(name: string, change: (record: JournalRecord) => JournalRecord): Promise<void>;
  close(): Promise<void>;
}

function join(records: readonly JournalRecord[], synced: number): Uint8Array {
  return Buffer.concat(records.map((record) => encodeRecord(record, synced)));
}

/** A whole file: every line was on the disk before the next one. */
function fileOf(records: readonly JournalRecord[], format: number): Uint8Array {
  const lines: Uint8Array[] = [];
  let at = 0;
  for (const record of [{ k: 'format', format } as const, ...records]) {
    const line = encodeRecord(record, at);
    lines.push(line);
    at += line.length;
  }
  return Buffer.concat(lines);
}

/**
 * Opens the journal of a desk, cuts a torn end and folds what it says into `state`. Every file but the first begins with
 * the whole state, so older ones are read only when the past is asked for. An earlier format is read through the steps
 * that lead to the present one, and stated as over with the first record written (PROTOCOL V5). Rejects with
 * `JournalDamaged`, `JournalIsNewer` or the system's error. `fileBytes`: size at which a new file is begun.
 */
export async function openJournal(
  disk: JournalDisk,
  state: DeskState,
  fileBytes = rotateAt,
  steps = journalSteps,
): Promise<DiskJournal> {
  const names = await disk.list();
  const tail = await readTail(disk, names, steps);
  const present = steps.at(-1)?.to ?? 1;
  let closed: readonly ClosedFile[] = [];
  for (const { records } of tail) {
    for (const record of records) {
      foldRecord(state, record);
      if (record.k === 'state') closed = record.files;
    }
  }
  const newest = tail.at(-1);
  closed = names.slice(0, -1).map(
    // The power went before the successor of this full file was begun: the present state covers everything in it.
    (name) => closed.find((file) => file.name === name) ?? { name, lastSeq: state.seq, answeredAt: null },
  );

  /** What the file being written states; it states nothing before its first record. */
  let format = newest?.format ?? 1;
  let number = newest ? fileNumber(newest.name) : 1;
  let open = await disk.open(fileName(number));
  if (newest?.damage === 'tail') await open.truncate(newest.intact);
  await open.sync();
  /** End of what was acknowledged; what a failed write left beyond it is cut before the next one. */
  let good = open.size;
  let dirty = false;
  /** End of what is known to be on the disk. */
  let synced = open.size;
  /** Bytes of the state at the head of the file: they do not count towards its size, or a large one would fill it. */
  let head = newest?.records[0]?.k === 'state' ? newest.head : 0;

  /** Removes old files. One that cannot be removed now is tried again later. */
  const tidy = async (): Promise<void> => {
    const going = closed.filter((file) => mayGo(file, state));
    for (const { name } of going) await disk.remove(name).catch(() => undefined);
    closed = closed.filter((file) => !going.includes(file));
  };

  const rotate = async (): Promise<void> => {
    await open.sync();
    const next = await disk.open(fileName(number + 1));
    await open.close().catch(() => undefined);
    closed = [...closed, { name: fileName(number), lastSeq: state.seq, answeredAt: null }];
    open = next;
    number++;
    good = open.size;
    synced = 0;
    head = 0;
    format = 1;
  };

  /** One try. Nothing of it counts when it fails. */
  const put = async (records: readonly JournalRecord[], durable: boolean, newFile = false): Promise<void> => {
    // Before a file is closed for good: a line that was refused must not be sealed into it.
    if (dirty) await open.truncate(good);
    if (newFile || open.size - head >= fileBytes) await rotate();
    const marked = markAnswered(closed, state);
    const begins = open.size === 0 && marked.length > 0;
    const kept = marked.filter((file) => !mayGo(file, state));
    const statement =
      format < present && (begins || records.length > 0) ? [{ k: 'format', format: present } as const] : [];
    const first = join([...statement, ...(begins ? [checkpointOf(state, kept)] : [])], synced);
    dirty = true;
    try {
      await open.append(Buffer.concat([first, join(records, synced)]));
      if (durable || begins) {
        await open.sync();
        synced = open.size;
      }
      good = open.size;
      dirty = false;
      if (statement.length > 0) format = present;
    } catch (error) {
      // Cuts the half line that a full disk left, so that it does not precede the next good one.
      await open.truncate(good).then(
        () => (dirty = false),
        () => undefined,
      );
      throw error;
    }
    if (!begins) return;
    head = first.length;
    closed = marked;
    await tidy();
  };

  const reserve = keepReserve(disk);
  const write = async (records: readonly JournalRecord[], durable: boolean): Promise<void> => {
    try {
      await put(records, durable);
    } catch (error) {
      // PROTOCOL D8: the reserved space is for this case.
      if (!isDiskFull(error) || !(await reserve.release())) throw error;
      await put(records, durable);
    }
  };
  const free = async (): Promise<number | null> => {
    const bytes = await disk.free();
    reserve.upkeep(bytes);
    return bytes;
  };

  await tidy();
  await free();
  return {
    append: (records) => write(records, true),
    note: (records) => write(records, false),
    history: async (afterSeq, visit) => {
      const files = [...closed.filter(({ lastSeq }) => lastSeq > afterSeq).map(({ name }) => name), fileName(number)];
      for (const [i, name] of files.entries()) {
        (await readFile(disk, name, i === files.length - 1, steps)).records.forEach(visit);
      }
    },
    free,
    reserve,
    files: () => [...closed.map(({ name }) => name), fileName(number)],
    rewrite: async (name, change) => {
      const { records } = await readFile(disk, name, name === fileName(number), steps);
      const changed = records.map(change);
      if (changed.every((record, i) => record === records[i])) return;
      if (name === fileName(number)) await put([], true, true);
      await disk.replace(name, fileOf(changed, present));
    },
    close: async () => {
      await reserve.quiet();
      await open.sync();
      await open.close();
    },
  };
}

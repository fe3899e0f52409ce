import type { JournalRecord } from '../../shared/desk/journal-record.ts';
import { inPresentForm, journalSteps } from '../../shared/desk/journal-steps.ts';
import { crc32c } from './crc32c.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * `<length> <crc32c> <synced> <json>\n`: length in bytes and checksum in hex, both over the rest of the line. `synced`: up
 * to where, in hex bytes, the file was known to be on the disk when the line was written.
 */
export function encodeRecord(record: JournalRecord, synced: number): Uint8Array {
  const body = encoder.encode(`${synced.toString(16)} ${JSON.stringify(record)}`);
  const head = encoder.encode(`${body.length.toString(16)} ${crc32c(body).toString(16).padStart(8, '0')} `);
  const line = new Uint8Array(head.length + body.length + 1);
  line.set(head);
  line.set(body, head.length);
  line[line.length - 1] = 10;
  return line;
}

export interface ParsedJournal {
  /** In the present form, without the statements of a format. */
  readonly records: readonly JournalRecord[];
  /** The highest format the file states; 1 when it states none. */
  readonly format: number;
  /** Bytes up to the end of the first record; 0 when there is none. */
  readonly head: number;
  /** Bytes up to the end of the last intact line. */
  readonly intact: number;
  /** `tail`: only what was being written at a power cut; `middle`: lines that had been synced are damaged. */
  readonly damage: 'none' | 'tail' | 'middle';
}

/** Finds the JSON and the checksum of the line that begins at `from`; null when its head cannot be read. */
function headOf(bytes: Uint8Array, from: number): { start: number; end: number; sum: number } | null {
  const firstSpace = bytes.indexOf(32, from);
  if (firstSpace < 0 || firstSpace - from > 8) return null;
  const head = /^([0-9a-f]{1,8}) ([0-9a-f]{8}) $/.exec(String.fromCharCode(...bytes.subarray(from, firstSpace + 10)));
  if (!head?.[1] || !head[2]) return null;
  const start = firstSpace + 10;
  return { start, end: start + Number.parseInt(head[1], 16), sum: Number.parseInt(head[2], 16) };
}

interface Line {
  readonly record: JournalRecord;
  readonly synced: number;
  readonly end: number;
}

function parseLine(bytes: Uint8Array, from: number): Line | null {
  const head = headOf(bytes, from);
  if (!head || head.end >= bytes.length || bytes[head.end] !== 10) return null;
  const body = bytes.subarray(head.start, head.end);
  if (crc32c(body) !== head.sum) return null;
  try {
    const text = decoder.decode(body);
    const space = text.indexOf(' ');
    const synced = Number.parseInt(text.slice(0, space), 16);
    return { record: JSON.parse(text.slice(space + 1)) as JournalRecord, synced, end: head.end + 1 };
  } catch {
    return null;
  }
}

/**
 * Whether a later line was written after the damaged one had been synced. A disk that loses power may keep any part of
 * what was written since the last sync, so an intact line behind a torn one proves nothing by itself.
 */
function wasOnDisk(bytes: Uint8Array, at: number): boolean {
  const isFollowed = (from: number): boolean => (parseLine(bytes, from)?.synced ?? 0) > at;
  // The line break itself may be what is damaged; the length then still says where the next line begins.
  const head = headOf(bytes, at);
  if (head && isFollowed(head.end + 1)) return true;
  for (let end = bytes.indexOf(10, at); end >= 0; end = bytes.indexOf(10, end + 1)) {
    if (isFollowed(end + 1)) return true;
  }
  return false;
}

/** Reads a journal file. A damaged end was never acknowledged and is cut; damage of synced lines is reported (D5). */
export function parseJournal(bytes: Uint8Array, steps = journalSteps): ParsedJournal {
  const records: JournalRecord[] = [];
  let format = 1;
  let head = 0;
  let at = 0;
  while (at < bytes.length) {
    const line = parseLine(bytes, at);
    if (!line) return { records, format, head, intact: at, damage: wasOnDisk(bytes, at) ? 'middle' : 'tail' };
    const { record } = line;
    at = line.end;
    if (record.k === 'format') {
      format = Math.max(format, record.format);
      continue;
    }
    records.push(inPresentForm(record, format, steps));
    head ||= at;
  }
  return { records, format, head, intact: at, damage: 'none' };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../shared/desk/journal-record.ts';
import { crc32c } from '../../../main/desk/crc32c.ts';
import { encodeRecord, parseJournal } from '../../../main/desk/journal-format.ts';

const record = fc.record({ k: fc.constant('close' as const), lease: fc.string({ unit: 'grapheme', maxLength: 40 }) });
const journal = fc.array(record, { minLength: 1, maxLength: 12 });

/** Each record is written after all earlier ones were synced. */
function bytesOf(records: readonly JournalRecord[]): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  for (const one of records) bytes = Buffer.concat([bytes, encodeRecord(one, bytes.length)]);
  return bytes;
}

describe('journal format', () => {
  it('uses CRC-32C with the published check value', () => {
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  });

  it('[D5] reads back what was written', () => {
    fc.assert(
      fc.property(journal, (records) => {
        expect(parseJournal(bytesOf(records))).toMatchObject({ records, damage: 'none' });
      }),
    );
  });

  it('[D5] cut anywhere, it keeps every whole line before the cut and invents none', () => {
    fc.assert(
      fc.property(journal, fc.nat(), (records, at) => {
        const bytes = bytesOf(records);
        const cut = at % bytes.length;
        const parsed = parseJournal(bytes.subarray(0, cut));
        expect(records.slice(0, parsed.records.length)).toEqual(parsed.records);
        expect(parsed.intact).toBe(bytesOf(parsed.records).length);
        const next = bytesOf(records.slice(0, parsed.records.length + 1)).length;
        expect(cut).toBeLessThan(next);
        expect(parsed.damage).toBe(parsed.intact === cut ? 'none' : 'tail');
      }),
    );
  });

  it('[D5] a flipped bit is found: no record is invented, and damage before an intact line is distinguished from the tail', () => {
    fc.assert(
      fc.property(journal, fc.nat(), fc.nat(7), (records, at, bit) => {
        const bytes = bytesOf(records);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        const parsed = parseJournal(bytes);
        expect(parsed.records).toEqual(records.slice(0, parsed.records.length));
        expect(parsed.records.length).toBeLessThan(records.length);
        const lastLineStarts = bytesOf(records.slice(0, -1)).length;
        expect(parsed.damage).toBe(place < lastLineStarts ? 'middle' : 'tail');
      }),
    );
  });

  it('[D5] of what was written since the last sync a power cut may keep any part: it is cut off, the desk goes on', () => {
    fc.assert(
      fc.property(journal, journal, fc.nat(), fc.integer({ min: 1, max: 600 }), (synced, unsynced, from, length) => {
        const base = bytesOf(synced);
        const bytes = Buffer.concat([base, ...unsynced.map((one) => encodeRecord(one, base.length))]);
        const at = base.length + (from % (bytes.length - base.length));
        bytes.fill(0, at, Math.min(at + length, bytes.length));
        const parsed = parseJournal(bytes);
        const written = [...synced, ...unsynced];
        expect(parsed.damage).toBe('tail');
        expect(parsed.records).toEqual(written.slice(0, parsed.records.length));
        expect(parsed.records.length).toBeGreaterThanOrEqual(synced.length);
      }),
    );
  });
});

import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import type { TextTable } from '../../../shared/interchange/dictionary-table.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { decodeTable, readCsv } from '../entry/read-csv.ts';

/** Bytes of a file that is read, and of what an XLSX unpacks to. */
export interface TableLimits {
  readonly file: number;
  readonly unpacked: number;
}

export const tableLimits: TableLimits = { file: 20 * 1024 * 1024, unpacked: 200 * 1024 * 1024 };

export type TableFault = 'unreadable' | 'tooLarge' | 'broken';

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** A cell as it would be typed: days as 2026-11-30, numbers as the file has them. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Object.prototype.toString.call(value) === '[object Date]') {
    const iso = (value as Date).toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
  }
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}

/**
 * The parts of an XLSX, packed again without compression: what it unpacks to is bounded before anything is unpacked, and the
 * reader has nothing left that it would give to a thread, which the window forbids.
 */
function unpackedAgain(bytes: Uint8Array, most: number): Uint8Array | null {
  let size = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(xml|rels)$/.test(name)) return false;
      size += originalSize;
      return size <= most;
    },
  });
  return size > most ? null : zipSync(parts, { level: 0 });
}

async function readXlsx(bytes: Uint8Array, most: number): Promise<Result<TextTable, TableFault>> {
  const parts = unpackedAgain(bytes, most);
  if (parts === null) return err('tooLarge');
  const buffer = parts.buffer.slice(parts.byteOffset, parts.byteOffset + parts.byteLength) as ArrayBuffer;
  // Long numbers keep all their digits; fractions are stored with digits that nobody typed (1.1000000000000001).
  const parseNumber = (text: string): string => (/[.eE]/.test(text) ? String(Number(text)) : text);
  const sheet = await readSheet<string>(buffer, { parseNumber });
  const [headers, ...rows] = sheet.map((row) => row.map(textOf)).filter((row) => row.some((cell) => cell !== ''));
  return headers ? ok({ headers, rows }) : err('unreadable');
}

function readText(bytes: Uint8Array): Result<TextTable, TableFault> {
  const table = readCsv(decodeTable(bytes).text);
  if (!table) return err('unreadable');
  if (table.rows.some(({ problems }) => problems.length > 0)) return err('broken');
  return ok({
    headers: table.headers,
    rows: table.rows.map(({ cells }) => table.headers.map((name) => cells[name] ?? '')),
  });
}

/** The first sheet of an XLSX or a CSV, whole, every cell as text. */
export async function readTableFile(
  bytes: Uint8Array,
  limits: TableLimits = tableLimits,
): Promise<Result<TextTable, TableFault>> {
  if (bytes.length > limits.file) return err('tooLarge');
  try {
    return isZip(bytes) ? await readXlsx(bytes, limits.unpacked) : readText(bytes);
  } catch {
    return err('unreadable');
  }
}

import Papa from 'papaparse';
import type { RefusalCode } from '../../../shared/refusal.ts';

/** What is wrong with a row as a whole, whatever its cells mean. */
export interface TableProblem {
  readonly code: Extract<RefusalCode, 'SURPLUS_CELL' | 'OPEN_QUOTE' | 'UNDECODABLE'>;
  readonly value: string;
}

export interface CsvRow {
  /** As a spreadsheet counts, blank rows included: the header is row 1. */
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly problems: readonly TableProblem[];
}

export interface CsvTable {
  readonly headers: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Bytes of a table that is still read: some ten thousand rows. */
export const largestTable = 5 * 1024 * 1024;

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/**
 * The text of a table: UTF-8, UTF-16 with its mark, or what spreadsheets of Windows write without one. Bytes that mean
 * nothing in it stay visible as control characters or as U+FFFD.
 */
export function decodeTable(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: decodeAs('utf-16le', bytes), encoding: 'UTF-16' };
  if (first === 0xfe && second === 0xff) return { text: decodeAs('utf-16be', bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: decodeAs('windows-1252', bytes), encoding: 'Windows-1252' };
  }
}

function decodeAs(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label).decode(bytes);
}

/** What is left of a byte that no character stands for: U+FFFD, or the codes Windows-1252 leaves open. */
const undecodable = /[\ufffd\u0081\u008d\u008f\u0090\u009d]/;

function problemsOf(cells: readonly string[], columns: number, openQuote: boolean): readonly TableProblem[] {
  const problems: TableProblem[] = [];
  const surplus = cells.slice(columns).filter((cell) => cell.trim() !== '');
  if (openQuote) problems.push({ code: 'OPEN_QUOTE', value: (cells.at(-1) ?? '').slice(0, 40) });
  if (surplus.length > 0) problems.push({ code: 'SURPLUS_CELL', value: surplus.join(' | ').slice(0, 80) });
  const broken = cells.find((cell) => undecodable.test(cell));
  if (broken !== undefined) problems.push({ code: 'UNDECODABLE', value: broken.slice(0, 80) });
  return problems;
}

/**
 * Reads a table with a header row, comma, semicolon or tab apart; null when it is none. A cell that no column is for, a
 * quote that is not closed and a byte that was not understood are problems of their row, never a guess.
 */
export function readCsv(text: string): CsvTable | null {
  const table = text.replace(/^\uFEFF/, '');
  // Spreadsheets in Indonesian write semicolons. A blank line, as at the end of most files, has none and misleads.
  const { delimiter } = Papa.parse<string[]>(table, {
    preview: 20,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
  }).meta;
  const parsed = Papa.parse<string[]>(table, { skipEmptyLines: false, delimiter });
  const openQuotes = new Set(parsed.errors.flatMap(({ type, row }) => (type === 'Quotes' ? [row] : [])));
  const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
  const start = parsed.data.findIndex((cells) => !isBlank(cells));
  const headers = parsed.data[start] ?? [];
  const rows = parsed.data.flatMap((cells, i): CsvRow[] => {
    if (i <= start || (isBlank(cells) && !openQuotes.has(i))) return [];
    return [
      {
        row: i + 1,
        cells: Object.fromEntries(headers.map((header, column) => [header, cells[column] ?? ''])),
        problems: problemsOf(cells, headers.length, openQuotes.has(i)),
      },
    ];
  });
  return rows.length === 0 ? null : { headers, rows };
}

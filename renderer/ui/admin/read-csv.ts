import Papa from 'papaparse';

export interface CsvTable {
  readonly headers: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Bytes of a table that is still read: some ten thousand rows. */
export const largestTable = 5 * 1024 * 1024;

/** Reads a table with a header row, comma or semicolon apart; null when it is none. */
export function readCsv(text: string): CsvTable | null {
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    // Spreadsheets in Indonesian write semicolons.
    delimitersToGuess: [',', ';', '\t'],
  });
  const headers = parsed.meta.fields ?? [];
  return headers.length === 0 || parsed.data.length === 0 ? null : { headers, rows: parsed.data };
}

import Papa from 'papaparse';
import type { Code } from '../../shared/exchange/code-list.ts';
import type { CodeFault } from '../../shared/exchange/office-api.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';

const columnWords = {
  code: ['kode', 'code', 'id'],
  label: ['nama', 'label', 'uraian', 'keterangan', 'name'],
  parent: ['induk', 'kode induk', 'parent'],
} as const;
type Column = keyof typeof columnWords;
const longest: Readonly<Record<Column, number>> = { code: 100, label: 300, parent: 100 };

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Where each column stands in the header; -1: it is not there. */
function placesIn(headers: readonly string[]): Readonly<Record<Column, number>> {
  const place = (column: Column): number =>
    headers.findIndex((header) => (columnWords[column] as readonly string[]).includes(header.trim().toLowerCase()));
  return { code: place('code'), label: place('label'), parent: place('parent') };
}

/** Codes of a CSV file with a header line, or everything that is wrong in it: a list is taken whole or not at all. */
export function readCodeFile(text: string): Result<readonly Code[], readonly CodeFault[]> {
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    skipEmptyLines: false,
    delimitersToGuess: [',', ';', '\t'],
  });
  const faults: CodeFault[] = [];
  const say = (row: number, column: string, value: string, code: RefusalCode, other: number | null = null): void => {
    faults.push({ row, column, value: value.slice(0, 80), code, other });
  };
  for (const { type, row } of parsed.errors) {
    if (type === 'Quotes') say((row ?? 0) + 1, '', parsed.data[row ?? 0]?.join(', ') ?? '', 'OPEN_QUOTE');
  }
  const start = parsed.data.findIndex((cells) => !isBlank(cells));
  const headers = parsed.data[start] ?? [];
  const places = placesIn(headers);
  if (places.code < 0) say(start + 1, 'kode', headers.join(', '), 'REQUIRED');
  if (places.label < 0) say(start + 1, 'nama', headers.join(', '), 'REQUIRED');
  if (faults.length > 0) return err(faults);

  const named = (column: Column): string => headers[places[column]] ?? column;
  const found: { readonly row: number; readonly code: Code }[] = [];
  const rowOf = new Map<string, number>();
  for (const [i, cells] of parsed.data.entries()) {
    const row = i + 1;
    if (i <= start || isBlank(cells)) continue;
    const surplus = cells.slice(headers.length).find((cell) => cell.trim() !== '');
    if (surplus !== undefined) say(row, '', surplus, 'SURPLUS_CELL');
    const cell = (column: Column): string => (places[column] < 0 ? '' : (cells[places[column]] ?? '').trim());
    const [code, label, parent] = [cell('code'), cell('label'), cell('parent')];
    for (const column of ['code', 'label', 'parent'] as const) {
      const value = cell(column);
      if (value === '' && column !== 'parent') say(row, named(column), value, 'REQUIRED');
      if (value.length > longest[column]) say(row, named(column), value, 'TOO_LONG');
      if (value.includes('\ufffd')) say(row, named(column), value, 'UNDECODABLE');
    }
    const before = rowOf.get(code);
    if (code !== '' && before !== undefined) say(row, named('code'), code, 'TWICE', before);
    else rowOf.set(code, row);
    found.push({ row, code: { code, label, ...(parent === '' ? {} : { parent }) } });
  }
  for (const { row, code } of found) {
    if (code.parent !== undefined && !rowOf.has(code.parent)) say(row, named('parent'), code.parent, 'NOT_FOUND_REF');
  }
  if (found.length === 0) say(start + 2, named('code'), '', 'REQUIRED');
  return faults.length > 0 ? err(faults.toSorted((a, b) => a.row - b.row)) : ok(found.map(({ code }) => code));
}

import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { readCell } from '../../shared/exchange/csv-cells.ts';
import type { Dictionary } from '../../shared/exchange/dictionary.ts';
import { isRequired } from '../../shared/exchange/dictionary.ts';
import { deletedMark } from '../../shared/exchange/row-checker.ts';
import { cutAtLines, loadRefusal, shownBytes, type RowReader, type RowSink } from './split-lines.ts';

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d];
const delimiters = [',', ';', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

/** Finds the last line end that is in no quoted cell; a quote counts only where a cell begins. */
function lineEnds(): { last(bytes: Buffer): number } {
  let quoted = false;
  /** A quote inside a quoted cell: it ended, or it is the first of two. */
  let maybeEnded = false;
  let atStart = true;
  const isDelimiter = new Set(delimiters.map((one) => one.charCodeAt(0)));
  return {
    last(bytes) {
      let cut = -1;
      // Most pieces have no quote at all.
      if (!quoted && !maybeEnded && bytes.indexOf(quote) < 0) {
        cut = bytes.lastIndexOf(lineFeed) + 1 || -1;
        const end = bytes[bytes.length - 1];
        if (end !== undefined) atStart = end === lineFeed || end === carriageReturn || isDelimiter.has(end);
        return cut;
      }
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        if (maybeEnded) {
          maybeEnded = false;
          if (byte === quote) continue;
          quoted = false;
        }
        if (quoted) {
          if (byte === quote) maybeEnded = true;
          continue;
        }
        if (byte === quote && atStart) quoted = true;
        else if (byte === lineFeed) cut = at + 1;
        atStart = byte === lineFeed || byte === carriageReturn || isDelimiter.has(byte);
      }
      return cut;
    },
  };
}

interface Columns {
  readonly names: readonly string[];
  readonly readers: readonly ((text: string) => unknown)[];
  readonly delimiter: Delimiter;
  /** Where the value of each field of the dictionary stands. */
  readonly places: readonly number[];
  readonly mark: number;
}

/** The columns by the header line; null when it is wrong, which the sink was given. */
function readHeader(line: string, dictionary: Dictionary, sink: RowSink): Columns | null {
  const known = new Map(dictionary.fields.map((field) => [field.name, field]));
  const found = delimiters
    .map((delimiter) => ({ delimiter, names: Papa.parse<string[]>(line, { delimiter }).data[0] ?? [] }))
    .sort((a, b) => b.names.length - a.names.length)[0];
  if (!found) return null;
  const names = found.names.map((name) => name.trim());
  let wrong = false;
  const refuse = (limit: string, field: string): void => {
    wrong = true;
    sink.header(limit, field);
  };
  for (const [i, name] of names.entries()) {
    if (names.indexOf(name) !== i) refuse('kolom ini ada dua kali', name);
    else if (!known.has(name) && name !== deletedMark) refuse('kolom ini tidak ada dalam kamus data', name);
  }
  const hasMark = names.includes(deletedMark);
  for (const field of dictionary.fields) {
    const asked = dictionary.primaryKey.includes(field.name) || (isRequired(field) && !hasMark);
    if (asked && !names.includes(field.name)) refuse('kolom wajib ini tidak ada', field.name);
  }
  if (wrong) return null;
  const truth = readCell({ type: 'boolean' } as Parameters<typeof readCell>[0]);
  const readers = names.map((name) => {
    const field = known.get(name);
    return field ? readCell(field) : truth;
  });
  const places = dictionary.fields.map(({ name }) => names.indexOf(name));
  return { names, readers, delimiter: found.delimiter, places, mark: names.indexOf(deletedMark) };
}

/** Rows of a CSV text with a header line. The delimiter is the one that the header's known names stand between. */
export function readCsv(sink: RowSink, longest: number, dictionary: Dictionary): RowReader {
  let columns: Columns | null = null;
  let hasHeader = false;

  const rowsOf = (text: string, { names, readers, delimiter, places, mark }: Columns): void => {
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline, skipEmptyLines: true });
    const wrong = errors.length === 0 ? null : new Set(errors.map(({ row }) => row ?? -1));
    const values: unknown[] = names.map(() => null);
    for (let i = 0; i < data.length; i++) {
      const cells = data[i] as string[];
      if (wrong?.has(i)) sink.unreadable('csv', cells.join(delimiter), null);
      else if (cells.length !== names.length) sink.unreadable('columns', cells.join(delimiter), names.length);
      else {
        for (let c = 0; c < names.length; c++) {
          const cell = cells[c] as string;
          values[c] = cell === '' ? null : (readers[c] as (text: string) => unknown)(cell);
        }
        sink.list(values, places, mark < 0 ? null : values[mark]);
      }
    }
  };
  const piece = (text: string): void => {
    let from = 0;
    if (!hasHeader) {
      hasHeader = true;
      const end = text.indexOf('\n');
      const line = (end < 0 ? text : text.slice(0, end)).replace(/\r$/, '');
      columns = readHeader(line, dictionary, sink);
      from = end < 0 ? text.length : end + 1;
    }
    if (columns !== null && from < text.length) rowsOf(text.slice(from), columns);
  };
  const ends = lineEnds();
  return cutAtLines(
    longest,
    (bytes) => ends.last(bytes),
    (bytes) => {
      if (isUtf8(bytes)) return piece(bytes.toString('utf8'));
      // Each line by itself: the wrong ones are named, the others read.
      for (let from = 0; from < bytes.length;) {
        const found = bytes.indexOf(lineFeed, from);
        const to = found < 0 ? bytes.length : found + 1;
        const line = bytes.subarray(from, to);
        if (isUtf8(line)) piece(line.toString('utf8'));
        else if (!hasHeader) throw loadRefusal('BROKEN_BODY', 'Baris judul tidak ditulis dalam UTF-8.');
        else sink.unreadable('encoding', shownBytes(line), null);
        from = to;
      }
    },
  );
}

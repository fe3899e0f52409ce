import { isUtf8 } from 'node:buffer';
import type { ProblemCode } from '../../shared/exchange/problems.ts';
import type { RuleName } from '../../shared/exchange/field-rules.ts';

/** A body that cannot be taken as a whole. */
export interface LoadRefusal extends Error {
  readonly refusal: ProblemCode;
  readonly detail: string | null;
}
export const loadRefusal = (refusal: ProblemCode, detail: string | null = null): LoadRefusal =>
  Object.assign(new Error(refusal), { refusal, detail });
export const isLoadRefusal = (error: unknown): error is LoadRefusal => error instanceof Error && 'refusal' in error;

/** Where the rows of a body go, one by one and in their order. */
export interface RowSink {
  row(value: unknown): void;
  /** A row as a list of values, by the places of the dictionary's fields in it; `mark`: whether it is a removal. */
  list(values: readonly unknown[], places: readonly number[], mark: unknown): void;
  /** A row that could not be read. */
  unreadable(rule: RuleName, value: string, limit: string | number | null): void;
  /** Of the whole: its header line. */
  header(limit: string, field: string | null): void;
}

/** Takes a body in pieces of any size and gives its rows. */
export interface RowReader {
  push(bytes: Buffer): void;
  end(): void;
}

const newline = 0x0a;
const openBrace = 0x7b;

/** The text of bytes that were cut where a line ends; null when they are no UTF-8. */
const textOf = (bytes: Buffer): string | null => (isUtf8(bytes) ? bytes.toString('utf8') : null);

/** How bytes that are no UTF-8 are shown. */
export const shownBytes = (bytes: Buffer): string => bytes.subarray(0, 200).toString('latin1');

/**
 * Cuts a body at line ends and hands the pieces on, whole lines in each. Bytes are joined only where a line goes over the
 * edge of two pieces.
 */
export function cutAtLines(
  longest: number,
  lastCut: (bytes: Buffer) => number,
  onPiece: (bytes: Buffer) => void,
): RowReader {
  let rest: Buffer[] = [];
  let length = 0;
  let first = true;
  return {
    push(chunk) {
      const bytes = first && chunk.length >= 3 && chunk.readUIntBE(0, 3) === 0xefbbbf ? chunk.subarray(3) : chunk;
      first = false;
      const cut = lastCut(bytes);
      if (cut < 0) {
        rest.push(bytes);
        length += bytes.length;
        if (length > longest) throw loadRefusal('LINE_TOO_LONG');
        return;
      }
      const head = bytes.subarray(0, cut);
      onPiece(rest.length === 0 ? head : Buffer.concat([...rest, head]));
      rest = cut < bytes.length ? [bytes.subarray(cut)] : [];
      length = bytes.length - cut;
      if (length > longest) throw loadRefusal('LINE_TOO_LONG');
    },
    end() {
      if (length > 0) onPiece(rest.length === 1 ? (rest[0] as Buffer) : Buffer.concat(rest));
      rest = [];
      length = 0;
    },
  };
}

/** Rows of newline-delimited JSON. Empty lines count for nothing. */
export function readNdjson(sink: RowSink, longest: number): RowReader {
  const line = (text: string): void => {
    if (text.length > longest) throw loadRefusal('LINE_TOO_LONG');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return sink.unreadable('json', text, null);
    }
    sink.row(value);
  };
  const lines = (text: string): void => {
    for (let from = 0; from < text.length;) {
      const found = text.indexOf('\n', from);
      const to = found < 0 ? text.length : found;
      // Nearly every line begins with a brace.
      if (text.charCodeAt(from) === openBrace) line(text.slice(from, to));
      else if (text.slice(from, to).trim() !== '') line(text.slice(from, to));
      from = to + 1;
    }
  };
  /** Somewhere in it is no UTF-8: each line by itself. */
  const broken = (bytes: Buffer): void => {
    for (let from = 0; from < bytes.length;) {
      const found = bytes.indexOf(newline, from);
      const to = found < 0 ? bytes.length : found;
      const one = bytes.subarray(from, to);
      const text = textOf(one);
      if (text === null) sink.unreadable('encoding', shownBytes(one), null);
      else if (text.trim() !== '') line(text);
      from = to + 1;
    }
  };
  return cutAtLines(
    longest,
    (bytes) => bytes.lastIndexOf(newline) + 1 || -1,
    (bytes) => {
      const text = textOf(bytes);
      if (text === null) broken(bytes);
      else lines(text);
    },
  );
}

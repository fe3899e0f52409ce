import { z } from 'zod';

/** Highest agenda number a book of an office may have: no counter, block or letter of a message exceeds it. */
export const highestNumber = 999_999;
export const agendaNumber = z.number().int().min(1).max(highestNumber);

/** Most numbers in one block. */
export const maxPerBlock = 1000;

/** A book of agenda numbers. */
export const bookName = {
  book: z.string().regex(/^[A-Z]{1,10}$/),
  year: z.number().int().min(1900).max(2200),
} as const;

/** Sequence numbers and incarnations: far more than a desk can ever use, far less than a number can represent. */
const limit = 2 ** 40;
export const place = z.number().int().min(0).max(limit);
export const positive = z.number().int().min(1).max(limit);
export const incarnation = z.number().int().min(0).max(1_000_000);

/** What a JSON text may be before anybody parses it. */
export interface JsonBounds {
  /** Objects and lists inside each other. */
  readonly depth: number;
  /** Values and names in all; a text of short ones takes far more memory than its own length. */
  readonly values: number;
}

/**
 * Canonical JSON of one operation in bytes: more is refused where it is entered, before it is saved (PROTOCOL P6). The
 * largest that people enter, a document with every table full, stays below a third of it.
 */
export const largestOperation = 1024 * 1024;
/** More than its sequence number, hashes, number and proof add to an entry. */
const envelope = 16 * 1024;
/** Longest content of an operation in a box, base64 characters: nonce and tag around what may be entered. */
export const longestBox = Math.ceil((largestOperation + envelope + 28) / 3) * 4;
/** An operation lies at least three levels deep in a request, and no command of ours nests deeper than ten. */
export const operationBounds: JsonBounds = { depth: 48, values: 50_000 };
/** A request: what is one operation too deep or too rich is still read, so that it gets its answer (PROTOCOL P8). */
export const requestBounds: JsonBounds = { depth: 128, values: 400_000 };

/** Longest body of a request, bytes. */
export const bodyLimits = {
  /** Operations travel: one alone may be as large as an older program saved it, which read 2 MiB at most. */
  operations: 4 * 1024 * 1024,
  /** A handshake with all that is known of blocks, numbers and keys. */
  hello: 512 * 1024,
  /** Everything else. */
  other: 128 * 1024,
} as const;
/** Longest address of a request with its query, characters. */
export const longestAddress = 8 * 1024;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Why a JSON text is not parsed: one pass over it, whatever it contains. It checks only its bounds: invalid JSON is
 * found by the parser.
 */
export function jsonFault(text: string, { depth, values }: JsonBounds): 'TOO_DEEP' | 'TOO_MANY' | null {
  let level = 0;
  let count = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++level > depth) return 'TOO_DEEP';
        count++;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        level--;
        break;
      case 0x2c: // ,
      case 0x3a: // :
        if (++count > values) return 'TOO_MANY';
        break;
      default:
    }
  }
  return count > values ? 'TOO_MANY' : null;
}

/** Position of the quote that ends the string which begins at `from`; the end of the text when none does. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 2;
      at++;
    } else bytes += 2;
  }
  return bytes;
}

/** Names that no parser between here and the register lets through. */
const poison = (canonical: string): boolean =>
  canonical.includes('"__proto__":') || (canonical.includes('"constructor":') && canonical.includes('"prototype":'));

function fits(canonical: string, limit: number): boolean {
  // No unit takes more than three bytes: a usual entry need not be counted.
  if (canonical.length > limit || (canonical.length * 3 > limit && utf8Length(canonical) > limit)) return false;
  return !poison(canonical) && jsonFault(canonical, operationBounds) === null;
}

/** Whether an entry, as canonical JSON, may be saved; asked before it gets its sequence number (PROTOCOL P6). */
export const fitsAsEntry = (canonical: string): boolean => fits(canonical, largestOperation);

/** Whether an operation, as canonical JSON, is one a desk of today would have saved. */
export const fitsAsOperation = (canonical: string): boolean => fits(canonical, largestOperation + envelope);

/** An id the program makes, or one of the master data. */
export const idText = z.string().max(64);
/** Milliseconds since 1970, within what a date can be. */
export const momentMs = z.number().min(-8.64e15).max(8.64e15);
/** Any JSON value: it is bounded by the text it arrived in ({@link jsonFault}). */
export const anyJson = z.unknown().meta({ bounded: 'by its text' });

/** A record with a bounded number of names. */
export function mapOf<V extends z.ZodType>(name: z.ZodString, value: V, limit: number, message?: string) {
  return z
    .record(name, value)
    .refine((record) => Object.keys(record).length <= limit, message)
    .meta({ maxProperties: limit });
}

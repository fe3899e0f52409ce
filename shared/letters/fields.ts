import { z } from 'zod';
import { isPlainDate } from '../dates/plain-date.ts';

/** Longest text of a field, in UTF-16 units; far above any real letter, far below what hurts a sheet. */
export const limits = { subject: 4000, line: 500, text: 8000 } as const;

/** Control characters other than a line break have no place in a register and none on paper. */
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u2800]/g;

/**
 * What nobody sees: zero-width characters of chat programs, direction marks, soft hyphens, fillers, variation selectors,
 * tags, and halves of characters. Left in a letter's number they would make it another one.
 */
const invisible = /\p{Default_Ignorable_Code_Point}|\p{Surrogate}|[\ufff9-\ufffc]|\p{Noncharacter_Code_Point}/gu;

/** Printable ASCII and line breaks alone. */
const plain = /^[\n\x20-\x7e]*$/;

/**
 * Typed or pasted text: invisible characters vanish, control characters become a space, letters are composed, the ends
 * are trimmed. HTML stays text.
 */
export function cleanText(text: string): string {
  // Most of what is typed has nothing to clean.
  if (plain.test(text)) return text.trim();
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(invisible, '')
    .replace(control, ' ')
    .normalize('NFC')
    .trim();
}

function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** One line, cleaned. */
export const line = (max: number = limits.line): z.ZodType<string, string> =>
  z.string().transform(cleanLine).pipe(z.string().max(max, 'TOO_LONG'));

/** One line that must not be empty. */
export const requiredLine = (max: number = limits.line): z.ZodType<string, string> =>
  z.string().transform(cleanLine).pipe(z.string().min(1, 'REQUIRED').max(max, 'TOO_LONG'));

/** Several lines, cleaned. */
export const text = (max: number = limits.text): z.ZodType<string, string> =>
  z.string().transform(cleanText).pipe(z.string().max(max, 'TOO_LONG'));

export const requiredText = (max: number = limits.text): z.ZodType<string, string> =>
  z.string().transform(cleanText).pipe(z.string().min(1, 'REQUIRED').max(max, 'TOO_LONG'));

/** A date of this office's time: a year typed wrongly must not make a book of its own. */
const inOurTime = (text: string): boolean => isPlainDate(text) && text >= '1900' && text < '2200';
export const plainDate = z.string().refine(inOurTime, 'NOT_A_DATE');
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'NOT_A_TIME');
export const id = z.string().min(1).max(64);

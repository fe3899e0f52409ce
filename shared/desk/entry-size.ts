import { refuse, type Refusal } from '../refusal.ts';
import { fitsAsEntry } from '../sync/bounds.ts';
import { canonicalJson } from '../sync/operation.ts';
import type { Draft } from './desk.ts';

/** Deep enough for the arguments of every command: `act.fields.daftar`. */
const levels = 3;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function lengthOf(value: unknown): number {
  try {
    return JSON.stringify(value)?.length ?? 0;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * The field of an entry that takes up most of it, as its form names it, so that the form can name what to shorten. Null:
 * no single field does.
 */
function largestField(args: unknown): string | null {
  const path: string[] = [];
  for (let inside = args, left = lengthOf(args); isRecord(inside) && path.length < levels;) {
    const sizes = Object.entries(inside).map(([key, value]) => ({ key, value, length: lengthOf(value) }));
    const [largest] = sizes.sort((a, b) => b.length - a.length);
    if (!largest || largest.length * 2 < left) break;
    path.push(largest.key);
    inside = largest.value;
    left = largest.length;
  }
  return path.length > 0 ? path.join('.') : null;
}

function fits(draft: Draft): boolean {
  try {
    return fitsAsEntry(canonicalJson(draft));
  } catch {
    // Nested beyond what can be walked at all.
    return false;
  }
}

/**
 * PROTOCOL P6: an entry the register would refuse for its size is not saved; the refusal names the field to shorten, where
 * there is one. Null: it may be saved.
 */
export function entryTooLarge(draft: Draft): Refusal | null {
  if (fits(draft)) return null;
  const field = largestField(draft.args);
  return refuse('ENTRY_TOO_LARGE', field === null ? {} : { field });
}

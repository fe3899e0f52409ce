import type { MergeNote } from './command.ts';

/**
 * What happens when two desks changed one field at the same time: `hold` keeps what the server has, `arrival` takes the
 * later one, `union` keeps both lists. Either way the other value is shown (PROTOCOL P12).
 */
export type FieldPolicy = 'hold' | 'arrival' | 'union';

/** Field values are small plain data; equal text is equal value. */
export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

type Fields = Readonly<Record<string, unknown>>;

/** What each side says of a field, and since when. */
export interface Fork {
  readonly mine: Fields;
  readonly now: Fields;
  /** The version of each field as the author could know it; `Infinity`: settled after this entry. */
  readonly versions: Readonly<Record<string, number>>;
  readonly baseRv: number;
}

/** The fields that are to be written, and a note for each that somebody else changed as well. */
export function mergeFields(
  { mine, now, versions, baseRv }: Fork,
  policyOf: (field: string) => FieldPolicy,
): { readonly kept: Fields; readonly notes: readonly MergeNote[] } {
  const kept: Record<string, unknown> = {};
  const notes: MergeNote[] = [];
  for (const [field, value] of Object.entries(mine)) {
    if (value === undefined) continue;
    const version = versions[field] ?? 0;
    if (version <= baseRv || sameValue(value, now[field])) {
      kept[field] = value;
      continue;
    }
    const policy = policyOf(field);
    switch (policy === 'arrival' && version === Number.POSITIVE_INFINITY ? 'hold' : policy) {
      case 'hold':
        notes.push({ field, mine: value, now: now[field], kept: 'now' });
        break;
      case 'arrival':
        notes.push({ field, mine: value, now: now[field], kept: 'mine' });
        kept[field] = value;
        break;
      case 'union':
        kept[field] = [...new Set([...(now[field] as string[]), ...(value as string[])])];
        break;
    }
  }
  return { kept, notes };
}

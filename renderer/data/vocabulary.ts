import { distance } from 'fastest-levenshtein';
import type { IndexEntry } from './letter-filter.ts';

/** The words that occur in the letters, for somebody who mistyped one. */
export interface Vocabulary {
  /** The word that occurs and is most like it; null when none is like enough. */
  nearest(word: string): string | null;
  /** The letters changed: the words are collected again when they are next asked for. */
  forget(): void;
}

/** Shorter words are like too many others. */
const shortest = 4;
const maxErrors = (word: string): number => (word.length < 6 ? 1 : 2);

export function makeVocabulary(entries: () => Iterable<IndexEntry>): Vocabulary {
  let known: ReadonlyMap<string, number> | null = null;

  const collect = (): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const { text } of entries()) {
      for (const word of text.split(/[^\p{L}]+/u)) {
        if (word.length >= shortest) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    return counts;
  };

  return {
    nearest(word) {
      if (word.length < shortest || /[^\p{L}]/u.test(word)) return null;
      known ??= collect();
      let best: { readonly word: string; readonly errors: number; readonly times: number } | null = null;
      for (const [other, times] of known) {
        if (Math.abs(other.length - word.length) > maxErrors(word)) continue;
        const errors = distance(word, other);
        if (errors > maxErrors(word)) continue;
        if (best === null || errors < best.errors || (errors === best.errors && times > best.times)) {
          best = { word: other, errors, times };
        }
      }
      return best?.word ?? null;
    },
    forget: () => (known = null),
  };
}

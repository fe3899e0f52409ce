import type { LineType } from './letter-line.ts';
import type { LetterFilter, LetterLine } from './office.ts';

/** A letter in memory: its line, where its document lies, and what sorting and search need, worked out once. */
export interface IndexEntry {
  readonly type: LineType;
  readonly line: LetterLine;
  /** Pack that holds the document; null when it has a row of its own. */
  readonly pack: string | null;
  /** Newest receipt first, by plain string order. */
  readonly sort: string;
  readonly text: string;
}

/** Characters that need normalising; most texts have none. */
const odd = /[‐-―]|[^\S ]| {2}|^ | $/;

/** Text in its form for comparison: lower case, dashes alike, white space collapsed. */
export function normalise(text: string): string {
  return odd.test(text) ? fold(text) : text.toLowerCase();
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[‐-―]/g, '-').replace(/\s+/g, ' ').trim();
}

/** A predicate for one filter; null when it accepts everything. */
export function matcher(filter: LetterFilter): ((entry: IndexEntry) => boolean) | null {
  const tests: ((entry: IndexEntry) => boolean)[] = [];
  const { from, to, year, statuses, urgencies, holders } = filter;
  if (year !== undefined) tests.push(({ line }) => line.agenda.year === year);
  if (from) tests.push(({ line }) => line.receivedDate >= from);
  if (to) tests.push(({ line }) => line.receivedDate <= to);
  if (statuses) tests.push(({ line }) => statuses.includes(line.status));
  if (urgencies) tests.push(({ line }) => urgencies.includes(line.urgency));
  if (holders) tests.push(({ line }) => line.holders.some((id) => holders.includes(id)));
  const sender = normalise(filter.sender ?? '');
  if (sender) {
    // A few hundred senders write all letters: each name is checked once.
    const judged = new Map<string, boolean>();
    tests.push(({ line }) => {
      const known = judged.get(line.sender);
      if (known !== undefined) return known;
      const fits = normalise(line.sender).includes(sender);
      judged.set(line.sender, fits);
      return fits;
    });
  }
  const words = normalise(filter.text ?? '')
    .split(' ')
    .filter(Boolean);
  // The longest word first, because it rejects the most.
  words.sort((a, b) => b.length - a.length);
  for (const word of words) tests.push(({ text }) => text.includes(word));
  if (tests.length === 0) return null;
  if (tests.length === 1) return tests[0] ?? null;
  return (entry) => {
    for (const test of tests) if (!test(entry)) return false;
    return true;
  };
}

import { foldText } from '../../shared/fold-text.ts';
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

/** Positions with their folded titles, by which a letter is found where it lies. */
export type Titles = readonly { readonly id: string; readonly title: string }[];

/** The words of a filter's text, folded. */
export function wordsOf({ text = '' }: LetterFilter): string[] {
  return foldText(text).split(' ').filter(Boolean);
}

const typedDate = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const typedNumber = /^\d+\/\d{4}$/;

/** `8/10/2026` -> `2026-10-08`; null for a word that is no date. */
export function dateOfWord(word: string): string | null {
  const [, day = '', month = '', year = ''] = typedDate.exec(word) ?? [];
  return year === '' ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Whether the text has the number by itself, not as the end of a longer one: 4/2026 is not 24/2026. */
function hasNumber(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const [before = ' ', after = ' '] = [text[at - 1], text[at + number.length]];
    if (!/\d/.test(before) && !/\d/.test(after)) return true;
  }
  return false;
}

/** What one word asks for: a part of the text, a date of the letter or its receipt, a number, or who has it. */
function wordTest(word: string, titles: Titles): (entry: IndexEntry) => boolean {
  const date = dateOfWord(word);
  if (date !== null) {
    return ({ line, text }) => line.receivedDate === date || line.letterDate === date || text.includes(word);
  }
  if (typedNumber.test(word)) return ({ text }) => hasNumber(text, word);
  const named = titles.filter(({ title }) => title.includes(word)).map(({ id }) => id);
  if (named.length === 0) return ({ text }) => text.includes(word);
  return ({ line, text }) => text.includes(word) || line.holders.some((id) => named.includes(id));
}

/** A predicate for one filter; null when it accepts everything. */
export function matcher(filter: LetterFilter, titles: Titles = []): ((entry: IndexEntry) => boolean) | null {
  const tests: ((entry: IndexEntry) => boolean)[] = [];
  const { from, to, year, statuses, urgencies, holders } = filter;
  if (year !== undefined) tests.push(({ line }) => line.agenda.year === year);
  if (from) tests.push(({ line }) => line.receivedDate >= from);
  if (to) tests.push(({ line }) => line.receivedDate <= to);
  if (statuses) tests.push(({ line }) => statuses.includes(line.status));
  if (urgencies) tests.push(({ line }) => urgencies.includes(line.urgency));
  if (holders) tests.push(({ line }) => line.holders.some((id) => holders.includes(id)));
  const sender = foldText(filter.sender ?? '');
  if (sender) {
    // A few hundred senders write all letters: each name is checked once.
    const judged = new Map<string, boolean>();
    tests.push(({ line }) => {
      const known = judged.get(line.sender);
      if (known !== undefined) return known;
      const fits = foldText(line.sender).includes(sender);
      judged.set(line.sender, fits);
      return fits;
    });
  }
  // The longest word first, because it rejects the most.
  const words = wordsOf(filter).sort((a, b) => b.length - a.length);
  for (const word of words) tests.push(wordTest(word, titles));
  if (tests.length === 0) return null;
  if (tests.length === 1) return tests[0] ?? null;
  return (entry) => {
    for (const test of tests) if (!test(entry)) return false;
    return true;
  };
}

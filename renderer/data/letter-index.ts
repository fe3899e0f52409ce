import { addDays, type PlainDate } from '../../shared/dates/plain-date.ts';
import { foldNumber, foldText } from '../../shared/fold-text.ts';
import { letterStatuses, type LetterStatus } from '../../shared/letters/status.ts';
import { findKind, listedTypes } from '../../shared/records/kinds.ts';
import type { LetterCounts, LetterFilter, LetterLine, LetterList } from './office.ts';
import { dateOfWord, matcher, wordsOf, type IndexEntry, type Titles } from './letter-filter.ts';
import type { TypedLine } from './letter-line.ts';
import { makeVocabulary } from './vocabulary.ts';

export interface LetterIndex {
  /** Adds lines in bulk; `order` is restored once, at the end. */
  load(lines: readonly TypedLine[], pack: string): void;
  put(type: string, line: LetterLine, pack: string | null): void;
  remove(type: string, id: string): void;
  removePack(pack: string): void;
  /** Null also for a kind that is not listed. */
  find(type: string, id: string): IndexEntry | null;
  /** The line shown for an id, of whichever kind; a stub where the document itself is not here. */
  line(id: string): LetterLine | null;
  /** Every entry, unordered; entries may be put during the iteration. */
  entries(): Iterable<IndexEntry>;
  list(filter: LetterFilter): LetterList;
  counts(filter?: LetterFilter): LetterCounts;
  duplicates(sender: string, letterNumber: string, letterDate: PlainDate | null): readonly LetterLine[];
}

/** What a search found; `instead`: the words that were taken for mistyped ones, null when none was. */
interface Found {
  readonly entries: readonly IndexEntry[];
  readonly instead: string | null;
}

function entryOf(type: string, line: LetterLine, pack: string | null): IndexEntry {
  const { no, year, provisional } = line.agenda;
  const number = String(no ?? 999_999).padStart(6, '0');
  return {
    type,
    line,
    pack,
    // A letter and its own stub share everything but the type, so the type makes the key unique.
    sort: `${line.receivedDate}${line.receivedTime}${year}${number}${line.id}${type}`,
    text: foldText(
      `${no === null ? (provisional ?? '') : `${no}/${year}`} ${line.sender} ${line.letterNumber} ${line.subject}`,
    ),
  };
}

const descending = (a: IndexEntry, b: IndexEntry): number => (a.sort < b.sort ? 1 : a.sort > b.sort ? -1 : 0);

/** The position of an entry, or where to insert it, in a descending order. */
function placeOf(order: readonly IndexEntry[], entry: IndexEntry): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (descending(order[middle] as IndexEntry, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether two dates may be of one letter: the same, or a day apart, as a clerk misreads one. */
function isNear(a: PlainDate | null, b: PlainDate | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || a === addDays(b, 1) || b === addDays(a, 1);
}

function countOf(entries: readonly IndexEntry[]): LetterCounts {
  const byStatus = Object.fromEntries(letterStatuses.map((s) => [s, 0])) as Record<LetterStatus, number>;
  let unnumbered = 0;
  for (const { line } of entries) {
    byStatus[line.status]++;
    if (line.agenda.no === null) unnumbered++;
  }
  return { total: entries.length, byStatus, unnumbered };
}

/**
 * The columns of all letters, in memory; owned by `renderer/data` and rebuilt from the store. `titles`: of the positions
 * as they are now, folded.
 */
export function makeLetterIndex(titles: () => Titles = () => []): LetterIndex {
  const entries = new Map<string, Map<string, IndexEntry>>(listedTypes.map((type) => [type, new Map()]));
  let order: IndexEntry[] = [];
  let unsorted = false;
  let counted: LetterCounts | null = null;
  let last: { readonly key: string; readonly result: Found; readonly filter: LetterFilter } | null = null;
  const vocabulary = makeVocabulary(() => entriesOf());

  const changed = (): void => {
    counted = null;
    last = null;
    vocabulary.forget();
  };
  function* entriesOf(): Iterable<IndexEntry> {
    for (const ofType of entries.values()) yield* ofType.values();
  }
  const find = (type: string, id: string): IndexEntry | null => entries.get(type)?.get(id) ?? null;
  const settle = (): void => {
    if (!unsorted) return;
    order.sort(descending);
    unsorted = false;
  };
  /** A letter whose whole document is here hides its own stub. */
  const shown = ({ type, line }: IndexEntry): boolean =>
    !line.hidden || find(findKind(type)?.stubOf ?? '', line.id) === null;
  const takeOut = (entry: IndexEntry): void => {
    settle();
    const at = placeOf(order, entry);
    if (order[at] === entry) order.splice(at, 1);
  };

  const removeEntry = (type: string, id: string): void => {
    const entry = find(type, id);
    if (!entry) return;
    takeOut(entry);
    entries.get(type)?.delete(id);
    changed();
  };

  const scan = (filter: LetterFilter, from: readonly IndexEntry[]): readonly IndexEntry[] => {
    const match = matcher(filter, titles());
    // A plain loop: this runs over every letter while somebody types.
    const found: IndexEntry[] = [];
    for (const entry of from) if ((match === null || match(entry)) && shown(entry)) found.push(entry);
    return found;
  };

  /** The same filter with words that occur, where a word was mistyped; null when none is like it. */
  const corrected = (filter: LetterFilter): LetterFilter | null => {
    const words = wordsOf(filter);
    const likely = words.map((word) =>
      order.some(({ text }) => text.includes(word)) ? word : vocabulary.nearest(word),
    );
    if (likely.some((word) => word === null) || likely.every((word, i) => word === words[i])) return null;
    return { ...filter, text: likely.join(' ') };
  };

  const search = (filter: LetterFilter): Found => {
    settle();
    const key = JSON.stringify(filter);
    if (last?.key === key) return last.result;
    // Typing on narrows the last result: every further letter of a word only removes lines, unless it completes a date.
    const { text: before = '', ...restBefore } = last?.filter ?? {};
    const { text: now = '', ...rest } = filter;
    const narrows =
      last !== null &&
      last.result.instead === null &&
      now.startsWith(before) &&
      JSON.stringify(restBefore) === JSON.stringify(rest) &&
      wordsOf(filter).every((word) => dateOfWord(word) === null);
    const entriesFound = scan(filter, narrows ? (last as { result: Found }).result.entries : order);
    const instead = entriesFound.length === 0 && now !== '' ? corrected(filter) : null;
    const others = instead === null ? [] : scan(instead, order);
    const result: Found =
      instead === null || others.length === 0
        ? { entries: entriesFound, instead: null }
        : { entries: others, instead: instead.text ?? '' };
    last = { key, result, filter };
    return result;
  };

  return {
    load(lines, pack) {
      for (const { type, line } of lines) {
        const ofType = entries.get(type);
        if (!ofType || ofType.has(line.id)) continue;
        const entry = entryOf(type, line, pack);
        ofType.set(line.id, entry);
        order.push(entry);
      }
      unsorted = true;
      changed();
    },
    put(type, line, pack) {
      const ofType = entries.get(type);
      if (!ofType) return;
      const known = ofType.get(line.id);
      const entry = entryOf(type, line, pack);
      ofType.set(line.id, entry);
      settle();
      if (known?.sort === entry.sort) {
        order[placeOf(order, known)] = entry;
      } else {
        if (known) takeOut(known);
        order.splice(placeOf(order, entry), 0, entry);
      }
      changed();
    },
    remove: removeEntry,
    removePack(pack) {
      order = order.filter((entry) => entry.pack !== pack);
      for (const map of entries.values()) {
        for (const [id, entry] of map) if (entry.pack === pack) map.delete(id);
      }
      changed();
    },
    find,
    line(id) {
      for (const type of listedTypes) {
        const entry = find(type, id);
        if (entry) return entry.line;
      }
      return null;
    },
    entries: entriesOf,
    list(filter) {
      const { entries: found, instead } = search(filter);
      return { total: found.length, line: (index) => found[index]?.line ?? null, instead };
    },
    counts(filter = {}) {
      const { statuses, ...others } = filter;
      // The last search is at hand while no status is chosen; choosing one leaves that search to the list.
      if (Object.keys(others).length > 0) {
        return countOf(statuses === undefined ? search(others).entries : scan(others, order));
      }
      counted ??= countOf(order.filter(shown));
      return counted;
    },
    duplicates(sender, letterNumber, letterDate) {
      const number = foldNumber(letterNumber);
      const from = foldText(sender);
      if (from === '' || (number === '' && letterDate === null)) return [];
      const found: LetterLine[] = [];
      for (const { line } of entriesOf()) {
        if (line.hidden || line.status === 'void' || !isNear(line.letterDate, letterDate)) continue;
        // Without a number the day alone distinguishes two letters of one sender.
        if (number === '' && line.letterDate !== letterDate) continue;
        if (foldNumber(line.letterNumber) === number && foldText(line.sender) === from) found.push(line);
      }
      return found;
    },
  };
}

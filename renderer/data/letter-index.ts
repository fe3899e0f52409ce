import type { PlainDate } from '../../shared/dates/plain-date.ts';
import { letterStatuses, type LetterStatus } from '../../shared/letters/status.ts';
import type { LetterCounts, LetterFilter, LetterLine, LetterList } from './office.ts';
import { matcher, normalise, type IndexEntry } from './letter-filter.ts';
import type { LineType } from './letter-line.ts';

export interface LetterIndex {
  /** Adds lines in bulk; `order` is restored once, at the end. */
  load(type: LineType, lines: readonly LetterLine[], pack: string): void;
  put(type: LineType, line: LetterLine, pack: string | null): void;
  remove(type: LineType, id: string): void;
  removePack(pack: string): void;
  find(type: LineType, id: string): IndexEntry | null;
  /** Every entry, unordered; entries may be put during the iteration. */
  entries(): Iterable<IndexEntry>;
  list(filter: LetterFilter): LetterList;
  counts(): LetterCounts;
  duplicates(sender: string, letterNumber: string, letterDate: PlainDate | null): readonly LetterLine[];
}

function entryOf(type: LineType, line: LetterLine, pack: string | null): IndexEntry {
  const { no, year, provisional } = line.agenda;
  const number = String(no ?? 999_999).padStart(6, '0');
  return {
    type,
    line,
    pack,
    // A letter and its own stub share everything but the type, so the type makes the key unique.
    sort: `${line.receivedDate}${line.receivedTime}${year}${number}${line.id}${type}`,
    text: normalise(
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

/** The columns of all letters, in memory; owned by `renderer/data` and rebuilt from the store. */
export function makeLetterIndex(): LetterIndex {
  const entries: Record<LineType, Map<string, IndexEntry>> = { letter: new Map(), letterStub: new Map() };
  let order: IndexEntry[] = [];
  let unsorted = false;
  let counted: LetterCounts | null = null;
  let last: { readonly key: string; readonly found: readonly IndexEntry[]; readonly filter: LetterFilter } | null =
    null;

  const changed = (): void => {
    counted = null;
    last = null;
  };
  const settle = (): void => {
    if (!unsorted) return;
    order.sort(descending);
    unsorted = false;
  };
  /** A letter whose whole document is here hides its own stub. */
  const shown = (entry: IndexEntry): boolean => entry.type === 'letter' || !entries.letter.has(entry.line.id);
  const takeOut = (entry: IndexEntry): void => {
    settle();
    const at = placeOf(order, entry);
    if (order[at] === entry) order.splice(at, 1);
  };

  const removeEntry = (type: LineType, id: string): void => {
    const entry = entries[type].get(id);
    if (!entry) return;
    takeOut(entry);
    entries[type].delete(id);
    changed();
  };

  const search = (filter: LetterFilter): readonly IndexEntry[] => {
    settle();
    const key = JSON.stringify(filter);
    if (last?.key === key) return last.found;
    const match = matcher(filter);
    // Typing on narrows the last result: every further letter of a word only removes lines.
    const { text: before = '', ...restBefore } = last?.filter ?? {};
    const { text: now = '', ...rest } = filter;
    const narrows = last !== null && now.startsWith(before) && JSON.stringify(restBefore) === JSON.stringify(rest);
    const from = narrows ? (last as { found: readonly IndexEntry[] }).found : order;
    // A plain loop: this runs over every letter while somebody types.
    const found: IndexEntry[] = [];
    for (const entry of from) if ((match === null || match(entry)) && shown(entry)) found.push(entry);
    last = { key, found, filter };
    return found;
  };

  return {
    load(type, lines, pack) {
      for (const line of lines) {
        if (entries[type].has(line.id)) continue;
        const entry = entryOf(type, line, pack);
        entries[type].set(line.id, entry);
        order.push(entry);
      }
      unsorted = true;
      changed();
    },
    put(type, line, pack) {
      const known = entries[type].get(line.id);
      const entry = entryOf(type, line, pack);
      entries[type].set(line.id, entry);
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
      for (const map of Object.values(entries)) {
        for (const [id, entry] of map) if (entry.pack === pack) map.delete(id);
      }
      changed();
    },
    find: (type, id) => entries[type].get(id) ?? null,
    *entries() {
      yield* entries.letter.values();
      yield* entries.letterStub.values();
    },
    list(filter) {
      const found = search(filter);
      return { total: found.length, line: (index) => found[index]?.line ?? null };
    },
    counts() {
      if (counted) return counted;
      const byStatus = Object.fromEntries(letterStatuses.map((s) => [s, 0])) as Record<LetterStatus, number>;
      let total = 0;
      let unnumbered = 0;
      for (const entry of order) {
        if (!shown(entry)) continue;
        total++;
        byStatus[entry.line.status]++;
        if (entry.line.agenda.no === null) unnumbered++;
      }
      counted = { total, byStatus, unnumbered };
      return counted;
    },
    duplicates(sender, letterNumber, letterDate) {
      const number = normalise(letterNumber);
      const from = normalise(sender);
      if (from === '' || (number === '' && letterDate === null)) return [];
      const found: LetterLine[] = [];
      for (const { line, type } of entries.letter.values()) {
        if (type !== 'letter' || line.status === 'void' || line.letterDate !== letterDate) continue;
        if (normalise(line.letterNumber) === number && normalise(line.sender) === from) found.push(line);
      }
      return found;
    },
  };
}

import { gapsOf } from '../../../server/numbers/gaps.ts';
import type { RegisterView } from '../register-view.ts';
import type { Scene } from '../world.ts';

/**
 * S7: no number was shown or printed for two letters. Where a whole disk was rewound or copied this cannot be prevented
 * while both sides share one incarnation; those that reached the server are marked there (PROTOCOL N10).
 */
export function checkNumbers({ history, liar }: Scene, register: RegisterView): readonly string[] {
  const broken: string[] = [];
  const marked = (id: string): boolean => register.letter(id)?.agenda.conflict === true;
  /** Ids are made at a PC and begin with its name. */
  const wasCopied = (id: string): boolean => history.copied.has(id.split('-')[0] ?? '');
  const excused = (ids: readonly string[]): boolean => {
    const [lifetime, ...others] = new Set(ids.map((id) => history.burned.get(id)));
    return lifetime !== undefined && others.length === 0 && ids.every(wasCopied);
  };
  /**
   * Burned at a PC whose whole disk was rewound: it may know nothing of a letter it printed, nor of a block it gave back,
   * and the number came to somebody else. What of that reaches the register is marked there.
   */
  const wasRewound = (id: string): boolean => history.burned.has(id) && wasCopied(id);
  const excusedAlone = (ids: readonly string[]): boolean => {
    const rewound = ids.filter(wasRewound);
    return ids.length - rewound.length <= 1 && rewound.every((id) => register.letter(id) === null || marked(id));
  };
  for (const [number, letters] of history.shown) {
    if (letters.size < 2) continue;
    // What a liar writes on its own letters is marked there; no two of the others share a number.
    const ids = [...letters.keys()].filter((id) => !liar || !id.startsWith(liar.prefix));
    if (ids.length < 2) continue;
    const there = ids.filter((id) => register.letter(id) !== null);
    if ((excused(ids) && (there.length < 2 || there.every(marked))) || excusedAlone(ids)) continue;
    const where = [...letters].map(([id, place]) => `${id} (${place})`).join(' and ');
    broken.push(`S7: number ${number} stands on ${where}`);
  }
  // A claim on a number of somebody else marks its own letter alone (PROTOCOL T45).
  const isClaim = (id: string): boolean =>
    marked(id) && (wasRewound(id) || (liar?.prefix ? id.startsWith(liar.prefix) : false));
  const isMarked = (ids: readonly string[]): boolean => ids.every(marked) || ids.some(isClaim);
  const used = new Map<string, string>();
  for (const { id, agenda } of register.letters) {
    if (agenda.no === null) continue;
    const number = `${agenda.book}/${agenda.year}/${agenda.no}`;
    const other = used.get(number);
    if (other !== undefined && !isMarked([id, other])) {
      broken.push(`S7: the register has ${number} on ${other} and ${id} and does not say so`);
    }
    used.set(number, id);
  }
  return broken;
}

/** S7: a letter seen under a number has that number in the end, unless it is marked. */
export function checkNumbersStay({ history }: Scene, register: RegisterView): readonly string[] {
  const broken: string[] = [];
  for (const [number, letters] of history.shown) {
    for (const [id, where] of letters) {
      const letter = register.letter(id);
      if (!letter || letter.agenda.conflict || history.excused.size > 0) continue;
      const { book, year, no } = letter.agenda;
      const now = `${book}/${year}/${no}`;
      if (now !== number) broken.push(`S7: ${id} was shown under ${number} (${where}) and stands under ${now}`);
    }
  }
  return broken;
}

/** S7: every letter has its number once all is exchanged, and the number knows its letter. */
export function checkNumbered(register: RegisterView): readonly string[] {
  const broken: string[] = [];
  const uses = new Map(register.uses.map(({ book, year, no, letter_id: id }) => [`${book}/${year}/${no}`, id]));
  for (const { id, agenda } of register.letters) {
    if (agenda.no === null) broken.push(`S8: ${id} has no number`);
    else if (!agenda.conflict && uses.get(`${agenda.book}/${agenda.year}/${agenda.no}`) !== id) {
      broken.push(`S8: number ${agenda.no} of ${id} is not in the book`);
    }
  }
  return broken;
}

/**
 * S28: while every desk that holds numbers can be reached, the sequence leaves out none, whoever books. Blocks ahead of
 * it are no gaps.
 */
export async function checkNoGap({ server }: Scene): Promise<readonly string[]> {
  const deps = server.parts();
  if (!deps) return [];
  return deps.store.read(async (tx) => {
    const broken: string[] = [];
    for (const book of await tx.numbers.books()) {
      const { highest, ranges } = await gapsOf(tx, book);
      const gaps = ranges.map(({ from, to, class: name }) => `${from}-${to} ${name}`);
      if (gaps.length > 0) broken.push(`S28: ${book.year} leaves out ${gaps.join(', ')} of ${highest}`);
    }
    return broken;
  });
}

/** S8: every number up to the highest given out is on a letter, in a block, void or lost, and none is missing. */
export async function checkGaps({ server }: Scene): Promise<readonly string[]> {
  const deps = server.parts();
  if (!deps) return [];
  return deps.store.read(async (tx) => {
    const broken: string[] = [];
    for (const book of await tx.numbers.books()) {
      const { counts } = await gapsOf(tx, book);
      if (counts.unaccounted > 0) broken.push(`S8: ${counts.unaccounted} numbers of ${book.year} are just missing`);
    }
    return broken;
  });
}

import { foldText } from '../fold-text.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Person, Position } from './people.ts';
import { holderOn } from './who.ts';

/** What offices say for the titles of their positions; other short forms are made of the beginnings of words. */
const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kadis: 'kepala dinas',
    kaban: 'kepala badan',
    karo: 'kepala biro',
    kabag: 'kepala bagian',
    kasubag: 'kepala subbagian',
    kasubbag: 'kepala subbagian',
    kabid: 'kepala bidang',
    kasubid: 'kepala subbidang',
    kasubbid: 'kepala subbidang',
    kasi: 'kepala seksi',
    kaupt: 'kepala upt',
    sekdis: 'sekretaris dinas',
    sekban: 'sekretaris badan',
    sekda: 'sekretaris daerah',
    wagub: 'wakil gubernur',
    tu: 'tata usaha',
  }),
);

const wordsOf = (text: string): readonly string[] =>
  foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether a text is made of the beginnings of words that follow each other: `prakom` of "Pranata Komputer". */
function isMadeOf(text: string, words: readonly string[], at: number): boolean {
  if (text === '') return true;
  const word = words[at];
  if (word === undefined) return false;
  for (let length = Math.min(text.length, word.length); length >= 2; length--) {
    if (word.startsWith(text.slice(0, length)) && isMadeOf(text.slice(length), words, at + 1)) return true;
  }
  return false;
}

/** A position as it is looked for: by its title, its short title, and who holds it. */
export interface KnownPosition {
  readonly words: readonly string[];
}

/** A position with who holds it on that day. */
export function knownPosition(position: Position, persons: readonly Person[], day: PlainDate): KnownPosition {
  const holder = holderOn(position, day);
  const person = persons.find(({ id }) => id === holder?.personId);
  return { words: [position.title, position.shortTitle, person?.name ?? ''].flatMap(wordsOf) };
}

/** Whether everything that was typed is found in the position, in whatever order and however short. */
export function isPositionFound({ words }: KnownPosition, typed: string): boolean {
  const wanted = wordsOf(typed).flatMap((word) => [word, ...wordsOf(shortForms.get(word) ?? '')]);
  const isThere = (word: string): boolean => words.some((_word, at) => isMadeOf(word, words, at));
  return wanted.every((word) => isThere(word) || shortForms.has(word));
}

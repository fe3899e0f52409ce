import { sameValue } from '../../../shared/commands/merge-fields.ts';
import type { Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import type { Author } from '../../../shared/people/who.ts';

export interface WrittenBy {
  readonly at: string;
  readonly by: Author;
}

/** When and by whom a letter's field got a value; null when its history does not show it. */
export function whoWrote(letter: Letter, field: string, value: unknown): WrittenBy | null {
  const changes = letter.corrections.filter((correction) => correction.field === field);
  const became = (index: number): unknown => changes[index + 1]?.was ?? letter[field as keyof LetterHeader];
  const at = changes.findLastIndex((_change, index) => sameValue(became(index), value));
  const found = changes[at];
  if (found) return { at: found.at, by: found.by };
  const first = changes[0] ? changes[0].was : letter[field as keyof LetterHeader];
  return sameValue(first, value) ? { at: letter.registered.at, by: letter.registered.by } : null;
}

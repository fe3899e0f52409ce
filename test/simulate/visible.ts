import type { Office } from '../../renderer/data/office.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { letterKind } from '../../shared/records/letter/kind.ts';
import type { Chance } from './random.ts';

/** Something a person wants to enter, ready for `office.run`. */
export interface Action {
  readonly command: string;
  readonly args: unknown;
  /** The letter it is about. */
  readonly letterId: string | null;
}

/** What a person knows who is about to do something. */
export interface Visible {
  readonly office: Office;
  readonly chance: Chance;
  /** Today as the calendar on the wall shows it. */
  readonly today: string;
  /** Makes a word no other document contains: by it the checks find text where it must not be (`checkSecrets`). */
  readonly word: () => string;
}

/** A letter somebody has before his eyes; mostly one of the newest. */
export async function openLetter({ office, chance }: Visible): Promise<Letter | null> {
  const list = office.letters({});
  const line = list.total === 0 ? null : list.line(chance.int(Math.min(list.total, 12)));
  return line === null || line.hidden ? null : office.get<Letter>(letterKind.type, line.id);
}

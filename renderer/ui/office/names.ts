import { clockTime, longDate, shortDate } from '../../../shared/dates/indonesian.ts';
import { parseIsoWib, toWib } from '../../../shared/dates/wib.ts';
import type { Account, Person, Position } from '../../../shared/people/people.ts';
import type { Author } from '../../../shared/people/who.ts';

/** Ids of people and positions in words. An id that is not known here is shown as it is, never hidden. */
export interface Names {
  title(position: string): string;
  short(position: string): string;
  /** Person and position: "Siti Rahma (Agendaris)". */
  author(by: Author): string;
}

export function makeNames(
  positions: readonly Position[],
  persons: readonly Person[],
  accounts: readonly Account[],
): Names {
  const position = new Map(positions.map((p) => [p.id, p]));
  const person = new Map(persons.map((p) => [p.id, p.name]));
  const account = new Map(accounts.map((a) => [a.id, a.username]));
  return {
    title: (id) => position.get(id)?.title ?? id,
    short: (id) => position.get(id)?.shortTitle ?? id,
    author(by) {
      if (by.agency) return by.agency.person;
      const name = (by.person === null ? undefined : person.get(by.person)) ?? account.get(by.account) ?? by.account;
      const post = by.position === null ? undefined : position.get(by.position)?.shortTitle;
      return post === undefined ? name : `${name} (${post})`;
    },
  };
}

/** `1 Oktober 2026, 00.20 WIB` from a recorded wall time; the text itself when it is none. */
export function whenText(at: string): string {
  const instant = parseIsoWib(at);
  if (instant === null) return at;
  const { date, time } = toWib(instant);
  return `${longDate(date)}, ${clockTime(time)}`;
}

/** `01/10/2026 00.20`, for narrow places. */
export function whenShort(at: string): string {
  const instant = parseIsoWib(at);
  if (instant === null) return at;
  const { date, time } = toWib(instant);
  return `${shortDate(date)} ${time.replace(':', '.')}`;
}

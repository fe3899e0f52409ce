import { shortDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { GapRange, GapsAnswer, NumberClass } from '../../../shared/sync/trust-api.ts';
import { momentText, numbersText, type BookChoice } from '../office/next-number.ts';
import { id } from '../texts/id/index.ts';
import type { TextKey, Texts } from '../texts/index.ts';

/** What a line of the register says; `cancelled` is the number of a letter that was booked and cancelled. */
export type RowClass = Exclude<NumberClass, 'used'> | 'cancelled';

export interface GapRow {
  readonly key: string;
  readonly class: RowClass;
  readonly numbers: string;
  readonly amount: number;
  readonly text: string;
}

/** Finds the name of an account; null when nobody knows it. */
export type NameOf = (account: string) => string | null;

/** The book a route names; this year's incoming letters when it names none. */
export function bookOfQuery(query: URLSearchParams, thisYear: number): BookChoice {
  const year = Number(query.get('year'));
  const book = query.get('book') ?? '';
  return {
    book: /^[A-Z]{1,10}$/.test(book) ? book : 'SM',
    year: Number.isInteger(year) && year >= 1900 && year <= 2200 ? year : thisYear,
  };
}

/** The blocks that lie ahead of the sequence, in one line each. */
export function aheadRows(t: Texts, { ahead = [] }: Pick<GapsAnswer, 'ahead'>, nameOf: NameOf): readonly GapRow[] {
  return ahead.flatMap((range) => (range.class === 'used' ? [] : [rowOf(t, range, range.class, nameOf)]));
}

function rowOf(t: Texts, range: GapRange, of: Exclude<NumberClass, 'used'>, nameOf: NameOf): GapRow {
  const amount = range.to - range.from + 1;
  return {
    key: `${of} ${range.from}`,
    class: of,
    numbers: numbersText(range),
    amount,
    text: gapText(t, range, nameOf),
  };
}

function reasonText(t: Texts, reason: string | null): string {
  const known = reason !== null && Object.hasOwn(id.numbers.reason, reason);
  return t(known ? (`numbers.reason.${reason}` as TextKey) : 'numbers.reason.unknown');
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('id') + text.slice(1);
}

function stateText(t: Texts, range: GapRange): string {
  const desk = range.desk === null ? '' : `${range.desk.code} (${range.desk.name})`;
  switch (range.class) {
    case 'leased': {
      if (desk === '') return t('numbers.says.leasedNobody');
      if (range.at === null) return t('numbers.says.leased', { desk });
      return t('numbers.says.leasedSince', { desk, since: momentText(range.at) });
    }
    case 'void':
    case 'lost': {
      const key =
        desk === '' ? (`numbers.says.${range.class}Nobody` as const) : (`numbers.says.${range.class}` as const);
      return capital(t(key, { desk, reason: reasonText(t, range.reason) }));
    }
    case 'used':
      return t('numbers.class.used');
    case 'restored':
      return range.reason === null ? t('numbers.says.restored') : capital(reasonText(t, range.reason));
    case 'paper':
    case 'unaccounted':
      return t(`numbers.says.${range.class}`);
  }
}

/** One sentence about numbers in a row: where they are, why, since when and by whom. */
export function gapText(t: Texts, range: GapRange, nameOf: NameOf): string {
  const text = stateText(t, range);
  if (range.at === null || range.class === 'leased') return text;
  const date = shortDate(toWib(range.at).date);
  const name = range.by === null ? null : nameOf(range.by);
  return name === null ? t('numbers.says.when', { text, date }) : t('numbers.says.whenBy', { text, date, name });
}

/** Every line of the register, lowest number first. */
export function gapRows(
  t: Texts,
  { ranges, cancelled }: Pick<GapsAnswer, 'ranges' | 'cancelled'>,
  nameOf: NameOf,
): readonly GapRow[] {
  const open = ranges.flatMap((range) => {
    if (range.class === 'used') return [];
    return [{ at: range.from, row: rowOf(t, range, range.class, nameOf) }];
  });
  const voided = cancelled.map(({ no, reason }) => ({
    at: no,
    row: {
      key: `cancelled ${no}`,
      class: 'cancelled' as const,
      numbers: String(no),
      amount: 1,
      text: reason === '' ? t('numbers.cancelledSecret') : t('numbers.cancelledRow', { reason }),
    },
  }));
  return [...open, ...voided].sort((a, b) => a.at - b.at).map(({ row }) => row);
}

/** The name of a class of numbers. */
export function classText(t: Texts, name: RowClass): string {
  return name === 'cancelled' ? t('numbers.cancelled') : t(`numbers.class.${name}`);
}

/** The present state of the register as the path of its route and its request. */
export function gapsPath(path: string, { book, year }: BookChoice): string {
  return `${path}?${new URLSearchParams({ book, year: String(year) }).toString()}`;
}

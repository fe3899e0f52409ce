import { monthInRoman } from '../dates/in-words.ts';
import { yearOf, type PlainDate } from '../dates/plain-date.ts';
import type { Letter } from '../letters/letter.ts';
import type { OfficeIdentity } from '../office/master.ts';

interface NumberSource {
  readonly letter: Pick<Letter, 'agenda' | 'classification'> | null;
  readonly office: Pick<OfficeIdentity, 'shortName'>;
  readonly date: PlainDate;
  /** Numbers already given out in this case. */
  readonly taken: readonly string[];
}

/**
 * A number to begin with, as is usual: `500.12/417/DISKOMINFOTIK/XI/2026` (classification, agenda number, office, month,
 * year). It is only suggested: numbers are free text, and the office's own register of outgoing letters decides. What is
 * not known is left out; a second document of the same case gets `417.2`.
 */
export function suggestNumber({ letter, office, date, taken }: NumberSource): string {
  const agenda = letter?.agenda.no ?? null;
  const unit = office.shortName.toLocaleUpperCase('id').replace(/\s+/g, '-');
  const build = (serial: string): string =>
    [letter?.classification ?? '', serial, unit, monthInRoman(date), String(yearOf(date))]
      .filter((part) => part !== '')
      .join('/');
  const serial = (turn: number): string => {
    const start = agenda === null ? '' : String(agenda);
    return turn === 1 ? start : [start, turn].filter((part) => part !== '').join('.');
  };
  for (let turn = 1; ; turn++) {
    const number = build(serial(turn));
    if (!taken.includes(number)) return number;
  }
}

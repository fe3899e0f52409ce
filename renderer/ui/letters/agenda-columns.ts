import { foldText } from '../../../shared/fold-text.ts';
import { securities, urgencies } from '../../../shared/letters/letter.ts';
import { letterStatuses } from '../../../shared/letters/status.ts';
import type { LetterLine, LetterList } from '../../data/office.ts';
import { sortLines, type Sorting, type SortValues } from '../kit/index.ts';
import type { Names } from '../office/names.ts';

/** The columns of the agenda book, fitted for a window of 1366 px; the subject takes what is left. */
export const agendaColumns = [
  { key: 'agenda', width: '88px' },
  { key: 'received', width: '82px' },
  { key: 'sender', width: 'minmax(120px, 1.1fr)' },
  { key: 'letter', width: 'minmax(130px, 1fr)' },
  { key: 'subject', width: 'minmax(200px, 2.2fr)' },
  { key: 'nature', width: '104px' },
  { key: 'status', width: '128px' },
  { key: 'holders', width: 'minmax(100px, .8fr)' },
] as const;

export const agendaTemplate = agendaColumns.map(({ width }) => width).join(' ');

/** Two lines of text and their air; every row is the same so that 50,000 of them need no measuring. */
export const agendaRowHeight = 46;

export type AgendaColumn = (typeof agendaColumns)[number]['key'];
export const agendaKeys: readonly AgendaColumn[] = agendaColumns.map(({ key }) => key);

/** What a line is sorted by in each column; what a secret letter hides sorts nothing. */
const sortValues = (names: Pick<Names, 'short'>): SortValues<LetterLine, AgendaColumn> => ({
  agenda: ({ agenda: { year, no } }) => (no === null ? null : year * 1_000_000 + no),
  received: ({ receivedDate, receivedTime }) => `${receivedDate} ${receivedTime}`,
  sender: ({ sender }) => foldText(sender),
  letter: ({ letterDate }) => letterDate,
  subject: ({ subject }) => foldText(subject),
  nature: ({ urgency, security }) => urgencies.indexOf(urgency) * securities.length + securities.indexOf(security),
  status: ({ status }) => letterStatuses.indexOf(status),
  holders: ({ holders: [first] }) => (first === undefined ? null : foldText(names.short(first))),
});

/** The lines of the book in the order of a column; in the book's own without one. */
export function sortLetters(
  list: LetterList,
  sorting: Sorting<AgendaColumn> | null,
  names: Pick<Names, 'short'>,
): LetterList {
  if (!sorting) return list;
  const all = Array.from({ length: list.total }, (_, at) => list.line(at)).flatMap((line) => line ?? []);
  const lines = sortLines(all, sorting, sortValues(names));
  return { total: lines.length, line: (at) => lines[at] ?? null, instead: list.instead };
}

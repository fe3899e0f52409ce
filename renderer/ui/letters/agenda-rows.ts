import { longDate, shortDate } from '../../../shared/dates/indonesian.ts';
import { parseIsoWib, toWib } from '../../../shared/dates/wib.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { standingDispositions } from '../../../shared/letters/status.ts';
import { agendaText } from '../../../shared/sheet/sheet-model.ts';
import type { Texts } from '../texts/index.ts';
import type { LetterLine } from '../../data/office.ts';

/** One line of the printed book, in words. */
export interface AgendaRow {
  readonly id: string;
  readonly no: string;
  readonly received: string;
  readonly sender: string;
  readonly number: string;
  readonly letterDate: string;
  readonly subject: string;
  readonly attachments: string;
  readonly nature: string;
  readonly classification: string;
  readonly forwardedTo: string;
  readonly forwardedOn: string;
  readonly remark: string;
}

/** Where a letter went first on its way: handed over, or else disposed. */
function handedTo(letter: Letter, titleOf: (position: string) => string): { readonly to: string; readonly on: string } {
  const forwards = letter.facts.filter((fact) => fact.kind === 'forward');
  const first = forwards[0];
  if (first) {
    const instant = parseIsoWib(first.at);
    return {
      to: [...new Set(forwards.map(({ to }) => titleOf(to)))].join(', '),
      on: instant === null ? '' : shortDate(toWib(instant).date),
    };
  }
  const disposition = standingDispositions(letter.facts)[0];
  if (!disposition) return { to: '', on: '' };
  return {
    to: disposition.to.map(({ position }) => titleOf(position)).join(', '),
    on: shortDate(disposition.date),
  };
}

/**
 * The row of a letter. Paper is read by anyone who passes: of a secret letter the book shows number, dates and the word
 * "Rahasia", whoever prints it. `letter` is null where only its stub is at this desk.
 */
export function agendaRow(
  line: LetterLine,
  letter: Letter | null,
  t: Texts,
  titleOf: (position: string) => string,
): AgendaRow {
  const natures = [
    line.urgency === 'biasa' ? '' : t(`app.urgency.${line.urgency}`),
    line.security === 'biasa' ? '' : t(`app.security.${line.security}`),
  ].filter((word) => word !== '');
  const bare = {
    id: line.id,
    no: agendaText(line.agenda) ?? line.agenda.provisional ?? '',
    received: `${shortDate(line.receivedDate)} ${line.receivedTime.replace(':', '.')}`,
    letterDate: line.letterDate === null ? '-' : shortDate(line.letterDate),
    nature: natures.join(', ') || t('app.urgency.biasa'),
  };
  if (letter === null || line.hidden || isSecret(line.security)) {
    const subject = t('sheet.agendaBook.secret');
    const none = {
      sender: '',
      number: '',
      attachments: '',
      classification: '',
      forwardedTo: '',
      forwardedOn: '',
      remark: '',
    };
    return { ...bare, ...none, subject };
  }
  const handed = handedTo(letter, titleOf);
  const voided = letter.voided ? t('sheet.agendaBook.voided', { reason: letter.voided.reason }) : '';
  return {
    ...bare,
    sender: letter.sender.name,
    number: letter.letterNumber || '-',
    subject: letter.subject,
    attachments: letter.attachments || '-',
    classification: letter.classification,
    forwardedTo: handed.to,
    forwardedOn: handed.on,
    remark: [voided, letter.remark].filter((text) => text !== '').join('. '),
  };
}

/** In the order of the book: by year and number, letters without a number last, in the order of their receipt. */
export function byAgendaNumber(a: LetterLine, b: LetterLine): number {
  if (a.agenda.year !== b.agenda.year) return a.agenda.year - b.agenda.year;
  if (a.agenda.no !== null && b.agenda.no !== null) return a.agenda.no - b.agenda.no;
  if (a.agenda.no === null && b.agenda.no === null) {
    return `${a.receivedDate} ${a.receivedTime}`.localeCompare(`${b.receivedDate} ${b.receivedTime}`);
  }
  return a.agenda.no === null ? 1 : -1;
}

/** `1 Oktober 2026 s.d. 31 Oktober 2026` in the words of the catalogue. */
export function periodText(t: Texts, from: string, to: string): string {
  return t('sheet.agendaBook.period', { from: longDate(from), to: longDate(to) });
}

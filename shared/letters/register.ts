import { z } from 'zod';
import { defineCommand } from '../commands/command.ts';
import { holdDates, holdFuture, sureArgs, type Sure } from '../dates/pairs.ts';
import { yearOf, type PlainDate } from '../dates/plain-date.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { id, line, plainDate } from './fields.ts';
import { letterHeader, type LetterHeader } from './header.ts';
import { isSecret, type Letter } from './letter.ts';

const args = z.object({
  letterId: id,
  ...letterHeader.shape,
  duplicateReason: line(500).nullable(),
  ...sureArgs,
  /** The clocks of PC and register were not of one day: what each said, and which of them the clerk chose. */
  dayAsked: z.object({ pc: plainDate, office: plainDate, chosen: z.enum(['pc', 'office']) }).optional(),
});
export type RegisterArgs = z.infer<typeof args>;

type Dates = Partial<Pick<LetterHeader, 'received' | 'letterDate'>>;

/** A letter is written before it comes, and has come when it is booked. */
export function checkHeaderDates(
  { received, letterDate }: Dates,
  day: PlainDate | undefined,
  sure: Sure,
): readonly Refusal[] {
  return [
    ...holdFuture('RECEIVED_IN_FUTURE', received?.date, day, { field: 'received.date', sure }),
    ...holdDates('LETTER_AFTER_RECEIPT', [letterDate, received?.date], { field: 'letterDate', sure }),
  ];
}

/** Names a letter of the two secret classes as what booking is about, so that the right is asked before it is typed. */
export const secretPart = 'secret';

/** The book of incoming letters. */
export const incomingBook = 'SM';

/** Books an incoming letter. A fact: the paper exists, whatever else is true. */
export const registerLetter = defineCommand<RegisterArgs, Letter>({
  name: 'letter.register',
  version: letterHeader.version,
  upcast: letterHeader.upcast,
  args,
  kind: 'fact',
  numbered: ({ received }) => ({ book: incomingBook, year: yearOf(received.date) }),
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { letterId, duplicateReason, dayAsked: _asked, sure: _sure, ...header }, ctx) {
    if (doc) return doc;
    const agenda = ctx.agenda;
    return {
      id: letterId,
      ...header,
      agenda: {
        book: agenda?.book ?? incomingBook,
        year: agenda?.year ?? Number(header.received.date.slice(0, 4)),
        no: agenda?.no ?? null,
        provisional: agenda?.no == null ? (agenda?.provisional ?? null) : null,
        conflict: false,
      },
      registered: { at: ctx.at, by: ctx.by, desk: ctx.desk },
      duplicateReason,
      voided: null,
      facts: [],
      corrections: [],
    };
  },
  about: ({ security }) => (isSecret(security) ? { part: secretPart } : {}),
  // Booking is a right of its own, booking R and SR another one (ANRI: SR and R only by an authorised officer).
  may(_view, target, who) {
    if (!who.rights.has('book')) return refuse('NO_RIGHT_TO_BOOK');
    const secret = target?.part === secretPart && !who.rights.has('book-secret');
    return secret ? refuse('NO_RIGHT_TO_BOOK_SECRET', { field: 'security' }) : null;
  },
  check(view, input, who) {
    // A question of state: the master data of a restored register may lack what stands on paper (PROTOCOL P9).
    const unknown = input.addressedTo.some((position) => view.get('position', position) === null);
    return [
      ...(unknown ? [refuse('UNKNOWN_POSITION', { field: 'addressedTo' })] : []),
      ...(view.get('letter', input.letterId) ? [refuse('ALREADY_BOOKED')] : []),
      ...checkHeaderDates(input, who.day, input.sure),
    ];
  },
});

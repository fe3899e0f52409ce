import { z } from 'zod';
import { defineCommand, type View } from '../commands/command.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { headerShape, id, line } from './fields.ts';
import { isSecret, type Letter, type Security } from './letter.ts';

const args = z.object({
  letterId: id,
  ...headerShape,
  duplicateReason: line(500).nullable(),
});
export type RegisterArgs = z.infer<typeof args>;

/** Booking is a right of its own, booking R and SR another one (ANRI: SR and R only by an authorised officer). */
export function mayBook(who: Who, security: Security): Refusal | null {
  if (!who.rights.has('book')) return refuse('NO_RIGHT_TO_BOOK');
  if (isSecret(security) && !who.rights.has('book-secret')) {
    return refuse('NO_RIGHT_TO_BOOK_SECRET', { field: 'security' });
  }
  return null;
}

/** A question of state: the master data of a restored register may lack what stands on paper (PROTOCOL P9). */
function knownPositions(view: View, ids: readonly string[]): Refusal | null {
  return ids.every((position) => view.get('position', position) !== null)
    ? null
    : refuse('UNKNOWN_POSITION', { field: 'addressedTo' });
}

/** Books an incoming letter. A fact: the letter lies on the desk, whatever else is true. */
export const registerLetter = defineCommand<RegisterArgs, Letter>({
  name: 'letter.register',
  version: 1,
  args,
  kind: 'fact',
  numbered: true,
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { letterId, duplicateReason, ...header }, ctx) {
    if (doc) return doc;
    const agenda = ctx.agenda;
    return {
      id: letterId,
      ...header,
      agenda: {
        book: agenda?.book ?? 'SM',
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
  check(view, input, who) {
    const refusal = mayBook(who, input.security) ?? knownPositions(view, input.addressedTo);
    if (refusal) return refusal;
    return view.get('letter', input.letterId) ? refuse('ALREADY_BOOKED') : null;
  },
});

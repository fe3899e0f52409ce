import { z } from 'zod';
import { defineCommand } from '../commands/command.ts';
import { mergeFields, sameValue } from '../commands/merge-fields.ts';
import { sureArgs } from '../dates/pairs.ts';
import { refuse } from '../refusal.ts';
import { id } from './fields.ts';
import { letterHeader, type HeaderName } from './header.ts';
import { checkHeaderDates } from './register.ts';
import { isSecret, letterIn, type Correction, type Letter } from './letter.ts';

const args = z.object({ letterId: id, set: z.object(letterHeader.shape).partial(), ...sureArgs });
export type CorrectArgs = z.infer<typeof args>;

/** Corrections a letter keeps: they leave room for what else is written on it. */
const maxCorrections = 500;

function fieldsOf(set: CorrectArgs['set']): readonly HeaderName[] {
  return (Object.keys(set) as HeaderName[]).filter((field) => set[field] !== undefined);
}

const withDates = ({ received, letterDate }: Letter, set: CorrectArgs['set']) => ({
  received: set.received ?? received,
  letterDate: set.letterDate === undefined ? letterDate : set.letterDate,
});

/** Corrects header fields; the earlier values stay in the letter's history. */
export const correctLetter = defineCommand<CorrectArgs, Letter>({
  name: 'letter.correct',
  version: letterHeader.version,
  // Fields that an earlier version did not have were not corrected by it.
  upcast: Object.fromEntries(Object.keys(letterHeader.upcast).map((version) => [version, (given: unknown) => given])),
  args,
  kind: 'act',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { letterId, set }, ctx) {
    if (!doc) return null;
    const changed = fieldsOf(set).filter((field) => !sameValue(doc[field], set[field]));
    if (changed.length === 0 || doc.corrections.some(({ opId }) => opId === ctx.opId)) return doc;
    const corrections: Correction[] = changed.map((field) => ({
      opId: ctx.opId,
      at: ctx.at,
      by: ctx.by,
      desk: ctx.desk,
      field,
      was: doc[field],
    }));
    const next = Object.fromEntries(changed.map((field) => [field, set[field]]));
    return { ...doc, ...next, id: letterId, corrections: [...doc.corrections, ...corrections] };
  },
  may(view, target, who) {
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    if (!who.rights.has('book')) return refuse('NO_RIGHT_TO_BOOK');
    if (letter.voided) return refuse('LETTER_IS_VOID');
    const secret = isSecret(letter.security) && !who.rights.has('book-secret');
    return secret ? refuse('NO_RIGHT_TO_BOOK_SECRET', { field: 'security' }) : null;
  },
  check(view, { letterId, set, sure }, who) {
    const letter = view.get<Letter>('letter', letterId);
    // Of a letter that is secret already it is said before anything is typed.
    const secret = set.security !== undefined && isSecret(set.security) && !(letter && isSecret(letter.security));
    const dated = set.received !== undefined || set.letterDate !== undefined;
    return [
      ...(secret && !who.rights.has('book-secret') ? [refuse('NO_RIGHT_TO_BOOK_SECRET', { field: 'security' })] : []),
      ...(dated && letter ? checkHeaderDates(withDates(letter, set), who.day, sure) : []),
    ];
  },
  bound: ({ corrections }, { set }) =>
    corrections.length + fieldsOf(set).length > maxCorrections ? refuse('DOCUMENT_FULL') : null,
  merge({ set, ...rest }, doc, versions, baseRv) {
    const fork = { mine: set, now: { ...doc }, versions, baseRv };
    const { kept, notes } = mergeFields(fork, (field) => letterHeader.policy[field as HeaderName]);
    return { args: { ...rest, set: kept }, notes };
  },
});

import { z } from 'zod';
import { defineCommand, type MergeNote } from '../commands/command.ts';
import { refuse } from '../refusal.ts';
import { headerShape, id } from './fields.ts';
import { isSecret, letterIn, type Correction, type Letter, type LetterHeader } from './letter.ts';

const args = z.object({ letterId: id, set: z.object(headerShape).partial() });
export type CorrectArgs = z.infer<typeof args>;
type Field = keyof LetterHeader;

/**
 * What happens when two desks changed one field at the same time: `hold` keeps what the server has, `arrival` takes the
 * later one, `union` keeps both lists. Either way the other value is kept in the history and shown (PROTOCOL P12).
 */
export const fieldPolicy: Readonly<Record<Field, 'hold' | 'arrival' | 'union'>> = {
  received: 'hold',
  sender: 'hold',
  letterNumber: 'hold',
  letterDate: 'hold',
  subject: 'arrival',
  attachments: 'arrival',
  urgency: 'arrival',
  security: 'hold',
  classification: 'arrival',
  delivery: 'arrival',
  externalNumber: 'arrival',
  remark: 'arrival',
  addressedTo: 'union',
};

/** Header values are small plain data; equal text is equal value. */
export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function fieldsOf(set: CorrectArgs['set']): readonly Field[] {
  return (Object.keys(set) as Field[]).filter((field) => set[field] !== undefined);
}

/** Corrects header fields; the earlier values stay in the letter's history. */
export const correctLetter = defineCommand<CorrectArgs, Letter>({
  name: 'letter.correct',
  version: 1,
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
  check(view, { letterId, set }, who) {
    const letter = view.get<Letter>('letter', letterId);
    // Of a letter that is secret already it is said before anything is typed.
    const secret = set.security !== undefined && isSecret(set.security) && !(letter && isSecret(letter.security));
    return secret && !who.rights.has('book-secret') ? [refuse('NO_RIGHT_TO_BOOK_SECRET', { field: 'security' })] : [];
  },
  merge({ letterId, set }, doc, fieldVersions, baseRv) {
    const notes: MergeNote[] = [];
    const kept: Record<string, unknown> = {};
    for (const field of fieldsOf(set)) {
      const mine = set[field];
      const now = doc[field];
      const version = fieldVersions[field] ?? 0;
      const moved = version > baseRv && !sameValue(mine, now);
      if (!moved) {
        kept[field] = mine;
        continue;
      }
      const policy = fieldPolicy[field];
      switch (policy === 'arrival' && version === Number.POSITIVE_INFINITY ? 'hold' : policy) {
        case 'hold':
          notes.push({ field, mine, now, kept: 'now' });
          break;
        case 'arrival':
          notes.push({ field, mine, now, kept: 'mine' });
          kept[field] = mine;
          break;
        case 'union':
          kept[field] = [...new Set([...(now as string[]), ...(mine as string[])])];
          break;
      }
    }
    return { args: { letterId, set: kept }, notes };
  },
});

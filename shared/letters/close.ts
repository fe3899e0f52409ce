import { z } from 'zod';
import { defineCommand, type Context } from '../commands/command.ts';
import { refuse } from '../refusal.ts';
import { id, requiredText } from './fields.ts';
import { withFact, type Stamp } from './facts.ts';
import { letterIn, type Letter } from './letter.ts';
import { branches } from './status.ts';

const args = z.object({ letterId: id, reason: requiredText(1000) });
export type CloseArgs = z.infer<typeof args>;

/** The stamp a fact takes from the operation that records it. */
export function stamp(ctx: Context): Stamp {
  return { id: ctx.opId, at: ctx.at, by: ctx.by, desk: ctx.desk };
}

/** Declares an entry void. The number stays with it for ever (PROTOCOL N2); a booked letter is never deleted. */
export const voidLetter = defineCommand<CloseArgs, Letter>({
  name: 'letter.void',
  version: 1,
  args,
  kind: 'act',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { reason }, ctx) {
    if (!doc) return null;
    return doc.voided ? doc : { ...doc, voided: { reason, at: ctx.at, by: ctx.by } };
  },
  may(view, target, who) {
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    if (!who.rights.has('void')) return refuse('NO_RIGHT_TO_VOID');
    return letter.voided ? refuse('LETTER_IS_VOID') : null;
  },
  check: () => [],
});

/** "Tidak perlu disposisi": the letter leaves the queue without one. */
export const fileLetter = defineCommand<CloseArgs, Letter>({
  name: 'letter.file',
  version: 1,
  args,
  kind: 'act',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { reason }, ctx) {
    if (!doc) return null;
    return { ...doc, facts: withFact(doc.facts, { kind: 'file', ...stamp(ctx), reason }) };
  },
  may(view, target, who) {
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    if (!who.rights.has('book') && !who.rights.has('transcribe')) return refuse('NO_RIGHT_TO_FILE');
    if (letter.voided) return refuse('LETTER_IS_VOID');
    return branches(letter.facts).length > 0 ? refuse('HAS_DISPOSITION') : null;
  },
  check: () => [],
});

import { z } from 'zod';
import { defineCommand, type Context, type View } from '../commands/command.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { id } from '../letters/fields.ts';
import { withFact, type Disposition } from '../letters/facts.ts';
import { stamp } from '../letters/close.ts';
import type { Letter } from '../letters/letter.ts';
import { standingDispositions } from '../letters/status.ts';
import { dispositionShape } from './args.ts';

const issueArgs = z.object(dispositionShape);
const forwardArgs = z.object({ ...dispositionShape, parent: id });
const transcribeArgs = z.object({ ...dispositionShape, parent: id.nullable() });
export type IssueArgs = z.infer<typeof issueArgs>;
export type ForwardArgs = z.infer<typeof forwardArgs>;
export type TranscribeArgs = z.infer<typeof transcribeArgs>;

function added(doc: Letter | null, args: TranscribeArgs, handwritten: boolean, ctx: Context): Letter | null {
  if (!doc) return null;
  const fact: Disposition = {
    kind: 'disposition',
    ...stamp(ctx),
    parent: args.parent,
    from: args.from,
    to: args.to,
    instructions: args.instructions,
    note: args.note,
    date: args.date,
    handwritten,
  };
  return { ...doc, facts: withFact(doc.facts, fact) };
}

function common(view: View, args: TranscribeArgs): Refusal | null {
  const letter = view.get<Letter>('letter', args.letterId);
  if (!letter) return refuse('NO_SUCH_LETTER');
  if (letter.voided) return refuse('LETTER_IS_VOID');
  const unknown = [args.from, ...args.to.map(({ position }) => position)].some((p) => !view.get('position', p));
  if (unknown) return refuse('UNKNOWN_POSITION', { field: 'to' });
  if (args.parent === null) return null;
  const parent = standingDispositions(letter.facts).find((d) => d.id === args.parent);
  if (!parent) return refuse('DISPOSITION_WITHDRAWN');
  return parent.to.some(({ position }) => position === args.from) ? null : refuse('NOT_ADDRESSEE', { field: 'from' });
}

function mustHold(who: Who, position: string): Refusal | null {
  return who.positions.includes(position) ? null : refuse('NOT_YOUR_POSITION', { field: 'from' });
}

/** A position's own disposition on a letter (step A3). The instruction was given, so it is a fact. */
export const issueDisposition = defineCommand<IssueArgs, Letter>({
  name: 'disposition.issue',
  version: 1,
  args: issueArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce: (doc, args, ctx) => added(doc, { ...args, parent: null }, false, ctx),
  check: (view, args, who) => mustHold(who, args.from) ?? common(view, { ...args, parent: null }),
});

/** A recipient passes a disposition on; his branch then ends in those he passed it to. */
export const forwardDisposition = defineCommand<ForwardArgs, Letter>({
  name: 'disposition.forward',
  version: 1,
  args: forwardArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce: (doc, args, ctx) => added(doc, args, false, ctx),
  check: (view, args, who) => mustHold(who, args.from) ?? common(view, args),
});

/** The office types in what stands in handwriting on the printed sheet. */
export const transcribeDisposition = defineCommand<TranscribeArgs, Letter>({
  name: 'disposition.transcribe',
  version: 1,
  args: transcribeArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce: (doc, args, ctx) => added(doc, args, true, ctx),
  check(view, args, who) {
    if (!who.rights.has('transcribe')) return refuse('NO_RIGHT_TO_TRANSCRIBE');
    return common(view, args);
  },
});

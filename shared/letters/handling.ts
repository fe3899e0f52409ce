import { z } from 'zod';
import { defineCommand } from '../commands/command.ts';
import { refuse } from '../refusal.ts';
import { editionArgs, frozenArgs, type Frozen } from '../documents/edition.ts';
import { id } from './fields.ts';
import { withFact, type Print } from './facts.ts';
import { stamp } from './close.ts';
import { letterIn, type Letter } from './letter.ts';
import { paperSizes } from '../sheet/paper.ts';

const printArgs = z.object({
  letterId: id,
  sheet: z.enum(['blank', 'filled']),
  paper: z.enum(paperSizes),
  /** What the sheet says. */
  frozen: frozenArgs.optional(),
  edition: editionArgs.optional(),
});
export type PrintArgs = z.infer<typeof printArgs>;

/** Print records a letter carries; of earlier ones their number alone, for nothing asks which they were. */
export const maxPrints = 200;

/** Adds a print and lets the oldest go: a letter does not grow with every sheet of paper. */
function withPrint(doc: Letter, print: Print): Letter {
  const facts = withFact(doc.facts, print);
  const over = facts === doc.facts ? 0 : facts.filter(({ kind }) => kind === 'print').length - maxPrints;
  if (over <= 0) return { ...doc, facts };
  let left = over;
  const kept = facts.filter(({ kind }) => kind !== 'print' || left-- <= 0);
  return { ...doc, facts: kept, earlierPrints: (doc.earlierPrints ?? 0) + over };
}

/** Characters of frozen sheets a letter carries; beyond them the oldest go, whose prints then say so. */
export const maxSheets = 600_000;

/**
 * What the prints of a letter said, each text once and the newest first; none that no print names. The first text under a
 * hash stays, for a later one under the same hash that says anything else is not of that hash.
 */
function keptSheets(doc: Letter, frozen: Frozen | undefined): Pick<Letter, 'sheets'> {
  const texts: Record<string, string> = { ...(frozen ? { [frozen.hash]: frozen.text } : {}), ...doc.sheets };
  const named = doc.facts.flatMap((fact) => (fact.kind === 'print' && fact.content !== undefined ? fact.content : []));
  const kept: Record<string, string> = {};
  let room = maxSheets;
  for (const hash of named.toReversed()) {
    const text = texts[hash];
    if (text === undefined || hash in kept) continue;
    room -= text.length;
    if (room < 0) break;
    kept[hash] = text;
  }
  return Object.keys(kept).length === 0 ? {} : { sheets: kept };
}

/** A sheet came out of the printer. The id of this operation is the print id inside the sheet's QR code. */
export const recordPrint = defineCommand<PrintArgs, Letter>({
  name: 'letter.print',
  version: 2,
  // Prints of before did not say what was on the sheet.
  upcast: { 1: (given) => given },
  args: printArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { sheet, paper, frozen, edition }, ctx) {
    if (!doc) return null;
    const content = frozen ? { content: frozen.hash, ...(edition ? { edition } : {}) } : {};
    const next = withPrint(doc, { kind: 'print', ...stamp(ctx), sheet, paper, ...content });
    return next.facts === doc.facts ? doc : { ...next, ...keptSheets(next, frozen) };
  },
  may: (view, target) => (letterIn(view, target) ? null : refuse('NO_SUCH_LETTER')),
  check: () => [],
});

const forwardArgs = z.object({ letterId: id, to: id });
export type ForwardLetterArgs = z.infer<typeof forwardArgs>;

/** The letter with its sheet was carried to a position (step A2: "diteruskan kepada Kepala Dinas"). */
export const forwardLetter = defineCommand<ForwardLetterArgs, Letter>({
  name: 'letter.forward',
  version: 1,
  args: forwardArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { to }, ctx) {
    if (!doc) return null;
    return { ...doc, facts: withFact(doc.facts, { kind: 'forward', ...stamp(ctx), to }) };
  },
  may(view, target, who) {
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    if (!who.rights.has('book') && !who.rights.has('transcribe')) return refuse('NO_RIGHT_TO_BOOK');
    return letter.voided ? refuse('LETTER_IS_VOID') : null;
  },
  check: (view, { to }) => (view.get('position', to) ? [] : [refuse('UNKNOWN_POSITION', { field: 'to' })]),
});

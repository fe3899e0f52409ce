import { z } from 'zod';
import { holdDates, holdFuture } from '../dates/pairs.ts';
import { defineCommand, type Context, type Target, type View } from '../commands/command.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { id } from '../letters/fields.ts';
import { withFact, type Disposition } from '../letters/facts.ts';
import { stamp } from '../letters/close.ts';
import { letterIn, type Letter } from '../letters/letter.ts';
import { dispositionsTo, standingDispositions } from '../letters/status.ts';
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

/** The letter it would be written on, or why none may be. */
function openLetter(view: View, target: Target | null): Letter | Refusal {
  const letter = letterIn(view, target);
  if (!letter) return refuse('NO_SUCH_LETTER');
  return letter.voided ? refuse('LETTER_IS_VOID') : letter;
}

/** Whether the person holds the position it is given from; any, where none was chosen yet. */
function mustHold(who: Who, position: string | undefined): Refusal | null {
  const holds = position === undefined ? who.positions.length > 0 : who.positions.includes(position);
  return holds ? null : refuse('NOT_YOUR_POSITION', { field: 'from' });
}

/** Positions nobody knows, at the field that names them. */
function unknownPositions(view: View, { from, to }: IssueArgs): readonly Refusal[] {
  const unknown = (position: string): boolean => view.get('position', position) === null;
  return [
    ...(unknown(from) ? [refuse('UNKNOWN_POSITION', { field: 'from' })] : []),
    ...(to.some(({ position }) => unknown(position)) ? [refuse('UNKNOWN_POSITION', { field: 'to' })] : []),
  ];
}

/** The letter came first, then the paraf, then what is asked of others. */
function checkDates(view: View, { letterId, date, to, sure }: IssueArgs, { day }: Who): readonly Refusal[] {
  const letter = view.get<Letter>('letter', letterId);
  return [
    ...holdDates('PARAF_BEFORE_RECEIPT', [letter?.received.date, date], { field: 'date', sure }),
    ...holdFuture('PARAF_IN_FUTURE', date, day, { field: 'date', sure }),
    ...to.flatMap(({ due }) => holdDates('DUE_BEFORE_PARAF', [date, due], { field: 'to', sure })).slice(0, 1),
  ];
}

function standing(view: View, letterId: string, parent: string): Disposition | null {
  const letter = view.get<Letter>('letter', letterId);
  return (letter && standingDispositions(letter.facts).find(({ id: known }) => known === parent)) ?? null;
}

/** Levels of one chain: far more than an office has, and few enough to walk through. */
const longestChain = 50;

/** Why a disposition does not go on below that parent: the chain ends there, whatever happened. */
function chainBound({ facts }: Letter, { parent }: Pick<TranscribeArgs, 'parent'>): Refusal | null {
  const parents = new Map(facts.flatMap((fact) => (fact.kind === 'disposition' ? [[fact.id, fact.parent]] : [])));
  let at = parent;
  for (let level = 1; at !== null; level++) {
    if (level >= longestChain) return refuse('CHAIN_TOO_LONG');
    at = parents.get(at) ?? null;
  }
  return null;
}

/** Nobody gives an instruction to himself. */
function toSelf({ from, to }: IssueArgs): readonly Refusal[] {
  return to.some(({ position }) => position === from) ? [refuse('FORWARD_TO_SELF', { field: 'to' })] : [];
}

const addressed = ({ to }: Disposition, position: string): boolean => to.some((one) => one.position === position);

/** A position's own disposition on a letter (step A3). The instruction was given, so it is a fact. */
export const issueDisposition = defineCommand<IssueArgs, Letter>({
  name: 'disposition.issue',
  version: 1,
  args: issueArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce: (doc, args, ctx) => added(doc, { ...args, parent: null }, false, ctx),
  about: ({ from }) => ({ position: from }),
  may(view, target, who) {
    const refusal = mustHold(who, target?.position);
    if (refusal) return refusal;
    const letter = openLetter(view, target);
    return 'code' in letter ? letter : null;
  },
  check: (view, args, who) => [...unknownPositions(view, args), ...toSelf(args), ...checkDates(view, args, who)],
});

/** A recipient passes a disposition on; his branch then ends in those he passed it to. */
export const forwardDisposition = defineCommand<ForwardArgs, Letter>({
  name: 'disposition.forward',
  version: 1,
  args: forwardArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce: (doc, args, ctx) => added(doc, args, false, ctx),
  about: ({ parent, from }) => ({ part: parent, position: from }),
  may(view, target, who) {
    const refusal = mustHold(who, target?.position);
    if (refusal) return refusal;
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    const positions = target?.position === undefined ? who.positions : [target.position];
    const parents = dispositionsTo(letter, target?.part, positions);
    if (parents.length === 0) return refuse('NOT_YOUR_BRANCH', { field: 'from' });
    if (letter.voided) return refuse('LETTER_IS_VOID');
    const standing = new Set(standingDispositions(letter.facts).map(({ id: known }) => known));
    return parents.some(({ id: known }) => standing.has(known)) ? null : refuse('DISPOSITION_WITHDRAWN');
  },
  check: (view, args, who) => [...unknownPositions(view, args), ...toSelf(args), ...checkDates(view, args, who)],
  bound: chainBound,
});

/** The office types in what stands in handwriting on the printed sheet. */
export const transcribeDisposition = defineCommand<TranscribeArgs, Letter>({
  name: 'disposition.transcribe',
  version: 1,
  args: transcribeArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce: (doc, args, ctx) => added(doc, args, true, ctx),
  may(view, target, who) {
    if (!who.rights.has('transcribe')) return refuse('NO_RIGHT_TO_TRANSCRIBE');
    const letter = openLetter(view, target);
    return 'code' in letter ? letter : null;
  },
  check(view, args, who) {
    const unknown = [...unknownPositions(view, args), ...toSelf(args), ...checkDates(view, args, who)];
    if (args.parent === null) return unknown;
    const parent = standing(view, args.letterId, args.parent);
    if (!parent) return [...unknown, refuse('DISPOSITION_WITHDRAWN', { field: 'parent' })];
    return addressed(parent, args.from) ? unknown : [...unknown, refuse('NOT_ADDRESSEE', { field: 'from' })];
  },
  bound: chainBound,
});

import { z } from 'zod';
import { defineCommand, type Command, type Target, type View } from '../commands/command.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { id, requiredText, text } from '../letters/fields.ts';
import { withFact, type Fact } from '../letters/facts.ts';
import { stamp } from '../letters/close.ts';
import { letterIn, type Letter } from '../letters/letter.ts';
import { branches, dispositionsTo, standingDispositions, type Branch } from '../letters/status.ts';
import type { Who } from '../people/who.ts';

const base = { letterId: id, of: id, position: id } as const;
const readArgs = z.object(base);
const reportArgs = z.object({ ...base, text: requiredText() });
const completeArgs = z.object({ ...base, text: text() });
const withdrawArgs = z.object({ letterId: id, of: id, reason: requiredText(1000) });
export type ReadArgs = z.infer<typeof readArgs>;
export type ReportArgs = z.infer<typeof reportArgs>;
export type CompleteArgs = z.infer<typeof completeArgs>;
export type WithdrawArgs = z.infer<typeof withdrawArgs>;

/** The person's own branches that a target names, or why there is none. */
function ownBranches(view: View, target: Target | null, who: Who): readonly Branch[] | Refusal {
  const letter = letterIn(view, target);
  if (!letter) return refuse('NO_SUCH_LETTER');
  const { part, position } = target ?? {};
  if (position === undefined ? who.positions.length === 0 : !who.positions.includes(position)) {
    return refuse('NOT_YOUR_POSITION');
  }
  const positions = position === undefined ? who.positions : [position];
  // The right before the state: what somebody reports of a disposition to others is not kept beside their reports.
  if (dispositionsTo(letter, part, positions).length === 0) return refuse('NOT_YOUR_BRANCH');
  if (letter.voided) return refuse('LETTER_IS_VOID');
  const own = branches(letter.facts).filter(
    (branch) => (part === undefined || branch.disposition.id === part) && positions.includes(branch.position),
  );
  return own.length > 0 ? own : refuse('DISPOSITION_WITHDRAWN');
}

function mayFollow(view: View, target: Target | null, who: Who): Refusal | null {
  const own = ownBranches(view, target, who);
  return 'code' in own ? own : null;
}

const about = ({ of, position }: ReadArgs): Pick<Target, 'part' | 'position'> => ({ part: of, position });

function adding(kind: 'read' | 'report' | 'complete') {
  return (doc: Letter | null, args: ReadArgs & { readonly text?: string }, ctx: Parameters<typeof stamp>[0]) => {
    if (!doc) return null;
    const fact = { kind, ...args, ...stamp(ctx) } as Fact & { letterId?: string };
    delete fact.letterId;
    return { ...doc, facts: withFact(doc.facts, fact) };
  };
}

const target: Command<ReadArgs, Letter>['target'] = ({ letterId }) => ({ type: 'letter', id: letterId });

/** The recipient opened it; from here on it can no longer be withdrawn. */
export const readDisposition = defineCommand<ReadArgs, Letter>({
  name: 'disposition.read',
  version: 1,
  args: readArgs,
  kind: 'fact',
  target,
  reduce: adding('read'),
  about,
  may: mayFollow,
  check: () => [],
});

/** What the recipient did so far; the branch stays open. */
export const reportDisposition = defineCommand<ReportArgs, Letter>({
  name: 'disposition.report',
  version: 1,
  args: reportArgs,
  kind: 'fact',
  target,
  reduce: adding('report'),
  about,
  may: mayFollow,
  check: () => [],
});

/** Only the addressee may close a branch, once. The letter is done when all its branches are. */
export const completeDisposition = defineCommand<CompleteArgs, Letter>({
  name: 'disposition.complete',
  version: 1,
  args: completeArgs,
  kind: 'act',
  target,
  reduce: adding('complete'),
  about,
  may(view, target, who) {
    const own = ownBranches(view, target, who);
    if ('code' in own) return own;
    return own.every(({ state }) => state === 'completed') ? refuse('ALREADY_COMPLETED') : null;
  },
  check: () => [],
});

/** A disposition can be taken back by its author while no recipient has read it (as in SRIKANDI). */
export const withdrawDisposition = defineCommand<WithdrawArgs, Letter>({
  name: 'disposition.withdraw',
  version: 1,
  args: withdrawArgs,
  kind: 'act',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { of, reason }, ctx) {
    if (!doc) return null;
    return { ...doc, facts: withFact(doc.facts, { kind: 'withdraw', ...stamp(ctx), of, reason }) };
  },
  about: ({ of }) => ({ part: of }),
  may(view, target, who) {
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    const meant = standingDispositions(letter.facts).filter(
      ({ id: known }) => target?.part === undefined || known === target.part,
    );
    if (meant.length === 0) return refuse('DISPOSITION_WITHDRAWN');
    const own = meant.filter(
      ({ from, handwritten }) => who.positions.includes(from) || (handwritten && who.rights.has('transcribe')),
    );
    if (own.length === 0) return refuse('NOT_YOUR_DISPOSITION');
    const seen = new Set(
      branches(letter.facts).flatMap(({ disposition, state }) => (state === 'unread' ? [] : [disposition.id])),
    );
    return own.every(({ id: known }) => seen.has(known)) ? refuse('ALREADY_READ') : null;
  },
  check: () => [],
});

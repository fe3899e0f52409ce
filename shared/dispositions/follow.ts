import { z } from 'zod';
import { defineCommand, type Command, type View } from '../commands/command.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { id, requiredText, text } from '../letters/fields.ts';
import { withFact, type Fact } from '../letters/facts.ts';
import { stamp } from '../letters/close.ts';
import type { Letter } from '../letters/letter.ts';
import { branches, standingDispositions, type Branch } from '../letters/status.ts';
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

/** The recipient's own branch, or why there is none for this person. */
function branchOf(view: View, args: ReadArgs, who: Who): Branch | Refusal {
  const letter = view.get<Letter>('letter', args.letterId);
  if (!letter) return refuse('NO_SUCH_LETTER');
  if (letter.voided) return refuse('LETTER_IS_VOID');
  if (!who.positions.includes(args.position)) return refuse('NOT_YOUR_POSITION');
  if (!standingDispositions(letter.facts).some(({ id: known }) => known === args.of)) {
    return refuse('DISPOSITION_WITHDRAWN');
  }
  const all = branches(letter.facts);
  const own = all.find(({ disposition, position }) => disposition.id === args.of && position === args.position);
  return own ?? refuse('NOT_ADDRESSEE');
}

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
  check(view, args, who) {
    const found = branchOf(view, args, who);
    return 'code' in found ? found : null;
  },
});

/** What the recipient did so far; the branch stays open. */
export const reportDisposition = defineCommand<ReportArgs, Letter>({
  name: 'disposition.report',
  version: 1,
  args: reportArgs,
  kind: 'fact',
  target,
  reduce: adding('report'),
  check(view, args, who) {
    const found = branchOf(view, args, who);
    return 'code' in found ? found : null;
  },
});

/** Only the addressee may close a branch, once. The letter is done when all its branches are. */
export const completeDisposition = defineCommand<CompleteArgs, Letter>({
  name: 'disposition.complete',
  version: 1,
  args: completeArgs,
  kind: 'act',
  target,
  reduce: adding('complete'),
  check(view, args, who) {
    const found = branchOf(view, args, who);
    if ('code' in found) return found;
    return found.state === 'completed' ? refuse('ALREADY_COMPLETED') : null;
  },
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
  check(view, { letterId, of }, who) {
    const letter = view.get<Letter>('letter', letterId);
    if (!letter) return refuse('NO_SUCH_LETTER');
    const all = branches(letter.facts).filter(({ disposition }) => disposition.id === of);
    const own = all[0]?.disposition;
    if (!own) return refuse('DISPOSITION_WITHDRAWN');
    const author = who.positions.includes(own.from) || (own.handwritten && who.rights.has('transcribe'));
    if (!author) return refuse('NOT_YOUR_DISPOSITION');
    return all.some(({ state }) => state !== 'unread') ? refuse('ALREADY_READ') : null;
  },
});

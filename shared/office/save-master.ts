import { z } from 'zod';
import { defineCommand, type Command } from '../commands/command.ts';
import { mergeFields } from '../commands/merge-fields.ts';
import { longDate } from '../dates/indonesian.ts';
import { sureArgs, type Sure } from '../dates/pairs.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Holder } from '../people/people.ts';
import { successorOf } from '../people/who.ts';
import { checkEdition } from '../services/check-edition.ts';
import type { ServiceEdition } from '../services/edition.ts';
import type { OfficeIdentity } from './master.ts';
import { masterSchemas, type MasterType } from './master-args.ts';

interface SaveArgs {
  readonly doc: { readonly id: string };
  readonly sure?: Sure;
}

/** Two definitive holders of one position on one day cannot be; a Plt. or Plh. beside one can. */
export function overlappingHolders(holders: readonly Holder[]): boolean {
  const firm = holders.filter(({ kind }) => kind === 'definitif').sort((a, b) => (a.from < b.from ? -1 : 1));
  return firm.some((holder, i) => {
    const next = firm[i + 1];
    return next !== undefined && (holder.to === null || next.from <= holder.to);
  });
}

/** A Plt. whose last day nobody entered though a definitive holder came after him; null: there is none. */
function leftOpen(holders: readonly Holder[]): { readonly plt: Holder; readonly by: Holder } | null {
  for (const plt of holders) {
    const by = successorOf(holders, plt, '9999-12-31');
    if (by && (plt.to === null || plt.to >= by.from)) return { plt, by };
  }
  return null;
}

function contradictions(type: MasterType, doc: unknown, sure: Sure): readonly Refusal[] {
  if (type !== 'position') return [];
  const { holders } = doc as { holders: readonly Holder[] };
  const backwards = holders.some(({ from, to }) => to !== null && to < from);
  const open = leftOpen(holders);
  const ask = open !== null && sure !== undefined && !sure.includes('PLT_LEFT_OPEN');
  return [
    ...(ask ? [refuse('PLT_LEFT_OPEN', { field: 'holders', params: { from: longDate(open.by.from) } })] : []),
    ...(backwards ? [refuse('ENDS_BEFORE_IT_STARTS', { field: 'holders' })] : []),
    ...(overlappingHolders(holders) ? [refuse('TWO_HOLDERS', { field: 'holders' })] : []),
  ];
}

/** How many earlier emblems the office keeps: what was given out under an older one is drawn without it. */
const keptEmblems = 4;

type Emblems = Pick<OfficeIdentity, 'emblem' | 'secondEmblem' | 'earlierEmblems'>;

/** What a document keeps of its past: the office its emblems, for what was given out names them by hash. */
function earlier(type: MasterType, known: object | null, doc: object): object {
  if (type !== 'office' || known === null) return {};
  const before = known as Emblems;
  const { emblem, secondEmblem } = { ...before, ...(doc as Emblems) };
  const isDrawn = (one: string | null): boolean => one === emblem || one === (secondEmblem ?? null);
  const left = [before.emblem, before.secondEmblem ?? null].filter((one) => one !== null && !isDrawn(one));
  if (left.length === 0) return {};
  const older = (before.earlierEmblems ?? []).filter((one) => !left.includes(one) && !isDrawn(one));
  return { earlierEmblems: [...left, ...older].slice(0, keptEmblems) };
}

/** The command of a kind of master data: `agency.save`, `position.save`, … */
export function masterCommand(type: MasterType): Command<SaveArgs, { readonly id: string }> {
  return defineCommand<SaveArgs, { readonly id: string }>({
    name: `${type}.save`,
    version: 1,
    args: z.object({ doc: masterSchemas[type], ...sureArgs }),
    kind: 'act',
    target: ({ doc }) => ({ type, id: doc.id }),
    // What a newer version knows and this one does not stays in the document (PROTOCOL V3).
    reduce: (known, { doc }) => ({ ...known, ...doc, ...earlier(type, known, doc) }),
    // Two administrators at once: what the other one changed stands, this one sees both and decides again (P12).
    merge({ doc }, now, versions, baseRv) {
      const { notes } = mergeFields({ mine: { ...doc }, now: { ...now }, versions, baseRv }, () => 'hold');
      const theirs = Object.fromEntries(notes.map((note) => [note.field, note.now]));
      return { args: { doc: { ...doc, ...theirs } }, notes };
    },
    may: (_view, _target, who) => (who.rights.has('admin') ? null : refuse('NO_RIGHT_TO_ADMINISTER')),
    check: (view, { doc, sure }) =>
      type === 'service' ? checkEdition(view, doc as ServiceEdition) : contradictions(type, doc, sure),
  });
}

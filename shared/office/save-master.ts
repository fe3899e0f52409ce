import { z } from 'zod';
import { defineCommand, type Command } from '../commands/command.ts';
import { masterTypes, type MasterType } from '../commands/documents.ts';
import { sameValue } from '../letters/correct.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Holder } from '../people/people.ts';
import { masterSchemas } from './master-args.ts';

interface SaveArgs {
  readonly doc: { readonly id: string };
}

/** Two definitive holders of one position on one day cannot be; a Plt. or Plh. beside one can. */
export function overlappingHolders(holders: readonly Holder[]): boolean {
  const firm = holders.filter(({ kind }) => kind === 'definitif').sort((a, b) => (a.from < b.from ? -1 : 1));
  return firm.some((holder, i) => {
    const next = firm[i + 1];
    return next !== undefined && (holder.to === null || next.from <= holder.to);
  });
}

function contradictions(type: MasterType, doc: unknown): readonly Refusal[] {
  if (type !== 'position') return [];
  const { holders } = doc as { holders: readonly Holder[] };
  const backwards = holders.some(({ from, to }) => to !== null && to < from);
  return [
    ...(backwards ? [refuse('ENDS_BEFORE_IT_STARTS', { field: 'holders' })] : []),
    ...(overlappingHolders(holders) ? [refuse('TWO_HOLDERS', { field: 'holders' })] : []),
  ];
}

function saver(type: MasterType): Command<SaveArgs, { readonly id: string }> {
  return defineCommand<SaveArgs, { readonly id: string }>({
    name: `${type}.save`,
    version: 1,
    args: z.object({ doc: masterSchemas[type] }),
    kind: 'act',
    target: ({ doc }) => ({ type, id: doc.id }),
    // What a newer version knows and this one does not stays in the document (PROTOCOL V3).
    reduce: (known, { doc }) => ({ ...known, ...doc }),
    // Two administrators at once: what the other one changed stands, this one sees both and decides again (P12).
    merge({ doc }, now, fieldVersions, baseRv) {
      const mine = doc as Readonly<Record<string, unknown>>;
      const theirs = now as Readonly<Record<string, unknown>>;
      const held = Object.keys(mine).filter(
        (field) => (fieldVersions[field] ?? 0) > baseRv && !sameValue(mine[field], theirs[field]),
      );
      const kept = Object.fromEntries(held.map((field) => [field, theirs[field]]));
      const notes = held.map((field) => ({ field, mine: mine[field], now: theirs[field], kept: 'now' as const }));
      return { args: { doc: { ...doc, ...kept } }, notes };
    },
    may: (_view, _target, who) => (who.rights.has('admin') ? null : refuse('NO_RIGHT_TO_ADMINISTER')),
    check: (_view, { doc }) => contradictions(type, doc),
  });
}

/** One command per master type: `agency.save`, `position.save`, … */
export const masterCommands = masterTypes.map(saver);

const names = new Set(masterCommands.map(({ name }) => name));

/** Whether it changes master data or accounts, which takes the right to administer. */
export const isMasterCommand = (name: string): boolean => names.has(name);

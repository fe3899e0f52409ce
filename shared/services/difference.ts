import type { ServiceEdition } from './edition.ts';
import { actorText } from './standard.ts';

/** One thing a version has otherwise than the one before; `step`: of that step. */
export interface Difference {
  readonly what:
    'title' | 'caseName' | 'months' | 'fee' | 'product' | 'text' | 'actors' | 'plan' | 'requirement' | 'closed';
  readonly step?: number;
  /** Empty: it is new. */
  readonly was: string;
  /** Empty: it is no more. */
  readonly now: string;
}

function headDifferences(before: ServiceEdition, after: ServiceEdition): readonly Difference[] {
  const fields = ['title', 'caseName', 'months', 'fee', 'product'] as const;
  return fields.flatMap((what) =>
    before[what] === after[what] ? [] : [{ what, was: String(before[what]), now: String(after[what]) }],
  );
}

function stepDifferences(before: ServiceEdition, after: ServiceEdition): readonly Difference[] {
  return after.steps.flatMap((step, at): readonly Difference[] => {
    const old = before.steps.find(({ code }) => code === step.code);
    const of = { step: at + 1 };
    if (!old) return [{ what: 'title', ...of, was: '', now: step.title }];
    const pairs = [
      ['title', old.title, step.title],
      ['text', old.text, step.text],
      ['actors', actorText(old.actors), actorText(step.actors)],
      ['plan', String(old.plan), String(step.plan)],
    ] as const;
    return pairs.flatMap(([what, was, now]) => (was === now ? [] : [{ what, ...of, was, now }]));
  });
}

function requirementDifferences(before: ServiceEdition, after: ServiceEdition): readonly Difference[] {
  return after.requirements.flatMap((one) => {
    const old = before.requirements.find(({ code }) => code === one.code);
    const was = old && !old.retired ? old.title : '';
    const now = one.retired ? '' : one.title;
    return was === now ? [] : [{ what: 'requirement' as const, was, now }];
  });
}

/** What a version changes, in the order of the standard; empty: nothing. */
export function differences(before: ServiceEdition, after: ServiceEdition): readonly Difference[] {
  const state = ({ closed }: ServiceEdition): string => (closed ? 'closed' : 'open');
  return [
    ...headDifferences(before, after),
    ...stepDifferences(before, after),
    ...requirementDifferences(before, after),
    ...(before.closed === after.closed ? [] : [{ what: 'closed' as const, was: state(before), now: state(after) }]),
  ];
}

import { refusals, type NewAct } from '../../../shared/cases/step.ts';
import type { Who } from '../../../shared/people/who.ts';
import type { KnownCase } from '../office/case-states.ts';

/** What may be done with a case beside finishing its step, in the order of the menu. */
export const caseActions = ['team', 'link', 'title', 'service', 'maintain', 'withdraw'] as const;
export type CaseAction = (typeof caseActions)[number];

/** An act of each kind, to ask whether it could be made at all. */
const samples: Readonly<Record<CaseAction | 'resume', NewAct>> = {
  team: { kind: 'team', people: [] },
  link: { kind: 'link', letterId: '-' },
  title: { kind: 'title', title: '-' },
  service: { kind: 'service', service: '-', reason: '-' },
  maintain: { kind: 'maintain', on: '2026-01-01', note: '-' },
  withdraw: { kind: 'withdraw', reason: '-' },
  resume: { kind: 'resume', on: '2026-01-01', note: '' },
};

export function mayAct({ service, state }: KnownCase, action: CaseAction | 'resume', who: Who): boolean {
  return refusals(service, state, samples[action], who).length === 0;
}

/** What this person may do with the case now. */
export function allowedActions(known: KnownCase, who: Who): readonly CaseAction[] {
  return caseActions.filter((action) => mayAct(known, action, who));
}

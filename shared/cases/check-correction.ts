import type { Sure } from '../dates/pairs.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import { caseState, stateBefore, stepOf } from './case-state.ts';
import type { ActOf, Case, CaseState } from './case.ts';
import { withSet } from './corrections.ts';
import { checkActDates } from './dates.ts';
import { sameFields } from './fields.ts';
import { checkAct } from './step.ts';

interface Correcting {
  readonly found: Case;
  readonly state: CaseState;
  readonly service: ServiceDefinition;
  readonly find: (code: string) => ServiceDefinition | null;
  readonly sure: Sure;
  readonly day: PlainDate | undefined;
}

type Correct = Omit<ActOf<'correct'>, 'id' | 'at' | 'by' | 'desk'>;

const unstamped = { id: '', at: '', by: { account: '', person: null, position: null }, desk: '' };

/** Steps recorded after it that would count no longer; whoever corrects is asked once. */
function setBack(act: Correct, { found, state, service, find, sure }: Correcting): readonly Refusal[] {
  const after = caseState({ ...found, acts: [...found.acts, { ...act, ...unstamped }] }, find);
  const counting = new Set(after?.records.filter(({ aside }) => !aside).map(({ id }) => id));
  const lost = state.records.filter(({ id, aside }) => !aside && id !== act.of && !counting.has(id));
  if (lost.length === 0 || sure?.includes('STEPS_SET_BACK')) return [];
  const steps = [...new Set(lost.map(({ step }) => stepOf(service, step).title))].join(', ');
  return [refuse('STEPS_SET_BACK', { params: { steps } })];
}

/**
 * Everything wrong with the correction of a finished step: the corrected record is judged as if it were recorded now, with
 * the papers that are there now, and the steps after it are judged again.
 */
export function checkCorrection(act: Correct, correcting: Correcting, who: Who): readonly Refusal[] {
  const { found, state, service, find } = correcting;
  const record = state.records.find(({ id }) => id === act.of);
  const before = stateBefore(found, find, act.of);
  if (!record || !before) return [];
  const { corrections: _corrections, ...finish } = record;
  const next = withSet(finish, act.set);
  if (sameFields(next, finish)) return [refuse('NOTHING_TO_CHANGE')];
  const then = { ...before, documents: state.documents, requirements: state.requirements };
  const asked = checkAct(service, then, next, who).filter(({ code, field }) => {
    // Whose record it was stays as it is, whoever corrects it.
    if (code === 'ON_BEHALF_UNMARKED' || field === 'onBehalf') return false;
    // A refusal of before its letter was asked for stands; another word in it needs none either.
    return code !== 'LETTER_MISSING' || next.outcome !== record.outcome;
  });
  const dates = checkActDates(next, { ...correcting, state: before, steps: service.steps });
  const problems = [...asked, ...dates];
  return problems.length > 0 ? problems : setBack(act, correcting);
}

import { refuse, type Refusal } from '../refusal.ts';
import type { Who } from '../people/who.ts';
import { assertNever } from '../result.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import { standing, takesPart } from './actors.ts';
import { stepOf, type CaseState } from './case-state.ts';
import type { ActOf, CaseAct } from './case.ts';
import { checkFields } from './fields.ts';
import { passGates } from './gates.ts';

/** What an act says of itself before it has a stamp. */
export type NewAct = { [K in CaseAct['kind']]: Omit<ActOf<K>, 'id' | 'at' | 'by' | 'desk'> }[CaseAct['kind']];

function mayFinish(
  service: ServiceDefinition,
  state: CaseState,
  act: Omit<ActOf<'finish'>, 'id' | 'at' | 'by' | 'desk'>,
  who: Who,
): readonly Refusal[] {
  if (state.phase === 'waiting') return [refuse('CASE_WAITS')];
  if (state.phase !== 'active') return [refuse('CASE_ENDED')];
  if (act.step !== state.step || act.round !== state.round) return [refuse('STEP_ALREADY_DONE')];
  const step = stepOf(service, act.step);
  const how = standing(service, step, state, who);
  if (how === 'none') return [refuse('NOT_YOUR_STEP')];
  if (how === 'own' && act.onBehalf && !step.actors.some(({ kind }) => kind === 'agency'))
    return [refuse('INVALID', { field: 'onBehalf' })];
  if (how === 'on-behalf' && !act.onBehalf) return [refuse('ON_BEHALF_UNMARKED', { field: 'onBehalf' })];
  const outcome = step.outcomes.find(({ code }) => code === act.outcome);
  if (!outcome) return [refuse('REQUIRED', { field: 'outcome' })];
  // Nothing is analysed of a request that goes back for want of papers.
  const asksForForm = outcome.to.kind !== 'wait';
  const problems = [...(asksForForm ? checkFields(step.fields, act.fields) : [])];
  if (outcome.reason && act.note === '') problems.push(refuse('REASON_REQUIRED', { field: 'note' }));
  const stamped: ActOf<'finish'> = {
    ...act,
    id: '',
    at: '',
    by: { account: '', person: null, position: null },
    desk: '',
  };
  return [...problems, ...passGates(service, state, stamped, outcome)];
}

/**
 * Everything that speaks against an act, each with its code and, where it belongs to one, its field. Empty: it is legal,
 * and {@link foldAct} gives it its effect.
 */
export function refusals(service: ServiceDefinition, state: CaseState, act: NewAct, who: Who): readonly Refusal[] {
  if (act.kind !== 'finish' && !takesPart(service, state, who)) return [refuse('NOT_IN_THIS_SERVICE')];
  switch (act.kind) {
    case 'finish':
      return mayFinish(service, state, act, who);
    // One that comes too late is kept in the history and has no effect: nobody needs to look at half a form.
    case 'draft':
      return [];
    case 'requirement':
      if (!service.requirements.some(({ code }) => code === act.code)) return [refuse('INVALID', { field: 'code' })];
      // A scan or a remark where the paper is: "ada" alone proves nothing later.
      if (act.present && act.scanId === null && act.remark === '')
        return [refuse('SCAN_OR_REMARK', { field: 'remark' })];
      return state.phase === 'active' || state.phase === 'waiting' ? [] : [refuse('CASE_ENDED')];
    case 'document': {
      const step = service.steps.find(({ code }) => code === act.step);
      return step?.documents.some(({ code }) => code === act.code) ? [] : [refuse('INVALID', { field: 'code' })];
    }
    case 'team':
    case 'link':
    case 'title':
      return state.phase === 'active' || state.phase === 'waiting' ? [] : [refuse('CASE_ENDED')];
    case 'resume':
      return state.phase === 'waiting' ? [] : [refuse('CASE_DOES_NOT_WAIT')];
    case 'withdraw':
      return state.phase === 'active' || state.phase === 'waiting' ? [] : [refuse('CASE_ENDED')];
    case 'maintain':
      if (!service.maintained) return [refuse('NOT_MAINTAINED')];
      return state.phase === 'done' ? [] : [refuse('CASE_NOT_DONE')];
    case 'service':
      return state.records.length === 0 ? [] : [refuse('STEP_ALREADY_DONE')];
    default:
      return assertNever(act, 'act');
  }
}

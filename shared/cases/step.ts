import { plainDate } from '../letters/fields.ts';
import { isReplaced } from '../documents/editions.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Who } from '../people/who.ts';
import { assertNever } from '../result.ts';
import type { ServiceDefinition, StepDefinition } from '../services/definition.ts';
import { standing, takesPart } from './actors.ts';
import type { ActOf, CaseAct, CaseState } from './case.ts';
import { checkConditions } from './conditions.ts';
import { checkFields } from './fields.ts';
import { passGates } from './gates.ts';

/** What an act contains before it has a stamp. */
export type NewAct = { [K in CaseAct['kind']]: Omit<ActOf<K>, 'id' | 'at' | 'by' | 'desk'> }[CaseAct['kind']];

/** A step in one of its rounds and the way it ends, as the part of a case that finishing it is about. */
export function stepPart(step: string, round: number, outcome: string): string {
  return `${step} ${round} ${outcome}`;
}

/** The step of a {@link stepPart}. */
export const stepIn = (part: string): string => part.split(' ')[0] ?? part;

const isOpen = ({ phase }: CaseState): boolean => phase === 'active' || phase === 'waiting';

function mayFinish(service: ServiceDefinition, state: CaseState, part: string | undefined, who: Who): Refusal | null {
  const step = service.steps.find(({ code }) => code === (part === undefined ? state.step : stepIn(part)));
  if (!step) return refuse('INVALID', { field: 'step' });
  // The right before the state: what comes late from somebody who had no part in it is not kept beside the others.
  if (standing(service, step, state, who) === 'none') return refuse('NOT_YOUR_STEP');
  const [named, round, ending] = part?.split(' ') ?? [];
  const { by } = step.outcomes.find(({ code }) => code === ending) ?? {};
  if (by && !by.some((position) => who.positions.includes(position))) return refuse('NOT_YOUR_VERDICT');
  if (state.phase === 'waiting') return refuse('CASE_WAITS');
  if (state.phase !== 'active') return refuse('CASE_ENDED');
  const isPresent = named === undefined || (named === state.step && round === String(state.round));
  return isPresent ? null : refuse('STEP_ALREADY_DONE');
}

/** Whether this person may record an act of this kind in a case as it stands; `part`: {@link stepPart} to finish. */
export function mayAct(
  service: ServiceDefinition,
  state: CaseState,
  kind: CaseAct['kind'],
  part: string | undefined,
  who: Who,
): Refusal | null {
  if (kind === 'finish') return mayFinish(service, state, part, who);
  if (kind === 'correct') return mayCorrect(service, state, part, who);
  if (!takesPart(service, state, who)) return refuse('NOT_IN_THIS_SERVICE');
  switch (kind) {
    // One that comes too late is kept in the history without effect, so nobody has to review half a form.
    case 'draft':
    case 'document':
      return null;
    case 'requirement':
    case 'handIn':
    case 'team':
    case 'link':
    case 'title':
    case 'withdraw':
      return isOpen(state) ? null : refuse('CASE_ENDED');
    case 'resume':
      return state.phase === 'waiting' ? null : refuse('CASE_DOES_NOT_WAIT');
    case 'maintain':
      if (!service.maintained) return refuse('NOT_MAINTAINED');
      return state.phase === 'done' ? null : refuse('CASE_NOT_DONE');
    case 'service':
      return state.records.every(({ aside }) => aside) ? null : refuse('STEP_ALREADY_DONE');
    default:
      return assertNever(kind, 'act');
  }
}

/**
 * Whether this person may correct that record: who could have made it, and a verdict only who gives it. Asked before whether
 * there is such a record, so that nothing of an outsider is kept.
 */
function mayCorrect(service: ServiceDefinition, state: CaseState, part: string | undefined, who: Who): Refusal | null {
  const stands = (step: StepDefinition): boolean => standing(service, step, state, who) !== 'none';
  const named = state.records.filter(({ id }) => part === undefined || id === part);
  if (named.length === 0) {
    if (!service.steps.some(stands)) return refuse('NOT_YOUR_STEP');
    return part === undefined ? refuse('NO_SUCH_RECORD') : refuse('INVALID', { field: 'of' });
  }
  const stepNamed = (code: string): StepDefinition | undefined => service.steps.find((step) => step.code === code);
  const able = named.filter(({ step: code }) => {
    const step = stepNamed(code);
    // A step of a service the case was of before.
    return step ? stands(step) : takesPart(service, state, who);
  });
  if (able.length === 0) return refuse('NOT_YOUR_STEP');
  const given = able.filter(({ step, outcome }) => {
    const by = stepNamed(step)?.outcomes.find(({ code }) => code === outcome)?.by;
    return by === undefined || by.some((position) => who.positions.includes(position));
  });
  if (given.length === 0) return refuse('NOT_YOUR_VERDICT');
  return given.some(({ aside }) => !aside) ? null : refuse('NO_SUCH_RECORD');
}

function checkFinish(
  service: ServiceDefinition,
  state: CaseState,
  act: Omit<ActOf<'finish'>, 'id' | 'at' | 'by' | 'desk'>,
  who: Who,
): readonly Refusal[] {
  const step = service.steps.find(({ code }) => code === act.step);
  // A step that is not to be done now has its refusal already; what was typed for it is not checked by another one.
  if (!step) return [];
  if (act.step !== state.step || act.round !== state.round) {
    return step.outcomes.some(({ code }) => code === act.outcome) ? [] : [refuse('INVALID', { field: 'outcome' })];
  }
  const problems: Refusal[] = [];
  const how = standing(service, step, state, who);
  if (how === 'own' && act.onBehalf && !step.actors.some(({ kind }) => kind === 'agency'))
    problems.push(refuse('INVALID', { field: 'onBehalf' }));
  if (how === 'on-behalf' && !act.onBehalf) problems.push(refuse('ON_BEHALF_UNMARKED', { field: 'onBehalf' }));
  const outcome = step.outcomes.find(({ code }) => code === act.outcome);
  if (!outcome) return [...problems, refuse('REQUIRED', { field: 'outcome' })];
  // Nothing is analysed of a request that goes back for want of papers.
  const asksForForm = outcome.to.kind !== 'wait';
  problems.push(...(asksForForm ? checkFields(step.fields, act.fields) : []));
  if (!plainDate.safeParse(act.finishedOn).success)
    problems.push(refuse(act.finishedOn === '' ? 'REQUIRED' : 'NOT_A_DATE', { field: 'finishedOn' }));
  if (outcome.reason && act.note === '') problems.push(refuse('REASON_REQUIRED', { field: 'note' }));
  const stamped: ActOf<'finish'> = {
    ...act,
    id: '',
    at: '',
    by: { account: '', person: null, position: null },
    desk: '',
  };
  return [
    ...problems,
    ...passGates(service, state, stamped, outcome),
    ...(asksForForm ? checkConditions(step, state, act, outcome) : []),
  ];
}

/** An edition replaces the last one of the same paper: two that replace one would leave open which of them counts. */
function checkReplaced(state: CaseState, act: Extract<NewAct, { kind: 'document' }>): readonly Refusal[] {
  const { replaces } = act;
  if (replaces === undefined) return [];
  const before = state.documents.find(({ id }) => id === replaces);
  if (!before || before.code !== act.code || before.step !== act.step) return [refuse('NO_SUCH_DOCUMENT')];
  return isReplaced(state.documents, before) ? [refuse('NOT_THE_LAST_EDITION')] : [];
}

/** Whether one position stands twice in a signature: nobody signs in his own name by mandate. */
function signsForSelf(signer: Extract<NewAct, { kind: 'document' }>['signer']): boolean {
  const named = signer ? [signer.position, ...(signer.behalf ?? [])] : [];
  return new Set(named).size < named.length;
}

/** Everything wrong with an act that may be recorded, each with its code and, where it belongs to one, its field. */
export function checkAct(service: ServiceDefinition, state: CaseState, act: NewAct, who: Who): readonly Refusal[] {
  switch (act.kind) {
    case 'finish':
      return checkFinish(service, state, act, who);
    case 'requirement':
      if (!service.requirements.some(({ code }) => code === act.code)) return [refuse('INVALID', { field: 'code' })];
      // A scan or a remark where the paper is: "ada" alone proves nothing later.
      return act.present && act.scanId === null && act.remark === ''
        ? [refuse('SCAN_OR_REMARK', { field: 'remark' })]
        : [];
    case 'document': {
      const step = service.steps.find(({ code }) => code === act.step);
      const known = step?.documents.find(({ code }) => code === act.code);
      const signer = known?.signedBy !== undefined && act.signer?.position !== known.signedBy;
      return [
        ...(known ? [] : [refuse('INVALID', { field: 'code' })]),
        ...(signer ? [refuse('OTHER_SIGNER', { field: 'signer' })] : []),
        ...(signsForSelf(act.signer) ? [refuse('SIGNS_FOR_SELF', { field: 'signer' })] : []),
        ...checkReplaced(state, act),
      ];
    }
    case 'handIn': // hand-in.ts
      return [];
    case 'draft':
      return service.steps.some(({ code }) => code === act.step) ? [] : [refuse('INVALID', { field: 'step' })];
    case 'team':
    case 'link':
    case 'title':
    case 'resume':
    case 'withdraw':
    case 'maintain':
    case 'service':
    case 'correct': // held against the whole case: check-correction.ts
      return [];
    default:
      return assertNever(act, 'act');
  }
}

import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import { takesPart } from './actors.ts';
import { missingRequirements } from './case-state.ts';
import type { ActOf, CasePhase, CaseState } from './case.ts';

/** What an agency hands in to one case: many times what a request asks for, far below what fills a document. */
const mostHandIns = 200;

/**
 * Requirements the office asks the agency for: what is missing while papers are looked through, and while the case waits
 * for them.
 */
export function askedRequirements(service: ServiceDefinition, state: CaseState): readonly string[] {
  const asks = state.phase === 'waiting' || (state.phase === 'active' && state.step === service.completeBefore);
  return asks ? missingRequirements(service, state) : [];
}

/** What of a case decides whether its agency may hand something in. */
export interface Asking {
  readonly phase: CasePhase;
  readonly asked: readonly string[];
  readonly handIns: readonly unknown[];
}

const ended: readonly CasePhase[] = ['done', 'reused', 'refused', 'withdrawn'];

/** Whether the agency may hand in a requirement now; `code` undefined: whether there is any. */
export function agencyMayHandIn({ phase, asked, handIns }: Asking, code: string | undefined): Refusal | null {
  if (ended.includes(phase)) return refuse('CASE_ENDED');
  if (handIns.length >= mostHandIns) return refuse('DOCUMENT_FULL');
  return (code === undefined ? asked.length > 0 : asked.includes(code)) ? null : refuse('NOT_ASKED_FOR');
}

/** The agency hands in what is asked for; an officer with a part in the service records on its behalf while the case runs. */
export function mayHandIn(
  service: ServiceDefinition,
  state: CaseState,
  code: string | undefined,
  who: Who,
): Refusal | null {
  if (who.agency) return agencyMayHandIn({ ...state, asked: askedRequirements(service, state) }, code);
  if (!takesPart(service, state, who)) return refuse('NOT_IN_THIS_SERVICE');
  return ended.includes(state.phase) ? refuse('CASE_ENDED') : null;
}

type HandInArgs = Pick<ActOf<'handIn'>, 'code' | 'scan' | 'onBehalf'>;

/** Whose it is is said by whoever records it, and never by the window alone. */
export function checkHandIn(
  service: ServiceDefinition,
  state: CaseState,
  { code, scan, onBehalf }: HandInArgs,
  who: Who,
): readonly Refusal[] {
  const again = state.handIns.some((known) => known.code === code && known.scan.sha256 === scan.sha256);
  return [
    ...(!who.agency && !onBehalf ? [refuse('ON_BEHALF_UNMARKED', { field: 'onBehalf' })] : []),
    ...(who.agency && onBehalf ? [refuse('INVALID', { field: 'onBehalf' })] : []),
    ...(service.requirements.some((one) => one.code === code) ? [] : [refuse('INVALID', { field: 'code' })]),
    ...(again ? [refuse('SCAN_ALREADY_THERE', { field: 'scan' })] : []),
  ];
}

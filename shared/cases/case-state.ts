import type { Outcome, ServiceDefinition, StepDefinition } from '../services/definition.ts';
import { serviceAt } from '../services/edition.ts';
import type { ActOf, Case, CaseAct, CaseState, StepRecord, Wait } from './case.ts';
import { carriedFields } from './carried.ts';
import { correctedFinishes } from './corrections.ts';
import { keepUnknown } from '../result.ts';
import { passGates } from './gates.ts';

/** The first step that is not taken from the letter. */
export function firstStep(service: ServiceDefinition): StepDefinition {
  const step = service.steps.find(({ derived }) => derived === undefined);
  if (!step) throw new Error(`${service.code}: no step to begin with`);
  return step;
}

export function stepOf(service: ServiceDefinition, code: string): StepDefinition {
  const step = service.steps.find((one) => one.code === code);
  if (!step) throw new Error(`${service.code}: no step ${code}`);
  return step;
}

export function begin(service: ServiceDefinition, from: Pick<Case, 'title' | 'letterId'>): CaseState {
  return {
    service: service.code,
    title: from.title,
    phase: 'active',
    step: firstStep(service).code,
    round: 1,
    requirements: {},
    handIns: [],
    team: [],
    draft: {},
    records: [],
    documents: [],
    waits: [],
    letters: [from.letterId],
    maintenance: [],
    withdrawn: null,
  };
}

/** Requirements nobody has seen yet. */
export function missingRequirements(service: ServiceDefinition, state: CaseState): readonly string[] {
  return service.requirements.map(({ code }) => code).filter((code) => !state.requirements[code]?.present);
}

const isOpen = (state: CaseState): boolean => state.phase === 'active' || state.phase === 'waiting';

/**
 * How many documents count as used when papers go back: those of before the record and, where a correction lets it wait by a
 * letter that came after it, as far as that letter. One that came later still sends papers back another time.
 */
function usedUp(
  service: ServiceDefinition,
  { state, seen }: Readonly<Record<'state' | 'seen', CaseState>>,
  act: ActOf<'finish'>,
  outcome: Outcome,
): number {
  const all = seen.documents;
  const passes = (count: number): boolean =>
    passGates(service, { ...seen, documents: all.slice(0, count) }, act, outcome).length === 0;
  let count = state.documents.length;
  while (count < all.length && !passes(count)) count += 1;
  return count;
}

type Papers = Pick<CaseState, 'documents' | 'requirements'>;

/** A record as it was made, or as it was corrected, with the papers there were by then and when it was given its outcome. */
interface Finished {
  readonly act: ActOf<'finish'>;
  readonly corrections?: StepRecord['corrections'];
  readonly papers?: Papers;
  readonly decidedBy?: Papers | null;
}

function finish(
  service: ServiceDefinition,
  state: CaseState,
  { act, corrections, papers, decidedBy }: Finished,
): CaseState {
  const step = service.steps.find(({ code }) => code === act.step);
  const outcome = step?.outcomes.find(({ code }) => code === act.outcome);
  const here = state.phase === 'active' && act.step === state.step && act.round === state.round;
  const seen = { ...state, ...papers };
  const legal = here && outcome !== undefined && passGates(service, seen, act, outcome).length === 0;
  const records = [...state.records, { ...act, aside: !legal, ...(corrections ? { corrections } : {}) }];
  if (!legal || !outcome) return { ...state, records };
  const next = { ...state, records, draft: {} };
  const { to } = outcome;
  switch (to.kind) {
    case 'step':
      return { ...next, step: to.step, draft: carriedFields(service, records, to.step) };
    case 'back':
      return {
        ...next,
        step: to.step,
        round: state.round + 1,
        draft: carriedFields(service, records, to.step),
      };
    case 'wait': {
      const wait: Wait = {
        from: act.finishedOn,
        step: act.step,
        until: null,
        missing: missingRequirements(service, { ...state, ...decidedBy }),
        reason: act.note,
        documents: usedUp(service, { state, seen }, act, outcome),
      };
      return { ...next, phase: 'waiting', draft: state.draft, waits: [...state.waits, wait] };
    }
    case 'end':
      return { ...next, phase: to.as };
  }
}

/** The effect of one act. Total: one that no longer fits is recorded, one of a kind not known here is kept; neither changes anything else. */
export function foldAct(service: ServiceDefinition, state: CaseState, act: CaseAct): CaseState {
  switch (act.kind) {
    case 'finish':
      return finish(service, state, { act });
    case 'draft':
      return !isOpen(state) || act.step !== state.step || act.round !== state.round
        ? state
        : { ...state, draft: { ...state.draft, ...act.set } };
    case 'requirement':
      return { ...state, requirements: { ...state.requirements, [act.code]: act } };
    case 'handIn':
      return { ...state, handIns: [...state.handIns, act] };
    case 'document':
      return { ...state, documents: [...state.documents, act] };
    case 'team':
      return { ...state, team: act.people };
    case 'resume': {
      const last = state.waits.at(-1);
      if (state.phase !== 'waiting' || !last) return state;
      return { ...state, phase: 'active', waits: [...state.waits.slice(0, -1), { ...last, until: act.on }] };
    }
    case 'withdraw':
      return isOpen(state) ? { ...state, phase: 'withdrawn', withdrawn: act } : state;
    case 'maintain':
      return state.phase === 'done' ? { ...state, maintenance: [...state.maintenance, act] } : state;
    case 'link':
      return state.letters.includes(act.letterId) ? state : { ...state, letters: [...state.letters, act.letterId] };
    case 'title':
      return { ...state, title: act.title };
    case 'service':
    case 'correct':
      return state;
    default:
      return keepUnknown(act, state);
  }
}

/** Documents and requirements of the first so many acts. */
function papersOf(acts: readonly CaseAct[], count: number): Pick<CaseState, 'documents' | 'requirements'> {
  const seen = acts.slice(0, count);
  return {
    documents: seen.filter((act) => act.kind === 'document'),
    requirements: Object.fromEntries(seen.flatMap((act) => (act.kind === 'requirement' ? [[act.code, act]] : []))),
  };
}

type FindService = (code: string) => ServiceDefinition | null;

/** Where a case stands in the version of its service that it keeps. */
export interface StandingCase {
  readonly service: ServiceDefinition;
  readonly state: CaseState;
}

/** A service, and the index of the act that gave the case to it; 0: it was opened for it. */
interface Served {
  readonly service: ServiceDefinition | null;
  readonly since: number;
}

/**
 * The service of a case: the one it was opened for, or the last one it was given to while no finished step counted. Records
 * are taken as they were made, so that a correction never moves a case to another service.
 */
function servedAs(found: Case, find: FindService): Served {
  let service = serviceAt(find(found.service), found);
  let since = 0;
  let state = service && begin(service, found);
  for (const [at, act] of found.acts.entries()) {
    if (act.kind === 'service') {
      service = serviceAt(find(act.service), act);
      since = at;
      const before = state ?? (service && { ...begin(service, found), ...papersOf(found.acts, at) });
      state = service && before && { ...before, step: firstStep(service).code };
    } else if (service && state) {
      state = foldAct(service, state, act);
      if (act.kind === 'finish' && state.records.at(-1)?.aside === false) break;
    } else if (act.kind === 'finish') break;
  }
  return { service, since };
}

/**
 * Folds acts, every finished step as it was corrected, up to the record of that id; null for `until`: all of them. What was
 * finished before the case was given to its service is no step of that one.
 */
function folded(found: Case, find: FindService, until: string | null): StandingCase | null {
  const { acts } = found;
  const { service, since } = servedAs(found, find);
  if (!service) return null;
  const corrected = correctedFinishes(acts);
  let state = begin(service, found);
  for (const [at, act] of acts.entries()) {
    if (act.id === until) return { service, state };
    if (act.kind === 'finish' && at < since) {
      state = { ...state, records: [...state.records, { ...act, aside: true }] };
      continue;
    }
    const other = act.kind === 'finish' ? corrected.get(act.id) : undefined;
    state = other
      ? finish(service, state, {
          act: other.finish,
          corrections: other.corrections,
          papers: papersOf(acts, other.seen),
          decidedBy: other.decided === null ? null : papersOf(acts, other.decided),
        })
      : foldAct(service, state, act);
  }
  return until === null ? { service, state } : null;
}

/** The case as it stood when a step was recorded, earlier steps as they were corrected since; null: no such record. */
export function stateBefore(found: Case, find: FindService, record: string): CaseState | null {
  return folded(found, find, record)?.state ?? null;
}

/** Where the case stands: its acts folded from its opening; null: of a service that `find` does not know. */
export function caseState(found: Case, find: FindService): CaseState | null {
  return folded(found, find, null)?.state ?? null;
}

/** Where the case stands, and its service in the version it keeps; null: of a service that `find` does not know. */
export function standingOf(found: Case, find: FindService): StandingCase | null {
  return folded(found, find, null);
}

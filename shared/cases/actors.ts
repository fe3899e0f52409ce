import type { Who } from '../people/who.ts';
import type { Actor, ServiceDefinition, StepDefinition } from '../services/definition.ts';
import type { CaseState } from './case.ts';

/** How somebody may record a step: as its actor, for the agency (marked so), or not at all. */
export type Standing = 'own' | 'on-behalf' | 'none';

function isActor(actor: Actor, state: Pick<CaseState, 'team'>, who: Who): boolean {
  switch (actor.kind) {
    case 'position':
      return who.positions.includes(actor.position);
    case 'team':
      return state.team.length === 0
        ? who.positions.includes(actor.position)
        : who.person !== null && state.team.includes(who.person);
    case 'agency':
      return false;
  }
}

/** Positions of the office that have a part in the service. */
export function officePositions(service: ServiceDefinition): readonly string[] {
  const positions = service.steps.flatMap(({ actors }) =>
    actors.flatMap((actor) => (actor.kind === 'agency' ? [] : [actor.position])),
  );
  return [...new Set(positions)];
}

/** Whether the account has a part in the service at all: it may tick requirements, open and withdraw. */
export function takesPart(service: ServiceDefinition, state: Pick<CaseState, 'team'>, who: Who): boolean {
  const positions = officePositions(service);
  return (
    who.rights.has('book') ||
    who.positions.some((position) => positions.includes(position)) ||
    (who.person !== null && state.team.includes(who.person))
  );
}

/** The agency's own steps are recorded by an officer who takes part in the service; the record says so. */
export function standing(service: ServiceDefinition, step: StepDefinition, state: CaseState, who: Who): Standing {
  if (step.actors.some((actor) => isActor(actor, state, who))) return 'own';
  const ofAgency = step.actors.some(({ kind }) => kind === 'agency');
  return ofAgency && takesPart(service, state, who) ? 'on-behalf' : 'none';
}

/** Positions and persons that have something to do now. */
export function onTurn(
  step: StepDefinition,
  state: CaseState,
): { readonly positions: readonly string[]; readonly people: readonly string[] } {
  if (state.phase !== 'active') return { positions: [], people: [] };
  const positions = step.actors.flatMap((actor) =>
    actor.kind === 'position' || (actor.kind === 'team' && state.team.length === 0) ? [actor.position] : [],
  );
  const people = step.actors.some(({ kind }) => kind === 'team') ? state.team : [];
  return { positions, people };
}

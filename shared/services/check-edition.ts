import type { View } from '../commands/command.ts';
import type { Position } from '../people/people.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Actor, ServiceDefinition } from './definition.ts';
import { definitionOf, editionId, plannedWhole, shippedVersion, type ServiceEdition } from './edition.ts';
import { sameEdition } from './edition-args.ts';
import { publishedServices } from './services.ts';

const positionsIn = (actors: readonly Actor[]): readonly string[] =>
  actors.flatMap((actor) => (actor.kind === 'agency' ? [] : [actor.position]));

/** A version that is there already, or that cannot be one of this service. */
function placeProblems(view: View, base: ServiceDefinition | null, edition: ServiceEdition): readonly Refusal[] {
  const { id, service, version, prefix } = edition;
  const known = view.get<ServiceEdition>('service', id);
  const first = base ? shippedVersion + 1 : 1;
  const others = [
    ...publishedServices.map((one) => ({ service: one.code, prefix: one.prefix })),
    ...view.all<ServiceEdition>('service'),
  ].filter((one) => one.service !== service);
  return [
    ...(id === editionId(service, version) && version >= first ? [] : [refuse('INVALID', { field: 'version' })]),
    ...(known && !sameEdition(known, edition) ? [refuse('SERVICE_VERSION_TAKEN', { params: { version } })] : []),
    ...(others.some((one) => one.prefix === prefix) ? [refuse('PREFIX_TAKEN', { field: 'prefix' })] : []),
    ...(base && base.prefix !== prefix ? [refuse('INVALID', { field: 'prefix' })] : []),
  ];
}

function twice(codes: readonly string[], field: (at: number) => string): readonly Refusal[] {
  return codes.flatMap((code, at) => (codes.indexOf(code) < at ? [refuse('TWICE', { field: field(at) })] : []));
}

/** Steps, their order and number are the program's where papers and gates name them. */
function stepCodes(base: ServiceDefinition | null, { steps }: ServiceEdition): readonly Refusal[] {
  const same = base?.steps.map(({ code }) => code).join(' ') === steps.map(({ code }) => code).join(' ');
  if (base) return same ? [] : [refuse('STEPS_FIXED', { field: 'steps' })];
  return twice(
    steps.map(({ code }) => code),
    (at) => `steps.${at}.code`,
  );
}

function planProblems(base: ServiceDefinition | null, edition: ServiceEdition): readonly Refusal[] {
  const wanted = plannedWhole(edition);
  const sum = edition.steps.reduce((days, { plan }) => days + plan, 0);
  const derived = new Set(base?.steps.flatMap(({ code, derived }) => (derived === undefined ? [] : [code])));
  return [
    ...edition.steps.flatMap(({ code, plan }, at) =>
      plan === 0 && !derived.has(code) ? [refuse('STEP_WITHOUT_DAYS', { field: `steps.${at}.plan` })] : [],
    ),
    ...(sum === wanted ? [] : [refuse('PLAN_NOT_WHOLE', { field: 'months', params: { sum, wanted } })]),
  ];
}

/** Steps that nobody could end: without an actor, by a position that is none, or without who gives their verdict. */
function actorProblems(view: View, base: ServiceDefinition | null, edition: ServiceEdition): readonly Refusal[] {
  const positions = new Map(view.all<Position>('position').map((one) => [one.id, one]));
  const definition = definitionOf(base, edition);
  const nobody = definition.steps.every(({ actors }) => positionsIn(actors).length === 0);
  return [
    ...(nobody ? [refuse('SERVICE_WITHOUT_OFFICE', { field: 'steps.0.actors' })] : []),
    ...definition.steps.flatMap(({ actors, outcomes }, at): readonly Refusal[] => {
      const field = `steps.${at}.actors`;
      if (actors.length === 0) return [refuse('STEP_WITHOUT_ACTOR', { field })];
      const named = positionsIn(actors);
      const gone = named.find((id) => positions.get(id)?.closedOn !== null);
      if (gone !== undefined)
        return [refuse('ACTOR_CLOSED', { field, params: { position: positions.get(gone)?.title ?? gone } })];
      return outcomes.flatMap(({ by, label }) => {
        if (!by || by.some((id) => named.includes(id))) return [];
        const position = by.map((id) => positions.get(id)?.title ?? id).join(', ');
        return [refuse('VERDICT_NEEDS_POSITION', { field, params: { outcome: label, position } })];
      });
    }),
  ];
}

/**
 * Everything for which a version of a service is not published: what would leave a case of it unfinishable, each at its
 * field, and a version that somebody else published first.
 */
export function checkEdition(view: View, edition: ServiceEdition): readonly Refusal[] {
  const base = publishedServices.find(({ code }) => code === edition.service) ?? null;
  const fixed = stepCodes(base, edition);
  return [
    ...placeProblems(view, base, edition),
    ...fixed,
    ...twice(
      edition.requirements.map(({ code }) => code),
      (at) => `requirements.${at}.title`,
    ),
    ...planProblems(base, edition),
    ...(fixed.length > 0 ? [] : actorProblems(view, base, edition)),
  ];
}

import type { Who } from '../../../shared/people/who.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';

/** The position from which somebody acts in a step when he holds several; undefined: any of his. */
export function actingFor(step: StepDefinition, who: Pick<Who, 'positions'>): string | undefined {
  const actors = step.actors.flatMap((actor) => (actor.kind === 'agency' ? [] : [actor.position]));
  return actors.find((position) => who.positions.includes(position));
}

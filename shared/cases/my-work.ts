import type { Who } from '../people/who.ts';
import { byUrgency, type CaseLine } from './case-line.ts';

/** Something a case asks of a person. `turn`: a step of his is to be done. `papers`: the agency was asked for papers. */
export interface CaseTask {
  readonly line: CaseLine;
  readonly kind: 'turn' | 'papers';
  /** The position it is for; null: for the person as a member of the team. */
  readonly position: string | null;
}

type Me = Pick<Who, 'positions' | 'person'>;

function taskOf(line: CaseLine, { positions, person }: Me): CaseTask | null {
  const held = line.positions.find((position) => positions.includes(position));
  if (held !== undefined) return { line, kind: 'turn', position: held };
  if (person !== null && line.people.includes(person)) return { line, kind: 'turn', position: null };
  if (line.phase !== 'waiting') return null;
  const asked = line.actors.find((actor) => actor.kind !== 'agency' && positions.includes(actor.position));
  return asked && asked.kind !== 'agency' ? { line, kind: 'papers', position: asked.position } : null;
}

/**
 * What cases ask of a person today, overdue first; each case once, though several of his positions may act. Deputies and
 * acting holders (Plh., Plt.) have it through the positions they hold today.
 */
export function caseTasks(lines: readonly CaseLine[], me: Me): readonly CaseTask[] {
  const tasks = lines.flatMap((line) => taskOf(line, me) ?? []);
  return tasks.sort((a, b) => Number(a.kind === 'papers') - Number(b.kind === 'papers') || byUrgency(a.line, b.line));
}

import type { Who } from '../people/who.ts';
import { byUrgency, type CaseLine } from './case-line.ts';

/**
 * Something a case asks of a person. `turn`: a step of his is to be done. `papers`: he asked the agency for papers.
 * `agency`: the step before his is the agency's own.
 */
export interface CaseTask {
  readonly line: CaseLine;
  readonly kind: 'turn' | 'papers' | 'agency';
  /** The position it is for; null: for the person as a member of the team. */
  readonly position: string | null;
}

type Me = Pick<Who, 'positions' | 'person'>;

function heldBy({ positions, people }: CaseLine['next'], me: Me): Pick<CaseTask, 'position'> | null {
  const held = positions.find((position) => me.positions.includes(position));
  if (held !== undefined) return { position: held };
  return me.person !== null && people.includes(me.person) ? { position: null } : null;
}

function taskOf(line: CaseLine, me: Me): CaseTask | null {
  const turn = heldBy(line, me);
  if (turn) return { line, kind: 'turn', ...turn };
  const next = heldBy(line.next, me);
  if (next) return { line, kind: 'agency', ...next };
  if (line.phase !== 'waiting') return null;
  const asked = line.actors.find((actor) => actor.kind !== 'agency' && me.positions.includes(actor.position));
  return asked && asked.kind !== 'agency' ? { line, kind: 'papers', position: asked.position } : null;
}

/** What is overdue comes first, then what can be done now, then what the agency is waited for. */
function byTask(a: CaseTask, b: CaseTask): number {
  const late = Number(b.line.lateness === 'late') - Number(a.line.lateness === 'late');
  const turn = Number(b.kind === 'turn') - Number(a.kind === 'turn');
  return late || turn || byUrgency(a.line, b.line);
}

/**
 * What cases ask of a person today, overdue first; each case once, though several of his positions may act. Deputies and
 * acting holders (Plh., Plt.) have it through the positions they hold today.
 */
export function caseTasks(lines: readonly CaseLine[], me: Me): readonly CaseTask[] {
  const tasks = lines.flatMap((line) => taskOf(line, me) ?? []);
  return tasks.sort(byTask);
}

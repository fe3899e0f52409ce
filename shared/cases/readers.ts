import { isSecret } from '../letters/letter.ts';
import { publishedServices } from '../services/services.ts';
import { onTurn } from './actors.ts';
import { standingOf, stepOf } from './case-state.ts';
import type { Case } from './case.ts';

/** Positions that have to act on the case as it stands, those that stand in for a named team among them. */
function holdersOf(found: Case): readonly string[] {
  const find = (code: string) => publishedServices.find((service) => service.code === code) ?? null;
  const standing = standingOf(found, find);
  if (!standing) return [];
  const { service, state } = standing;
  return onTurn(stepOf(service, state.step), { ...state, team: [] }).positions;
}

/** Positions of the people who are the team of the case now. */
function teamOf({ acts }: Case): readonly string[] {
  const act = acts.findLast(({ kind }) => kind === 'team');
  return (act?.kind === 'team' && act.positions) || [];
}

/**
 * Positions that may read a case; null: everybody in the office. The case of a secret letter is read by those the
 * letter was for when it was opened, by whoever recorded something in it, by its team, and by those whose turn it is:
 * being on turn is being addressed, as a disposition is for a letter.
 */
export function caseReaders(found: Case): readonly string[] | null {
  if (!isSecret(found.security)) return null;
  const authors = [found.opened, ...found.acts].flatMap(({ by }) => by.position ?? []);
  return [...new Set([...found.readers, ...authors, ...teamOf(found), ...holdersOf(found)])];
}

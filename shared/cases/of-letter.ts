import type { Case } from './case.ts';

/** Letters of a case: the one that brought it and those linked to it since. */
export function lettersOf(found: Case): readonly string[] {
  const linked = found.acts.flatMap((act) => (act.kind === 'link' ? [act.letterId] : []));
  return [...new Set([found.letterId, ...linked])];
}

/** The case one of these letters brought or belongs to; the letter named first counts first. */
export function caseOfLetters(cases: readonly Case[], letterIds: readonly string[]): Case | null {
  for (const id of letterIds) {
    const found = cases.find((one) => lettersOf(one).includes(id));
    if (found) return found;
  }
  return null;
}

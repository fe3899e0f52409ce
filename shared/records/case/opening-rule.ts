import type { Case } from '../../cases/case.ts';
import type { OpenCaseArgs } from '../../cases/commands.ts';
import { lettersOf } from '../../cases/of-letter.ts';
import { isSecret, type Letter } from '../../letters/letter.ts';
import { readersOf } from '../../letters/status.ts';
import type { Who } from '../../people/who.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import type { RegisterView } from '../kind.ts';

/** Two desks may open the case of one letter before they learn of each other: both are kept and flagged for review. */
async function hasCase(view: RegisterView, letterId: string, caseId: string): Promise<boolean> {
  const cases = await view.all<Case>('case');
  return cases.some((found) => found.id !== caseId && lettersOf(found).includes(letterId));
}

/**
 * PROTOCOL S3: the case of a secret letter is opened by one of its readers. One opened before the desk learned that the
 * letter had become secret is kept, as secret as the letter, and flagged. A letter has one case.
 */
export async function openingRule(
  view: RegisterView,
  { caseId, letterId, security }: OpenCaseArgs,
  who: Who,
): Promise<Refusal | null> {
  const twice = (await hasCase(view, letterId, caseId)) ? refuse('LETTER_HAS_CASE') : null;
  const letter = await view.get<Letter>('letter', letterId);
  if (!letter || !isSecret(letter.security)) return twice;
  const readers = readersOf(letter);
  if (!who.positions.some((position) => readers.includes(position))) return refuse('NO_RIGHT_TO_READ');
  return twice ?? (isSecret(security) ? null : refuse('CASE_NOT_SECRET'));
}

import type { Prepared } from '../../shared/commands/prepare.ts';
import type { DocRef } from '../../shared/commands/documents.ts';
import { isSecret, type Letter } from '../../shared/letters/letter.ts';
import type { Case } from '../../shared/cases/case.ts';
import { lettersOf } from '../../shared/cases/of-letter.ts';
import type { OpenCaseArgs } from '../../shared/cases/commands.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Who } from '../../shared/people/who.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';
import { accountByName, type Masters } from './masters.ts';
import { readersOfDoc } from './readers.ts';

/** An account as it would be saved: user names are unique, and somebody has to be left who administers. */
export function accountRule(masters: Masters, account: Account): Refusal | null {
  const same = accountByName(masters, account.username);
  if (same && same.id !== account.id) return refuse('USERNAME_TAKEN', { field: 'username' });
  const before = masters.get<Account>('account', account.id);
  if (!before?.admin || before.disabled || (account.admin && !account.disabled)) return null;
  const others = masters
    .all<Account>('account')
    .filter(({ id, admin, disabled }) => id !== account.id && admin && !disabled);
  return others.length === 0 ? refuse('LAST_ADMINISTRATOR') : null;
}

/** PROTOCOL S2: nobody works on something secret he may not read, and so nobody adds himself to its readers. */
function secrecyRule({ type }: Pick<DocRef, 'type'>, doc: unknown, who: Who): Refusal | null {
  const readers = readersOfDoc(type, doc);
  if (readers === null || who.positions.some((position) => readers.includes(position))) return null;
  return refuse('NO_RIGHT_TO_READ');
}

/** Two desks may open the case of one letter before they hear of each other: both are kept, and somebody looks. */
async function hasCase(tx: Tx, letterId: string, caseId: string): Promise<boolean> {
  const cases = (await tx.docs.ofTypes(['case'])).map(({ json }) => JSON.parse(json) as Case);
  return cases.some((found) => found.id !== caseId && lettersOf(found).includes(letterId));
}

/**
 * PROTOCOL S3: the case of a secret letter is opened by one of its readers. One opened before the desk heard that the
 * letter had become secret is kept, as secret as the letter, and flagged. A letter has one case.
 */
export async function openingRule(tx: Tx, { command, args }: Prepared, who: Who): Promise<Refusal | null> {
  if (command.name !== 'case.open') return null;
  const { caseId, letterId, security } = args as OpenCaseArgs;
  const twice = (await hasCase(tx, letterId, caseId)) ? refuse('LETTER_HAS_CASE') : null;
  const stored = await tx.docs.get('letter', letterId);
  if (!stored) return twice;
  const letter = docOf(stored) as Letter;
  const open = isSecret(letter.security) && !isSecret(security);
  return secrecyRule({ type: 'letter' }, letter, who) ?? twice ?? (open ? refuse('CASE_NOT_SECRET') : null);
}

/** Rules that need more than one document, so that the server alone can judge them. */
export function crossRules(
  { command, args }: Prepared,
  target: DocRef,
  before: unknown,
  masters: Masters,
  who: Who,
): Refusal | null {
  if (target.type === 'account') return accountRule(masters, (args as { doc: Account }).doc);
  if (before !== null && !command.numbered) return secrecyRule(target, before, who);
  return null;
}

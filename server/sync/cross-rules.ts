import type { Prepared } from '../../shared/commands/prepare.ts';
import type { DocRef } from '../../shared/commands/documents.ts';
import { isSecret, type Letter } from '../../shared/letters/letter.ts';
import { readersOf } from '../../shared/letters/status.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Who } from '../../shared/people/who.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { accountByName, type Masters } from './masters.ts';

/** An account as it would be saved: user names are unique, and somebody has to be left who administers. */
export function accountRule(masters: Masters, account: Account): Refusal | null {
  const same = accountByName(masters, account.username);
  if (same && same.id !== account.id) return refuse('input', 'USERNAME_TAKEN', { field: 'username' });
  const before = masters.get<Account>('account', account.id);
  if (!before?.admin || before.disabled || (account.admin && !account.disabled)) return null;
  const others = masters
    .all<Account>('account')
    .filter(({ id, admin, disabled }) => id !== account.id && admin && !disabled);
  return others.length === 0 ? refuse('state', 'LAST_ADMINISTRATOR') : null;
}

/** PROTOCOL S2: nobody works on a secret letter he may not read, and so nobody adds himself to its readers. */
function secrecyRule(doc: unknown, who: Who): Refusal | null {
  const letter = doc as Letter;
  if (!isSecret(letter.security)) return null;
  const readers = readersOf(letter);
  return who.positions.some((position) => readers.includes(position)) ? null : refuse('right', 'NO_RIGHT_TO_READ');
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
  if (target.type === 'letter' && before !== null && !command.numbered) return secrecyRule(before, who);
  return null;
}

import { findCommand } from '../../shared/commands/registry.ts';
import type { Account } from '../../shared/people/people.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { DeskRow } from '../store/store.ts';
import type { Answer } from './record.ts';
import type { Masters } from './masters.ts';

/** Whether an account of an agency may enter it at all: the closed list is the commands on what it is served. */
const isForAgencies = (name: string): boolean => findCommand(name)?.behind !== undefined;

/**
 * PROTOCOL P20: why an entry is refused before anything else is asked, whatever it says: an account of an agency writes at
 * a desk of that agency alone, nobody else writes there, and what it writes is a closed list. Null: it is judged as any
 * other.
 */
export function agencyFault(
  masters: Masters,
  { agency: place }: Pick<DeskRow, 'agency'>,
  { name, by }: Pick<Operation, 'name' | 'by'>,
): RefusalCode | null {
  const agency = masters.get<Account>('account', by.account)?.agency?.id ?? null;
  if (agency !== place) return place === null ? 'AGENCY_ACCOUNT' : 'AGENCY_DESK';
  if (agency === null) return isForAgencies(name) ? 'NOT_YOURS' : null;
  return isSessionOp(name) || isForAgencies(name) ? null : 'NOT_FOR_AGENCIES';
}

/**
 * PROTOCOL P20: nothing that came from a desk of an agency waits for an administrator, who would let it in under a name of
 * the office; what would wait is refused. One that waits for its document runs by itself.
 */
export function unlessKept({ agency }: Pick<DeskRow, 'agency'>, answer: Answer): Answer {
  return agency !== null && answer.status === 'quarantined' ? { ...answer, status: 'rejected' } : answer;
}

import type { View } from '../../shared/commands/command.ts';
import type { DocRef } from '../../shared/commands/documents.ts';
import type { Account } from '../../shared/people/people.ts';
import { rights } from '../../shared/people/people.ts';
import type { Who } from '../../shared/people/who.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import { isMasterType } from '../../shared/records/kinds.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import { whoIs, type Masters } from './masters.ts';

/**
 * How an operation is judged. `now`: it comes from its desk. `waived`: an administrator accepted it, so that rights are
 * not checked (PROTOCOL P13). `past`: it took effect before the register was restored and takes it again, in the order
 * of the versions of that epoch (E2).
 */
export type Trial =
  | { readonly kind: 'now' }
  | { readonly kind: 'waived' }
  | { readonly kind: 'past'; readonly reported: OpResult; readonly oldRv: number };

/** Code of an entry quarantined until another desk has replayed its document (PROTOCOL P9). */
export const awaitsDocument = 'AWAITS_DOCUMENT';

/** How such an entry is judged when the document is back: as it arrived, or as an administrator decided meanwhile. */
export function awaiting({ decided }: OpResult): Trial {
  return { kind: decided ? 'waived' : 'now' };
}

/** The author in the form the rules need. */
export function authorOf(masters: Masters, op: Operation, today: PlainDate, trial: Trial): Result<Who, Refusal> {
  const account = masters.get<Account>('account', op.by.account);
  if (!account && trial.kind !== 'past') return err(refuse('NOT_SIGNED_IN'));
  if (account?.disabled && trial.kind === 'now') return err(refuse('ACCOUNT_DISABLED'));
  // An account that was lost with the restored register: only its desk's report of it is left.
  const who: Who = account
    ? whoIs(masters, account, today, op.by.position)
    : { ...op.by, admin: false, positions: op.by.position === null ? [] : [op.by.position], rights: new Set() };
  // What is not for agencies no administrator can make theirs (PROTOCOL P20).
  return ok(trial.kind === 'now' || who.agency ? who : { ...who, rights: new Set(rights) });
}

/** Whether a refusal counts under that trial. */
export function stands({ kind }: Refusal, trial: Trial, { agency }: Pick<Who, 'agency'>): boolean {
  if (trial.kind === 'now') return true;
  if (trial.kind === 'waived' && agency) return true;
  if (trial.kind === 'waived') return kind !== 'right';
  // Rights and input were checked when it happened; the documents may differ now.
  return kind === 'state';
}

/** What a check sees: master data whole, and of the others the document it is about. */
export function viewOf(masters: Masters, target: DocRef, doc: unknown): View {
  return {
    get: <T>(type: DocRef['type'], id: string): T | null => {
      if (isMasterType(type)) return masters.get<T>(type, id);
      return type === target.type && id === target.id ? (doc as T | null) : null;
    },
    all: <T>(type: DocRef['type']): readonly T[] => (isMasterType(type) ? masters.all<T>(type) : []),
  };
}

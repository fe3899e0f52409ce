import type { RecoveryAnswer } from '../../../shared/sync/trust-api.ts';
import type { Texts } from '../texts/index.ts';

/** Whether there is anything to see or to decide after a restore. */
export function isRecovering({ numbering, desks, parked, held }: RecoveryAnswer): boolean {
  return numbering === 'closed' || parked > 0 || held.length > 0 || desks.some(({ reported }) => !reported);
}

/** A scope in words: the whole office, or the secret letters of one position (PROTOCOL S1, S2). */
export function scopeText(t: Texts, scope: string, titleOf: (position: string) => string | null): string {
  if (scope === 'office') return t('manage.recovery.scopeOffice');
  const position = /^position:(.+)$/.exec(scope)?.[1];
  return position === undefined ? scope : t('manage.recovery.scopePosition', { title: titleOf(position) ?? position });
}

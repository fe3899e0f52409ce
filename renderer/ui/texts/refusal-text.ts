import type { Refusal } from '../../../shared/refusal.ts';
import { id } from './id/index.ts';
import type { TextKey, Texts } from './texts.ts';

/** The sentence of a refusal, by its code. */
export function refusalText(t: Texts, { code, params }: Pick<Refusal, 'code' | 'params'>): string {
  // The desk measures the wait itself; the server does not send it.
  if (code === 'TOO_MANY_TRIES' && params?.['seconds'] !== undefined) return t('refusal.TOO_MANY_TRIES_HERE', params);
  return t(`refusal.${code}`, params);
}

/** What a command did, in words; its name when the catalogue does not know it. */
export function commandText(t: Texts, name: string): string {
  const [subject, verb] = name.split('.');
  const known = (id.command as Readonly<Record<string, Readonly<Record<string, string>>>>)[subject ?? '']?.[verb ?? ''];
  return known === undefined ? name : t(`command.${name}` as TextKey);
}

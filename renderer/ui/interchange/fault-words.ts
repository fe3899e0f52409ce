import type { Column, PartName } from '../../../shared/interchange/draft.ts';
import type { RefusalCode } from '../../../shared/refusal.ts';
import { id } from '../texts/id/index.ts';
import { refusalText, type TextKey, type Texts } from '../texts/index.ts';

/** The sentence beside a cell or a part: what can stand there where that is not plain, else what is wrong with it. */
export function faultText(t: Texts, place: Column | PartName, code: RefusalCode): string {
  const isUnclear = code === 'INVALID' || code === 'NOT_A_CHOICE';
  if (isUnclear && Object.hasOwn(id.interchange.wrong, place)) return t(`interchange.wrong.${place}` as TextKey);
  if (Object.hasOwn(id.interchange.fault, code)) return t(`interchange.fault.${code}` as TextKey);
  return refusalText(t, { code });
}

/** The name of a cell or part by its key in the document; null for another field. */
export function placeText(t: Texts, key: string): string | null {
  const [kind, first = '', column = ''] = key.split(':');
  if (kind === 'cell' && Object.hasOwn(id.interchange.column, column))
    return t(`interchange.column.${column}` as TextKey);
  if (kind === 'part' && Object.hasOwn(id.interchange.part, first)) return t(`interchange.part.${first}` as TextKey);
  return null;
}

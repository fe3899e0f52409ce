import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import type { LetterHeader, Receipt, Security, Sender, Urgency } from '../../../shared/letters/letter.ts';
import type { Texts } from '../texts/index.ts';
import type { Names } from '../office/names.ts';

/** A header value in words, as the page and the history show it. */
export function fieldText(t: Texts, names: Names, field: keyof LetterHeader, value: unknown): string {
  switch (field) {
    case 'received': {
      const { date, time } = value as Receipt;
      return `${longDate(date)}, ${clockTime(time)}`;
    }
    case 'sender':
      return (value as Sender).name;
    case 'letterDate':
      return value === null ? t('letters.undated') : longDate(value as string);
    case 'urgency':
      return t(`app.urgency.${value as Urgency}`);
    case 'security':
      return t(`app.security.${value as Security}`);
    case 'addressedTo':
      return (value as readonly string[]).map((id) => names.title(id)).join(', ') || t('letters.none');
    case 'letterNumber':
      return (value as string) || t('letters.unnumbered');
    default:
      return (value as string) || t('letters.none');
  }
}

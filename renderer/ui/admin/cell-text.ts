import { shortDate } from '../../../shared/dates/indonesian.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { MasterType } from '../../../shared/office/master-args.ts';
import type { Position } from '../../../shared/people/people.ts';
import { holderOn } from '../../../shared/people/who.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Texts } from '../texts/index.ts';
import { labelOf, type FieldSpec, type MasterDoc } from './section.ts';

export type Lookup = (type: MasterType, id: string) => MasterDoc | null;

/** A member as the table shows it and the filter finds it. */
export function cellText(t: Texts, field: FieldSpec, doc: MasterDoc, lookup: Lookup, today: PlainDate): string {
  const value = doc[field.name];
  const known = (type: MasterType, id: unknown): string => {
    const found = typeof id === 'string' ? lookup(type, id) : null;
    return found ? labelOf(found) : '';
  };
  switch (field.kind) {
    case 'line':
    case 'code':
    case 'number':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    case 'flag':
      return t(value === true ? 'app.action.yes' : 'app.no');
    case 'date':
      return typeof value === 'string' ? shortDate(value) : '';
    case 'ref':
      return field.of ? known(field.of, value) : '';
    case 'choice': {
      const chosen = field.choices?.find((choice) => choice.value === value);
      return chosen ? t(chosen.text) : '';
    }
    case 'holders': {
      const holder = holderOn(doc as unknown as Position, today);
      if (!holder) return t('admin.people.vacant');
      const name = known('person', holder.personId);
      return holder.kind === 'definitif' ? name : `${t(`app.holder.${holder.kind}`)} ${name}`;
    }
    case 'lines':
      return Array.isArray(value) ? value.join(', ') : '';
    case 'image':
    case 'rights':
    case 'deputies':
      return '';
    default:
      return assertNever(field.kind, 'field kind');
  }
}

import { isWholeType, type DocType } from '../../shared/commands/documents.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Account } from '../../shared/people/people.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import { whoIs, type Masters } from './masters.ts';
import { readersOfDoc } from './readers.ts';

export const officeScope = 'office';
export const positionScope = (position: string): string => `position:${position}`;

/** A snapshot runs from the highest position down: what is held whole first, then letters, newest receipt first. */
export function orderOf(type: DocType, doc: unknown): string {
  if (isWholeType(type)) return `~${type}`;
  const { received } = doc as Pick<Letter, 'received'>;
  return `${received.date}T${received.time}`;
}

export const isWholeOrder = (order: string): boolean => order.startsWith('~');

export interface Membership {
  readonly scope: string;
  readonly type: DocType;
}

/**
 * PROTOCOL S1, S2: the scopes of a document. The stub of a secret letter is a document of its own; the existence of a
 * secret case or complaint is hidden from accounts that may not read it.
 */
export function membershipsOf(type: DocType, doc: unknown): readonly Membership[] {
  const readers = readersOfDoc(type, doc);
  if (readers === null) return [{ scope: officeScope, type }];
  const whole = readers.map((position): Membership => ({ scope: positionScope(position), type }));
  return type === 'letter' ? [{ scope: officeScope, type: 'letterStub' }, ...whole] : whole;
}

/** PROTOCOL L1: what an account may see today. */
export function scopesOf(masters: Masters, account: Account, day: PlainDate): readonly string[] {
  return [officeScope, ...whoIs(masters, account, day, null).positions.map(positionScope)];
}

import { isMasterType, type DocType } from '../../shared/commands/documents.ts';
import { isSecret, type Letter } from '../../shared/letters/letter.ts';
import { readersOf } from '../../shared/letters/status.ts';
import type { Account } from '../../shared/people/people.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import { whoIs, type Masters } from './masters.ts';

export const officeScope = 'office';
export const positionScope = (position: string): string => `position:${position}`;

/** A snapshot runs from the highest place down: master data first, then letters, newest receipt first. */
export function orderOf(type: DocType, doc: unknown): string {
  if (isMasterType(type)) return `~${type}`;
  const { received } = doc as Pick<Letter, 'received'>;
  return `${received.date}T${received.time}`;
}

export const isMasterOrder = (order: string): boolean => order.startsWith('~');

export interface Membership {
  readonly scope: string;
  readonly type: DocType;
}

/** PROTOCOL S1, S2: where a document belongs. The stub of a secret letter is a document of its own. */
export function membershipsOf(type: DocType, doc: unknown): readonly Membership[] {
  if (type !== 'letter') return [{ scope: officeScope, type }];
  const letter = doc as Letter;
  if (!isSecret(letter.security)) return [{ scope: officeScope, type: 'letter' }];
  return [
    { scope: officeScope, type: 'letterStub' },
    ...readersOf(letter).map((position): Membership => ({ scope: positionScope(position), type: 'letter' })),
  ];
}

/** PROTOCOL L1: what an account may see today. */
export function scopesOf(masters: Masters, account: Account, day: PlainDate): readonly string[] {
  return [officeScope, ...whoIs(masters, account, day, null).positions.map(positionScope)];
}

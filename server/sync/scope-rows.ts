import type { DocType } from '../../shared/commands/documents.ts';
import type { Account } from '../../shared/people/people.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import { findKind, readersOfDoc } from '../../shared/records/kinds.ts';
import { whoIs, type Masters } from './masters.ts';

export const officeScope = 'office';
export const agencyScope = (agency: string): string => `agency:${agency}`;
export const positionScope = (position: string): string => `position:${position}`;

/** A snapshot runs from the highest position down: what is held whole first, then what is listed, the newest first. */
export function orderOf(type: DocType, doc: unknown): string {
  return findKind(type)?.listing?.order(doc) ?? `~${type}`;
}

export const isWholeOrder = (order: string): boolean => order.startsWith('~');

export interface Membership {
  readonly scope: string;
  readonly type: DocType;
}

/**
 * PROTOCOL S1, S2: the scopes of a document. The stub of a secret document is a document of its own; where a kind has
 * none, the existence of a secret one is hidden from accounts that may not read it.
 */
export function membershipsOf(type: DocType, doc: unknown): readonly Membership[] {
  const readers = readersOfDoc(type, doc);
  const outside = excerptMembership(type, doc);
  if (readers === null) return [{ scope: officeScope, type }, ...outside];
  const whole = readers.map((position): Membership => ({ scope: positionScope(position), type }));
  const stub = findKind(type)?.stub;
  return [...(stub ? [{ scope: officeScope, type: stub.type }] : []), ...whole, ...outside];
}

/** PROTOCOL P20: of a document that is an agency's, that agency has the excerpt. */
function excerptMembership(type: DocType, doc: unknown): readonly Membership[] {
  const excerpt = findKind(type)?.excerpt;
  const agency = excerpt?.agency(doc) ?? null;
  return excerpt && agency !== null ? [{ scope: agencyScope(agency), type: excerpt.type }] : [];
}

/** PROTOCOL L1: what an account may see today. One of an agency sees nothing else than is of that agency (P20). */
export function scopesOf(masters: Masters, account: Account, day: PlainDate): readonly string[] {
  if (account.agency) return [agencyScope(account.agency.id)];
  return [officeScope, ...whoIs(masters, account, day, null).positions.map(positionScope)];
}

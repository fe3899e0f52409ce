import type { Complaint } from './complaint.ts';
import { complaintLeaders } from './leaders.ts';

/**
 * Positions that may read a complaint; null: everybody in the office. A secret one is read by whoever recorded something
 * in it, by those it was given to, and by those who lead.
 */
export function complaintReaders(complaint: Complaint): readonly string[] | null {
  if (!complaint.secret) return null;
  const authors = [complaint.recorded, ...complaint.acts].flatMap(({ by }) => by.position ?? []);
  const given = complaint.acts.flatMap((act) => (act.kind === 'assign' ? [act.position] : []));
  return [...new Set([...complaintLeaders, ...authors, ...given])];
}

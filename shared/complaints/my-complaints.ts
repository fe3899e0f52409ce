import type { Who } from '../people/who.ts';
import { complaintState, type ComplaintState } from './complaint-state.ts';
import type { Complaint } from './complaint.ts';

type Me = Pick<Who, 'positions' | 'rights'>;

/**
 * Whether a complaint waits for this person: an open one given to a position of theirs, and for who books letters also
 * one that nobody was given yet.
 */
export function waitsFor({ phase, holder }: Pick<ComplaintState, 'phase' | 'holder'>, who: Me): boolean {
  if (phase !== 'new' && phase !== 'in-progress') return false;
  return holder === null ? who.rights.has('book') : who.positions.includes(holder);
}

/** How many complaints wait for this person. */
export function complaintsWaiting(complaints: readonly Complaint[], who: Me): number {
  return complaints.filter((complaint) => waitsFor(complaintState(complaint), who)).length;
}

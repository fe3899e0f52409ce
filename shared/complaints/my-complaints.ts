import type { Who } from '../people/who.ts';
import { complaintState } from './complaint-state.ts';
import type { Complaint } from './complaint.ts';

/**
 * How many complaints wait for this person: open ones given to a position of theirs, and for who books letters also those
 * that nobody was given yet.
 */
export function complaintsWaiting(complaints: readonly Complaint[], who: Pick<Who, 'positions' | 'rights'>): number {
  return complaints.filter((complaint) => {
    const { phase, holder } = complaintState(complaint);
    if (phase !== 'new' && phase !== 'in-progress') return false;
    return holder === null ? who.rights.has('book') : who.positions.includes(holder);
  }).length;
}

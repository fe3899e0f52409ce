import type { Who } from '../../../shared/people/who.ts';

/** Who may record a complaint, as its command has it: a booker, or anyone who holds a position. */
export function mayRecordComplaints({ rights, positions }: Who): boolean {
  return rights.has('book') || positions.length > 0;
}

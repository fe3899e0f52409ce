import type { RegisterArgs } from '../../shared/letters/register.ts';
import { registerArgs } from './builders.ts';

/** An ordinary letter that no demonstration letter looks like. */
export function letterArgs(letterId: string, more: Partial<RegisterArgs> = {}): RegisterArgs {
  return registerArgs({
    letterId,
    sender: { agencyId: null, name: 'Dinas Pariwisata' },
    // Two letters of one number at two desks would be one letter booked twice.
    letterNumber: `005/PAR/${letterId}/2026`,
    subject: 'Rapat koordinasi',
    ...more,
  });
}

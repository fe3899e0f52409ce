import { createHash } from 'node:crypto';
import { twice } from '../shared/innocent.ts';

export function build(token: string): string {
  return createHash('sha256')
    .update(`${token}${twice(2)}`)
    .digest('hex');
}

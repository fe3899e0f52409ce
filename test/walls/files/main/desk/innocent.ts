import { appendFileSync } from 'node:fs';
import { twice } from '../../shared/innocent.ts';

export function append(path: string, n: number): void {
  appendFileSync(path, `${twice(n)}\n`);
}

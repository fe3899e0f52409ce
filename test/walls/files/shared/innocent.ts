import { z } from 'zod';

export const letterArgs = z.object({ subject: z.string() });

export function twice(n: number): number {
  return n * 2;
}

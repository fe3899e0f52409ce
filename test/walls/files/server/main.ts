// A composition root: clock and randomness come from here.
import { randomBytes } from 'node:crypto';

export const clock = { now: (): number => Date.now() };
export const random = (length: number): Uint8Array => randomBytes(length);

// lint: Randomness and ids are arguments
import { randomUUID } from 'node:crypto';

export const id = (): string => randomUUID();

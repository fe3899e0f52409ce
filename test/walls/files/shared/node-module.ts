// types: node:fs
// lint: shared/ is plain TypeScript: it imports only shared/ and zod.
import { readFileSync } from 'node:fs';

export const text = (): string => String(readFileSync('letter.txt'));

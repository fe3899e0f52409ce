// lint: The renderer runs in a sandbox without Node
// types: node:fs
import { readFileSync } from 'node:fs';

export const read = readFileSync;

// types: node:path
// lint: The renderer runs in a sandbox without Node
import { join } from 'node:path';

export const path = join('a', 'b');

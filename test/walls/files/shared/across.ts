// types: is not listed within the file list of project
// types: is not under 'rootDir'
// lint: shared/ is plain TypeScript: it imports only shared/ and zod.
import { append } from '../main/desk/innocent.ts';

export const again = append;

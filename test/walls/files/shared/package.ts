// lint: shared/ is plain TypeScript: it imports only shared/ and zod.
import { Dexie } from 'dexie';

export const base = Dexie.name;

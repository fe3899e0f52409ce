// as: renderer/data/bait.ts
// types: node:path
import { join } from 'node:path';
// types: is not listed within the file list of project
import type { Store } from '../../server/store/store.ts';
// types: but '--jsx' is not set
import { EmptyState } from '../ui/kit/EmptyState.tsx';

export const seen = (store: Store): unknown => [store, join('a', 'b'), EmptyState, indexedDB];

// types: Cannot find name 'process'
// lint: The renderer runs without Node.
export const home = (): unknown => process.env;

// lint: Time is an argument: take a Clock
export const now = (): number => globalThis.Date.now();

// lint: Randomness, ids and digests are arguments
export const id = (): string => crypto.randomUUID();

// lint: Timers are arguments
export const later = (work: () => void): number => setTimeout(work, 1);

// lint: A note of the local replica is declared in renderer/data/meta.ts
export const cursors = (store: { get(table: string, key: string): unknown }): unknown => store.get('meta', 'cursors');

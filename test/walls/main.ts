// as: main/desk/bait.ts
import { appendFileSync } from 'node:fs';
// types: is not listed within the file list of project
import type { Store } from '../../server/store/store.ts';
// types: is not listed within the file list of project
import { someTime } from '../../test/support/builders.ts';

export const append = (store: Store): unknown => [store, someTime, appendFileSync];

// types: Cannot find name 'window'
export const width = (): unknown => window;

// lint: Time is an argument: take a Clock
export const now = (): number => globalThis.performance.now();

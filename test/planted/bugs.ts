import type { Bug } from './bug.ts';
import { deskBugs } from './desk-bugs.ts';
import { rendererBugs } from './renderer-bugs.ts';
import { serverBugs } from './server-bugs.ts';

/** The faults of such programs as they are known from others, and those the rules of PROTOCOL.md speak of. */
export const bugs: readonly Bug[] = [...deskBugs, ...serverBugs, ...rendererBugs];

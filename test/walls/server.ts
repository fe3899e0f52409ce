// as: server/bait.ts
// lint: Randomness and ids are arguments
import { createHash, randomUUID } from 'node:crypto';
// types: is not listed within the file list of project
import type { Vault } from '../main/desk/ports.ts';
// types: is not listed within the file list of project
import type { Timers } from '../renderer/data/ports.ts';

export const hash = (vault: Vault, timers: Timers): unknown => [vault, timers, createHash('sha256'), randomUUID()];

// types: Cannot find name 'document'
export const title = (): unknown => document;

// lint: Time is an argument: take a Clock
export const now = (): number => Date.now();

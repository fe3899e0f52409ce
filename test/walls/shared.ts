// as: shared/bait.ts
// lint: All imports in the declaration are only used as types
// types: is a type and must be imported using a type-only import
import { Clock } from './clock.ts';
// types: node:fs
import { readFileSync } from 'node:fs';
// types: is not listed within the file list of project
// types: is not under 'rootDir'
import type { Vault } from '../main/desk/ports.ts';
import { z } from 'zod';

export const letterArgs = z.object({ subject: z.string() });
export const text = (clock: Clock, vault: Vault): unknown => [clock, vault, readFileSync('letter.txt')];

// types: Cannot find name 'document'
export const title = (): string => document.title;

// types: Type 'string | undefined' is not assignable to type 'string'
export const first = (names: readonly string[]): string => names[0];

// types: This syntax is not allowed when 'erasableSyntaxOnly' is enabled
export enum Urgency {
  normal,
}

// types: Cannot find name 'setTimeout'
// lint: Timers are arguments
export const later = (work: () => void): void => void setTimeout(work, 1);

// lint: Time is an argument: take a Clock
export const today = (): string => new Date().toISOString();

// lint: Randomness is an argument
export const dice = (): number => Math.random();

// lint: Unexpected any
export const anything: any = 1;

export function save(write: () => Promise<void>): void {
  // lint: Promises must be awaited
  write();
}

export function ready(check: () => Promise<boolean>): string {
  // lint: Expected non-Promise value in a boolean conditional
  // types: This condition will always return true
  return check() ? 'yes' : 'no';
}

export function word(kind: 'letter' | 'sheet'): string {
  // lint: Switch is not exhaustive
  switch (kind) {
    case 'letter':
      return 'surat';
  }
  return '';
}

// lint: No default exports
export default function twice(n: number): number {
  return n * 2;
}

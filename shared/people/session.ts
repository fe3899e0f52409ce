import { z } from 'zod';
import { id } from '../letters/fields.ts';

/**
 * Sign-in and sign-out are operations in the desk's sequence (architecture: who may do what is checked at that place in
 * the sequence, never by a clock). They change no document, so they stand beside the registry of commands.
 */
export const sessionOps = ['session.signIn', 'session.signOut'] as const;
export type SessionOp = (typeof sessionOps)[number];

export const sessionArgs = z.object({ account: id });

export function isSessionOp(name: string): name is SessionOp {
  return (sessionOps as readonly string[]).includes(name);
}

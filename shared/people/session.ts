import { z } from 'zod';
import { id } from '../letters/fields.ts';

/**
 * Sign-in and sign-out are operations in the desk's sequence: who may do what is checked at that sequence number, never
 * by a clock (PROTOCOL P10). They change no document, so they stand beside the registry of commands.
 */
export const sessionOps = ['session.signIn', 'session.signOut'] as const;
export type SessionOp = (typeof sessionOps)[number];

/** `session`: the one the register opened with the password; absent when the desk alone checked it. */
export const sessionArgs = z.object({ account: id, session: z.string().min(1).max(64).optional() });

export function isSessionOp(name: string): name is SessionOp {
  return (sessionOps as readonly string[]).includes(name);
}

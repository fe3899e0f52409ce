import { z } from 'zod';
import { findCommand } from '../../shared/commands/registry.ts';
import { securities } from '../../shared/letters/letter.ts';
import type { PutAside } from '../../shared/sync/trust-api.ts';
import type { Tx } from '../store/store.ts';
import { membershipsOf } from './scope-rows.ts';

/** What decides who may read a letter that was not booked yet. */
const booking = z.object({ security: z.enum(securities), addressedTo: z.array(z.string()) });

/** The letter an entry is about, booked or to be booked; null when nobody here can tell who may read it. */
async function letterOf(tx: Tx, { name, args, by }: PutAside, letterId: string): Promise<unknown> {
  const stored = await tx.docs.get('letter', letterId);
  if (stored) return JSON.parse(stored.json);
  const typed = name === 'letter.register' ? booking.safeParse(args) : null;
  return typed?.success ? { ...typed.data, facts: [], registered: { by } } : null;
}

/**
 * An entry as somebody with these scopes may see it: administrators judge entries about secret letters without reading
 * them (PROTOCOL S2). What nobody here understands may be about such a letter.
 */
export async function shownTo(tx: Tx, entry: PutAside, scopes: readonly string[]): Promise<PutAside> {
  const hidden: PutAside = { ...entry, args: null, hidden: true };
  if (!findCommand(entry.name)) return hidden;
  const { letterId } = (entry.args ?? {}) as { readonly letterId?: unknown };
  if (typeof letterId !== 'string') return entry;
  const letter = await letterOf(tx, entry, letterId);
  if (letter === null) return hidden;
  const readable = membershipsOf('letter', letter).filter(({ type }) => type === 'letter');
  return readable.some(({ scope }) => scopes.includes(scope)) ? entry : hidden;
}

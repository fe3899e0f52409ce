import { z } from 'zod';
import type { RecordComplaintArgs } from '../../shared/complaints/commands.ts';
import { findCommand } from '../../shared/commands/registry.ts';
import { securities } from '../../shared/letters/letter.ts';
import type { QuarantinedEntry } from '../../shared/sync/trust-api.ts';
import type { Tx } from '../store/store.ts';
import type { DocRef, DocType } from '../../shared/commands/documents.ts';
import { parseArgs } from '../../shared/commands/prepare.ts';
import { membershipsOf } from './scope-rows.ts';

/** What decides who may read a letter that was not booked yet. */
const booking = z.object({ security: z.enum(securities), addressedTo: z.array(z.string()) });

/** The letter an entry is about, booked or to be booked; null when nobody here knows who may read it. */
async function letterOf(tx: Tx, { name, args, by }: QuarantinedEntry, letterId: string): Promise<unknown> {
  const stored = await tx.docs.get('letter', letterId);
  if (stored) return JSON.parse(stored.json);
  const typed = name === 'letter.register' ? booking.safeParse(args) : null;
  return typed?.success ? { ...typed.data, facts: [], registered: { by } } : null;
}

/** What an entry about a case or complaint belongs to: in its present state, or as it would be recorded first. */
async function recordOf(tx: Tx, ref: DocRef, { name, args, by }: QuarantinedEntry): Promise<unknown> {
  const stored = await tx.docs.get(ref.type, ref.id);
  if (stored) return JSON.parse(stored.json);
  return name === 'complaint.record' ? { ...(args as RecordComplaintArgs), recorded: { by }, acts: [] } : null;
}

const mayRead = (type: DocType, doc: unknown, scopes: readonly string[]): boolean =>
  membershipsOf(type, doc).some((membership) => membership.type === type && scopes.includes(membership.scope));

/**
 * An entry as an account with these scopes may see it: administrators decide on entries about secret letters without
 * reading them (PROTOCOL S2). An entry nobody here understands may be about such a letter.
 */
export async function viewOfQuarantined(
  tx: Tx,
  entry: QuarantinedEntry,
  scopes: readonly string[],
): Promise<QuarantinedEntry> {
  const hidden: QuarantinedEntry = { ...entry, args: null, hidden: true };
  const command = findCommand(entry.name);
  if (!command) return hidden;
  const parsed = parseArgs(command, entry.args);
  const ref = parsed.ok ? command.target(parsed.value) : null;
  const { letterId } = (entry.args ?? {}) as { readonly letterId?: unknown };
  const opening = entry.name === 'case.open';
  if (ref && !opening && (ref.type === 'case' || ref.type === 'complaint')) {
    const record = await recordOf(tx, ref, entry);
    return record !== null && mayRead(ref.type, record, scopes) ? entry : hidden;
  }
  if (typeof letterId !== 'string') return entry;
  const letter = await letterOf(tx, entry, letterId);
  return letter !== null && mayRead('letter', letter, scopes) ? entry : hidden;
}

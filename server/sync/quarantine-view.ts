import type { AnyCommand } from '../../shared/commands/command.ts';
import type { DocRef } from '../../shared/commands/documents.ts';
import { parseArgs } from '../../shared/commands/prepare.ts';
import { findCommand } from '../../shared/commands/registry.ts';
import type { RecordKind } from '../../shared/records/kind.ts';
import { kindOfCommand } from '../../shared/records/kinds.ts';
import type { QuarantinedEntry } from '../../shared/sync/trust-api.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';
import { membershipsOf } from './scope-rows.ts';

interface Found extends Pick<DocRef, 'type'> {
  readonly doc: unknown;
}

async function storedDoc(tx: Tx, { type, id }: DocRef): Promise<Found | null> {
  const stored = await tx.docs.get(type, id);
  return stored && { type, doc: docOf(stored) };
}

/** The document an entry would make; null for one that makes none, and for one that cannot be read. */
function openedBy(command: AnyCommand, { opId, args, by, at }: QuarantinedEntry): unknown {
  const parsed = parseArgs(command, args);
  const author = { account: by.account, person: null, position: by.position };
  return parsed.ok ? command.reduce(null, parsed.value, { opId, by: author, at, desk: '', agenda: null }) : null;
}

/** The document whose readers may see an entry: the one it is about, there already or as it would be made first. */
async function decisiveDoc(
  tx: Tx,
  kind: RecordKind,
  command: AnyCommand,
  entry: QuarantinedEntry,
): Promise<Found | null> {
  const { type, follows, idArg } = kind;
  const opened = command.name === kind.opens ? openedBy(command, entry) : null;
  // As secret as the document it follows, whatever the entry says of that.
  if (opened !== null && follows) return storedDoc(tx, { type: follows.type, id: follows.id(opened) });
  const id = (entry.args as Readonly<Record<string, unknown>> | null)?.[idArg];
  const stored = typeof id === 'string' ? await storedDoc(tx, { type, id }) : null;
  return stored ?? (opened === null ? null : { type, doc: opened });
}

const mayRead = ({ type, doc }: Found, scopes: readonly string[]): boolean =>
  membershipsOf(type, doc).some((membership) => membership.type === type && scopes.includes(membership.scope));

/**
 * An entry as an account with these scopes may see it: administrators decide on entries about secret documents without
 * reading them (PROTOCOL S2). An entry nobody here understands may be about such a document.
 */
export async function viewOfQuarantined(
  tx: Tx,
  entry: QuarantinedEntry,
  scopes: readonly string[],
): Promise<QuarantinedEntry> {
  const hidden: QuarantinedEntry = { ...entry, args: null, hidden: true };
  const [kind, command] = [kindOfCommand(entry.name), findCommand(entry.name)];
  if (!kind || !command) return hidden;
  if (!kind.readers) return entry;
  // A newer version, or a box: what is read of it here need not be what it says.
  if (!entry.acceptable) return hidden;
  const found = await decisiveDoc(tx, kind, command, entry);
  return found !== null && mayRead(found, scopes) ? entry : hidden;
}

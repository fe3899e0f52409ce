import type { MergeNote } from '../../shared/commands/command.ts';
import type { Prepared } from '../../shared/commands/prepare.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { FieldVersion, StoredDoc } from '../store/store.ts';
import type { Trial } from './trial.ts';

export interface Merged {
  readonly args: unknown;
  readonly notes: readonly (MergeNote & { readonly by: string | null })[];
}

/** The base the author saw, and where the present epoch begins. */
interface Seen {
  readonly base: number;
  readonly floor: number;
}

/** Versions as the author could know them: what the same author wrote before at this desk is already known to him. */
function versionNow(op: Operation, version: FieldVersion, { base, floor }: Seen): number {
  const { desk, inc, seq, account } = version;
  if (desk === op.desk && inc === op.inc && seq < op.seq && account === op.by.account) return 0;
  // A base of an earlier epoch is compared with the version of that epoch.
  return base <= floor ? (version.ord ?? version.rv) : version.rv;
}

/**
 * A replayed entry is judged in the order of its own epoch: what was decided after it stands, and so does what was kept
 * against it then (PROTOCOL E2).
 */
function versionThen(
  field: string,
  version: FieldVersion,
  { reported, oldRv }: Trial & { readonly kind: 'past' },
): number {
  const keptThen = reported.notes?.some((note) => note.field === field && note.kept === 'now') ?? false;
  return keptThen || (version.ord ?? version.rv) > oldRv ? Number.POSITIVE_INFINITY : 0;
}

/** PROTOCOL P12: merges an entry with what others changed meanwhile. */
export function merged(
  { command, args }: Prepared,
  op: Operation,
  before: { readonly stored: StoredDoc; readonly doc: object; readonly key: string },
  trial: Trial,
  floor: number,
): Merged {
  if (!command.merge) return { args, notes: [] };
  const { stored, doc } = before;
  const base = op.base[before.key] ?? 0;
  const versions: Record<string, number> = {};
  for (const field of Object.keys(doc)) {
    const version = stored.versions[field] ?? stored.versions['*'];
    if (!version) continue;
    versions[field] =
      trial.kind === 'past' ? versionThen(field, version, trial) : versionNow(op, version, { base, floor });
  }
  const result = command.merge(args, doc, versions, base);
  const by = (field: string): string | null => (stored.versions[field] ?? stored.versions['*'])?.account ?? null;
  return { args: result.args, notes: result.notes.map((note) => ({ ...note, by: by(note.field) })) };
}

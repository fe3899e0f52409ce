import type { Operation } from '../sync/operation.ts';
import type { Lease, OpResult } from '../sync/protocol.ts';
import type { DeskIdentity } from '../sync/session-api.ts';

/** What a line of the journal says. Kinds of later versions are skipped, never cut off. */
export type JournalRecord =
  | { readonly k: 'desk'; readonly identity: DeskIdentity; readonly server: string; readonly pinned: string | null }
  | { readonly k: 'op'; readonly op: Operation }
  | { readonly k: 'results'; readonly results: readonly OpResult[] }
  | { readonly k: 'lease'; readonly lease: Lease }
  | { readonly k: 'close'; readonly lease: string };

/** Where records become safe. Rejects with the system's error; nothing of a rejected call counts. */
export interface Journal {
  /** Resolves when the records are on disk. */
  append(records: readonly JournalRecord[]): Promise<void>;
  /** Writes without waiting for the disk: for what can be learnt again from the server. */
  note(records: readonly JournalRecord[]): Promise<void>;
}

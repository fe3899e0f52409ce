import type { Digest } from './operation.ts';

/** An id that is this account's alone, where another one has recorded something under the id itself (PROTOCOL P3). */
export function idOfAccount(digest: Digest, id: string, account: string): string {
  return digest(`lembar id ${account} ${id}`).slice(0, 32);
}

/** Ids of its own that an entry tries; whoever takes them all first is stopped by an administrator. */
const mostIds = 8;

/** The ids a document of the account may have in turn: its own one, and those it gets where others took that (PROTOCOL P15). */
export function idsOfAccount(digest: Digest, id: string, account: string): readonly string[] {
  const ids = [id];
  while (ids.length < mostIds) ids.push(idOfAccount(digest, ids[ids.length - 1] ?? id, account));
  return ids;
}

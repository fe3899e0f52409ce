import type { Ids } from '../ids.ts';
import type { Digest } from './operation.ts';

interface Entry {
  readonly opId: string;
  readonly by: { readonly account: string };
}

/** How ids of entries begin that count for their author alone, and those such entries leave in documents. */
const ofAuthor = 'e.';
const inDocuments = 'p.';

/** An id for an entry, which counts for its author alone (PROTOCOL P14). */
export const entryId = (ids: Ids): string => ofAuthor + ids.next();

/** Whether the id counts for its author alone; those from before count for everybody. */
export const isOfAuthor = (opId: string): boolean => opId.startsWith(ofAuthor);

/** Whether it is one that entries leave in documents, which no entry may have itself. */
export const isLeftId = (opId: string): boolean => opId.startsWith(inDocuments);

/**
 * The id of what an entry leaves in documents, made of author and id: nobody else can leave the same one, whatever ids
 * he knows (PROTOCOL P14).
 */
export function leftId({ opId, by }: Entry, digest: Digest): string {
  if (!isOfAuthor(opId)) return opId;
  return inDocuments + digest(`lembar left by ${JSON.stringify([by.account, opId])}`).slice(0, 40);
}

import type { DocRef } from '../../shared/commands/documents.ts';
import { findKind, recordKinds } from '../../shared/records/kinds.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';
import { writeAt, type Change, type Writer } from './write-doc.ts';

/**
 * PROTOCOL S3: the operation states how secret a case's letter was at the desk when the case was opened; what counts is
 * how secret it is now. A document that follows none stays as it is.
 */
export async function newDocument(tx: Tx, { type }: DocRef, doc: unknown): Promise<unknown> {
  const follows = findKind(type)?.follows;
  const leader = follows && (await tx.docs.get(follows.type, follows.id(doc)));
  return leader ? follows.like(doc, docOf(leader)) : doc;
}

/**
 * PROTOCOL S3: a case is as secret as its letter. When the letter's level or readers change, its cases follow in the same
 * version, and so does whatever else follows a document of that kind.
 */
export async function followLeader(tx: Tx, rv: number, { ref, before, doc }: Change, writer: Writer): Promise<void> {
  if (!before) return;
  for (const { type, follows } of recordKinds) {
    if (follows?.type !== ref.type || follows.mark(docOf(before)) === follows.mark(doc)) continue;
    for (const stored of await tx.docs.ofTypes([type])) {
      const found: unknown = JSON.parse(stored.json);
      if (follows.id(found) !== ref.id) continue;
      const next: Change = { ref: { type, id: stored.id }, before: stored, doc: follows.like(found, doc) };
      await writeAt(tx, rv, next, writer);
      // A case that follows its letter leads documents of its own.
      await followLeader(tx, rv, next, writer);
    }
  }
}

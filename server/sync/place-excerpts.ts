import type { DocRef } from '../../shared/commands/documents.ts';
import { recordKinds } from '../../shared/records/kinds.ts';
import { meta } from '../store/meta.ts';
import type { Store, Tx } from '../store/store.ts';
import { serverWriter, writeExcerpt } from './write-doc.ts';

const versionsNow = (): string =>
  recordKinds.flatMap(({ excerpt }) => (excerpt ? [`${excerpt.type} ${excerpt.version}`] : [])).join(', ');

/**
 * Makes the excerpts of what was recorded before there were any, or before they said what they say now (PROTOCOL P20).
 * Called when the server starts, before anyone is served. True: some changed, under a new version.
 */
export async function placeExcerpts(store: Store): Promise<boolean> {
  const wanted = versionsNow();
  if ((await store.read((tx) => tx.meta(meta.excerpts))) === wanted) return false;
  return store.write(async (tx) => {
    const changed = await writeAll(tx);
    await tx.setMeta(meta.excerpts, wanted);
    return changed;
  });
}

async function writeAll(tx: Tx): Promise<boolean> {
  const of = recordKinds.filter(({ excerpt }) => excerpt !== undefined).map(({ type }) => type);
  const stored = await tx.docs.ofTypes(of);
  if (stored.length === 0) return false;
  const rv = await tx.raise(false);
  for (const { type, id, json } of stored) {
    const doc: unknown = JSON.parse(json);
    await writeExcerpt(tx, rv, { ref: { type, id }, before: null, doc }, serverWriter('server'));
  }
  return true;
}

/** Makes the excerpts again of what follows a document that says something else now, under the version of that change. */
export async function refreshExcerpts(tx: Tx, rv: number, leader: DocRef): Promise<void> {
  for (const { type, excerpt, follows } of recordKinds) {
    if (!excerpt || follows?.type !== leader.type) continue;
    for (const { id, json } of await tx.docs.ofTypes([type])) {
      const doc: unknown = JSON.parse(json);
      if (follows.id(doc) !== leader.id) continue;
      await writeExcerpt(tx, rv, { ref: { type, id }, before: null, doc }, serverWriter('server'));
    }
  }
}

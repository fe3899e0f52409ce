import type { DocRef, DocType } from '../../shared/commands/documents.ts';
import { findKind, isMasterType, readersOfDoc } from '../../shared/records/kinds.ts';
import { docOf, sameJson, withDoc } from '../store/live-docs.ts';
import type { FieldVersion, FieldVersions, StoredDoc, Tx } from '../store/store.ts';
import { membershipsOf, orderOf } from './scope-rows.ts';

/** The writer: a desk at a sequence number, or the server itself. */
export type Writer = Omit<FieldVersion, 'rv'>;

/** Changes the server makes on its own: set-up, imports, accounts. */
export function serverWriter(account: string): Writer {
  return { desk: 'server', inc: 0, seq: 0, account };
}

export interface Change {
  readonly ref: DocRef;
  readonly before: StoredDoc | null;
  readonly doc: unknown;
}

function stamped(before: StoredDoc | null, doc: object, version: FieldVersion): FieldVersions {
  if (!before) return { '*': version };
  const was = docOf(before) as Record<string, unknown>;
  const out: Record<string, FieldVersion> = { ...before.versions };
  for (const [field, value] of Object.entries(doc)) {
    if (!sameJson(was[field], value)) out[field] = version;
  }
  return out;
}

/** What others see of a document, by its kind, and whether that changed. */
type Companions = ReadonlyMap<DocType, boolean>;

/** Writes the stub of a secret document; false: it is as it was, or there is none. */
async function putStub(tx: Tx, { ref, doc }: Change, version: FieldVersion): Promise<boolean> {
  const stub = findKind(ref.type)?.stub;
  if (!stub || readersOfDoc(ref.type, doc) === null) return false;
  const json = JSON.stringify(stub.of(doc));
  const known = await tx.docs.get(stub.type, ref.id);
  if (known?.json === json) return false;
  await tx.docs.put({ type: stub.type, id: ref.id, rv: version.rv, versions: { '*': version }, json });
  return true;
}

/** Writes what an agency sees of a document of its own; false: it is as it was, or there is nothing. */
async function putExcerpt(tx: Tx, { ref, doc }: Change, version: FieldVersion): Promise<boolean> {
  const { excerpt, follows } = findKind(ref.type) ?? {};
  if (!excerpt || excerpt.agency(doc) === null) return false;
  const leader = follows ? await tx.docs.get(follows.type, follows.id(doc)) : null;
  const json = JSON.stringify(excerpt.of(doc, leader && docOf(leader)));
  const known = await tx.docs.get(excerpt.type, ref.id);
  if (known?.json === json) return false;
  await tx.docs.put({ type: excerpt.type, id: ref.id, rv: version.rv, versions: { '*': version }, json });
  return true;
}

/** Updates the scope rows of a document; what is no longer there leaves in the same version (S3). */
async function place(tx: Tx, { ref, doc }: Change, rv: number, changed: Companions): Promise<void> {
  const { stub, excerpt } = findKind(ref.type) ?? {};
  const ofIt = [ref.type, stub?.type, excerpt?.type];
  const known = (await tx.scopes.ofDoc(ref.id)).filter(({ type }) => ofIt.includes(type));
  const wanted = membershipsOf(ref.type, doc);
  const order = orderOf(ref.type, doc);
  for (const { scope, type } of wanted) {
    const there = known.find((row) => row.scope === scope && row.type === type);
    // Accounts that see only the stub or the excerpt must not see that something changed behind it.
    if (there?.live && changed.get(type) === false) continue;
    await tx.scopes.put({ scope, type, id: ref.id, rv, live: true, order });
  }
  for (const row of known) {
    if (!row.live || wanted.some(({ scope, type }) => scope === row.scope && type === row.type)) continue;
    await tx.scopes.put({ ...row, rv, live: false });
  }
}

/** Makes the excerpt of a document again, which itself stays as it is. */
export async function writeExcerpt(tx: Tx, rv: number, change: Change, writer: Writer): Promise<void> {
  const { ref, doc } = change;
  if (!(await putExcerpt(tx, change, { rv, ...writer }))) return;
  const type = findKind(ref.type)?.excerpt?.type;
  for (const membership of membershipsOf(ref.type, doc)) {
    if (membership.type !== type) continue;
    await tx.scopes.put({ ...membership, id: ref.id, rv, live: true, order: orderOf(ref.type, doc) });
  }
}

/** Writes a document under a version already raised: several documents of one operation share one. */
export async function writeAt(tx: Tx, rv: number, change: Change, writer: Writer): Promise<StoredDoc> {
  const { ref, before, doc } = change;
  const version: FieldVersion = { rv, ...writer };
  const stored = withDoc({ type: ref.type, id: ref.id, rv, versions: stamped(before, doc as object, version) }, doc);
  await tx.docs.put(stored);
  const { stub, excerpt } = findKind(ref.type) ?? {};
  const changed = new Map<DocType, boolean>();
  if (stub) changed.set(stub.type, await putStub(tx, change, version));
  if (excerpt) changed.set(excerpt.type, await putExcerpt(tx, change, version));
  await place(tx, change, rv, changed);
  return stored;
}

/**
 * Writes a document if it changed and raises the version for it. Returns the version at which it is stored, null if
 * nothing changed.
 */
export async function writeDoc(tx: Tx, ref: DocRef, doc: unknown, writer: Writer): Promise<number | null> {
  const before = await tx.docs.get(ref.type, ref.id);
  if (before && sameJson(docOf(before), doc)) return null;
  const rv = await tx.raise(isMasterType(ref.type));
  await writeAt(tx, rv, { ref, before, doc }, writer);
  return rv;
}

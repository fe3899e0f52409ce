import { docKey, type DocType } from '../../shared/commands/documents.ts';
import type { Prepared } from '../../shared/commands/prepare.ts';
import { findKind, isMasterType, recordKinds } from '../../shared/records/kinds.ts';
import { idsOfAccount } from '../../shared/sync/account-ids.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { Tx } from '../store/store.ts';
import { sha256 } from '../auth/tokens.ts';

/** Where the account's own document of that id is. */
interface Place {
  /** Whether another account made the document under the id itself. */
  readonly taken: boolean;
  /** The account's own document that got an id of its own, or the first free id; null: there is neither. */
  readonly id: string | null;
  readonly exists: boolean;
}

async function ownPlaceOf(tx: Tx, type: DocType, first: string, account: string): Promise<Place> {
  for (const [n, id] of idsOfAccount(sha256, first, account).entries()) {
    const stored = await tx.docs.get(type, id);
    if (!stored) return { taken: n > 0, id, exists: false };
    const maker = stored.versions['*']?.account ?? account;
    if (maker === account) return { taken: n > 0, id, exists: true };
  }
  return { taken: true, id: null, exists: false };
}

/** The id an entry means when it names that one; null: a document of somebody else's making, which its author never saw. */
async function meantBy(
  tx: Tx,
  { type, id }: { readonly type: DocType; readonly id: string },
  { by, base }: Operation,
  opens: boolean,
): Promise<string | null> {
  const seen = base[docKey({ type, id })];
  if (!opens && seen !== undefined && seen > 0) return id;
  const place = await ownPlaceOf(tx, type, id, by.account);
  if (!place.taken) return id;
  if (opens || place.exists) return place.id;
  return seen === 0 ? null : id;
}

/**
 * PROTOCOL P15: an entry with the documents it names. Who knew the id of a document that was still waiting at its desk could
 * make one under it first: then the waiting one gets an id of its own, and what its author entered on it goes there. `null`:
 * it would go into a document of somebody else's making that its author never saw.
 */
export async function withOwnDocuments(tx: Tx, prepared: Prepared, op: Operation): Promise<Prepared | null> {
  const { command } = prepared;
  const target = command.target(prepared.args);
  if (isMasterType(target.type)) return prepared;
  const opens = findKind(target.type)?.opens === command.name;
  let args = prepared.args as Readonly<Record<string, unknown>>;
  for (const { type, idArg, stubOf, excerptOf } of recordKinds) {
    if (isMasterType(type) || stubOf !== undefined || excerptOf !== undefined) continue;
    const named = args[idArg];
    if (typeof named === 'string') {
      const id = await meantBy(tx, { type, id: named }, op, opens && type === target.type);
      if (id === null) return null;
      args = { ...args, [idArg]: id };
    }
    for (const holder of command.namesIn ?? []) {
      const inner = args[holder] as Readonly<Record<string, unknown>> | null | undefined;
      const within = inner?.[idArg];
      if (typeof within !== 'string') continue;
      const id = await meantBy(tx, { type, id: within }, op, false);
      if (id === null) return null;
      args = { ...args, [holder]: { ...inner, [idArg]: id } };
    }
  }
  return { ...prepared, args };
}

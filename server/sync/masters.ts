import type { DocType } from '../../shared/commands/documents.ts';
import { masterTypes } from '../../shared/office/master-args.ts';
import type { Account, Position } from '../../shared/people/people.ts';
import { resolveWho, type Who } from '../../shared/people/who.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import type { Tx } from '../store/store.ts';

/** The master data of one version, whole and in memory: checks and scopes need them at every step. */
export interface Masters {
  get<T>(type: DocType, id: string): T | null;
  all<T>(type: DocType): readonly T[];
  /** A copy in which one document is replaced. */
  with(type: DocType, id: string, doc: unknown): Masters;
}

type Docs = ReadonlyMap<DocType, ReadonlyMap<string, unknown>>;

function over(docs: Docs): Masters {
  return {
    get: <T>(type: DocType, id: string) => (docs.get(type)?.get(id) as T | undefined) ?? null,
    all: <T>(type: DocType) => [...(docs.get(type)?.values() ?? [])] as T[],
    with(type, id, doc) {
      const ofType = new Map(docs.get(type));
      ofType.set(id, doc);
      return over(new Map(docs).set(type, ofType));
    },
  };
}

async function load(tx: Tx): Promise<Masters> {
  const docs = new Map<DocType, Map<string, unknown>>();
  for (const { type, id, json } of await tx.docs.ofTypes(masterTypes)) {
    const ofType = docs.get(type) ?? new Map<string, unknown>();
    ofType.set(id, JSON.parse(json));
    docs.set(type, ofType);
  }
  return over(docs);
}

/** Reads the master data once per version. Only committed versions are kept, for a version can be undone. */
export interface MasterCache {
  /** In a reading transaction, or in a writing one before it wrote anything of its own. */
  at(tx: Tx): Promise<Masters>;
}

export function masterCache(): MasterCache {
  let kept: { readonly version: string; readonly masters: Masters } | null = null;
  return {
    async at(tx) {
      const { epoch, masterRv } = await tx.clock();
      const version = `${epoch} ${masterRv}`;
      if (kept?.version === version) return kept.masters;
      const masters = await load(tx);
      // A version that others assigned in the same transaction may be undone, and assigned again for something else.
      if (!tx.isShared()) kept = { version, masters };
      return masters;
    },
  };
}

export function accountByName(masters: Masters, username: string): Account | null {
  return masters.all<Account>('account').find((account) => account.username === username) ?? null;
}

/** What {@link whoIs} found, of master data that never changes in place. */
const resolved = new WeakMap<Masters, WeakMap<Account, Map<string, Who>>>();
const mostResolved = 1000;

/**
 * Identity of an account on a day: its positions and rights. Found once for all entries of a day, and only for that very
 * state of the account: a request may still hold the one before.
 */
export function whoIs(masters: Masters, account: Account, day: PlainDate, acting: string | null): Who {
  const ofMasters = resolved.get(masters) ?? new WeakMap<Account, Map<string, Who>>();
  const found = ofMasters.get(account) ?? new Map<string, Who>();
  const key = JSON.stringify([day, acting]);
  const known = found.get(key);
  if (known) return known;
  const who = resolveWho(account, masters.all<Position>('position'), day, acting);
  // A position is whatever an entry names.
  if (found.size >= mostResolved) found.clear();
  resolved.set(masters, ofMasters.set(account, found.set(key, who)));
  return who;
}

import { parseDocKey } from '../../shared/commands/documents.ts';
import { isListedType } from '../../shared/records/kinds.ts';
import { hashRow, parts, RunningSum } from '../../shared/sync/checksum.ts';
import { scopeOfPack, type Replica } from './replica.ts';

/** The main thread is yielded after this long, so that typing stays smooth. */
const budgetMs = 8;
/** The clock is read once per this many documents. */
const stride = 1000;

/** Documents by scope that the server no longer counts there: withheld removals (PROTOCOL L12). */
export type Exempt = ReadonlyMap<string, ReadonlySet<string>>;

type Visit = (scope: string, type: string, id: string, rv: number) => void;

/**
 * Visits every document of the server that this desk holds, once per scope, in the version held: from memory, in
 * slices. Entries made meanwhile do not matter, because they change no version.
 */
async function visitLocal(replica: Replica, exempt: Exempt, visit: Visit): Promise<void> {
  const { clock, timers } = replica.world;
  let begun = clock.now();
  let seen = 0;
  const rest = async (): Promise<void> => {
    if (clock.now() - begun < budgetMs) return;
    await new Promise<void>((resolve) => timers.set(resolve, 0));
    begun = clock.now();
  };
  const pass = (scope: string, type: string, id: string, rv: number): void => {
    if (exempt.size > 0 && exempt.get(scope)?.has(`${type}:${id}`)) return;
    visit(scope, type, id, rv);
  };
  let pack = '';
  let packScope = '';
  for (const entry of replica.index.entries()) {
    if (++seen % stride === 0) await rest();
    if (entry.pack === null) continue;
    // Neighbours usually lie in one pack.
    if (entry.pack !== pack) {
      pack = entry.pack;
      packScope = scopeOfPack(pack);
    }
    pass(packScope, entry.type, entry.line.id, entry.line.rv);
  }
  for (const [key, { rv, scopes }] of replica.bases) {
    if (++seen % stride === 0) await rest();
    if (rv === 0 || scopes.length === 0) continue;
    const { type, id } = parseDocKey(key);
    for (const scope of scopes) pass(scope, type, id, rv);
  }
}

/** Count and sum per scope (PROTOCOL L9). */
export async function sumLocal(replica: Replica, exempt: Exempt): Promise<ReadonlyMap<string, RunningSum>> {
  const sums = new Map<string, RunningSum>();
  await visitLocal(replica, exempt, (scope, type, id, rv) => {
    let sum = sums.get(scope);
    if (!sum) sums.set(scope, (sum = new RunningSum()));
    sum.add(hashRow(type, id, rv));
  });
  return sums;
}

/** One of the 256 parts of a scope as this desk holds it. */
export interface LocalPart {
  readonly sum: RunningSum;
  /** Version by document key. */
  readonly docs: Map<string, number>;
}

/** A scope in its 256 parts. */
export async function readLocalParts(replica: Replica, scope: string, exempt: Exempt): Promise<readonly LocalPart[]> {
  const local = Array.from({ length: parts }, (): LocalPart => ({ sum: new RunningSum(), docs: new Map() }));
  await visitLocal(replica, exempt, (of, type, id, rv) => {
    if (of !== scope) return;
    const hash = hashRow(type, id, rv);
    const part = local[hash.part] as LocalPart;
    part.sum.add(hash);
    part.docs.set(`${type}:${id}`, rv);
  });
  return local;
}

export async function countLocal(replica: Replica, scope: string): Promise<number> {
  let count = 0;
  await visitLocal(replica, new Map(), (of) => void (of === scope && count++));
  return count;
}

/** The version of a document held in a scope; null when it is not held there. */
export function localVersion(replica: Replica, scope: string, type: string, id: string): number | null {
  const base = replica.bases.get(`${type}:${id}`);
  if (base) return base.rv > 0 && base.scopes.includes(scope) ? base.rv : null;
  const entry = replica.index.find(type, id);
  return entry && entry.pack !== null && scopeOfPack(entry.pack) === scope ? entry.line.rv : null;
}

/** Whether a document may be held in a scope: while packs are still being loaded, anything listed may be in one of them. */
export function mayHoldLocally(replica: Replica, scope: string, type: string, id: string): boolean {
  if (localVersion(replica, scope, type, id) !== null) return true;
  return !replica.complete && isListedType(type) && !replica.bases.has(`${type}:${id}`);
}

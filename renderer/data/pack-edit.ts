import { parseDocKey } from '../../shared/commands/documents.ts';
import { isListedType } from '../../shared/records/kinds.ts';
import type { PackRow } from '../../shared/sync/protocol.ts';
import { scopeOfPack, type Replica } from './replica.ts';
import { encodeLines, linesOf } from './letter-line.ts';
import type { Pack, PackColumns } from './store.ts';

export interface PackEdits {
  readonly packs: readonly Pack[];
  readonly columns: readonly PackColumns[];
}

/** Columns of a pack's rows, in the order of the rows. */
export function columnsOf(key: string, rows: readonly PackRow[]): PackColumns {
  return { key, scope: scopeOfPack(key), lines: encodeLines(linesOf(rows)) };
}

/**
 * Packs rewritten without some documents, because what an account may no longer see must not stay on its disk. Made
 * before the transaction, because deflating cannot be awaited inside one.
 */
export async function packWithout(replica: Replica, keys: readonly string[]): Promise<PackEdits> {
  const packs: Pack[] = [];
  const columns: PackColumns[] = [];
  for (const [pack, gone] of await packsHolding(replica, keys)) {
    const rows = (await replica.packs.rows(pack)).filter(({ t, id }) => !gone.has(`${t}:${id}`));
    // An unreadable pack cannot be edited; it is deleted whole.
    if (replica.lostPacks.has(pack)) continue;
    packs.push({ key: pack, scope: scopeOfPack(pack), bytes: await replica.world.codec.deflate(JSON.stringify(rows)) });
    columns.push(columnsOf(pack, rows));
  }
  return { packs, columns };
}

/**
 * The packs that contain letters, by pack: the one the index names, or, for a letter that has since got a row of its
 * own or whose pack is not loaded, those whose columns name it.
 */
async function packsHolding(replica: Replica, keys: readonly string[]): Promise<ReadonlyMap<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  const note = (pack: string, key: string): void => void found.set(pack, (found.get(pack) ?? new Set()).add(key));
  const unnamed = new Map<string, string[]>();
  for (const key of keys) {
    const { type, id } = parseDocKey(key);
    if (!isListedType(type)) continue;
    const named = replica.index.find(type, id)?.pack;
    if (named) note(named, key);
    else unnamed.set(id, [...(unnamed.get(id) ?? []), key]);
  }
  if (unnamed.size === 0) return found;
  for (const pack of (await replica.world.store.keys('columns')).map(String)) {
    // One after the other: all of them at once are many megabytes.
    const columns = await replica.world.store.get('columns', pack);
    for (const id of idsIn(columns?.lines ?? '[]')) for (const key of unnamed.get(id) ?? []) note(pack, key);
  }
  return found;
}

function idsIn(lines: string): readonly string[] {
  return (JSON.parse(lines) as readonly (readonly [string])[]).map(([id]) => id);
}

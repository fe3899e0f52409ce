import { parseDocKey } from '../../shared/commands/documents.ts';
import type { PackRow } from '../../shared/sync/protocol.ts';
import { scopeOfPack, type Filing } from './filing.ts';
import { encodeLines, lineFor } from './letter-line.ts';
import type { Pack, PackColumns } from './store.ts';

export interface PackEdits {
  readonly packs: readonly Pack[];
  readonly columns: readonly PackColumns[];
}

/** Columns of a pack's rows, in the order of the rows. */
export function columnsOf(key: string, rows: readonly PackRow[]): PackColumns {
  const lines = rows.flatMap(({ t, d, rv }) => lineFor(t, d, rv) ?? []);
  return { key, scope: scopeOfPack(key), lines: encodeLines(lines) };
}

/**
 * Packs rewritten without the documents that left: what an account may no longer see must not stay on its disk, not
 * even inside a pack. Made before the transaction, because deflating cannot be awaited inside one.
 */
export async function packWithout(filing: Filing, keys: readonly string[]): Promise<PackEdits> {
  const byPack = new Map<string, Set<string>>();
  for (const key of keys) {
    const { type, id } = parseDocKey(key);
    if (type !== 'letter' && type !== 'letterStub') continue;
    for (const pack of await packsHolding(filing, type, id)) {
      byPack.set(pack, (byPack.get(pack) ?? new Set()).add(key));
    }
  }
  const packs: Pack[] = [];
  const columns: PackColumns[] = [];
  for (const [pack, gone] of byPack) {
    const rows = (await filing.packs.rows(pack)).filter(({ t, id }) => !gone.has(`${t}:${id}`));
    packs.push({ key: pack, scope: scopeOfPack(pack), bytes: await filing.world.codec.deflate(JSON.stringify(rows)) });
    columns.push(columnsOf(pack, rows));
  }
  return { packs, columns };
}

/** The pack the index names, or, for a document that has since got a row of its own, the one that still holds it. */
async function packsHolding(filing: Filing, type: 'letter' | 'letterStub', id: string): Promise<readonly string[]> {
  const named = filing.index.find(type, id)?.pack;
  if (named) return [named];
  const holding: string[] = [];
  for (const { key, lines } of await filing.world.store.all('columns')) if (lines.includes(id)) holding.push(key);
  return holding;
}

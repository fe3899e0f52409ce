import type { PackRow } from '../../shared/sync/protocol.ts';
import type { Codec } from './ports.ts';
import type { Store } from './store.ts';

/** Number of parsed packs in the cache: somebody who opens one letter often opens its neighbour. */
const kept = 6;

export interface PackReader {
  /** Empty for a pack that is missing or unreadable: the store lost it. */
  rows(pack: string): Promise<readonly PackRow[]>;
  find(pack: string, type: string, id: string): Promise<PackRow | null>;
  forget(pack: string): void;
}

/** `onLost` is called for every pack that is missing or unreadable. */
export function makePackReader(store: Store, codec: Codec, onLost: (pack: string) => void): PackReader {
  const cache = new Map<string, Promise<readonly PackRow[]>>();

  const load = async (key: string): Promise<readonly PackRow[]> => {
    const pack = await store.get('packs', key);
    if (pack) {
      try {
        return JSON.parse(await codec.inflate(pack.bytes)) as PackRow[];
      } catch {
        // A truncated pack is lost like a missing one.
      }
    }
    onLost(key);
    return [];
  };
  const rows = (key: string): Promise<readonly PackRow[]> => {
    const known = cache.get(key) ?? load(key);
    cache.delete(key);
    cache.set(key, known);
    known.catch(() => cache.delete(key));
    const oldest = cache.keys().next().value;
    if (cache.size > kept && oldest !== undefined) cache.delete(oldest);
    return known;
  };
  return {
    rows,
    find: async (key, type, id) => (await rows(key)).find((row) => row.t === type && row.id === id) ?? null,
    forget: (key) => void cache.delete(key),
  };
}

import type { Drafts } from '../../renderer/data/office.ts';

/** The browser's storage in memory; `kept` is its content. */
export function memoryDrafts(
  kept: Map<string, string> = new Map(),
): Drafts & Pick<Storage, 'key'> & { readonly length: number; readonly kept: Map<string, string> } {
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
}

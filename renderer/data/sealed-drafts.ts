import { base64, base64Bytes } from '../../shared/scans/ascii.ts';
import type { Sealing } from './sealing.ts';

/** Where a form keeps its unsaved input; the part of the web's `Storage` it needs. */
export type Drafts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Prefix of a sealed draft; a plain one begins with a brace. */
const mark = 'sealed1:';

/**
 * The drafts of one account in the browser's storage, encrypted (PROTOCOL T35). Plain ones found there are sealed at
 * once. `sealing` null: the desk gave no key, and drafts stay plain as before; a sealed one is neither read nor
 * deleted.
 */
export function sealedDrafts(
  storage: Drafts & Pick<Storage, 'key' | 'length'>,
  account: string,
  sealing: Sealing | null,
): Drafts {
  const isOwn = (name: string): boolean => {
    const place = /^lembar\.draft\.[a-z]+\.(.*)$/.exec(name)?.[1];
    return place === account || place?.startsWith(`${account}.`) === true;
  };
  const seal = (by: Sealing, name: string, text: string): void =>
    storage.setItem(name, mark + base64(by.seal(['drafts', name], new TextEncoder().encode(text))));
  const isSealedAt = (name: string): boolean => storage.getItem(name)?.startsWith(mark) === true;

  if (sealing) {
    const names = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '').filter(isOwn);
    for (const name of names) {
      const text = storage.getItem(name);
      if (text === null || text.startsWith(mark)) continue;
      try {
        seal(sealing, name, text);
      } catch {
        // No room for the longer text: a draft must not stay readable, so it is deleted.
        storage.removeItem(name);
      }
    }
  }
  return {
    getItem(name) {
      const text = storage.getItem(name);
      if (!text?.startsWith(mark)) return text;
      const sealed = base64Bytes(text.slice(mark.length));
      const bytes = (sealed && sealing?.open(['drafts', name], sealed)) ?? null;
      return bytes === null ? null : new TextDecoder().decode(bytes);
    },
    setItem(name, text) {
      if (sealing) return seal(sealing, name, text);
      if (isSealedAt(name)) throw new DOMException('a sealed draft lies there', 'NotReadableError');
      storage.setItem(name, text);
    },
    removeItem(name) {
      if (sealing || !isSealedAt(name)) storage.removeItem(name);
    },
  };
}

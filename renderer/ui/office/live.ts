import type { Office } from '../../data/office.ts';

/** Keeps a value read from the office until the office changes, and its identity while it stays equal. */
export interface LiveReader<T> {
  readonly subscribe: (notify: () => void) => () => void;
  readonly snapshot: () => T;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === Array.prototype;
}

/** Same value, or plain objects and lists with the same members. Deeper differences count as a change. */
export function sameShallow(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

/** A source for `useSyncExternalStore`: reads again only after a change of the office. */
export function liveReader<T>(office: Office, read: (office: Office) => T): LiveReader<T> {
  let known: { readonly value: T } | null = null;
  let stale = true;
  return {
    subscribe(notify) {
      // Something may have changed between the first read and this subscription.
      stale = true;
      return office.onChange(() => {
        stale = true;
        notify();
      });
    },
    snapshot() {
      if (known === null || stale) {
        const value = read(office);
        if (known === null || !sameShallow(known.value, value)) known = { value };
        stale = false;
      }
      return known.value;
    },
  };
}

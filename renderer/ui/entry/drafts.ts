import type { Drafts, Office } from '../../data/office.ts';

/** Saves a draft under its key, or deletes it when there is nothing to keep; whether one is saved now. */
export function keepDraft(storage: Drafts, key: string, draft: object | null): boolean {
  try {
    if (draft === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(draft));
    return draft !== null;
  } catch {
    // A full or forbidden storage is no reason to disturb the person typing.
    return false;
  }
}

/** The members of the draft under a key; null when there is none or none that can be read. */
export function readDraft(storage: Drafts, key: string): Readonly<Record<string, unknown>> | null {
  try {
    const raw: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return raw !== null && typeof raw === 'object' && !Array.isArray(raw) ? (raw as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What of secret documents waits in pages that were left: in memory alone. */
const secretLeft = new WeakMap<object, Map<string, object>>();

/** Where input waits, by field, that a document did not take yet; of a secret one in the memory of this sign-in alone. */
export function leftOver<Fields extends Readonly<Record<string, unknown>>>(
  office: Pick<Office, 'drafts'>,
  key: string,
  secret: boolean,
) {
  const inMemory = secretLeft.get(office) ?? new Map<string, object>();
  secretLeft.set(office, inMemory);
  return {
    read: (): Fields => ((secret ? inMemory.get(key) : readDraft(office.drafts, key)) ?? {}) as Fields,
    keep(fields: Fields): void {
      const nothing = Object.keys(fields).length === 0;
      if (!secret) keepDraft(office.drafts, key, nothing ? null : fields);
      else if (nothing) inMemory.delete(key);
      else inMemory.set(key, fields);
    },
  };
}

function isAlike(value: unknown, start: unknown): boolean {
  // What may be missing is a text where it is there: a date, somebody's id.
  if (value === null || start === null) return value === null ? start === null : typeof value === 'string';
  return typeof value === typeof start && Array.isArray(value) === Array.isArray(start);
}

/** A form as it was left: of a draft of another version, every member with the right shape is taken over. */
export function restoreForm<F extends object>(draft: Readonly<Record<string, unknown>>, start: F): F {
  const known = Object.entries(start).map(([name, value]: [string, unknown]) => {
    const kept = draft[name];
    return [name, kept !== undefined && isAlike(kept, value) ? kept : value];
  });
  return Object.fromEntries(known) as F;
}

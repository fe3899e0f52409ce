/** The outcome of something that may be refused: a value, never an exception. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/**
 * Ends an exhaustive switch over what a later program may have written (PROTOCOL V3): a new member of the union is a compile
 * error, one this program does not know changes nothing.
 */
export function keepUnknown<T>(_value: never, kept: T): T {
  return kept;
}

/** Ends an exhaustive switch: a new member of the union is a compile error wherever it matters. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unhandled ${what}: ${JSON.stringify(value)}`);
}

import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, two passes); tests pass in something faster. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an account that does not exist as for one that does. */
  matches(stored: string | null, password: string): Promise<boolean>;
}

export function argonPasswords(cost: { readonly memoryCost?: number; readonly timeCost?: number } = {}): Passwords {
  const nobody = hash('nobody', cost);
  return {
    hash: (password) => hash(password, cost),
    async matches(stored, password) {
      const right = await verify(stored ?? (await nobody), password);
      return right && stored !== null;
    },
  };
}

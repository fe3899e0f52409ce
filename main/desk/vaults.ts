import type { SettingsFile, Vault } from './ports.ts';

/** Secrets that end with the program. */
export function memoryVault(): Vault {
  const secrets = new Map<string, string>();
  return {
    durable: false,
    read: (name) => Promise.resolve(secrets.get(name) ?? null),
    write: (name, value) => Promise.resolve(void secrets.set(name, value)),
    remove: (name) => Promise.resolve(void secrets.delete(name)),
  };
}

/**
 * Where there is no keychain: sessions stay in `inner`, but the desk's own token goes to a file that only this user can
 * read, because a desk without it could never send its journal. The token alone reads nothing: the server asks for a
 * session too.
 */
export function keepDeskToken(inner: Vault, file: SettingsFile): Vault {
  return {
    durable: inner.durable,
    read: (name) =>
      name === 'desk' ? Promise.resolve((file.read()['deskToken'] as string | undefined) ?? null) : inner.read(name),
    write: (name, value) =>
      name === 'desk' ? Promise.resolve(file.write({ ...file.read(), deskToken: value })) : inner.write(name, value),
    remove: (name) => inner.remove(name),
  };
}

import type { Signer, Signers } from '../../shared/sync/proof.ts';
import type { Signing } from './account-keys.ts';
import type { OpenKey } from './known-accounts.ts';
import type { Vault } from './ports.ts';

/** The decrypted keys of the account signed in; only the desk core has them. */
export interface OpenSigners extends Signers {
  open(account: string, key: Pick<OpenKey, 'seed' | 'storeKey'>): Promise<Signer>;
  /** The open store key of the account, base64url; null when there is none. */
  storeKeyOf(account: string): string | null;
  close(account: string): Promise<void>;
}

const nameOf = (account: string): string => `key:${account}`;
/** In the vault, base64: the seed of the account's key, and its store key behind it when there is one. */
const packed = ({ seed, storeKey }: Pick<OpenKey, 'seed' | 'storeKey'>): string =>
  Buffer.concat([seed, storeKey ?? new Uint8Array()]).toString('base64');

/**
 * Keeps keys in memory from sign-in to sign-out. Where the vault outlives the program the key of `account` is restored
 * from it, so that a restart asks for no password.
 */
export async function openSigners(
  vault: Vault,
  account: string | null,
  signerOf: Signing['signerOf'],
): Promise<OpenSigners> {
  const signers = new Map<string, Signer>();
  const storeKeys = new Map<string, string>();
  const hold = (of: string, seed: Uint8Array, storeKey: Uint8Array | null): Signer => {
    const signer = signerOf(of, seed);
    signers.set(of, signer);
    if (storeKey) storeKeys.set(of, Buffer.from(storeKey).toString('base64url'));
    else storeKeys.delete(of);
    return signer;
  };
  const kept = vault.durable && account !== null ? await vault.read(nameOf(account)) : null;
  if (kept !== null && account !== null) {
    const bytes = Buffer.from(kept, 'base64');
    hold(account, bytes.subarray(0, 32), bytes.length === 64 ? bytes.subarray(32) : null);
  }
  return {
    of: (of) => signers.get(of) ?? null,
    storeKeyOf: (of) => storeKeys.get(of) ?? null,
    open: async (of, key) => {
      if (vault.durable) await vault.write(nameOf(of), packed(key));
      return hold(of, key.seed, key.storeKey);
    },
    close: async (of) => {
      signers.delete(of);
      storeKeys.delete(of);
      if (vault.durable) await vault.remove(nameOf(of));
    },
  };
}

import type { Signer, Signers } from '../../shared/sync/proof.ts';
import { signerOf, type Seed } from './account-keys.ts';
import type { Vault } from './ports.ts';

/** The keys of who is signed in, held open by the desk core alone. */
export interface OpenSigners extends Signers {
  open(account: string, seed: Seed): Promise<Signer>;
  close(account: string): Promise<void>;
}

const nameOf = (account: string): string => `key:${account}`;

/**
 * Holds keys from sign-in to sign-out, in memory. Where the vault outlives the program the key lies there as well, so that
 * a restart asks for no password; `account` is whose key is taken from there.
 */
export async function openSigners(vault: Vault, account: string | null): Promise<OpenSigners> {
  const held = new Map<string, Signer>();
  const kept = vault.durable && account !== null ? await vault.read(nameOf(account)) : null;
  if (kept !== null && account !== null) held.set(account, signerOf(account, Buffer.from(kept, 'base64')));
  return {
    of: (of) => held.get(of) ?? null,
    open: async (of, seed) => {
      const signer = signerOf(of, seed);
      if (vault.durable) await vault.write(nameOf(of), Buffer.from(seed).toString('base64'));
      held.set(of, signer);
      return signer;
    },
    close: async (of) => {
      held.delete(of);
      if (vault.durable) await vault.remove(nameOf(of));
    },
  };
}

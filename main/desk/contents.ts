import { boxedContents, type BoxKeys, type Contents } from '../../shared/desk/contents.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { nodeBoxes } from './account-keys.ts';
import type { KnownAccounts } from './known-accounts.ts';
import type { OpenSigners } from './open-signers.ts';

/** The store keys that are open in the core, and the letterboxes its settings file knows. */
export function boxKeysOf(signers: Pick<OpenSigners, 'storeKeyOf'>, known: Pick<KnownAccounts, 'letterbox'>): BoxKeys {
  return {
    storeKeyOf: (account) => {
      const storeKey = signers.storeKeyOf(account);
      return storeKey === null ? null : Buffer.from(storeKey, 'base64url');
    },
    letterbox: known.letterbox,
  };
}

/** What the desk core keeps in boxes (PROTOCOL T36). */
export function makeContents(
  signers: Pick<OpenSigners, 'storeKeyOf'>,
  known: Pick<KnownAccounts, 'letterbox'>,
  random: RandomBytes,
): Contents {
  return boxedContents(boxKeysOf(signers, known), nodeBoxes(random));
}

import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes } from '../../shared/ids.ts';
import type { ScanSeal } from '../../shared/scans/scan-seal.ts';
import { aboutScan, chunkNonce } from '../../shared/sync/blob-api.ts';
import { putInto, takeFrom } from './account-keys.ts';
import type { KnownAccounts } from './known-accounts.ts';
import type { OpenSigners } from './open-signers.ts';

/** Seals files under keys that lie in the letterboxes of those who may read them (PROTOCOL T38). */
export function makeScanSeal(
  signers: Pick<OpenSigners, 'storeKeyOf'>,
  known: Pick<KnownAccounts, 'letterbox'>,
  random: RandomBytes,
): ScanSeal {
  return {
    has: (account) => known.letterbox(account) !== null,
    begin: () => {
      const key = random(32);
      return {
        chunk: (plain, index) => {
          const cipher = createCipheriv('aes-256-gcm', key, chunkNonce(index));
          return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
        },
        keys: (sha256, readers) =>
          readers.flatMap(({ account, letter }) => {
            const box = known.letterbox(account);
            return box ? [{ account, letter, key: putInto(box, key, aboutScan(sha256, letter), random) }] : [];
          }),
      };
    },
    unlock: (sha256, keys) => {
      for (const { account, letter, key: boxed } of keys) {
        const storeKey = signers.storeKeyOf(account);
        const about = aboutScan(sha256, letter);
        const key = storeKey === null ? null : takeFrom(Buffer.from(storeKey, 'base64url'), boxed, about);
        if (!key) continue;
        return {
          chunk: (sealed, index) => {
            try {
              const decipher = createDecipheriv('aes-256-gcm', key, chunkNonce(index)).setAuthTag(sealed.subarray(-16));
              return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
            } catch {
              return null;
            }
          },
        };
      }
      return null;
    },
  };
}

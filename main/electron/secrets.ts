import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import type { SettingsFile, Vault } from '../desk/ports.ts';
import { keepDeskToken, memoryVault } from '../desk/vaults.ts';
import type { Log } from './log.ts';

type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

export interface SecretDeps {
  readonly keychain: Keychain;
  readonly platform: NodeJS.Platform;
  readonly folder: string;
  /** Where the desk's own token goes when there is no keychain. */
  readonly settings: SettingsFile;
  readonly log: Log;
}

async function protects({ keychain, platform }: SecretDeps): Promise<boolean> {
  if (!(await keychain.isAsyncEncryptionAvailable())) return false;
  // basic_text encrypts with a password from Chromium's source code; unknown guarantees nothing.
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend());
}

async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  const fresh = `${path}.baru`;
  const file = await open(fresh, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
}

async function bytesOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function keychainVault({ keychain, folder, log }: SecretDeps): Vault {
  const pathOf = (name: string): string => join(folder, `${encodeURIComponent(name)}.bin`);
  const write = async (name: string, value: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replaceFile(pathOf(name), await keychain.encryptStringAsync(value));
  };
  return {
    durable: true,
    async read(name) {
      const bytes = await bytesOf(pathOf(name));
      if (bytes === null) return null;
      try {
        const { result, shouldReEncrypt } = await keychain.decryptStringAsync(bytes);
        if (shouldReEncrypt) await write(name, result);
        return result;
      } catch (error) {
        // Another user's key or a locked keychain: the clerk signs in again, and the file is left for the next start.
        log.failed('vault.unreadable', error);
        return null;
      }
    },
    write,
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}

/**
 * The vault of this PC, once the app is ready: files encrypted by the system's keychain. Where it keeps none, sessions
 * stay in memory and end with the program.
 */
export async function openVault(deps: SecretDeps): Promise<Vault> {
  const durable = await protects(deps);
  deps.log.info('vault.opened', { durable });
  return durable ? keychainVault(deps) : keepDeskToken(memoryVault(), deps.settings);
}

import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SafeStorage } from 'electron';
import type { SettingsFile, Vault } from '../desk/ports.ts';
import { syncFolder } from '../desk/sync-folder.ts';
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

const probe = 'lembar';

async function protects({ keychain, platform, log }: SecretDeps): Promise<boolean> {
  if (!(await keychain.isAsyncEncryptionAvailable())) return false;
  try {
    // One that is there and keeps nothing is worse than none: the desk would forget who it is with every start.
    const { result } = await keychain.decryptStringAsync(await keychain.encryptStringAsync(probe));
    if (result !== probe) return false;
  } catch (error) {
    log.failed('vault.unusable', error);
    return false;
  }
  // basic_text encrypts with a password that stands in Chromium's source; unknown promises nothing.
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
  await syncFolder(dirname(path));
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
  /** Each secret lies there twice (PROTOCOL D21): one that was torn or damaged does not decrypt. */
  const pathsOf = (name: string): readonly string[] =>
    ['bin', '2.bin'].map((end) => join(folder, `${encodeURIComponent(name)}.${end}`));
  const write = async (name: string, value: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const bytes = await keychain.encryptStringAsync(value);
    for (const path of pathsOf(name)) await replaceFile(path, bytes);
  };
  const open = async (path: string, name: string): Promise<string | null> => {
    const bytes = await bytesOf(path);
    if (bytes === null) return null;
    try {
      const { result, shouldReEncrypt } = await keychain.decryptStringAsync(bytes);
      if (shouldReEncrypt) await write(name, result);
      return result;
    } catch (error) {
      // Another user's key or a keychain that stays shut: the clerk signs in again. The file is left for the next start.
      log.failed('vault.unreadable', error);
      return null;
    }
  };
  return {
    durable: true,
    async read(name) {
      for (const path of pathsOf(name)) {
        const found = await open(path, name);
        if (found !== null) return found;
      }
      return null;
    },
    write,
    async remove(name) {
      for (const path of pathsOf(name)) await rm(path, { force: true });
    },
  };
}

/** A token that was given while the keychain was out of use is the newer one: it moves into the keychain. */
function takeBack(vault: Vault, settings: SettingsFile): Vault {
  return {
    ...vault,
    async read(name) {
      const { deskToken, ...rest } = settings.read();
      if (name !== 'desk' || typeof deskToken !== 'string') return vault.read(name);
      await vault.write(name, deskToken);
      settings.write(rest);
      return deskToken;
    },
    async write(name, value) {
      await vault.write(name, value);
      if (name !== 'desk') return;
      const { deskToken, ...rest } = settings.read();
      if (deskToken !== undefined) settings.write(rest);
    },
  };
}

/**
 * The vault of this PC, once the app is ready: files encrypted by the system's keychain. Where it keeps none, sessions
 * stay in memory and end with the program.
 */
export async function openVault(deps: SecretDeps): Promise<Vault> {
  const durable = await protects(deps);
  deps.log.info('vault.opened', { durable });
  return durable ? takeBack(keychainVault(deps), deps.settings) : keepDeskToken(memoryVault(), deps.settings);
}

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { describe, expect, it } from 'vitest';
import { openVault } from '../../../main/electron/secrets.ts';
import { fakeLog } from './fake-electron.ts';

interface Keychain {
  available?: boolean;
  backend?: string;
  key?: number;
  rotated?: boolean;
}

/** A keychain that really scrambles, so that a plain secret on the disk would be seen. */
function keychain({
  available = true,
  backend = 'gnome_libsecret',
  key = 0x5a,
  rotated = false,
}: Keychain = {}): SafeStorage {
  const scramble = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ key));
  const fake = {
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(scramble(Buffer.from(`v1${text}`))),
    decryptStringAsync: (bytes: Buffer) => {
      const text = scramble(bytes).toString();
      return text.startsWith('v1')
        ? Promise.resolve({ result: text.slice(2), shouldReEncrypt: rotated })
        : Promise.reject(new Error('wrong key'));
    },
  };
  return fake as unknown as SafeStorage;
}

function desk(
  chain: SafeStorage,
  platform: NodeJS.Platform = 'linux',
  folder = mkdtempSync(join(tmpdir(), 'lembar-vault-')),
) {
  let kept: Record<string, unknown> = {};
  const settings = { read: () => kept, write: (value: Record<string, unknown>) => void (kept = value) };
  const log = fakeLog();
  const open = () => openVault({ keychain: chain, platform, folder: join(folder, 'vault'), settings, log });
  const onDisk = (): string =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
  return { open, onDisk, folder, log, settings };
}

describe('with a keychain', () => {
  it('secrets outlive the program and are never readable on the disk', async () => {
    const { open, onDisk } = desk(keychain());
    const vault = await open();
    expect(vault.durable).toBe(true);
    await vault.write('session:a/../b', 'token-123');
    expect(await (await open()).read('session:a/../b')).toBe('token-123');
    expect(onDisk()).not.toContain('token-123');
    expect(onDisk()).not.toBe('');
  });

  it('a removed secret is gone, and one that never was is null', async () => {
    const { open } = desk(keychain());
    const vault = await open();
    await vault.write('desk', 'token');
    await vault.remove('desk');
    await vault.remove('desk');
    expect([await vault.read('desk'), await vault.read('other')]).toEqual([null, null]);
  });

  it('one that another key wrote is null, is logged, and stays for a start with the right key', async () => {
    const mine = desk(keychain({ key: 1 }));
    await (await mine.open()).write('desk', 'token');
    const foreign = desk(keychain({ key: 2 }), 'linux', mine.folder);
    expect(await (await foreign.open()).read('desk')).toBe(null);
    expect(foreign.log.said).toContain('vault.unreadable');
    expect(await (await mine.open()).read('desk')).toBe('token');
  });

  it('a secret under an old key is encrypted again', async () => {
    let written = 0;
    const chain = keychain({ rotated: true });
    const encrypt = chain.encryptStringAsync.bind(chain);
    chain.encryptStringAsync = (text) => {
      if (text === 'token') written += 1;
      return encrypt(text);
    };
    const vault = await desk(chain).open();
    await vault.write('desk', 'token');
    expect([await vault.read('desk'), written]).toEqual(['token', 2]);
  });
});

describe('a damaged keychain', () => {
  it('[D21] opens a secret from its second file when the first is torn or empty', async () => {
    const { open, folder } = desk(keychain());
    await (await open()).write('desk', 'token');
    for (const [name, bytes] of [
      ['desk.bin', ''],
      ['desk.2.bin', 'x'],
    ] as const) {
      const whole = readFileSync(join(folder, 'vault', name));
      writeFileSync(join(folder, 'vault', name), bytes);
      expect(await (await open()).read('desk')).toBe('token');
      writeFileSync(join(folder, 'vault', name), whole);
    }
  });

  it('that encrypts and does not decrypt is none; the token given meanwhile moves in once it works again', async () => {
    const chain = keychain();
    const { open, settings, onDisk, log } = desk(chain);
    await (await open()).write('desk', 'former');
    const decrypt = chain.decryptStringAsync.bind(chain);
    chain.decryptStringAsync = () => Promise.reject(new Error('shut'));
    const shut = await open();
    expect([shut.durable, await shut.read('desk')]).toEqual([false, null]);
    expect(log.said).toContain('vault.unusable');
    await shut.write('desk', 'given anew');
    chain.decryptStringAsync = decrypt;
    expect(await (await open()).read('desk')).toBe('given anew');
    expect(settings.read()).toEqual({});
    expect(await (await open()).read('desk')).toBe('given anew');
    expect(onDisk()).not.toContain('given anew');
  });
});

describe('without a keychain', () => {
  it.each([
    ['basic_text, whose password everybody knows', keychain({ backend: 'basic_text' })],
    ['no known backend', keychain({ backend: 'unknown' })],
    ['no encryption at all', keychain({ available: false })],
  ])('%s: sessions stay in memory only, and the vault says so', async (_what, chain) => {
    const { open, onDisk, settings } = desk(chain);
    const vault = await open();
    expect(vault.durable).toBe(false);
    await vault.write('session:a', 'token-123');
    expect(await vault.read('session:a')).toBe('token-123');
    expect(onDisk() + JSON.stringify(settings.read())).not.toContain('token-123');
    expect(await (await open()).read('session:a')).toBe(null);
  });

  it('Windows has no such backends and is not asked for them', async () => {
    const chain = keychain();
    chain.getSelectedStorageBackend = () => {
      throw new Error('not on Windows');
    };
    expect((await desk(chain, 'win32').open()).durable).toBe(true);
  });
});

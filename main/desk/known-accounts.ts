import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Certificate } from '../../shared/sync/proof.ts';
import { ed25519, keyFor, letterboxOf, unwrap, wrap, type Seed, type Signing } from './account-keys.ts';
import type { SettingsFile } from './ports.ts';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** About 0.1 s and 64 MiB a try: a copied settings file can only be attacked slowly. */
const cost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

/** Stretches a password to 32 bytes. */
export type Stretch = (password: string, salt: Buffer) => Promise<Buffer>;
const scrypted: Stretch = (password, salt) => derive(password, salt, 32, cost);

/** Number of earlier public keys remembered for an account, for pending operations signed with them. */
const maxFormer = 8;

interface Known {
  readonly account: Account;
  /** Salt of the password's stretch. */
  readonly salt: string;
  /** Public half of the account's key at this desk; absent: written before accounts had one. */
  readonly key?: string;
  /** Private half and store key, wrapped under a key of the password: a password is right if it opens this. */
  readonly wrapped?: string;
  /** Public keys before this one, newest first. */
  readonly former?: readonly string[];
  /** The register's certificate of the key; absent until it was given. */
  readonly certificate?: Certificate;
  /** Public half of the account's letterbox at this desk, base64url; absent until it has a store key. */
  readonly letterbox?: string;
  /** Verifier of the password, of before accounts had keys. */
  readonly hash?: string;
}

/** An account's key, opened or made with a password. */
export interface OpenKey {
  readonly seed: Seed;
  readonly key: string;
  /** The account's store key at this desk, 32 bytes; null until the register has given one. */
  readonly storeKey: Uint8Array | null;
  /** Whether the key was stored here and the password opened it. */
  readonly kept: boolean;
}

/** The account's earlier keys at this desk. */
export interface Former {
  readonly keys: readonly string[];
  /** Whether the account was known here before accounts had keys: its pending operations may be unsigned. */
  readonly unsigned: boolean;
}

export interface KnownAccounts {
  list(): readonly Account[];
  /** A key that is valid once it is stored. */
  freshKey(): OpenKey;
  /** Every public key this desk has held of the account. */
  keysOf(account: string): readonly string[];
  /** The account's letterbox at this desk; null until it has a store key. */
  letterbox(account: string): Uint8Array | null;
  /** Keeps the key under the password that the server has just accepted, and the server's word on it. */
  remember(
    account: Account,
    password: string,
    key: OpenKey,
    certificate: Certificate | null,
    /** What the register knows of the account's keys here, for a desk that forgot them (PROTOCOL T41). */
    earlierKeys: readonly string[],
  ): Promise<Former>;
  /** Without the network: account and key if the password is the last one the server accepted at this desk. */
  verify(username: string, password: string): Promise<{ readonly account: Account; readonly key: OpenKey } | null>;
  /** The signature of a text with an open key. */
  sign(key: OpenKey, text: string): string;
  /** Forgets the wrapped key, because the server refuses the password that opens it. */
  lock(account: string): void;
  /** The register's certificates of the keys of this desk's accounts. */
  certificates(): readonly Certificate[];
}

function knownIn(file: SettingsFile): Record<string, Known> {
  return (file.read()['accounts'] ?? {}) as Record<string, Known>;
}

/** The accounts that signed in here before; the settings file keeps their keys wrapped, never a password. */
export function makeKnownAccounts(
  file: SettingsFile,
  random: RandomBytes,
  stretch: Stretch = scrypted,
  signerOf: Signing['signerOf'] = ed25519.signerOf,
): KnownAccounts {
  const called = (username: string): Known | undefined =>
    Object.values(knownIn(file)).find(({ account }) => account.username === username);
  const about = (key: string): string => `account key ${key}`;

  const opened = async ({ account, salt, key, wrapped }: Known, password: string): Promise<OpenKey | null> => {
    if (key === undefined || wrapped === undefined) return null;
    const stretched = await stretch(password, Buffer.from(salt, 'base64'));
    const inside = unwrap(wrapped, keyFor('account key', stretched), about(key));
    if (!inside) return null;
    const seed = inside.subarray(0, 32);
    const storeKey = inside.length === 64 ? inside.subarray(32) : null;
    // The public half is stored in the clear and could be changed, so it is compared with what the private half gives.
    return signerOf(account.id, seed).key === key ? { seed, key, storeKey, kept: true } : null;
  };
  const fresh = (): OpenKey => {
    const seed = random(32);
    return { seed, key: signerOf('', seed).key, storeKey: null, kept: false };
  };
  const verifies = async ({ salt, hash }: Known, password: string): Promise<boolean> => {
    if (hash === undefined) return false;
    const stretched = await stretch(password, Buffer.from(salt, 'base64'));
    return timingSafeEqual(stretched, Buffer.from(hash, 'base64'));
  };
  const keep = (known: Known): void =>
    file.write({ ...file.read(), accounts: { ...knownIn(file), [known.account.id]: known } });

  const remember: KnownAccounts['remember'] = async (account, password, key, certificate, earlierKeys) => {
    const before = knownIn(file)[account.id];
    const keys = [...(before?.key === undefined ? [] : [before.key]), ...(before?.former ?? []), ...earlierKeys];
    const former = [...new Set(keys)].filter((one) => one !== key.key).slice(0, maxFormer);
    const named = certificate ?? (before?.key === key.key ? before.certificate : undefined);
    const letterbox = key.storeKey ? Buffer.from(letterboxOf(key.storeKey)).toString('base64url') : before?.letterbox;
    const rest = {
      ...{ account, key: key.key, former },
      ...(named ? { certificate: named } : {}),
      ...(letterbox === undefined ? {} : { letterbox }),
    };
    if (key.kept && before?.key === key.key && before.wrapped !== undefined) {
      keep({ ...rest, salt: before.salt, wrapped: before.wrapped });
    } else {
      const salt = Buffer.from(random(16));
      const stretched = await stretch(password, salt);
      const inside = Buffer.concat([key.seed, key.storeKey ?? new Uint8Array()]);
      const wrapped = wrap(inside, keyFor('account key', stretched), about(key.key), random);
      keep({ ...rest, salt: salt.toString('base64'), wrapped });
    }
    return { keys: former, unsigned: before?.hash !== undefined };
  };

  return {
    list: () => Object.values(knownIn(file)).map(({ account }) => account),
    freshKey: fresh,
    keysOf: (account) => {
      const { key, former = [] } = knownIn(file)[account] ?? {};
      return key === undefined ? former : [key, ...former];
    },
    letterbox: (account) => {
      const { letterbox } = knownIn(file)[account] ?? {};
      return letterbox === undefined ? null : Buffer.from(letterbox, 'base64url');
    },
    remember,
    verify: async (username, password) => {
      const known = called(username);
      if (!known || known.account.disabled) return null;
      const { account } = known;
      const key = await opened(known, password);
      if (key) return { account, key };
      // From before accounts had keys: the first right password makes one.
      return (await verifies(known, password)) ? { account, key: fresh() } : null;
    },
    sign: ({ seed }, text) => signerOf('', seed).sign(text),
    lock: (account) => {
      const known = knownIn(file)[account];
      if (!known) return;
      const { wrapped: _shut, hash: _old, ...rest } = known;
      keep(rest);
    },
    certificates: () =>
      Object.values(knownIn(file)).flatMap(({ certificate }) => (certificate === undefined ? [] : [certificate])),
  };
}

import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Boxes, BoxKeys } from '../../../shared/desk/contents.ts';
import type { Signer, Signers, VerifySignature } from '../../../shared/sync/proof.ts';
import type { BrowserStorage } from '../ports.ts';
import { letterboxOf } from './browser-boxes.ts';
import { base64, base64Bytes, base64Url } from '../../../shared/scans/ascii.ts';

export const verifySignature: VerifySignature = (key, text, sig) => {
  const [signature, half] = [base64Bytes(sig), base64Bytes(key)];
  try {
    return signature !== null && half !== null && ed25519.verify(signature, utf8ToBytes(text), half);
  } catch {
    return false;
  }
};

function signerOf(account: string, seed: Uint8Array): Signer {
  return {
    account,
    key: base64Url(ed25519.getPublicKey(seed)),
    sign: (text) => base64Url(ed25519.sign(utf8ToBytes(text), seed)),
  };
}

/** A key offered at a sign-in; the server has not accepted the password yet. */
export interface BrowserKey {
  readonly username: string;
  readonly seed: Uint8Array;
  readonly key: string;
}

/** What the browser stores of keys while somebody is signed in. */
interface Kept {
  readonly account: string;
  readonly username: string;
  /** The private half, in a box of the account's store key. */
  readonly sealed?: string;
  /** As it is, where the register gives a browser no store key. */
  readonly seed?: string;
}

export interface BrowserKeys extends Signers, BoxKeys {
  /** The key a sign-in offers the server: the present one of that name if it is open, or a fresh one. */
  forSignIn(username: string): BrowserKey;
  /** Another key, when the server no longer accepts the present one. */
  fresh(username: string): BrowserKey;
  /**
   * Takes the key into use, with the store key the server gave; `former`: earlier public keys of the account in this
   * browser.
   */
  open(
    account: string,
    key: BrowserKey,
    storeKey: Uint8Array | null,
  ): { readonly signer: Signer; readonly former: readonly string[] };
  /** Opens what a window before this one kept, with the store key the server gave to its session. */
  reopen(account: string, storeKey: Uint8Array): void;
  close(account: string): void;
}

const maxFormer = 8;

/**
 * The account's keys in the browser edition. The store key comes from the server, with a sign-in and to a page that is
 * loaded again with its session, and stays in the memory of the page; the key that signs lies in the storage all windows
 * share, in a box of the store key, from sign-in to sign-out (PROTOCOL T46).
 */
export function browserKeys(storage: BrowserStorage, boxes: Boxes): BrowserKeys {
  const storeKeys = new Map<string, Uint8Array>();
  const kept = (): Kept | null => storage.read('key') as Kept | null;
  const letterboxes = (): Readonly<Record<string, string>> =>
    (storage.read('letterboxes') ?? {}) as Readonly<Record<string, string>>;
  const about = (account: string): string => `browser key ${account}`;
  let last: { readonly of: string; readonly seed: Uint8Array; readonly signer: Signer } | null = null;

  const seedOf = ({ account, sealed, seed }: Kept): Uint8Array | null => {
    if (sealed === undefined) return seed === undefined ? null : hexToBytes(seed);
    const storeKey = storeKeys.get(account);
    return storeKey ? boxes.unwrap(sealed, boxes.keyFor('browser key', storeKey), about(account)) : null;
  };

  const opened = (key: Kept | null): NonNullable<typeof last> | null => {
    if (!key) return null;
    const of = JSON.stringify(key);
    if (last?.of === of) return last;
    const seed = seedOf(key);
    if (seed) last = { of, seed, signer: signerOf(key.account, seed) };
    return seed && last;
  };

  const keep = (account: string, username: string, seed: Uint8Array): void => {
    const storeKey = storeKeys.get(account);
    const lies = storeKey
      ? { sealed: boxes.wrap(seed, boxes.keyFor('browser key', storeKey), about(account)) }
      : { seed: bytesToHex(seed) };
    storage.write('key', { account, username, ...lies } satisfies Kept);
  };

  const hold = (account: string, storeKey: Uint8Array): void => {
    storeKeys.set(account, storeKey);
    const box = base64(letterboxOf(storeKey));
    if (letterboxes()[account] !== box) storage.write('letterboxes', { ...letterboxes(), [account]: box });
  };

  const keyOf = (username: string, seed: Uint8Array): BrowserKey => ({ username, seed, key: signerOf('', seed).key });
  const fresh = (username: string): BrowserKey => keyOf(username, boxes.random(32));

  return {
    of: (account) => {
      const key = kept();
      return key?.account === account ? (opened(key)?.signer ?? null) : null;
    },
    // Another window may have signed this account out.
    storeKeyOf: (account) => (kept()?.account === account ? (storeKeys.get(account) ?? null) : null),
    letterbox: (account) => {
      const box = letterboxes()[account];
      return box === undefined ? null : base64Bytes(box);
    },
    fresh,
    forSignIn: (username) => {
      const known = kept();
      const seed = known?.username === username ? opened(known)?.seed : null;
      return seed ? keyOf(username, seed) : fresh(username);
    },
    open: (account, { username, seed, key }, storeKey) => {
      const all = (storage.read('keys') ?? {}) as Readonly<Record<string, readonly string[]>>;
      const former = (all[account] ?? []).filter((one) => one !== key);
      storage.write('keys', { ...all, [account]: [key, ...former].slice(0, maxFormer) });
      if (storeKey) hold(account, storeKey);
      keep(account, username, seed);
      return { signer: signerOf(account, seed), former };
    },
    reopen: (account, storeKey) => {
      const key = kept();
      if (key?.account !== account) return;
      hold(account, storeKey);
      // Kept before a browser was given store keys.
      if (key.seed !== undefined) keep(account, key.username, hexToBytes(key.seed));
    },
    close: (account) => {
      if (kept()?.account === account) storage.write('key', null);
      storeKeys.delete(account);
      last = null;
    },
  };
}

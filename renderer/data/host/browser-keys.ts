import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RandomBytes } from '../../../shared/ids.ts';
import type { Signer, Signers, VerifySignature } from '../../../shared/sync/proof.ts';
import type { BrowserStorage } from '../ports.ts';

const toText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function fromText(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

export const verifySignature: VerifySignature = (key, text, sig) => {
  try {
    return ed25519.verify(fromText(sig), utf8ToBytes(text), fromText(key));
  } catch {
    return false;
  }
};

function signerOf(account: string, seed: Uint8Array): Signer {
  return {
    account,
    key: toText(ed25519.getPublicKey(seed)),
    sign: (text) => toText(ed25519.sign(utf8ToBytes(text), seed)),
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
  readonly seed: string;
}

export interface BrowserKeys extends Signers {
  /** The key a sign-in offers the server: the present one of that name, or a fresh one. */
  forSignIn(username: string): BrowserKey;
  /** Another key, when the server no longer accepts the present one. */
  fresh(username: string): BrowserKey;
  /** Takes the key into use; `former`: earlier public keys of the account in this browser. */
  open(account: string, key: BrowserKey): { readonly signer: Signer; readonly former: readonly string[] };
  close(account: string): void;
}

const maxFormer = 8;

/**
 * The account's key in the browser edition. A page has no storage that only a password opens, so the key is in the
 * storage all windows share, from sign-in to sign-out only.
 */
export function browserKeys(storage: BrowserStorage, random: RandomBytes): BrowserKeys {
  const kept = (): Kept | null => storage.read('key') as Kept | null;
  let last: { readonly seed: string; readonly signer: Signer } | null = null;

  const of = (account: string): Signer | null => {
    const key = kept();
    if (key?.account !== account) return null;
    if (last?.seed !== key.seed) last = { seed: key.seed, signer: signerOf(account, hexToBytes(key.seed)) };
    return last.signer;
  };

  const keyOf = (username: string, seed: Uint8Array): BrowserKey => ({ username, seed, key: signerOf('', seed).key });
  const fresh = (username: string): BrowserKey => keyOf(username, random(32));

  return {
    of,
    fresh,
    forSignIn: (username) => {
      const known = kept();
      return known?.username === username ? keyOf(username, hexToBytes(known.seed)) : fresh(username);
    },
    open: (account, { username, seed, key }) => {
      const all = (storage.read('keys') ?? {}) as Readonly<Record<string, readonly string[]>>;
      const former = (all[account] ?? []).filter((one) => one !== key);
      storage.write('keys', { ...all, [account]: [key, ...former].slice(0, maxFormer) });
      storage.write('key', { account, username, seed: bytesToHex(seed) } satisfies Kept);
      return { signer: signerOf(account, seed), former };
    },
    close: (account) => {
      if (kept()?.account === account) storage.write('key', null);
      last = null;
    },
  };
}

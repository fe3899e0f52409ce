import { createHash } from 'node:crypto';
import { ed25519, type Signing } from '../../main/desk/account-keys.ts';
import { makeSealing, type Place, type Random, type Sealing } from '../../renderer/data/sealing.ts';
import { verifySignature } from '../../server/trust/ed25519.ts';
import type { VerifySignature } from '../../shared/sync/proof.ts';

/** What signs and encrypts in a world. */
export interface WorldCrypto {
  /** At the desks. */
  readonly signing: Signing;
  /** At the register. */
  readonly verify: VerifySignature;
  /** Of an account's store. */
  sealing(account: string, random: Random): Sealing;
}

/** The program's own. */
export const realCrypto: WorldCrypto = {
  signing: ed25519,
  verify: verifySignature,
  sealing: (account, random) =>
    // As the register derives it: the same whenever the account signs in.
    makeSealing(new Uint8Array(Buffer.from(account.padEnd(32).slice(0, 32))), random),
};

const hashed = (algorithm: 'sha256' | 'sha512', text: string): string =>
  createHash(algorithm).update(text, 'utf8').digest('base64url');

const markOf = (key: string, text: string): string => hashed('sha512', `${key} ${text}`);

/** Whoever knows the public half could sign: nobody in a world does, and it belongs to its text and its key all the same. */
const cheapSigning: Signing = {
  signerOf: (account, seed) => {
    const key = hashed('sha256', Buffer.from(seed).toString('hex'));
    return { account, key, sign: (text) => markOf(key, text) };
  },
  verify: (key, text, sig) => sig === markOf(key, text),
};

/** Opens with the same account and place alone, and nothing of the content can be read in it. */
function cheapSealing(account: string): Sealing {
  const headOf = (place: Place): string => `${account} ${JSON.stringify(place)}\n`;
  return {
    id: hashed('sha256', account).slice(0, 24),
    seal: (place, content) => {
      const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString('base64');
      return new Uint8Array(Buffer.from(headOf(place) + text));
    },
    open: (place, sealed) => {
      const text = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length).toString();
      const head = headOf(place);
      return text.startsWith(head) ? new Uint8Array(Buffer.from(text.slice(head.length), 'base64')) : null;
    },
  };
}

/** Decides like the program's own and costs next to nothing: nine worlds of ten are about something else. */
export const cheapCrypto: WorldCrypto = {
  signing: cheapSigning,
  verify: cheapSigning.verify,
  sealing: cheapSealing,
};

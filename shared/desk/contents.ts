import { isSessionOp } from '../people/session.ts';
import { base64 } from '../scans/ascii.ts';
import { aboutContent, canonicalJson, type Operation } from '../sync/operation.ts';
import type { OpResult } from '../sync/protocol.ts';

/**
 * What was entered, as it lies at a desk: in a box under the store key of who entered it, which is open while he is
 * signed in (PROTOCOL T36).
 */
export interface Contents {
  /** Hides what was entered from who guesses at the hash; null: this host keeps no boxes. */
  salt(): string | null;
  /** Puts the content in a box; the same operation when its author's key is not open, or it has nothing to hide. */
  seal(op: Operation): Operation;
  /** Takes the content out; the same operation when its author's key is not open. */
  open(op: Operation): Operation;
  /** Puts the notes of an answer in a box of its author, who need not be here. */
  sealAnswer(result: OpResult, account: string): OpResult;
  /** Takes them out; the same answer when the author's key is not open. */
  openAnswer(result: OpResult, account: string): OpResult;
}

const same = <T>(value: T): T => value;

/** Of a host that keeps what was entered as it is. */
export const plainContents: Contents = {
  salt: () => null,
  seal: same,
  open: same,
  sealAnswer: same,
  openAnswer: same,
};

/**
 * The ciphers a host brings for boxes, in one format: AES-256-GCM with `about` as additional data, keys by HKDF-SHA256,
 * letterboxes by X25519 (PROTOCOL T36, T38).
 */
export interface Boxes {
  random(length: number): Uint8Array;
  /** UTF-8. */
  bytesOf(text: string): Uint8Array;
  textOf(bytes: Uint8Array): string;
  /** The key that a secret gives for one purpose. */
  keyFor(purpose: string, secret: Uint8Array): Uint8Array;
  /** Base64 of 12 bytes nonce, ciphertext and 16 bytes tag. */
  wrap(secret: Uint8Array, key: Uint8Array, about: string): string;
  /** Null: under another key, or the text was changed. */
  unwrap(wrapped: string, key: Uint8Array, about: string): Uint8Array | null;
  /** Base64 of 32 bytes of a key used once, then as {@link Boxes.wrap}. */
  putInto(letterbox: Uint8Array, secret: Uint8Array, about: string): string;
  /** Null: it was put into another letterbox, or was changed. */
  takeFrom(storeKey: Uint8Array, letter: string, about: string): Uint8Array | null;
  /** A chunk of a file with its tag behind it. */
  sealChunk(plain: Uint8Array, key: Uint8Array, nonce: Uint8Array): Uint8Array;
  openChunk(sealed: Uint8Array, key: Uint8Array, nonce: Uint8Array): Uint8Array | null;
}

/** The keys of accounts at this desk. */
export interface BoxKeys {
  /** The open store key of the account; null when there is none. */
  storeKeyOf(account: string): Uint8Array | null;
  /** The public half of the account's letterbox; null until it has a store key. */
  letterbox(account: string): Uint8Array | null;
}

const aboutNotes = ({ opId }: OpResult): string => `notes ${opId}`;

/**
 * Boxes under a key of the author's store key, and letterboxes for what the register answers while he is away
 * (PROTOCOL T36). The register opens both (T37).
 */
export function boxedContents({ storeKeyOf, letterbox }: BoxKeys, boxes: Boxes): Contents {
  const keyOf = (account: string): Uint8Array | null => {
    const storeKey = storeKeyOf(account);
    return storeKey && boxes.keyFor('journal', storeKey);
  };
  return {
    salt: () => base64(boxes.random(16)),
    seal: (op) => {
      const key = op.box === undefined && !isSessionOp(op.name) ? keyOf(op.by.account) : null;
      if (!key) return op;
      const { args = null, salt, ...rest } = op;
      const text = boxes.bytesOf(JSON.stringify({ args, salt }));
      return { ...rest, box: boxes.wrap(text, key, aboutContent(op)) };
    },
    open: (op) => {
      const { box, ...rest } = op;
      const key = box === undefined ? null : keyOf(op.by.account);
      const inside = box !== undefined && key ? boxes.unwrap(box, key, aboutContent(op)) : null;
      return inside ? { ...rest, ...(JSON.parse(boxes.textOf(inside)) as Pick<Operation, 'args' | 'salt'>) } : op;
    },
    sealAnswer: (result, account) => {
      const { notes, ...rest } = result;
      const box = notes === undefined || notes.length === 0 ? null : letterbox(account);
      if (!box) return result;
      return { ...rest, box: boxes.putInto(box, boxes.bytesOf(JSON.stringify(notes)), aboutNotes(result)) };
    },
    openAnswer: (result, account) => {
      const { box, ...rest } = result;
      const storeKey = box === undefined ? null : storeKeyOf(account);
      const inside = box !== undefined && storeKey ? boxes.takeFrom(storeKey, box, aboutNotes(result)) : null;
      return inside ? { ...rest, notes: JSON.parse(boxes.textOf(inside)) as NonNullable<OpResult['notes']> } : result;
    },
  };
}

/** Whether two answers to one operation say the same: the register's seal covers the notes, wherever they lie. */
export function isSameAnswer(one: OpResult, other: OpResult): boolean {
  const open = ({ notes: _notes, box: _box, ...rest }: OpResult): string => canonicalJson(rest);
  return open(one) === open(other);
}

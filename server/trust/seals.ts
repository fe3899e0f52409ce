import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../shared/sync/operation.ts';
import type { Certificate } from '../../shared/sync/proof.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import { meta, sealKey } from '../store/meta.ts';
import type { Tx } from '../store/store.ts';

/** What the register seals; the kind is part of the sealed text, so that no seal of one serves for another. */
type Kind = 'answer' | 'block' | 'life' | 'certificate' | 'water' | 'store key' | 'no account';

/**
 * The register's own seal (PROTOCOL T10): HMAC-SHA256 under a key only it has, over one statement. A desk that presents
 * it later proves that the register once made the statement, also to a register restored to an earlier state.
 */
export interface Seals {
  of(kind: Kind, statement: unknown): string;
  /** Whether the register made that seal over that statement; a missing one never counts. */
  hold(kind: Kind, statement: unknown, seal: string | undefined): boolean;
  /** The seals of a statement under every key the register has had, the present one first. */
  every(kind: Kind, statement: unknown): readonly string[];
}

/**
 * The store key of the account at that desk (decision 20, At rest): 32 bytes in base64url that only the register can
 * derive again, and that it gives out only with the password.
 */
export function storeKeyOf(seals: Seals, desk: string, account: string): string {
  return seals.of('store key', { desk, account });
}

/** The store keys the register may have given an account at a desk, the present one first. */
export function storeKeysOf(seals: Seals, desk: string, account: string): readonly string[] {
  return seals.every('store key', { desk, account });
}

const maxOlder = 8;

const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

const sealedText = (kind: Kind, statement: unknown): string => `lembar ${kind} ${canonicalJson(statement)}`;

export function sealsWith(key: string, older: readonly string[]): Seals {
  // Made once: taking a key of bytes apart costs more than a seal.
  const [own, ...others] = [key, ...older].map((hex) => createSecretKey(Buffer.from(hex, 'hex'))) as [KeyObject];
  return {
    of: (kind, statement) => mac(own, sealedText(kind, statement)).toString('base64url'),
    every: (kind, statement) =>
      [own, ...others].map((one) => mac(one, sealedText(kind, statement)).toString('base64url')),
    hold(kind, statement, seal) {
      const given = Buffer.from(seal ?? '', 'base64url');
      if (given.length !== 32) return false;
      const text = sealedText(kind, statement);
      return [own, ...others].some((one) => timingSafeEqual(mac(one, text), given));
    },
  };
}

type Meta = Pick<Tx, 'meta'>;

const olderKeys = async (tx: Meta): Promise<readonly string[]> => (await tx.meta(meta.olderSeals)) ?? [];

/** The seals made last: they are asked for many times with every request, and their keys hardly ever change. */
let latest: { readonly keys: string; readonly seals: Seals } | null = null;

/** The seals of this register. Every register has a key from its first moment. */
export async function sealsOf(tx: Meta): Promise<Seals> {
  const key = await tx.meta(meta.seal);
  if (key === null) throw new Error('a register without a key for its seals');
  const older = await olderKeys(tx);
  const keys = [key, ...older].join(' ');
  if (latest?.keys !== keys) latest = { keys, seals: sealsWith(key, older) };
  return latest.seals;
}

/**
 * Sets the key inside the register to that of the file beside it, which takes precedence; the old one still counts for
 * verification. Returns the key, for a file that is missing or cannot be read (`beside` null).
 */
export async function alignKey(tx: Pick<Tx, 'meta' | 'setMeta'>, beside: string | null): Promise<string> {
  const inside = await tx.meta(meta.seal);
  const given = sealKey.safeParse(beside);
  if (!given.success) {
    if (inside === null) throw new Error('a register without a key for its seals');
    return inside;
  }
  const key = given.data;
  if (inside === key) return key;
  const older = [...(inside === null ? [] : [inside]), ...(await olderKeys(tx))].filter((one) => one !== key);
  await tx.setMeta(meta.seal, key);
  await tx.setMeta(meta.olderSeals, [...new Set(older)].slice(0, maxOlder));
  return key;
}

/** An operation as its answer names it: by its first sequence number and its hash. */
export interface AnsweredOp {
  readonly desk: string;
  readonly inc: number;
  readonly hash: string;
}

/** All of an answer that counts, with the operation it belongs to. */
function answerStatement({ desk, inc, hash }: AnsweredOp, result: OpResult): unknown {
  const { seq, opId, status, rv, code, field, notes, agenda, decided } = result;
  return { desk, inc, seq, hash, opId, status, rv, code, field, notes, agenda, decided };
}

/** The answer with the register's seal, which replaces any it had. */
export function sealAnswer(seals: Seals, op: AnsweredOp, result: Omit<OpResult, 'seal'>): OpResult {
  return { ...result, seal: seals.of('answer', answerStatement(op, result)) };
}

/** Whether the register itself gave that answer to that operation. */
export function isOwnAnswer(seals: Seals, op: AnsweredOp, result: OpResult): boolean {
  return seals.hold('answer', answerStatement(op, result), result.seal);
}

/** A block of numbers as it was issued: to a desk, in one of its incarnations. */
export interface GivenBlock {
  readonly desk: string;
  readonly inc: number;
  readonly id: string;
  readonly book: string;
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

const blockStatement = ({ desk, inc, id, book, year, from, to }: GivenBlock): unknown => {
  return { desk, inc, id, book, year, from, to };
};

export function sealBlock(seals: Seals, block: GivenBlock): string {
  return seals.of('block', blockStatement(block));
}

export function isOwnBlock(seals: Seals, block: GivenBlock, seal: string | undefined): boolean {
  return seals.hold('block', blockStatement(block), seal);
}

/** An incarnation as it was issued to a desk, and after which sequence number it begins. */
interface GivenIncarnation {
  readonly desk: string;
  readonly inc: number;
  readonly start: number;
}

export function sealIncarnation(seals: Seals, { desk, inc, start }: GivenIncarnation): string {
  return seals.of('life', { desk, inc, start });
}

export function isOwnIncarnation(
  seals: Seals,
  { desk, inc, start }: GivenIncarnation,
  seal: string | undefined,
): boolean {
  return seals.hold('life', { desk, inc, start }, seal);
}

/** The register's certificate that a key belongs to an account at a desk. */
export function certify(seals: Seals, of: Omit<Certificate, 'seal'>): Certificate {
  const { desk, account, key, at } = of;
  return { desk, account, key, at, seal: seals.of('certificate', { desk, account, key, at }) };
}

export function isOwnCertificate(seals: Seals, { seal, desk, account, key, at }: Certificate): boolean {
  return seals.hold('certificate', { desk, account, key, at }, seal);
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../../shared/sync/operation.ts';
import type { Certificate } from '../../shared/sync/proof.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { Tx } from '../store/store.ts';

/** What the register seals; the kind stands in the sealed text, so that no seal of one serves for another. */
type Kind = 'answer' | 'block' | 'life' | 'certificate' | 'water' | 'store key';

/**
 * The register's own word (PROTOCOL T10): HMAC-SHA256 under a key only it has, over one statement. What a desk shows of
 * it later proves that the register said so once, also to a register that was restored to before.
 */
export interface Seals {
  of(kind: Kind, statement: unknown): string;
  /** Whether the register made that seal over that statement; none at all is none. */
  hold(kind: Kind, statement: unknown, seal: string | undefined): boolean;
  /** The seals of a statement under every key the register has had, the present one first. */
  every(kind: Kind, statement: unknown): readonly string[];
}

/**
 * Under this lies what the account keeps at that desk (decision 20, At rest): 32 bytes in base64url that only the register
 * can derive again, and that it gives out with the password alone.
 */
export function storeKeyOf(seals: Seals, desk: string, account: string): string {
  return seals.of('store key', { desk, account });
}

/** The store keys the register may have given an account at a desk, the present one first. */
export function storeKeysOf(seals: Seals, desk: string, account: string): readonly string[] {
  return seals.every('store key', { desk, account });
}

/** 32 bytes as hex. */
const keyShape = /^[0-9a-f]{64}$/;
const keyName = 'seal';
/** Keys the register had before another file was put beside it: still good for checking. */
const olderName = 'seal-older';
const maxOlder = 8;

const isKey = (text: unknown): text is string => typeof text === 'string' && keyShape.test(text);

function mac(key: string, kind: Kind, statement: unknown): Buffer {
  const text = `lembar ${kind} ${canonicalJson(statement)}`;
  return createHmac('sha256', Buffer.from(key, 'hex')).update(text, 'utf8').digest();
}

export function sealsWith(key: string, older: readonly string[]): Seals {
  return {
    of: (kind, statement) => mac(key, kind, statement).toString('base64url'),
    every: (kind, statement) => [key, ...older].map((one) => mac(one, kind, statement).toString('base64url')),
    hold(kind, statement, seal) {
      const given = Buffer.from(seal ?? '', 'base64url');
      return given.length === 32 && [key, ...older].some((one) => timingSafeEqual(mac(one, kind, statement), given));
    },
  };
}

type Meta = Pick<Tx, 'meta'>;

async function olderKeys(tx: Meta): Promise<readonly string[]> {
  const found: unknown = JSON.parse((await tx.meta(olderName)) ?? '[]');
  return Array.isArray(found) ? found.filter(isKey) : [];
}

/** The seals of this register. Every register has a key from its first moment. */
export async function sealsOf(tx: Meta): Promise<Seals> {
  const key = await tx.meta(keyName);
  if (!isKey(key)) throw new Error('a register without a key for its seals');
  return sealsWith(key, await olderKeys(tx));
}

/**
 * Makes the key inside the register that of the file beside it, which rules; the other one goes on counting when seals
 * are checked. Returns the key, for a file that is missing or cannot be read (`beside` null).
 */
export async function alignKey(tx: Pick<Tx, 'meta' | 'setMeta'>, beside: string | null): Promise<string> {
  const inside = await tx.meta(keyName);
  if (!isKey(beside)) {
    if (!isKey(inside)) throw new Error('a register without a key for its seals');
    return inside;
  }
  if (inside === beside) return beside;
  const older = [...(isKey(inside) ? [inside] : []), ...(await olderKeys(tx))].filter((key) => key !== beside);
  await tx.setMeta(keyName, beside);
  await tx.setMeta(olderName, JSON.stringify([...new Set(older)].slice(0, maxOlder)));
  return beside;
}

/** An operation as its answer names it: where it first stood, and what it is by its hash. */
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

/** The answer with the register's seal, in the place of any it had. */
export function sealAnswer(seals: Seals, op: AnsweredOp, result: Omit<OpResult, 'seal'>): OpResult {
  return { ...result, seal: seals.of('answer', answerStatement(op, result)) };
}

/** Whether the register itself gave that answer to that operation. */
export function isOwnAnswer(seals: Seals, op: AnsweredOp, result: OpResult): boolean {
  return seals.hold('answer', answerStatement(op, result), result.seal);
}

/** A block of numbers as it was given: to a desk, in one of its incarnations. */
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

/** An incarnation as it was given to a desk, and after which place it begins. */
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

/** The register's word that a key belongs to an account at a desk. */
export function certify(seals: Seals, of: Omit<Certificate, 'seal'>): Certificate {
  const { desk, account, key, at } = of;
  return { desk, account, key, at, seal: seals.of('certificate', { desk, account, key, at }) };
}

export function isOwnCertificate(seals: Seals, { seal, desk, account, key, at }: Certificate): boolean {
  return seals.hold('certificate', { desk, account, key, at }, seal);
}

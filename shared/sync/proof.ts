import { z } from 'zod';
import { bookName, incarnation, place } from './bounds.ts';

/**
 * What makes a desk's report more than a claim (PROTOCOL, Proof). Two kinds of proof exist: the author's signature over
 * an operation, made with a key that only the account's password opens, and the register's seal over its own
 * statements, made with a key that only the register has.
 */

/** Public half of an Ed25519 key in base64url, 32 bytes; it is its own name. */
export const signingKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** An Ed25519 signature in base64url, 64 bytes. */
export const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** SHA-256 with the register's own key over one of its statements, in base64url. */
export const sealSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Who vouches for an operation: the key and its signature over {@link signedText}. */
export const proofSchema = z.object({ key: signingKey, sig: signature });
export type Proof = z.infer<typeof proofSchema>;

/** What is signed of an operation: its hash, which covers all of it and by `prev` all before it. */
export function signedText(hash: string): string {
  return `lembar operation ${hash}`;
}

/**
 * What a desk signs beside a password, with the key that password opens there (PROTOCOL T7). It names the password, so
 * that whoever sees it can try that one password again and no other.
 */
export function signInText(
  desk: string,
  { username, password }: { readonly username: string; readonly password: string },
  digest: (text: string) => string,
): string {
  return `lembar sign-in ${desk} ${digest(JSON.stringify([username, password]))}`;
}

/** The key of the account at the window. Only the desk core has one. */
export interface Signer {
  readonly account: string;
  readonly key: string;
  /** Signature of a text in UTF-8. */
  sign(text: string): string;
}

/** The signers that are open at a desk. */
export interface Signers {
  /** The account's signer while it is signed in here; null otherwise. */
  of(account: string): Signer | null;
}

/** Whether the signature of a text is that key's. Malformed keys and signatures never are. */
export type VerifySignature = (key: string, text: string, sig: string) => boolean;

/**
 * The register's certificate that a key belongs to an account at a desk. A desk presents it to a register that forgot
 * the key in a restore.
 */
export const certificateSchema = z.object({
  desk: z.string().min(1).max(64),
  account: z.string().min(1).max(64),
  key: signingKey,
  /** When it was issued, ms by the register's clock. */
  at: z.number().int().nonnegative(),
  seal: sealSchema,
});
export type Certificate = z.infer<typeof certificateSchema>;

/**
 * The register's statement that it issued a desk an incarnation, and after which sequence number that begins (PROTOCOL
 * E4).
 */
export const incarnationSchema = z.object({ inc: incarnation, start: place, seal: sealSchema });
export type SealedIncarnation = z.infer<typeof incarnationSchema>;

/**
 * The register's high-water statement: sent with every answer, kept by the desk, presented with the next handshake. A
 * register below its own statement was restored (PROTOCOL E1).
 */
export const waterSchema = z.object({
  epoch: z.string().min(1).max(64),
  rv: z.number().int().nonnegative(),
  /** Entries it has answered: refused ones raise no version. */
  entries: z.number().int().nonnegative().default(0),
  /** Next number of the newest books. */
  books: z.array(z.object({ ...bookName, next: z.number().int().positive() })).max(8),
  seal: sealSchema,
});
export type Water = z.infer<typeof waterSchema>;

const reach = ({ books }: Water): number => books.reduce((sum, { next }) => sum + next, 0);

/**
 * Whether one water is above another: versions of a later epoch are above all of an earlier one. Refusals and blocks of
 * numbers raise no version. Of two answers that crossed in transit the older one is lower.
 */
export function isLaterWater(one: Water, other: Water): boolean {
  if (one.rv !== other.rv) return one.rv > other.rv;
  const [entries, numbers] = [one.entries - other.entries, reach(one) - reach(other)];
  return entries >= 0 && numbers >= 0 && entries + numbers > 0;
}

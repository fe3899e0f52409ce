import { z } from 'zod';
import type { Account } from '../people/people.ts';
import { idText } from './bounds.ts';
import { signature, signingKey, type Certificate } from './proof.ts';

/** Enrols a desk: an account vouches for it. The answer's tokens stay with the desk core. */
export const enrolRequest = z.object({
  username: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
  deskName: z.string().trim().min(1).max(60),
  machine: z.string().max(128),
  /** Public key of the account at the new desk (PROTOCOL, Proof). */
  key: signingKey.optional(),
  /** Id of the desk this is, whose token was lost: an administrator's word gives it another (PROTOCOL T40). */
  again: z.string().min(1).max(64).optional(),
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

export interface DeskIdentity {
  readonly id: string;
  /** Short code on provisional numbers: `D01`. */
  readonly code: string;
  readonly name: string;
  /** Raised when the desk had to restart its sequence. */
  readonly inc: number;
}

export interface SessionAnswer {
  readonly token: string;
  /** Milliseconds since 1970 by the server's clock. */
  readonly expiresAt: number;
  readonly account: Account;
  /** Public name of the session, which its sign-in in the sequence carries; absent without a desk. */
  readonly session?: string;
  /** The register's certificate that the key of the request is this account's at this desk. */
  readonly certificate?: Certificate;
  /** The account's store key at this desk, 32 bytes in base64url (decision 20, At rest). */
  readonly storeKey?: string;
  /** Public keys the account had at this desk before, newest first, for a desk that forgot them (PROTOCOL T41). */
  readonly formerKeys?: readonly string[];
}

export interface EnrolAnswer extends SessionAnswer {
  readonly desk: DeskIdentity;
  readonly deskToken: string;
}

/** `POST /api/session`, with the desk's token in `authorization: Desk <token>`; without one, a cookie session. */
export const signInRequest = z.object({
  username: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
  /** Public key of the account at this desk; it replaces the one given before (PROTOCOL, Proof). */
  key: signingKey.optional(),
  /** That key's signature of `signInText`: a desk whose password opened it is not delayed by others' tries there. */
  proof: signature.optional(),
});
export type SignInRequest = z.infer<typeof signInRequest>;

/** `POST /api/setup`: the first administrator, opened by the one-time code of the console. */
export const setupRequest = z.object({
  code: z.string().min(1).max(60),
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,40}$/),
  name: z.string().trim().min(1).max(200),
  password: z.string().min(10).max(200),
  /** The last agenda number in the paper book of this year; 0 starts a new book. */
  lastAgendaNumber: z.number().int().min(0).max(999_999),
  /** Whether the administrator also holds the position that books letters. */
  books: z.boolean().optional(),
});
export type SetupRequest = z.infer<typeof setupRequest>;

/** `POST /api/session/password`: the own password, changed by whoever knows the old one (PROTOCOL T51). */
export const passwordRequest = z.object({
  password: z.string().min(1).max(200),
  next: z.string().min(10).max(200),
  /** Key of the account at the desk, and its signature as of a sign-in: tries of others do not delay the owner (T7). */
  key: signingKey.optional(),
  proof: signature.optional(),
});
export type PasswordRequest = z.infer<typeof passwordRequest>;

/** `POST /api/desk/proof`: asks a server at a new address whether it is the register this desk belongs to (PROTOCOL T50). */
export const deskProofRequest = z.object({
  desk: idText,
  /** Random bytes of the desk, in base64url. */
  nonce: z.string().min(22).max(64),
});
export interface DeskProofAnswer {
  /** HMAC-SHA256 of {@link deskProofText} under the digest of the desk's token, hex. */
  readonly proof: string;
}
/** What a register proves that knows a desk: nobody else has the digest of the desk's token. */
export const deskProofText = (desk: string, nonce: string): string => `lembar register of ${desk} ${nonce}`;

/** `POST /api/accounts` (administrators): a new account, or a new password or state for a known one. */
export const accountRequest = z.object({
  id: z.string().min(1).max(64),
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,40}$/),
  personId: idText.nullable(),
  admin: z.boolean(),
  disabled: z.boolean(),
  /** Of whom it is; a kind of account that never changes. Absent: as it is. */
  agency: z
    .object({ id: idText, person: z.string().trim().min(1).max(200) })
    .nullable()
    .optional(),
  /** Null leaves the password as it is. */
  password: z.string().min(10).max(200).nullable(),
});
export type AccountRequest = z.infer<typeof accountRequest>;

/** `GET /api/health` */
export interface Health {
  readonly status: 'ok';
  readonly app: string;
  readonly version: string;
  readonly proto: number;
  /** False until the first administrator was made. */
  readonly ready: boolean;
  readonly serverTime: number;
}

/** Shortest password of a new account. */
export const minPassword = 10;

import { z } from 'zod';
import type { AgendaGrant } from '../commands/command.ts';
import type { Author } from '../people/who.ts';
import {
  agendaNumber,
  anyJson,
  bookName,
  idText,
  incarnation,
  longestBox,
  mapOf,
  momentMs,
  place,
  positive,
} from './bounds.ts';
import { proofSchema, type Proof } from './proof.ts';

const author = z.looseObject({ account: idText, person: idText.nullable(), position: idText.nullable() });

const agenda: z.ZodType<AgendaGrant> = z.looseObject({
  ...bookName,
  no: agendaNumber.nullable(),
  lease: idText.nullable(),
  provisional: z.string().max(40).nullable(),
});

const origin = z.looseObject({ desk: idText, inc: incarnation, seq: place });

/** The sequence number at which the author signed, when the operation has another one now (PROTOCOL T22). */
const signedAt = z.object({
  desk: z.string().min(1).max(64),
  inc: incarnation,
  seq: positive,
  prev: z.string().max(64),
  origin: origin.optional(),
  proof: proofSchema,
});
export type SignedAt = z.infer<typeof signedAt>;

/** What an operation burned, where it first stood and where it was signed: kept when it gets another place. */
export const operationSeq = z.object({
  agenda: agenda.nullable(),
  origin,
  signedAt: signedAt.optional(),
  salt: z.string().max(64).optional(),
});

/** The desk's wall clock and how far it was from the server's when they last spoke; recorded, never decisive. */
const moment = z.looseObject({ wall: z.string().max(40), skewMs: momentMs.nullable() });

/** Documents a person looked at for one entry. */
export const mostBases = 5000;

/**
 * An operation as it travels and as it is in the journal. `seq` has no gap, `prev` is the hash of the operation before,
 * `hash` is taken over everything else but `proof` (PROTOCOL P1, P2).
 */
const shape = z.object({
  opId: z.string().min(1).max(64),
  desk: z.string().min(1).max(64),
  inc: incarnation,
  seq: positive,
  prev: z.string().max(64),
  hash: z.string().max(64),
  name: z.string().min(1).max(80),
  v: z.number().int().positive(),
  by: author,
  at: moment,
  epoch: z.string().max(64).nullable(),
  /** The server version of each document the person was looking at, by document key. */
  base: mapOf(z.string().max(200), z.number().int().nonnegative(), mostBases),
  /** Absent where it lies in the box. */
  args: anyJson.optional(),
  /** {@link contentOf} args and salt; absent: of before entries were kept in boxes, or nothing to hide. */
  content: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Makes `content` say nothing to who guesses what was entered. */
  salt: z.string().max(64).optional(),
  /** `args` and `salt` under the author's store key, in the place of both (PROTOCOL T36). */
  box: z.string().max(longestBox).optional(),
  agenda: agenda.nullable(),
  /** Its first sequence number, when a renewed desk gave it another one (PROTOCOL E4). */
  origin: origin.optional(),
  /** The author's signature (PROTOCOL, Proof). Absent: nobody vouches for it. */
  proof: proofSchema.optional(),
  /**
   * The author's signature at an earlier sequence number, when the operation moved: it stands for the operation while nobody
   * could sign it again, and for the number that was burned there (PROTOCOL E5).
   */
  signedAt: signedAt.optional(),
});

interface Stamped {
  readonly by: Author;
  readonly at: { readonly wall: string; readonly skewMs: number | null };
}
export type Operation = Omit<z.infer<typeof shape>, keyof Stamped> & Stamped;

/** Fields of a later version are kept: the hash covers them, and what is not understood is not thrown away (V3). */
export const operationSchema: z.ZodType<Operation> = shape.loose();

/** SHA-256 of a text in UTF-8, as lower-case hex. Provided by the host: Node, or a library in the browser. */
export type Digest = (text: string) => string;

/** Names as they stand in JSON, of which there are few. */
const names = new Map<string, string>();
const mostNames = 2000;

function quotedName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const quoted = `${JSON.stringify(name)}:`;
  // What a message names is bounded, but not what all of them do.
  if (names.size < mostNames && name.length <= 64) names.set(name, quoted);
  return quoted;
}

/** JSON with sorted keys: one text for one value, whoever writes it. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  let fields = '';
  for (const key of Object.keys(value).sort()) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    if (field === undefined) continue;
    fields += `${fields === '' ? '' : ','}${quotedName(key)}${canonicalJson(field)}`;
  }
  return `{${fields}}`;
}

/** The canonical texts of an operation, each written once for its hash and for its bounds. */
export interface HashedTexts {
  /** What the hash is taken over. The proof signs the hash and so is excluded. */
  readonly place: string;
  /** The arguments, where the hash covers them by `content`; null where they are part of `place` or lie in a box. */
  readonly args: string | null;
}

/** The canonical texts of an operation; one that lies in a box has no arguments here. */
export function hashedTexts(op: Omit<Operation, 'hash'>): HashedTexts {
  const { hash: _hash, proof: _proof, ...rest } = op as Operation;
  if (typeof rest.content !== 'string') return { place: canonicalJson(rest), args: null };
  const { args, salt: _salt, box, ...place } = rest;
  return { place: canonicalJson(place), args: box === undefined ? canonicalJson(args ?? null) : null };
}

/** What stands in the hash of an operation for its content. */
export function contentOf(args: unknown, salt: string, digest: Digest): string {
  return contentOfText(canonicalJson(args ?? null), salt, digest);
}

const contentOfText = (args: string, salt: string, digest: Digest): string => digest(`lembar content ${salt} ${args}`);

/** To what a box of content belongs: it opens as nothing else, so that nobody has another's content opened as his own. */
export function aboutContent({
  opId,
  name,
  v,
}: {
  readonly opId?: unknown;
  readonly name?: unknown;
  readonly v?: unknown;
}): string {
  return `content ${canonicalJson([opId, name, v])}`;
}

/**
 * Whether an operation is the one of its hash. The content in a box is held against it by who opens the box; of before
 * the hash covered the content itself, and is then all there is to know of it.
 */
export function isAsHashed(op: Operation, digest: Digest, texts: HashedTexts = hashedTexts(op)): boolean {
  const { args, content, salt, box } = op;
  if (box !== undefined && (args !== undefined || salt !== undefined)) return false;
  if (box !== undefined && typeof content !== 'string') return true;
  if (digest(texts.place) !== op.hash) return false;
  if (texts.args === null) return true;
  return typeof salt === 'string' && contentOfText(texts.args, salt, digest) === content;
}

/** The hash that chains an operation to the one before it (PROTOCOL P2). */
export function hashOperation(op: Omit<Operation, 'hash'>, digest: Digest): string {
  return digest(hashedTexts(op).place);
}

/** Who vouches for an operation, and for which hash. */
export interface Voucher {
  readonly proof: Proof;
  readonly hash: string;
  /** The desk at which it was signed. */
  readonly desk: string;
}

/** The author's signature on an operation, at its sequence number or at an earlier one; null when there is none. */
export function voucherOf(op: Operation, digest: Digest): Voucher | null {
  if (op.proof) return { proof: op.proof, hash: op.hash, desk: op.desk };
  return earlierVoucherOf(op, digest);
}

/** The signature an operation carries of an earlier sequence number; null when there is none. */
export function earlierVoucherOf(op: Operation, digest: Digest): Voucher | null {
  if (!op.signedAt) return null;
  const { signedAt: place, origin: _now, hash: _hash, ...content } = op;
  const { proof, origin: first, ...where } = place;
  const signed = { ...content, ...where, ...(first ? { origin: first } : {}) };
  return { proof, hash: hashOperation(signed, digest), desk: place.desk };
}

/** Where an operation was signed, to go with it to its next sequence number; undefined when nobody signed it. */
export function signedSeq({
  desk,
  inc,
  seq,
  prev,
  origin: first,
  proof,
  signedAt: place,
}: Operation): SignedAt | undefined {
  return proof ? { desk, inc, seq, prev, ...(first ? { origin: first } : {}), proof } : place;
}

/** `prev` of a desk's first operation in an incarnation. */
export const chainStart = 'start';

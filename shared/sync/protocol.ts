/**
 * Messages of a sync protocol between optimistic desks and one ordering server (PROTOCOL.md). A desk applies operations to
 * its local replica at once, pushes its outbox in order, pulls confirmed versions and rebases pending operations on them.
 */
import { z } from 'zod';
import { centrePaths } from '../exchange/office-api.ts';
import type { RefusalCode } from '../refusal.ts';
import {
  agendaNumber,
  anyJson,
  bodyLimits,
  bookName,
  idText,
  incarnation,
  longestBox,
  mapOf,
  momentMs,
  place,
  positive,
} from './bounds.ts';
import { operationSchema } from './operation.ts';
import { certificateSchema, incarnationSchema, sealSchema, waterSchema } from './proof.ts';

/** Version of the protocol. The server answers N and N-1 for reading and every one for pushing (PROTOCOL V4). */
export const protocolVersion = 1;
/** PROTOCOL P6: at most this many operations, or this many characters of them, in one push. */
export const pushLimit = { operations: 100, characters: 256 * 1024 } as const;

/** Paths under `/api`; the renderer always calls its own origin. */
export const paths = {
  health: '/api/health',
  setup: '/api/setup',
  enrol: '/api/enrol',
  session: '/api/session',
  password: '/api/session/password',
  deskProof: '/api/desk/proof',
  hello: '/api/sync/hello',
  push: '/api/sync/push',
  pull: '/api/sync/pull',
  snapshot: '/api/sync/snapshot',
  live: '/api/sync/live',
  renew: '/api/sync/renew',
  reconcile: '/api/sync/reconcile',
  buckets: '/api/sync/buckets',
  bucket: '/api/sync/bucket',
  carried: '/api/sync/carried',
  lease: '/api/numbers/lease',
  closeLease: '/api/numbers/close',
  accounts: '/api/accounts',
  books: '/api/numbers/books',
} as const;

/** Longest body taken at a path of the API, bytes; the same at register and desk. */
export function bodyLimitAt(path: string): number {
  if (path === paths.push || path === paths.reconcile || path === paths.carried) return bodyLimits.operations;
  // A file of codes.
  if (path === centrePaths.reference) return bodyLimits.operations;
  return path === paths.hello ? bodyLimits.hello : bodyLimits.other;
}

/** Scopes of one account: the office and its positions. */
const mostScopes = 2000;
const scope = z.string().min(1).max(120);
const cursor = z.number().int().nonnegative();
const id = z.string().min(1).max(64);

export const leaseSchema = z.object({
  id,
  ...bookName,
  from: agendaNumber,
  to: agendaNumber,
  /**
   * The register's seal on having issued this block to this desk in this incarnation; a restored register asks for it.
   */
  seal: sealSchema.optional(),
});
/** A block of agenda numbers that belongs to one desk, first and last number included. */
export type Lease = z.infer<typeof leaseSchema>;

/** What a desk hears of the numbers of a book (PROTOCOL N13 to N15). Absent in the answers of older registers. */
export const bookNumbers = z.object({
  book: z.string(),
  year: z.number().int(),
  /** The number a letter gets that is booked online now, as far as the register knows. */
  next: z.number().int().positive(),
  /** This desk alone holds numbers, from the counter on: it burns them also when the server can be reached. */
  here: z.boolean(),
  /** Blocks of this desk that lie in the way, or too far ahead: it gives them back. */
  move: z.array(id).max(2000),
  /** Numbers the sequence has come to, reserved by desks that cannot be reached, and since when (ms). */
  absent: z.array(
    z.object({
      from: z.number().int().positive(),
      to: z.number().int().positive(),
      code: z.string(),
      name: z.string(),
      since: z.number(),
    }),
  ),
});
export type BookNumbers = z.infer<typeof bookNumbers>;

export const helloRequest = z.object({
  proto: z.number().int(),
  app: z.string().max(40),
  inc: incarnation,
  lastSeq: place,
  lastHash: z.string().max(64),
  leases: z.array(z.object({ id, used: agendaNumber.nullable(), closed: z.boolean().optional() })).max(2000),
  /** The system's name for the machine, hashed; another one than at enrolment is a copied desk (PROTOCOL N5). */
  machine: z.string().max(256).default(''),
  /** Version up to which later changed answers were received. */
  late: cursor.default(0),
  /** The newest water; the only thing by which a desk shows a loss (PROTOCOL E1). */
  water: waterSchema.nullable().default(null),
  /** The register's seal on the incarnation, for a register that forgot having issued it (PROTOCOL E4). */
  life: incarnationSchema.nullable().default(null),
  /**
   * The register's certificates for the keys of accounts at this desk, for a register that was restored (PROTOCOL E2).
   */
  certificates: z.array(certificateSchema).max(200).default([]),
});
export type HelloRequest = z.infer<typeof helloRequest>;

export const helloAnswer = z.object({
  epoch: z.string(),
  rvNow: cursor,
  serverTime: z.number(),
  lastSeq: z.number().int(),
  lastHash: z.string(),
  scopes: z.array(scope),
  /**
   * `fork`: rewound or copied, `renew` issues a new incarnation or id. `recovery`: the server lost what this desk has
   * the answers of; the desk replays it by `reconcile` before anything else.
   */
  state: z.enum(['ok', 'fork', 'recovery']),
  /** The incarnation the server knows of the desk. */
  inc: z.number().int(),
  /** `closed` after a restore until every number ever issued is known (PROTOCOL N4). */
  numbering: z.enum(['open', 'closed']),
  /** Answers of this desk that changed after they were given: a quarantined entry was accepted or refused. */
  late: z.object({ upTo: cursor, results: z.array(z.lazy(() => opResult)) }),
  /** Numbers a desk should have per open book. */
  blockSize: z.number().int().positive(),
  /** The books a desk may lease from now: this year's, from 1 December also the next one's (server time, WIB). */
  openBooks: z.array(z.object({ book: z.string(), year: z.number().int() })),
  /** Of the blocks the desk reported, those that the server has closed: no more numbers of them (PROTOCOL N6). */
  closed: z.array(z.string()).default([]),
  numbers: z.array(bookNumbers).optional(),
  /**
   * This desk, one it was copied from or a copy of it was found rewound or copied: when last, and the other desks that
   * continue from the same data (PROTOCOL E7). Null: not within the last months.
   */
  copied: z
    .object({ at: z.number(), desks: z.array(z.object({ code: z.string(), name: z.string() })) })
    .nullable()
    .default(null),
  water: waterSchema.optional(),
});
export type HelloAnswer = z.infer<typeof helloAnswer>;

export const pushRequest = z.object({
  proto: z.number().int(),
  app: z.string().max(40),
  epoch: z.string().max(64).nullable(),
  inc: incarnation,
  // Each operation is checked on its own: one bad one must not stop the rest (PROTOCOL P8).
  ops: z.array(anyJson).max(pushLimit.operations),
  /** The desk can wait for a block in the way to be moved (PROTOCOL N14). */
  waits: z.boolean().optional(),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** PROTOCOL P4: what became of an operation. Each of them is an answer; after it the operation never runs again. */
export const resultStatuses = ['applied', 'merged', 'flagged', 'rejected', 'quarantined'] as const;
export type ResultStatus = (typeof resultStatuses)[number];

export const mergeNoteSchema = z.object({
  field: z.string().max(200),
  mine: anyJson,
  now: anyJson,
  kept: z.enum(['mine', 'now']),
  /** Account that wrote the other value. */
  by: idText.nullable().optional(),
});

export const opResult = z.object({
  seq: positive,
  opId: idText,
  status: z.enum(resultStatuses),
  /** Server version at which the effect stands; null when there is none. */
  rv: cursor.nullable(),
  code: z.string().max(80).optional(),
  field: z.string().max(200).optional(),
  notes: z.array(mergeNoteSchema).max(1000).optional(),
  /** The notes in a letterbox of the author, for whoever is not (PROTOCOL T25, T37). */
  box: z.string().max(longestBox).optional(),
  /** The number the server gave the letter; it is reported to a restored server, which gives it again. */
  agenda: z.object({ ...bookName, no: agendaNumber }).optional(),
  /** The administrator who accepted or refused a quarantined entry, and why (PROTOCOL P13). */
  decided: z.object({ by: idText, at: momentMs, reason: z.string().max(500).optional() }).optional(),
  /** The register's seal over operation and answer, by which it knows its own word again (PROTOCOL E2). */
  seal: sealSchema.optional(),
});
export type OpResult = z.infer<typeof opResult>;

export const pushAnswer = z.object({
  epoch: z.string(),
  ackSeq: z.number().int(),
  serverTime: z.number(),
  rvNow: cursor,
  results: z.array(opResult),
  /**
   * The rest is held until an open block in the way is moved: by this desk itself, or by another one that was asked.
   * The desk sends it again after a moment (PROTOCOL N14).
   */
  held: z.object({ lease: z.string(), own: z.boolean() }).optional(),
  water: waterSchema.optional(),
});
export type PushAnswer = z.infer<typeof pushAnswer>;

export const pullRequest = z.object({
  proto: z.number().int(),
  epoch: z.string().max(64).nullable(),
  scopes: mapOf(scope, cursor, mostScopes),
  limit: z.number().int().min(1).max(2000),
  /** Scopes in which the desk holds back a removal of very many documents until a person confirmed it (PROTOCOL L12). */
  held: mapOf(scope, z.object({ remove: cursor, of: cursor }), mostScopes).optional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

/** Number of live documents of a scope and the sum of their hashes modulo 2^64, 16 hex digits (`checksum.ts`). */
export const scopeSum = z.object({ n: z.number().int().nonnegative(), x: z.string().length(16) });
export type ScopeSum = z.infer<typeof scopeSum>;

export const wireRow = z.object({
  s: scope,
  t: z.string(),
  id: z.string(),
  rv: cursor,
  /** Absent: the document follows in `d`. `leave`: it left this scope. */
  k: z.enum(['leave']).optional(),
  d: z.unknown().optional(),
});
export type WireRow = z.infer<typeof wireRow>;

export const pullAnswer = z.object({
  epoch: z.string(),
  /** One consistent version: pages are cut only between versions (PROTOCOL L2). */
  upTo: cursor,
  more: z.boolean(),
  serverTime: z.number(),
  /** Scopes the account has and the request did not name: to be fetched by snapshot. */
  grant: z.array(scope),
  /** Scopes the request named and the account no longer has: to be dropped. */
  revoke: z.array(scope),
  rows: z.array(wireRow),
  next: z.record(scope, cursor),
  /** On the last page: the sum of each scope at `upTo`, which the desk must match (PROTOCOL L9). */
  sum: z.record(scope, scopeSum).optional(),
  /** Scopes whose cursor is below the remembered removals: to be read again from the start (PROTOCOL L11). */
  resync: z.array(scope).optional(),
  /** Scopes whose withheld removal was confirmed. */
  confirm: z.array(scope).optional(),
  /** On the last page. */
  numbers: z.array(bookNumbers).optional(),
  water: waterSchema.optional(),
});
export type PullAnswer = z.infer<typeof pullAnswer>;

export const snapshotRequest = z.object({
  proto: z.number().int(),
  scope,
  /** Opaque position to continue from; null starts. */
  token: z.string().max(400).nullable(),
});
export type SnapshotRequest = z.infer<typeof snapshotRequest>;

/**
 * Head of a snapshot answer. The body is: four bytes little-endian length of this JSON, this JSON, and the rows as
 * deflate-raw JSON `PackRow[]`, kept by the desk as they came.
 */
export const snapshotHead = z.object({
  epoch: z.string(),
  /** Version from which the scope is pulled once the snapshot is complete. */
  upTo: cursor,
  token: z.string().nullable(),
  rows: z.number().int(),
  /** Documents of the scope in all, for the progress bar. */
  total: z.number().int(),
});
export type SnapshotHead = z.infer<typeof snapshotHead>;

export interface PackRow {
  readonly t: string;
  readonly id: string;
  readonly rv: number;
  readonly d: unknown;
}

/** Sums of the 256 parts of a scope, by the first byte of the hash of type and id. */
export const bucketsRequest = z.object({ proto: z.number().int(), scope });
export const bucketsAnswer = z.object({
  epoch: z.string(),
  upTo: cursor,
  buckets: z.array(scopeSum).length(256),
});
export type BucketsAnswer = z.infer<typeof bucketsAnswer>;
export const bucketRequest = z.object({ proto: z.number().int(), scope, bucket: z.number().int().min(0).max(255) });
/** Every live document of one part of a scope: the truth, whatever version the desk thinks it has. */
export const bucketAnswer = z.object({ epoch: z.string(), upTo: cursor, rows: z.array(wireRow) });
export type BucketAnswer = z.infer<typeof bucketAnswer>;

export const leaseRequest = z.object({
  opId: id,
  inc: incarnation,
  ...bookName,
  /** The desk moves its blocks when asked to; one that does not gets numbers above all it has had. */
  moves: z.boolean().optional(),
});
export type LeaseRequest = z.infer<typeof leaseRequest>;
export const leaseAnswer = z.object({ lease: leaseSchema, water: waterSchema.optional() });

export const closeLeaseRequest = z.object({ lease: id, inc: incarnation, highestUsed: agendaNumber.nullable() });
export type CloseLeaseRequest = z.infer<typeof closeLeaseRequest>;

/**
 * `event: poke` of the live channel: only a hint, every pull finds the truth again (PROTOCOL L6). `rv`: a desk that has
 * read that far in that epoch has nothing to ask for; null: what changed has no version, an answer for instance.
 */
export const poke = z.object({ epoch: z.string(), rv: cursor.nullable() });
export type Poke = z.infer<typeof poke>;

/** Body of every answer that is not 2xx. Codes are in `errorCodes`. */
export const errorBody = z.object({ code: z.string(), expect: z.number().optional() });

export const errorCodes = [
  'BAD_REQUEST',
  'NOT_SIGNED_IN',
  'DESK_RETIRED',
  'CARRY_UNSIGNED',
  'DESK_UNKNOWN',
  'FORBIDDEN',
  'WRONG_PASSWORD',
  'TOO_MANY_TRIES',
  'TOO_MANY_DESKS',
  'KEY_ENDED',
  'GAP',
  'FORK',
  'TOO_LARGE',
  'UPGRADE',
  'NOT_FOUND',
  'ALREADY_SET_UP',
  'WRONG_CODE',
  'USERNAME_TAKEN',
  'INTERNAL',
  'BUSY',
  'BOOK_CLOSED',
  'NUMBERING_CLOSED',
  'TOO_MANY_BLOCKS',
  'COPY_UNCONFIRMED',
  'NOT_IN_RECOVERY',
  'NOT_AS_SHOWN',
  'WEAK_PASSWORD',
  'ACCOUNT_DISABLED',
  'AGENCY_ACCOUNT',
  'AGENCY_DESK',
] as const satisfies readonly RefusalCode[];
export type ErrorCode = (typeof errorCodes)[number];

export { operationSchema };

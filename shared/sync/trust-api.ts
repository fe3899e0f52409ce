import { z } from 'zod';
import { incarnation, positive } from './bounds.ts';

/** What a screen asks the server about numbers, desks and recovery. None of it can be answered without the server. */
export const trustPaths = {
  gaps: '/api/numbers/gaps',
  desks: '/api/desks',
  recovery: '/api/recovery',
  jump: '/api/recovery/jump',
  confirmRemoval: '/api/recovery/confirm',
  quarantine: '/api/quarantine',
} as const;

const count = z.number().int().nonnegative();
const moment = z.number();

/**
 * State of a number of a book. `leased`: in a block a desk still has; `void`: given back, never to be used; `lost`: its
 * desk is gone, a sheet may bear it; `paper`: of the paper book before the program; `restored`: issued by a server that
 * was restored since, its letter is not back yet; `unaccounted`: nothing is known, which must never occur.
 */
export const numberClasses = ['used', 'leased', 'void', 'lost', 'paper', 'restored', 'unaccounted'] as const;
export type NumberClass = (typeof numberClasses)[number];

/** Consecutive numbers of the same state, first and last included. */
export const gapRange = z.object({
  from: z.number().int().positive(),
  to: z.number().int().positive(),
  class: z.enum(numberClasses),
  /** Code and name of the desk the block belonged to. */
  desk: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Why it is void or lost: a key of the catalogue (`numbers.reason.<reason>`). */
  reason: z.string().nullable(),
  /** Account that made it so; null when the program did. */
  by: z.string().nullable(),
  /** When, ms since 1970 by the server's clock. */
  at: moment.nullable(),
});
export type GapRange = z.infer<typeof gapRange>;

/** `GET /api/numbers/gaps?book=SM&year=2026`: numbers 1 up to the highest issued. */
export const gapsAnswer = z.object({
  book: z.string(),
  year: z.number().int(),
  /** Highest number that the sequence has come to; 0 for a book not begun. */
  highest: count,
  counts: z.record(z.enum(numberClasses), count),
  /** Everything but `used`, lowest number first. */
  ranges: z.array(gapRange),
  /** Blocks that lie ahead of the sequence; absent in the answers of older registers. */
  ahead: z.array(gapRange).optional(),
  /** Letters that hold a number and were cancelled. */
  cancelled: z.array(z.object({ no: z.number().int().positive(), reason: z.string() })),
  /** Every book there is, newest year first. */
  books: z.array(z.object({ book: z.string(), year: z.number().int() })),
  /** When the server answered, ms. */
  at: moment,
});
export type GapsAnswer = z.infer<typeof gapsAnswer>;

/** An open block of numbers, as the page of the desks shows it. */
export const deskBlock = z.object({ book: z.string(), year: z.number().int(), from: z.number(), to: z.number() });

/**
 * What a desk reported that is impossible: an answer or block whose seal the register did not make, an answer to
 * another operation, a block without a seal that nobody issued, an impossible sequence number, a number above every one
 * issued; `copied`: the desk was rewound or copied.
 */
export const faultKinds = [
  'broken-seal',
  'foreign-answer',
  'unsealed-block',
  'impossible-place',
  'number-from-nowhere',
  'copied',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const deskFault = z.object({ kind: z.enum(faultKinds), n: count, firstAt: moment, lastAt: moment });

export const deskEntry = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  inc: z.number().int(),
  lastSeq: count,
  retired: z.boolean(),
  /** Given up for good: its open numbers count as lost. */
  lost: z.boolean(),
  blockSize: z.number().int().positive(),
  createdAt: moment,
  lastSeen: moment.nullable(),
  blocks: z.array(deskBlock),
  /** Id of the desk it was copied from. */
  origin: z.string().nullable().default(null),
  /** A copy that gets no numbers before an administrator confirms it (PROTOCOL E8). */
  unconfirmed: z.boolean().default(false),
  /** A browser of that agency (PROTOCOL P20); null: a desk of the office. */
  agency: z.string().nullable().default(null),
  /** Impossible reports of it, newest first (PROTOCOL T13). */
  faults: z.array(deskFault).default([]),
});
export type DeskEntry = z.infer<typeof deskEntry>;
export const desksAnswer = z.object({ desks: z.array(deskEntry) });

/** `POST /api/desks/:id` */
export const deskPatch = z.object({
  name: z.string().trim().min(1).max(60).optional(),
  blockSize: z.number().int().min(1).max(500).optional(),
  /** This copy is a desk of the office. */
  confirmed: z.literal(true).optional(),
});
export type DeskPatch = z.infer<typeof deskPatch>;

/** `POST /api/desks/:id/return` takes a retired desk back; `POST /api/desks/:id/retire` puts one out of use. `lost`: nobody will ever see it again, its numbers may stand on paper. `copies`: what was copied from it goes with it; left out, those of a lost one do, for whoever has its folder may go on as a copy. */
export const retireRequest = z.object({ lost: z.boolean(), copies: z.boolean().optional() });
export type RetireRequest = z.infer<typeof retireRequest>;

/** `GET /api/recovery`: a register that was restored, and removals that await a person (PROTOCOL N4, L12). */
export const recoveryAnswer = z.object({
  epoch: z.string(),
  /** When the register was found to be restored; null when it never was. */
  since: moment.nullable(),
  /** The desk that presented the register's own statement on what it lost; null when a mark showed it (PROTOCOL E1). */
  foundBy: z.object({ code: z.string(), name: z.string() }).nullable().default(null),
  numbering: z.enum(['open', 'closed']),
  desks: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      lastSeen: moment.nullable(),
      reported: z.boolean(),
    }),
  ),
  /** Operations that wait for a document another desk must replay first. */
  parked: count,
  /** Letters booked meanwhile, which get their numbers when numbering opens. */
  unnumbered: count,
  held: z.array(
    z.object({
      scope: z.string(),
      desk: z.object({ id: z.string(), code: z.string(), name: z.string() }),
      /** Every account has a store of its own at its desk. */
      account: z.string(),
      /** Documents that would be removed, of how many the desk has in that scope. */
      remove: count,
      of: count,
    }),
  ),
});
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>;

/** `POST /api/recovery/jump`: numbering of the restore that was shown is opened. */
export const jumpRequest = z.object({ epoch: z.string().min(1).max(64) });
export type JumpRequest = z.infer<typeof jumpRequest>;

/** `POST /api/recovery/confirm` */
export const confirmRemovalRequest = z.object({
  scope: z.string().min(1).max(120),
  desk: z.string().min(1).max(64),
  account: z.string().min(1).max(64),
  /** As many documents as were shown, and no more. */
  remove: count,
});
export type ConfirmRemovalRequest = z.infer<typeof confirmRemovalRequest>;

/** A quarantined operation (PROTOCOL P9, P13). */
export const quarantined = z.object({
  opId: z.string(),
  /** The desk that sent it, and its place in the sequence there or at the desk that one was copied from. */
  desk: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  inc: z.number().int(),
  seq: z.number().int().positive(),
  /** Over all of it, also what is `hidden`; empty from older servers. */
  hash: z.string().default(''),
  /** Name of the command. */
  name: z.string(),
  /** Account that made it, and the position it was made from. */
  by: z.object({ account: z.string(), position: z.string().nullable() }),
  /** Wall time of the entry, ISO. */
  at: z.string(),
  receivedAt: moment,
  code: z.string().nullable(),
  /** What was typed; null when it is `hidden`. */
  args: z.unknown(),
  /** It is about a secret letter that does not concern this administrator (PROTOCOL S2). */
  hidden: z.boolean().default(false),
  /** Whether an administrator can accept it now; an unknown command waits for a newer server. */
  acceptable: z.boolean(),
});
export type QuarantinedEntry = z.infer<typeof quarantined>;
/** `GET /api/quarantine?after=17`: those that arrived after what was shown up to there. */
export const quarantineQuery = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
});
export const quarantineAnswer = z.object({
  entries: z.array(quarantined),
  /** Where the next page begins; null: this was the last one. */
  next: count.nullable().default(null),
});

/** The quarantined entry as it was shown: several may stand under one id. */
const shownEntry = {
  opId: z.string().min(1).max(64),
  desk: z.string().min(1).max(64),
  inc: incarnation,
  seq: positive,
  hash: z.string().min(1).max(64),
} as const;
export type ShownEntry = z.infer<z.ZodObject<typeof shownEntry>>;

/** `POST /api/quarantine`: an administrator accepts the entry he was shown, or refuses it and says why. */
export const judgeRequest = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('accept'), ...shownEntry }),
  z.object({ decision: z.literal('refuse'), ...shownEntry, reason: z.string().trim().min(1).max(500) }),
]);
export type JudgeRequest = z.infer<typeof judgeRequest>;
/** What became of it; `quarantined` again when another rule refuses it. */
export const judgeAnswer = z.object({ status: z.string(), code: z.string().nullable() });

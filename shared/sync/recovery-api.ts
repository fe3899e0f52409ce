import { z } from 'zod';
import { agendaNumber, anyJson, idText, incarnation, place } from './bounds.ts';
import { incarnationSchema, sealSchema } from './proof.ts';
import { leaseSchema, opResult } from './protocol.ts';

/**
 * `POST /api/sync/renew`, by a desk that was answered `fork`: the server issues it a new incarnation. The same machine
 * gets the next one; another machine, or an incarnation that a copy has already continued, becomes a desk with a new
 * id, so that two copies never take turns in invalidating each other (PROTOCOL E4, E5).
 */
export const renewRequest = z.object({
  proto: z.number().int(),
  inc: incarnation,
  machine: z.string().max(256),
  /**
   * Last `seq` the desk used; the new incarnation continues above it, so that no `seq` of a desk is ever used twice.
   */
  lastSeq: place,
});
export type RenewRequest = z.infer<typeof renewRequest>;

export const renewAnswer = z.object({
  desk: z.object({ id: z.string(), code: z.string(), name: z.string(), inc: z.number().int() }),
  /** Only with a new id: the token of the new desk. */
  deskToken: z.string().nullable(),
  /** The first operation of the new incarnation carries `start + 1`. */
  start: z.number().int().nonnegative(),
  /** The register's seal on the new incarnation; the desk presents it to a register that forgot having issued it. */
  seal: sealSchema.optional(),
});
export type RenewAnswer = z.infer<typeof renewAnswer>;

/** A block as the desk remembers it; a restored server restores it (PROTOCOL E3, N4). */
export const rememberedLease = leaseSchema.extend({
  inc: incarnation,
  used: agendaNumber.nullable(),
  closed: z.boolean(),
});
export type RememberedLease = z.infer<typeof rememberedLease>;

/** An answered operation and what was answered; `ops` come in the order of their `seq`. */
export const pastOperation = z.object({ op: anyJson, result: opResult });
export type PastOperation = z.infer<typeof pastOperation>;

/**
 * `POST /api/sync/reconcile`: what the server lost, replayed by the desk that has the answers. All operations of a
 * request are of one incarnation; `start` is where that incarnation began. `done` with the last request: the desk has
 * reported everything and the blocks it has.
 */
export const reconcileRequest = z.object({
  proto: z.number().int(),
  app: z.string().max(40),
  inc: incarnation,
  start: place,
  /** The register's seal on that incarnation. */
  life: incarnationSchema.nullable().default(null),
  /** The epoch of the server in which the operations were answered. */
  oldEpoch: idText.nullable(),
  ops: z.array(pastOperation).max(100),
  leases: z.array(rememberedLease).max(2000),
  done: z.boolean(),
});
export type ReconcileRequest = z.infer<typeof reconcileRequest>;
/** The answer of a reconcile is that of a push (`pushAnswer`). */

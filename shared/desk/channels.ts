import { z } from 'zod';
import { anyJson, bookName, idText, mapOf, momentMs } from '../sync/bounds.ts';
import { mostBases, operationSeq } from '../sync/operation.ts';
import { leaseSchema, opResult } from '../sync/protocol.ts';
import type { Desk } from './desk.ts';

/** Every method of {@link Desk} is a channel of the same name. */
export type Channel = keyof Desk;

const author = z.object({ account: idText, person: idText.nullable(), position: idText.nullable() });
const draft = z.object({
  opId: z.string().min(1).max(64),
  name: z.string().min(1).max(80),
  v: z.number().int().positive(),
  by: author,
  at: z.object({ wall: z.string().max(40), skewMs: momentMs.nullable() }),
  epoch: idText.nullable(),
  base: mapOf(z.string().max(200), z.number().int().nonnegative(), mostBases),
  args: anyJson,
  number: z.object({ ...bookName, path: z.enum(['server', 'desk']) }).nullable(),
  kept: operationSeq.optional(),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What may be sent on a channel. The desk checks it before anything is done. */
export const channelArgs = {
  describe: z.tuple([]),
  inspectServer: z.tuple([z.string().max(300)]),
  beginOffice: z.tuple([
    z.object({
      name: z.string().max(200),
      username: z.string().max(60),
      password: z.string().max(200),
      deskName: z.string().max(60),
      lastAgendaNumber: z.number().int().min(0).max(999_999),
      books: z.boolean(),
    }),
  ]),
  openDemo: z.tuple([]),
  moveServer: z.tuple([z.string().max(300)]),
  enrol: z.tuple([
    z.object({
      server: z.string().max(300),
      deskName: z.string().max(60),
      username: z.string().max(60),
      password: z.string().max(200),
    }),
  ]),
  signIn: z.tuple([z.string().max(60), z.string().max(200)]),
  signOut: z.tuple([z.string().max(64)]),
  changePassword: z.tuple([z.string().max(200), z.string().max(200)]),
  current: z.tuple([]),
  append: z.tuple([draft]),
  find: z.tuple([z.string().max(64)]),
  pending: z.tuple([z.number().int().min(1).max(1000)]),
  settle: z.tuple([z.array(opResult).max(1000), z.number().int().nonnegative()]),
  past: z.tuple([z.number().int().nonnegative(), z.number().int().min(1).max(1000)]),
  renew: z.tuple([]),
  recover: z.tuple([z.string().max(64), z.number().int().nonnegative()]),
  carryAway: z.tuple([]),
  leases: z.tuple([]),
  grantLease: z.tuple([leaseSchema]),
  closeLease: z.tuple([z.string().max(64)]),
  forgetLease: z.tuple([z.string().max(64)]),
  settings: z.tuple([]),
  saveSettings: z.tuple([
    z.object({
      paper: z.string().max(20),
      theme: z.enum(['light', 'dark', 'system']),
      language: z.string().max(10),
      signer: z.string().max(64).nullable(),
    }),
  ]),
  print: z.tuple([z.string().max(8000).startsWith('#/'), z.enum(['paper', 'pdf']), z.string().max(200)]),
  openExternal: z.tuple([z.string().max(2000)]),
  scanStates: z.tuple([z.string().max(64), z.string().min(1).max(64), z.array(sha256).max(200)]),
  heldScans: z.tuple([z.string().max(64), z.enum(['own', 'all'])]),
  judgeScans: z.tuple([
    z.string().max(64),
    z.array(z.object({ sha256, letter: z.string().max(64), is: z.enum(['named', 'unnamed', 'gone']) })).max(50_000),
  ]),
  sendScans: z.tuple([z.string().max(64), z.string().max(64)]),
} as const satisfies Record<Channel, z.ZodType>;

export const channels = Object.keys(channelArgs) as readonly Channel[];

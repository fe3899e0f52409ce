import { Transform } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyLimits } from '../../shared/sync/bounds.ts';
import { requesterOf } from '../auth/callers.ts';
import { sourceOf } from '../auth/guesses.ts';
import type { Deps } from '../deps.ts';
import { fail } from './answers.ts';

/** How many bytes of bodies the register may have at one time, arriving or waiting for their turn. */
export interface BodyShares {
  /** A body up to this counts only for who sends it, so that a letter is taken whatever others send. */
  readonly small: number;
  /** Of one desk, of one account without a desk, or of what comes from one address and from nobody known. */
  readonly own: number;
  /** Of one address in all. */
  readonly address: number;
  /** Of all who are known, and of all others: they have no share of what desks need. */
  readonly known: number;
  readonly strangers: number;
}

const mib = 1024 * 1024;
export const usualShares: BodyShares = {
  small: 16 * 1024,
  own: 9 * mib,
  address: 64 * mib,
  known: 192 * mib,
  strangers: 32 * mib,
};

/** Who sends a body: a desk or an account, or nobody known, from an address. */
export interface Sender {
  readonly known: string | null;
  readonly address: string;
}

/** The bytes of one body. */
export interface BodyHold {
  /** Counts further ones; false: there is no room, and nothing was counted. */
  more(bytes: number): boolean;
  end(): void;
}

/** Counts the bytes of the bodies that are held, each in every share it has a part in. */
export function bodyCounters(shares: BodyShares): (sender: Sender) => BodyHold {
  const used = new Map<string, number>();
  const add = (name: string, bytes: number): void => {
    const now = (used.get(name) ?? 0) + bytes;
    if (now === 0) used.delete(name);
    else used.set(name, now);
  };
  return ({ known, address }) => {
    const own = known === null ? `own address ${address}` : `own ${known}`;
    const common = (bytes: number): number => (bytes > shares.small ? bytes : 0);
    let held = 0;
    /** What each share gets more when so many bytes are held. */
    const steps = (to: number) => {
      const step = common(to) - common(held);
      return [
        { name: own, bytes: to - held, most: shares.own },
        { name: `address ${address}`, bytes: step, most: shares.address },
        known === null
          ? { name: 'strangers', bytes: step, most: shares.strangers }
          : { name: 'known', bytes: step, most: shares.known },
      ];
    };
    const set = (to: number): void => {
      for (const { name, bytes } of steps(to)) add(name, bytes);
      held = to;
    };
    return {
      more(bytes) {
        const to = held + bytes;
        if (steps(to).some((step) => step.bytes > 0 && (used.get(step.name) ?? 0) + step.bytes > step.most))
          return false;
        set(to);
        return true;
      },
      end: () => set(0),
    };
  };
}

const holds = new WeakMap<FastifyRequest, { work: number; closed: boolean; readonly hold: BodyHold }>();

/** Works with a body that is held until the work is over, also when nobody waits for the answer any more. */
export async function holdingBody<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const held = holds.get(request);
  if (!held) return work();
  held.work += 1;
  try {
    return await work();
  } finally {
    held.work -= 1;
    if (held.closed && held.work === 0) held.hold.end();
  }
}

/** Stated in `retry-after`, ms. */
const busyMs = 2_000;
/** No body is longer; a longer one is refused by its route. */
const longest = bodyLimits.operations;

class NoRoom extends Error {
  readonly statusCode = 503;
}

/**
 * Decides before anything of a body is read whether there is room for it (PROTOCOL P16): by the length its head states,
 * and of one that comes in chunks as they arrive. What finds none is answered `BUSY` and comes again later.
 */
export function boundBodies(app: FastifyInstance, deps: Pick<Deps, 'store'>, shares: BodyShares = usualShares): void {
  const hold = bodyCounters(shares);
  const ownBodies = (request: FastifyRequest): boolean => request.url.startsWith('/api/');

  app.addHook('onRequest', async (request, reply) => {
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    const stated = Number(request.headers['content-length'] ?? 0);
    if (!ownBodies(request) || (!isChunked && stated === 0)) return undefined;
    const sender = { known: await requesterOf(deps, request), address: sourceOf(request.ip) };
    const held = { work: 0, closed: false, hold: hold(sender) };
    if (!held.hold.more(isChunked ? 0 : Math.min(stated, longest))) return fail(reply, 'BUSY', { waitMs: busyMs });
    holds.set(request, held);
    reply.raw.once('close', () => {
      held.closed = true;
      if (held.work === 0) held.hold.end();
    });
    return undefined;
  });

  app.addHook('preParsing', async (request, _reply, payload) => {
    const held = holds.get(request);
    if (!held || request.headers['transfer-encoding'] === undefined) return payload;
    let received = 0;
    const counting = new Transform({
      transform(piece: Buffer, _encoding, done) {
        received += piece.length;
        Object.assign(counting, { receivedEncodedLength: received });
        if (held.hold.more(piece.length)) done(null, piece);
        else done(new NoRoom('no room for a further body'));
      },
    });
    payload.once('error', (error: Error) => counting.destroy(error));
    return payload.pipe(counting);
  });
}

import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import type { SnapshotHead } from '../../shared/sync/protocol.ts';
import type { Place, ScopedDoc, Store } from '../store/store.ts';
import { isWholeOrder } from './scope-rows.ts';

/** deflate-raw, quickly rather than tightly; the host decides on which thread. */
export type Deflate = (text: string) => Promise<Uint8Array>;

/** One pack: some 130 letters, deflated below 64 KB: above that Chromium writes a file of its own for each record. */
const limit = { rows: 200, chars: 300_000 } as const;

const tokenShape = z.tuple([z.string(), z.number().int(), z.number().int(), z.string(), z.string()]);

interface From {
  readonly epoch: string;
  readonly upTo: number;
  readonly total: number;
  readonly below: Place;
}

/** The token contains everything needed to continue, so that it survives a restart of the server. */
function writeToken({ epoch, upTo, total, below }: From): string {
  return Buffer.from(JSON.stringify([epoch, upTo, total, below.order, below.id])).toString('base64url');
}

function readToken(token: string): From | null {
  try {
    const [epoch, upTo, total, order, id] = tokenShape.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
    return { epoch, upTo, total, below: { order, id } };
  } catch {
    return null;
  }
}

function packText(rows: readonly ScopedDoc[]): string {
  const texts = rows.map(
    ({ type, id, rv, json }) => `{"t":"${type}","id":${JSON.stringify(id)},"rv":${rv},"d":${json}}`,
  );
  return `[${texts.join(',')}]`;
}

/** Documents held whole in memory and letters do not share a pack, because letters stay packed. */
function oneKind(rows: readonly ScopedDoc[]): readonly ScopedDoc[] {
  const first = rows[0];
  if (!first) return rows;
  const end = rows.findIndex(({ order }) => isWholeOrder(order) !== isWholeOrder(first.order));
  return end < 0 ? rows : rows.slice(0, end);
}

interface Pack {
  readonly bytes: Uint8Array;
  readonly epoch: string;
  readonly next: string | null;
}

async function readPack(store: Store, deflate: Deflate, scope: string, token: string | null): Promise<Pack | null> {
  const from = token === null ? null : readToken(token);
  if (token !== null && !from) return null;
  const found = await store.read(async (tx) => {
    const { epoch, rv } = await tx.clock();
    if (from && from.epoch !== epoch) return null;
    const start = from ?? { epoch, upTo: rv, total: (await tx.scopes.state(scope)).sum.n, below: null };
    const rows = oneKind(await tx.scopes.page(scope, start.below, limit));
    const last = rows.at(-1);
    const more = last !== undefined && (await tx.scopes.page(scope, last, { rows: 1, chars: 1 })).length > 0;
    return { start, rows, next: more ? writeToken({ ...start, below: { order: last.order, id: last.id } }) : null };
  });
  if (!found) return null;
  const { start, rows, next } = found;
  const head = { epoch: start.epoch, upTo: start.upTo, token: next, rows: rows.length, total: start.total };
  return { bytes: await packed(deflate, head, rows), epoch: start.epoch, next };
}

async function packed(deflate: Deflate, head: SnapshotHead, rows: readonly ScopedDoc[]): Promise<Uint8Array> {
  const headBytes = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(headBytes.length);
  return Buffer.concat([length, headBytes, await deflate(packText(rows))]);
}

/** Returns the packs of a scope one after the other. */
export interface Snapshots {
  /**
   * PROTOCOL L7: the next pack of a scope's documents, or null for a token that is not valid here. Documents that
   * change while packs are fetched are pulled again from `upTo`, so the packs need not be of one version.
   */
  pack(scope: string, token: string | null): Promise<Uint8Array | null>;
}

/** At most this many prepared packs are kept, and none longer than this. */
const ahead = { packs: 8, ms: 10_000 } as const;

/** While a desk stores one pack the next one is read and deflated, so that neither waits for the other. */
export function snapshots(store: Store, clock: Clock, deflate: Deflate): Snapshots {
  const waiting = new Map<string, { readonly pack: Promise<Pack | null>; readonly until: number }>();
  const prepare = (scope: string, token: string): void => {
    const now = clock.now();
    for (const [key, { until }] of waiting) if (until <= now || waiting.size >= ahead.packs) waiting.delete(key);
    const pack = readPack(store, deflate, scope, token);
    pack.catch(() => undefined);
    waiting.set(`${scope} ${token}`, { pack, until: now + ahead.ms });
  };
  return {
    async pack(scope, token) {
      const key = `${scope} ${token ?? ''}`;
      const known = waiting.get(key);
      waiting.delete(key);
      const pack = await (known && known.until > clock.now() ? known.pack : readPack(store, deflate, scope, token));
      const { epoch } = await store.read((tx) => tx.clock());
      if (pack?.epoch !== epoch) return null;
      if (pack.next) prepare(scope, pack.next);
      return pack.bytes;
    },
  };
}

import { hash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import type { ProblemCode } from '../../shared/exchange/problems.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ApiKey } from './records.ts';

const pattern = /^lbr_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
const minute = 60_000;

/** A new key: its id, its text, and what is kept of it. */
export function newKey(random: RandomBytes): { readonly id: string; readonly key: string; readonly hash: string } {
  const id = Buffer.from(random(8)).toString('hex');
  const secret = Buffer.from(random(32)).toString('base64url');
  return { id, key: `lbr_${id}_${secret}`, hash: hash('sha256', secret) };
}

export interface KeyRing {
  all(): readonly ApiKey[];
  get(id: string): ApiKey | null;
  put(key: ApiKey): void;
  revoke(id: string, at: number): void;
  /** The key of an `Authorization` header. */
  find(authorization: string | undefined): Result<ApiKey, ProblemCode>;
  /** Counts a request; how long to wait when there were too many, ms. */
  use(key: ApiKey): number | null;
}

/** Looked up when there is no such key, so that a wrong id takes as long as a wrong secret. */
const nobody = hash('sha256', 'nobody');

/** The keys in memory, as the database has them. */
export function keyRing(keys: readonly ApiKey[], clock: Clock): KeyRing {
  const byId = new Map(keys.map((key) => [key.id, key]));
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    all: () => [...byId.values()],
    get: (id) => byId.get(id) ?? null,
    put: (key) => void byId.set(key.id, key),
    revoke(id, at) {
      const key = byId.get(id);
      if (key) byId.set(id, { ...key, revoked: at });
    },
    find(authorization) {
      if (authorization === undefined || authorization === '') return err('NO_KEY');
      const [, text = ''] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization) ?? [];
      const [, id = '', secret = ''] = pattern.exec(text) ?? [];
      const key = byId.get(id);
      const [kept, given] = [Buffer.from(key?.hash ?? nobody, 'hex'), hash('sha256', secret, 'buffer')];
      if (!timingSafeEqual(kept, given) || !key) return err('BAD_KEY');
      if (key.revoked !== null) return err('KEY_REVOKED');
      return key.expires <= clock.now() ? err('KEY_EXPIRED') : ok(key);
    },
    use({ id, perMinute }) {
      const now = clock.now();
      const bucket = buckets.get(id) ?? { left: perMinute, at: now };
      buckets.set(id, bucket);
      bucket.left = Math.min(perMinute, bucket.left + (Math.max(0, now - bucket.at) / minute) * perMinute);
      bucket.at = now;
      if (bucket.left < 1) return Math.ceil(((1 - bucket.left) / perMinute) * minute);
      bucket.left--;
      return null;
    },
  };
}

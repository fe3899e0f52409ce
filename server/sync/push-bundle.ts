import { createHmac, timingSafeEqual } from 'node:crypto';
import { signatureOf, type BundleRequest, type Hmac, type SignedManifest } from '../../shared/sync/bundle.ts';
import { err, type Result } from '../../shared/result.ts';
import type { DeskRow } from '../store/store.ts';
import { push, type PushFault } from './push.ts';
import type { Pushed, PushDeps } from './push-deps.ts';

const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex');

/** Whether the desk a manifest names signed it. */
export function signedBy(desk: Pick<DeskRow, 'tokenHash'>, { manifest, signature }: SignedManifest): boolean {
  const right = Buffer.from(signatureOf(manifest, desk.tokenHash, hmac), 'hex');
  const given = Buffer.from(signature, 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

/**
 * PROTOCOL D9: what a desk could not send itself goes through the same push, whoever imports it. `FORBIDDEN`: the
 * bundle is not as the desk made it. The desk itself may send the same operations later: they are known then. A bundle
 * of a retired desk is accepted all the same: what was entered there was entered (P7).
 */
export async function pushBundle(
  deps: PushDeps,
  request: BundleRequest,
): Promise<Result<Pushed, PushFault | { readonly code: 'DESK_UNKNOWN' | 'FORBIDDEN' }>> {
  const { manifest, ops } = request;
  const desk = await deps.store.read((tx) => tx.desks.get(manifest.desk.id));
  if (!desk) return err({ code: 'DESK_UNKNOWN' });
  if (!signedBy(desk, request)) return err({ code: 'FORBIDDEN' });
  const named = new Set(manifest.hashes);
  const hashOf = (op: unknown): unknown => (op as { readonly hash?: unknown } | null)?.hash;
  if (!ops.every((op) => named.has(hashOf(op) as string))) return err({ code: 'FORBIDDEN' });
  return push(deps, desk.id, { inc: manifest.inc, ops }, true);
}

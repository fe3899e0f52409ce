import { createHmac, timingSafeEqual } from 'node:crypto';
import { signatureOf, unsigned, type BundleRequest, type Hmac, type SignedManifest } from '../../shared/sync/bundle.ts';
import { err, type Result } from '../../shared/result.ts';
import type { DeskRow } from '../store/store.ts';
import { push, type PushFault } from './push.ts';
import type { Pushed, PushDeps } from './push-deps.ts';

const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex');

/** Whether the desk a manifest names signed it. */
function signedBy(desk: Pick<DeskRow, 'tokenHash'>, { manifest, signature }: SignedManifest): boolean {
  const right = Buffer.from(signatureOf(manifest, desk.tokenHash, hmac), 'hex');
  const given = Buffer.from(signature, 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Why the manifest does not count; null: its desk signed it, or an administrator's word stands for that. */
export function signatureFault(
  desk: Pick<DeskRow, 'tokenHash'>,
  signed: SignedManifest,
  onWord: boolean,
): 'FORBIDDEN' | 'CARRY_UNSIGNED' | null {
  if (signed.signature !== unsigned) return signedBy(desk, signed) ? null : 'FORBIDDEN';
  return onWord ? null : 'CARRY_UNSIGNED';
}

/** Who imports a bundle: an account, or the console (null), and whether an administrator's word stands for it. */
export interface Importer {
  readonly account: string | null;
  readonly onWord: boolean;
}

/**
 * PROTOCOL D9: what a desk could not send itself goes through the same push, whoever imports it. `FORBIDDEN`: the
 * bundle is not as the desk made it. The desk itself may send the same operations later: they are known then. A bundle
 * of a retired desk is accepted all the same: what was entered there was entered (P7).
 */
export async function pushBundle(
  deps: PushDeps,
  request: BundleRequest,
  { account, onWord }: Importer,
): Promise<Result<Pushed, PushFault | { readonly code: 'DESK_UNKNOWN' | 'FORBIDDEN' | 'CARRY_UNSIGNED' }>> {
  const { manifest, ops } = request;
  const desk = await deps.store.read((tx) => tx.desks.get(manifest.desk.id));
  if (!desk) return err({ code: 'DESK_UNKNOWN' });
  const fault = signatureFault(desk, request, onWord);
  if (fault) return err({ code: fault });
  const named = new Set(manifest.hashes);
  const hashOf = (op: unknown): unknown => (op as { readonly hash?: unknown } | null)?.hash;
  if (!ops.every((op) => named.has(hashOf(op) as string))) return err({ code: 'FORBIDDEN' });
  return push(deps, { desk: desk.id, account }, { inc: manifest.inc, ops }, true);
}

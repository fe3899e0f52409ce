import { z } from 'zod';
import { anyJson, incarnation } from './bounds.ts';
import { canonicalJson, type Operation } from './operation.ts';

/** Most entries and scans of one manifest: it travels with every request and has to fit into one. */
export const manifestLimit = 1000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file not confirmed at the server for that letter. */
const pendingScan = z.object({
  sha256,
  /** Bytes. */
  size: z.number().int().nonnegative(),
  letter: z.string().min(1).max(64),
  /** SHA-256 of the file as its desk sealed it; absent: it is carried as it is. */
  sealed: sha256.optional(),
});
export type PendingScan = z.infer<typeof pendingScan>;

/**
 * A desk's outbox exported as one file (PROTOCOL D9): a zip with `manifest.json`, `operations.ndjson` and
 * `scans/<sha256>`. The manifest names every operation by its hash, in order, and is signed with a secret of the desk
 * and the server, so it may be imported anywhere and nothing can be added to it. A large outbox is named by several
 * manifests in a row.
 */
export const bundleManifest = z.object({
  format: z.literal('lembar-bundle'),
  version: z.literal(1),
  desk: z.object({ id: z.string().max(64), code: z.string().max(10), name: z.string().max(200) }),
  inc: incarnation,
  /** Wall time of the desk, ISO. */
  madeAt: z.string().max(40),
  /** Hashes of the operations, in the order of their `seq`. */
  hashes: z.array(sha256).max(manifestLimit),
  scans: z.array(pendingScan).max(manifestLimit),
});
export type BundleManifest = z.infer<typeof bundleManifest>;

/** Instead of a signature, by a desk whose token was lost: the register takes it on an administrator's word (PROTOCOL T42). */
export const unsigned = 'none';

export const signedManifest = z.object({ manifest: bundleManifest, signature: z.union([sha256, z.literal(unsigned)]) });
export type SignedManifest = z.infer<typeof signedManifest>;

/** A signed manifest and the operations it names, as the desk returns them. */
export interface BundlePiece {
  readonly signed: SignedManifest;
  readonly ops: readonly Operation[];
}

/** `POST /api/sync/carried`: as many operations of a bundle as one push may contain; answered like a push. */
export const bundleRequest = signedManifest.extend({
  proto: z.number().int(),
  ops: z.array(anyJson).max(100),
});
export type BundleRequest = z.infer<typeof bundleRequest>;

/** HMAC-SHA256 of a text in UTF-8, as lower-case hex. Provided by the host. */
export type Hmac = (key: string, text: string) => string;

/** Both sides have the hash of the desk's token, and no file that leaves the desk contains it. */
export function signatureOf(manifest: BundleManifest, tokenHash: string, hmac: Hmac): string {
  return hmac(tokenHash, canonicalJson(manifest));
}

/** The outbox, cut into pieces a manifest can name; at least one. */
export function bundleOf(
  desk: BundleManifest['desk'] & { readonly inc: number },
  ops: readonly Operation[],
  scans: readonly PendingScan[],
  madeAt: string,
  sign: (manifest: BundleManifest) => string,
): readonly BundlePiece[] {
  const { id, code, name, inc } = desk;
  const count = Math.max(1, Math.ceil(Math.max(ops.length, scans.length) / manifestLimit));
  return Array.from({ length: count }, (_, at) => {
    const from = at * manifestLimit;
    const mine = ops.slice(from, from + manifestLimit);
    const manifest: BundleManifest = {
      format: 'lembar-bundle',
      version: 1,
      desk: { id, code, name },
      inc,
      madeAt,
      hashes: mine.map(({ hash }) => hash),
      scans: scans.slice(from, from + manifestLimit),
    };
    return { signed: { manifest, signature: sign(manifest) }, ops: mine };
  });
}

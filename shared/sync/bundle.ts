import { z } from 'zod';
import { canonicalJson, type Operation } from './operation.ts';

/**
 * What waits at a desk, carried away in one file (PROTOCOL D9): a zip with `manifest.json`, `operations.ndjson` and
 * `scans/<sha256>`. The manifest names every operation by its hash, in order, and is signed with what only the desk
 * and the server know, so it may go in from anywhere and nothing can be added to it.
 */
export const bundleManifest = z.object({
  format: z.literal('lembar-bundle'),
  version: z.literal(1),
  desk: z.object({ id: z.string().max(64), code: z.string().max(10), name: z.string().max(200) }),
  inc: z.number().int(),
  /** Wall time of the desk, ISO. */
  madeAt: z.string().max(40),
  /** Hashes of the operations, in the order of their `seq`. */
  hashes: z.array(z.string().length(64)).max(20_000),
  scans: z.array(z.object({ sha256: z.string().length(64), size: z.number().int().nonnegative() })).max(20_000),
});
export type BundleManifest = z.infer<typeof bundleManifest>;

export const signedManifest = z.object({ manifest: bundleManifest, signature: z.string().length(64) });
export type SignedManifest = z.infer<typeof signedManifest>;

/** `POST /api/sync/carried`: as many operations of a bundle as one push may carry; answered like a push. */
export const carriedRequest = signedManifest.extend({
  proto: z.number().int(),
  ops: z.array(z.unknown()).max(100),
});
export type CarriedRequest = z.infer<typeof carriedRequest>;

/** The text the signature is taken over. */
export function signedText(manifest: BundleManifest): string {
  return canonicalJson(manifest);
}

/** The manifest of what waits, ready to be signed. */
export function manifestOf(
  desk: BundleManifest['desk'] & { readonly inc: number },
  ops: readonly Operation[],
  scans: BundleManifest['scans'],
  madeAt: string,
): BundleManifest {
  const { id, code, name, inc } = desk;
  return {
    format: 'lembar-bundle',
    version: 1,
    desk: { id, code, name },
    inc,
    madeAt,
    hashes: ops.map(({ hash }) => hash),
    scans: [...scans],
  };
}

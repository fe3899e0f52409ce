import { parentPort } from 'node:worker_threads';
import { verifySignature } from './ed25519.ts';
import type { AskedClaims, AnsweredClaims } from './signatures.ts';

/** The thread of {@link verifyOffThread}: batches in, whether each of their signatures holds out. */
parentPort?.on('message', ({ id, claims }: AskedClaims) => {
  const holds = claims.map(({ key, text, sig }) => verifySignature(key, text, sig));
  parentPort?.postMessage({ id, holds } satisfies AnsweredClaims);
});

import { Worker } from 'node:worker_threads';

/** A claimed signature of a key. */
export interface Claim {
  readonly key: string;
  readonly text: string;
  readonly sig: string;
}

/** Whether each signature is that key's, in the order of the claims. */
export type VerifyAll = (claims: readonly Claim[]) => Promise<readonly boolean[]>;

/** One batch on its way to the thread. */
export interface AskedClaims {
  readonly id: number;
  readonly claims: readonly Claim[];
}

/** What the thread found out about a batch. */
export interface AnsweredClaims {
  readonly id: number;
  readonly holds: readonly boolean[];
}

interface Waiting {
  readonly resolve: (holds: readonly boolean[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Verifies on a thread of its own, one message per batch. Node's pool would do too, but every signature is a job there,
 * and the writes of the mark, for which answers wait, would stand in line behind thousands of them. A thread that ends
 * fails the batches it had; the next batch starts another one.
 */
export function verifyingOn(start: () => Worker): VerifyAll {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let last = 0;

  const gone = (which: Worker, error: unknown): void => {
    if (thread !== which) return;
    thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const started = (): Worker => {
    const worker = start();
    worker.on('message', ({ id, holds }: AnsweredClaims) => {
      waiting.get(id)?.resolve(holds);
      waiting.delete(id);
      // A thread without work keeps no program alive.
      if (waiting.size === 0) worker.unref();
    });
    worker.on('error', (error) => gone(worker, error));
    worker.on('exit', () => gone(worker, new Error('the thread that verifies signatures ended')));
    return worker;
  };

  return (claims) => {
    if (claims.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const worker = (thread ??= started());
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, claims } satisfies AskedClaims);
    });
  };
}

/** Off the main thread: a signature takes some 100 µs of a core to verify, and there is a second one. */
export const verifyOffThread: VerifyAll = verifyingOn(
  () => new Worker(new URL('./signatures-thread.ts', import.meta.url)),
);

import { Worker, type MessagePort, type ResourceLimits } from 'node:worker_threads';
import { err, ok, type Result } from '../../shared/result.ts';

/** Why a worker could not do what it was asked: its disk, its file, or a fault of ours. */
export type WorkerFault = 'disk-full' | 'damaged' | 'internal';

type Arg<F> = F extends (arg: infer A) => unknown ? A : never;
type Answer<F> = F extends (arg: never) => infer R ? Awaited<R> : never;

interface Request {
  readonly id: number;
  readonly name: string;
  readonly arg: unknown;
}

interface Reply {
  readonly id: number;
  readonly result: Result<unknown, { readonly fault: WorkerFault; readonly message: string }>;
}

interface News {
  readonly event: unknown;
}

/** A worker's fault where it was asked. */
export interface LinkError extends Error {
  readonly fault: WorkerFault;
}

const linkError = (fault: WorkerFault, message: string): LinkError => Object.assign(new Error(message), { fault });

export const faultOf = (error: unknown): WorkerFault =>
  error instanceof Error && 'fault' in error ? (error as LinkError).fault : 'internal';

/** A worker with calls `C`: functions of one argument. */
export interface WorkerLink<C> {
  ask<N extends keyof C & string>(name: N, arg: Arg<C[N]>): Promise<Answer<C[N]>>;
  close(): Promise<void>;
}

/** Starts a worker and asks it; its answers come in any order. `onEnd`: it ended without being closed. */
export function startWorker<C, E>(
  file: URL,
  onEvent: (event: E) => void,
  onEnd: (error: Error) => void,
  resourceLimits: ResourceLimits = {},
): WorkerLink<C> {
  const worker = new Worker(file, { resourceLimits });
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  let next = 1;
  let ended: Error | null = null;
  let closing = false;
  const end = (error: Error): void => {
    if (ended !== null) return;
    ended = error;
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
    if (!closing) onEnd(error);
  };
  worker.on('message', (message: Reply | News) => {
    if ('event' in message) return onEvent(message.event as E);
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.result.ok) asked?.done(message.result.value);
    else asked?.failed(linkError(message.result.error.fault, message.result.error.message));
  });
  worker.on('error', (error) => end(linkError('internal', error instanceof Error ? error.message : String(error))));
  worker.on('exit', () => end(linkError('internal', 'the worker ended')));
  return {
    ask: (name, arg) =>
      new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        const id = next++;
        waiting.set(id, { done: resolve as (value: unknown) => void, failed: reject });
        worker.postMessage({ id, name, arg } satisfies Request);
      }),
    async close() {
      closing = true;
      await worker.terminate();
    },
  };
}

/** What SQLite's error means for whoever asked. */
function workerFault(error: unknown): WorkerFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_FULL|^ENOSPC/.test(code)) return 'disk-full';
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN|READONLY)/.test(code)) return 'damaged';
  return 'internal';
}

/** Buffers of an answer that nobody needs here any more: they are handed over, not copied. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null || !('body' in value)) return [];
  const { body } = value;
  const isWhole = body instanceof Uint8Array && body.byteLength === body.buffer.byteLength;
  return isWhole && body.buffer instanceof ArrayBuffer ? [body.buffer] : [];
}

/** The other side: answers what is asked. What takes turns is the calls' own affair. */
export function serveCalls(port: MessagePort, calls: Readonly<Record<string, (arg: never) => unknown>>): void {
  port.on('message', ({ id, name, arg }: Request) => {
    const call = calls[name] as ((arg: unknown) => unknown) | undefined;
    const work = async (): Promise<unknown> => {
      if (!call) throw new Error(`no call ${name}`);
      return call(arg);
    };
    void work().then(
      (value) => {
        port.postMessage({ id, result: ok(value) } satisfies Reply, buffersOf(value));
      },
      (error: unknown) => {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        port.postMessage({ id, result: err({ fault: workerFault(error), message }) } satisfies Reply);
      },
    );
  });
}

/** Says something nobody asked for. */
export const emit = (port: MessagePort, event: unknown): void => port.postMessage({ event } satisfies News);

import type { UpstreamAnswer } from '../../main/desk/ports.ts';
import type { WireAnswer } from './sim-server.ts';

/** How an answer arrived. `short`: it ended early as if it were complete. */
export type Ending = 'whole' | 'short' | 'broken';

const reset = (): Error => new Error('ECONNRESET');

/** An answer that has arrived already; it becomes a stream only for a reader that wants one. */
export class Arrived implements UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly #part: Uint8Array;
  readonly #broken: boolean;

  constructor({ status, type, bytes }: WireAnswer, ending: Ending) {
    this.status = status;
    this.headers = { 'content-type': type };
    this.#part = ending === 'whole' ? bytes : bytes.subarray(0, bytes.length >> 1);
    this.#broken = ending === 'broken';
  }

  get body(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        if (this.#part.length > 0) controller.enqueue(this.#part);
        if (this.#broken) controller.error(reset());
        else controller.close();
      },
    });
  }

  /** Rejects where the connection broke. */
  bytes(): Promise<Uint8Array> {
    return this.#broken ? Promise.reject(reset()) : Promise.resolve(this.#part);
  }
}

/** All of an answer: one from the network, or one the desk core gave itself. */
export async function bytesOf(answer: UpstreamAnswer): Promise<Uint8Array> {
  if (answer instanceof Arrived) return answer.bytes();
  const parts: Uint8Array[] = [];
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) parts.push(part);
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

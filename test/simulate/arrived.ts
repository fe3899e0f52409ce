import type { UpstreamAnswer } from '../../main/desk/ports.ts';
import type { WireAnswer } from './sim-server.ts';

/** How an answer came through. `short`: it ended early as if it were whole. */
export type Ending = 'whole' | 'short' | 'broken';

/** An answer that lies here already; a stream is made of it only for who reads it as one. */
export interface Arrived extends UpstreamAnswer {
  /** Rejects where the connection broke. */
  bytes(): Promise<Uint8Array>;
}

const broken = (): Error => new Error('ECONNRESET');

export function arrived({ status, type, bytes }: WireAnswer, ending: Ending): Arrived {
  const part = ending === 'whole' ? bytes : bytes.subarray(0, bytes.length >> 1);
  return {
    status,
    headers: { 'content-type': type },
    get body() {
      return new ReadableStream<Uint8Array>({
        start(controller) {
          if (part.length > 0) controller.enqueue(part);
          if (ending === 'broken') controller.error(broken());
          else controller.close();
        },
      });
    },
    bytes: () => (ending === 'broken' ? Promise.reject(broken()) : Promise.resolve(part)),
  };
}

/** All of an answer: one of the wire, or one that the desk core gave itself. */
export async function bytesOf(answer: UpstreamAnswer | Arrived): Promise<Uint8Array> {
  if ('bytes' in answer) return answer.bytes();
  const parts: Uint8Array[] = [];
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) parts.push(part);
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

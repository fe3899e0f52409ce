import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { paths } from '../../shared/sync/protocol.ts';

/** A live channel over a real socket. */
export interface LiveChannel {
  readonly status: number;
  /** Resolves when the server has closed it. */
  readonly closed: Promise<'closed'>;
  leave(): void;
}

/** Opens the live channel of an app, which starts listening for it. */
export async function openLive(app: FastifyInstance, headers: Readonly<Record<string, string>>): Promise<LiveChannel> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const ending = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}${paths.live}`, { headers, signal: ending.signal });
  const reader = answer.body?.getReader();
  const drain = async (): Promise<'closed'> => {
    try {
      while (reader && !(await reader.read()).done);
    } catch {
      // The test has left.
    }
    return 'closed';
  };
  return { status: answer.status, closed: drain(), leave: () => ending.abort() };
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeUpstream } from '../../../main/desk/upstream.ts';

const body = Buffer.from(JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ at, text: Math.sin(at) }))));
const packed = { gzip: gzipSync(body), br: brotliCompressSync(body) };

describe('answers that come packed', () => {
  let server: Server | null = null;
  afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(null))));

  /** Answers with so much of the packed body, then breaks the connection. */
  const serve = async (encoding: keyof typeof packed, share: number): Promise<string> => {
    server = createServer((_request, response) => {
      const bytes = packed[encoding];
      response.writeHead(200, { 'content-encoding': encoding, 'content-length': bytes.length });
      if (share === 1) response.end(bytes);
      else response.write(bytes.subarray(0, bytes.length * share), () => response.destroy());
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  const read = async (url: string): Promise<string> => {
    const answer = await nodeUpstream({ url, method: 'GET', headers: {}, body: null, pinned: null });
    return new Response(answer.body).text();
  };

  it.each(['gzip', 'br'] as const)('[P7] one cut off in its middle fails at once: %s', async (encoding) => {
    const url = await serve(encoding, 0.5);
    const outcome = read(url).then(
      () => 'read',
      () => 'failed',
    );
    const patience = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 3000));
    expect(await Promise.race([outcome, patience])).toBe('failed');
  });

  it.each(['gzip', 'br'] as const)('are read whole: %s', async (encoding) => {
    expect(await read(await serve(encoding, 1))).toBe(body.toString());
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ForwardRequest } from '../../../main/desk/forward.ts';
import type { UpstreamAnswer } from '../../../main/desk/ports.ts';
import { nodeUpstream } from '../../../main/desk/upstream.ts';
import { apiRoad } from '../../../main/electron/api.ts';

const answered = (status: number, text: string): UpstreamAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: new Response(text).body as ReadableStream<Uint8Array>,
});

describe('requests to /api', () => {
  it('hands method, path, headers and body to the desk core and its answer to the page', async () => {
    const seen: ForwardRequest[] = [];
    const road = apiRoad(async (request) => {
      seen.push(request);
      return answered(200, '{"ok":1}');
    });
    const request = new Request('app://bundle/api/push', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    const answer = await road(request, '/api/push');
    expect([answer.status, await answer.text()]).toEqual([200, '{"ok":1}']);
    expect(seen[0]).toMatchObject({
      path: '/api/push',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    expect(Buffer.from(seen[0]?.body ?? []).toString()).toBe('{"a":1}');
  });

  it('refuses a body beyond what its path takes before the server sees any of it', async () => {
    let asked = false;
    const road = apiRoad(async () => {
      asked = true;
      return answered(200, '');
    });
    const answer = await road(
      new Request('app://bundle/api/push', { method: 'POST', body: 'x'.repeat(2_100_000) }),
      '/api/push',
    );
    expect([answer.status, await answer.json(), asked]).toEqual([413, { code: 'TOO_LARGE' }, false]);
  });

  it('passes an answer without a body', async () => {
    const road = apiRoad(async () => answered(204, ''));
    expect((await road(new Request('app://bundle/api/x'), '/api/x')).status).toBe(204);
  });

  it('delivers the live channel part by part, and a page that stops listening ends it at the server', async () => {
    let gone: () => void = () => undefined;
    const serverSawTheEnd = new Promise<void>((resolve) => (gone = resolve));
    const server = createServer((request, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: poke\n\n');
      request.on('close', gone);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const road = apiRoad(({ path, method, headers, body, signal }) =>
      nodeUpstream({ url: base + path, method, headers, body, pinned: null, ...(signal ? { signal } : {}) }),
    );
    const answer = await road(new Request('app://bundle/api/live'), '/api/live');
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe('event: poke\n\n');
    await reader?.cancel();
    await serverSawTheEnd;
    server.closeAllConnections();
    server.close();
  });

  it('breaks the answer off when the connection breaks: half an answer never looks complete', async () => {
    const server = createServer((_request, answer) => {
      answer.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => answer.destroy(), 20);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const road = apiRoad(({ path, method }) =>
      nodeUpstream({ url: base + path, method, headers: {}, body: null, pinned: null }),
    );
    const answer = await road(new Request('app://bundle/api/pull'), '/api/pull');
    await expect(answer.text()).rejects.toThrow();
    server.close();
  });
});

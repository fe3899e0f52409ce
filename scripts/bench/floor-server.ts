import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** One text and a notification of its change to every page: the minimum that propagating an edit costs. */
function board() {
  let text = '';
  const listeners = new Set<ServerResponse>();
  return {
    async write(request: IncomingMessage, answer: ServerResponse): Promise<void> {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      text = Buffer.concat(chunks).toString();
      answer.end();
      for (const listener of listeners) listener.write('event: poke\ndata: {}\n\n');
    },
    read: (answer: ServerResponse): void => void answer.end(text),
    listen(answer: ServerResponse): void {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write(':hb\n\n');
      listeners.add(answer);
      answer.on('close', () => listeners.delete(answer));
    },
  };
}

export interface FloorServer {
  readonly url: string;
  readonly wireBytes: number;
  close(): Promise<void>;
}

/** Serves the floor's page and its one answer from an origin of its own, deflated beforehand so that it never waits. */
export async function startFloorServer(pages: string, tables: unknown): Promise<FloorServer> {
  const data = await promisify(gzip)(JSON.stringify(tables), { level: 6 });
  const edits = board();
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? '/', 'http://floor').pathname;
    if (path === '/hints') return edits.listen(answer);
    if (path === '/text') return request.method === 'POST' ? void edits.write(request, answer) : edits.read(answer);
    if (path === '/data') {
      answer.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': data.length,
      });
      answer.end(data);
      return;
    }
    const file = join(pages, path === '/' ? 'floor.html' : path);
    if (!file.startsWith(pages + sep)) return void answer.writeHead(404).end();
    readFile(file).then(
      (bytes) =>
        answer
          .writeHead(200, { 'content-type': file.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8' })
          .end(bytes),
      () => answer.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    wireBytes: data.length,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { WebSocketServer } from 'ws';
import { contentSecurityPolicy, fillPage } from '../../shared/desk/page.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import type { DeskCore } from '../desk/desk.ts';
import { dispatch } from '../desk/dispatch.ts';
import { isScanPath, scanFiles } from '../desk/scan-files.ts';
import { cookieName, makeGate, type Gate } from './gate.ts';
import { readPage, sendFile } from './static-files.ts';

export interface LocalDeskOptions {
  readonly core: DeskCore;
  /** The built renderer. */
  readonly rendererDir: string;
  readonly port: number;
  /** Lets the first page in without the key: for sample data alone (`--demo`). */
  readonly open: boolean;
  readonly random: RandomBytes;
  readonly onError: (where: string, error: unknown) => void;
}

export interface LocalDesk {
  readonly port: number;
  /** Address with the per-start key; the window is opened with it. */
  readonly address: string;
  close(): Promise<void>;
}

const largestBody = 2 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuseWith(answer: ServerResponse, status: number, code: string): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code }));
}

async function forwardApi(core: DeskCore, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const body = request.method === 'GET' ? null : await readBody(request);
  if (body === null && request.method !== 'GET') return refuseWith(answer, 413, 'TOO_LARGE');
  const gone = new AbortController();
  answer.on('close', () => gone.abort());
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value;
  const upstream = await core.forward({
    path: request.url ?? '',
    method: request.method ?? 'GET',
    headers,
    body,
    signal: gone.signal,
  });
  answer.writeHead(upstream.status, upstream.headers);
  answer.flushHeaders();
  const stream = Readable.fromWeb(upstream.body as Parameters<typeof Readable.fromWeb>[0]);
  // The wire may break in the middle of an answer: the half that came must not look whole.
  stream.on('error', () => answer.destroy());
  stream.pipe(answer);
}

/** Bytes of scans; they stream to the disk and are larger than any body of the protocol. */
async function answerScan(core: DeskCore, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value;
  const { method = 'GET', url = '' } = request;
  // Refused in the middle, the rest still comes and is let go: a socket that broke would take the answer with it.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const scan = await scanFiles(core.scans, core.atWindow)({ method, path: url, headers, body });
  request.resume();
  answer.writeHead(scan.status, scan.headers).end(scan.body);
}

async function sendPage(options: LocalDeskOptions, secret: string, answer: ServerResponse): Promise<void> {
  const nonce = Buffer.from(options.random(16)).toString('base64');
  const html = fillPage(await readPage(options.rendererDir), nonce, 'local');
  answer.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(nonce),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'set-cookie': `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
  });
  answer.end(html);
}

const closedPage =
  '<!doctype html><meta charset="utf-8"><title>Lembar</title><div id="root">' +
  'Lembar dibuka dari programnya: gunakan jendela Lembar, atau alamat lengkap yang dicetak saat program dimulai.</div>';

function listener(options: LocalDeskOptions, secret: string, gate: Gate) {
  return async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://desk');
    if (!gate.hostIsOurs(request) || !gate.originIsOurs(request)) return refuseWith(answer, 403, 'FORBIDDEN');
    if (url.pathname === '/api/health') return forwardApi(options.core, request, answer);
    if (url.pathname.startsWith('/api/')) {
      return gate.hasCookie(request)
        ? forwardApi(options.core, request, answer)
        : refuseWith(answer, 401, 'NOT_THIS_WINDOW');
    }
    if (isScanPath(url.pathname)) {
      return gate.hasCookie(request)
        ? answerScan(options.core, request, answer)
        : refuseWith(answer, 401, 'NOT_THIS_WINDOW');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuseWith(answer, 405, 'BAD_REQUEST');
    if (url.pathname !== '/' && url.pathname !== '/index.html') {
      if (!sendFile(options.rendererDir, url.pathname, answer)) refuseWith(answer, 404, 'NOT_FOUND');
      return;
    }
    if (options.open || gate.hasCookie(request)) return sendPage(options, secret, answer);
    if (gate.hasKey(url)) {
      // The key leaves the address at once: it must not stay in the history.
      answer.writeHead(303, {
        location: '/',
        'cache-control': 'no-store',
        'set-cookie': `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
      });
      answer.end();
      return;
    }
    answer.writeHead(401, { 'content-type': 'text/html; charset=utf-8' }).end(closedPage);
  };
}

/** Serves the renderer, forwards `/api` and answers the desk's channels on 127.0.0.1, for one window of this PC. */
export async function startLocalDesk(options: LocalDeskOptions): Promise<LocalDesk> {
  const secret = Buffer.from(options.random(24)).toString('base64url');
  let port = options.port;
  const gate = makeGate(() => port, secret);
  const handle = listener(options, secret, gate);
  const http = createServer((request, answer) => {
    handle(request, answer).catch((error: unknown) => {
      options.onError('request', error);
      if (!answer.headersSent) refuseWith(answer, 500, 'INTERNAL');
      else answer.destroy();
    });
  });
  // A socket instead of a request per call: the write path waits for one round trip, not for a new request each time.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestBody });
  http.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0];
    const ours = gate.hostIsOurs(request) && request.headers.origin !== undefined && gate.originIsOurs(request);
    if (path !== '/desk' || !ours || !gate.hasCookie(request)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (channel) => {
      channel.on('error', (error) => options.onError('socket', error));
      channel.on('message', (data) => {
        answerCall(String(data as Buffer)).then(
          (text) => channel.send(text),
          (error: unknown) => {
            options.onError('socket', error);
            channel.close();
          },
        );
      });
    });
  });
  const answerCall = async (text: string): Promise<string> => {
    const { n, channel, args } = JSON.parse(text) as { n: number; channel: string; args: unknown };
    return JSON.stringify({ n, outcome: await dispatch(options.core.desk, channel, args, options.onError) });
  };
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, '127.0.0.1', resolve);
  });
  port = (http.address() as AddressInfo).port;
  const base = `http://127.0.0.1:${port}/`;
  return {
    port,
    address: options.open ? base : `${base}?key=${secret}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await options.core.close();
    },
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { WebSocketServer } from 'ws';
import { contentSecurityPolicy, fillPage } from '../../shared/desk/page.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { jsonFault, requestBounds } from '../../shared/sync/bounds.ts';
import { bodyLimitAt } from '../../shared/sync/protocol.ts';
import type { DeskCore } from '../desk/desk.ts';
import { dispatch } from '../desk/dispatch.ts';
import { isScanPath, scanFiles } from '../desk/scan-files.ts';
import { addressOf, cookieName, makeGate, type Gate } from './gate.ts';
import { readPage, sendFile } from './static-files.ts';

export interface LocalDeskOptions {
  readonly core: DeskCore;
  /** The built renderer. */
  readonly rendererDir: string;
  readonly port: number;
  /** Serves the first page without the key: for sample data alone (`--demo`). */
  readonly open: boolean;
  readonly random: RandomBytes;
  /** Absent: the limits of production. */
  readonly patience?: Patience;
  readonly onError: (where: string, error: unknown) => void;
}

/**
 * How long a request may take to arrive, ms: a client that sends a byte a minute does not hold a connection for ever.
 */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  /** Interval of that check. */
  readonly everyMs: number;
}
const patience: Patience = { headersMs: 15_000, requestMs: 120_000, everyMs: 5_000 };
/** One window opens some ten; more is not a window. */
const maxConnections = 256;

export interface LocalDesk {
  readonly port: number;
  /** Address with the one-time key; the window is opened with it. */
  readonly address: string;
  close(): Promise<void>;
}

/** Limit of one call of a channel: an entry, or the answers to a thousand. */
const largestCall = 2 * 1024 * 1024;

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  // Reading ends early but the socket stays open for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Does not read the rest of the body: the connection ends with the answer. */
function refuseTooLarge(request: IncomingMessage, answer: ServerResponse): void {
  answer.setHeader('connection', 'close');
  answer.once('finish', () => request.destroy());
  refuseWith(answer, 413, 'TOO_LARGE');
}

function refuseWith(answer: ServerResponse, status: number, code: string): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code }));
}

async function forwardApi(core: DeskCore, request: IncomingMessage, answer: ServerResponse, url: URL): Promise<void> {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? await readBody(request, bodyLimitAt(url.pathname)) : null;
  if (body === null && hasBody) return refuseTooLarge(request, answer);
  // Refuses here what the register would refuse unread.
  if (body && jsonFault(body.toString(), requestBounds) !== null) return refuseWith(answer, 400, 'BAD_REQUEST');
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
  // The connection may break in the middle of an answer, and half an answer must not look complete.
  stream.on('error', () => answer.destroy());
  stream.pipe(answer);
}

/** Bytes of scans; they stream to the disk and are larger than any body of the protocol. */
async function answerScan(core: DeskCore, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value;
  const { method = 'GET', url = '' } = request;
  // After a refusal the rest of the body is read and dropped: closing the socket would lose the answer.
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
    if (!gate.hostIsOurs(request) || !gate.originIsOurs(request)) return refuseWith(answer, 403, 'FORBIDDEN');
    const url = addressOf(request);
    if (!url) return refuseWith(answer, 400, 'BAD_REQUEST');
    if (url.pathname === '/api/health') return forwardApi(options.core, request, answer, url);
    if (url.pathname.startsWith('/api/')) {
      return gate.hasCookie(request)
        ? forwardApi(options.core, request, answer, url)
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
    if (gate.takesKey(url)) {
      // Redirects at once, so that the key does not stay in the history.
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
  const key = Buffer.from(options.random(24)).toString('base64url');
  const { headersMs, requestMs, everyMs } = options.patience ?? patience;
  let port = options.port;
  const gate = makeGate(() => port, secret, key);
  const handle = listener(options, secret, gate);
  const timeouts = { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: everyMs };
  const http = createServer(timeouts, (request, answer) => {
    handle(request, answer).catch((error: unknown) => {
      options.onError('request', error);
      if (!answer.headersSent) refuseWith(answer, 500, 'INTERNAL');
      else answer.destroy();
    });
  });
  http.maxConnections = maxConnections;
  // A socket instead of a request per call: a write costs one round trip and no new request.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestCall });
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
    if (jsonFault(text, requestBounds) !== null) throw new Error('a call that no window makes');
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
    address: options.open ? base : `${base}?key=${key}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await options.core.close();
    },
  };
}

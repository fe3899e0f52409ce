import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import { contentSecurityPolicy, fillPage } from '../../shared/desk/page.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { jsonFault, longestAddress, requestBounds } from '../../shared/sync/bounds.ts';
import { bodyLimitAt } from '../../shared/sync/protocol.ts';
import type { DeskCore } from '../desk/desk.ts';
import { dispatch } from '../desk/dispatch.ts';
import { scanFiles, scanRoot } from '../desk/scan-files.ts';
import { cookieName, makeGate, type Gate } from './gate.ts';

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

/** What every answer carries; a page of the program brings a policy of its own. */
const commonHeaders = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

type Answering = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const refuseWith = (reply: FastifyReply, status: number, code: string): FastifyReply =>
  reply.code(status).type('application/json').send(JSON.stringify({ code }));

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
function refuseTooLarge(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.raw.once('finish', () => request.raw.destroy());
  return refuseWith(reply.header('connection', 'close'), 413, 'TOO_LARGE');
}

/** The headers that came once; one that came twice means nothing here. */
function singleHeaders(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value;
  return headers;
}

function forwardApi(core: DeskCore): Answering {
  return async (request, reply) => {
    const { method, url, raw } = request;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const body = hasBody ? await readBody(raw, bodyLimitAt(url.split('?')[0] ?? '')) : null;
    if (body === null && hasBody) return refuseTooLarge(request, reply);
    // Refuses here what the register would refuse unread.
    if (body && jsonFault(body.toString(), requestBounds) !== null) return refuseWith(reply, 400, 'BAD_REQUEST');
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    const upstream = await core.forward({
      path: url,
      method,
      headers: singleHeaders(request),
      body,
      signal: gone.signal,
    });
    const stream = Readable.fromWeb(upstream.body as Parameters<typeof Readable.fromWeb>[0]);
    // The connection may break in the middle of an answer, and half an answer must not look complete.
    stream.on('error', () => reply.raw.destroy());
    // Written past the framework, which would keep the head of a live channel until its first event.
    reply.hijack();
    reply.raw.writeHead(upstream.status, { ...commonHeaders, ...upstream.headers });
    reply.raw.flushHeaders();
    stream.pipe(reply.raw);
    return reply;
  };
}

/** Bytes of scans; they stream to the disk and are larger than any body of the protocol. */
function answerScans(core: DeskCore): Answering {
  const answer = scanFiles(core.scans, core.atWindow);
  return async (request, reply) => {
    const { method, url, raw } = request;
    // After a refusal the rest of the body is read and dropped: closing the socket would lose the answer.
    const body = raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    const scan = await answer({ method, path: url, headers: singleHeaders(request), body });
    raw.resume();
    return reply.code(scan.status).headers(scan.headers).send(scan.body);
  };
}

const closedPage =
  '<!doctype html><meta charset="utf-8"><title>Lembar</title><div id="root">' +
  'Lembar dibuka dari programnya: gunakan jendela Lembar, atau alamat lengkap yang dicetak saat program dimulai.</div>';

/** The program's one page, for its window alone. */
function sendPage({ rendererDir, open, random }: LocalDeskOptions, secret: string, gate: Gate): Answering {
  const cookie = `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
  return async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (open || gate.hasCookie(request)) {
      const nonce = Buffer.from(random(16)).toString('base64');
      const html = await readFile(join(rendererDir, 'index.html'), 'utf8');
      return reply
        .headers({ 'content-security-policy': contentSecurityPolicy(nonce), 'set-cookie': cookie })
        .type('text/html; charset=utf-8')
        .send(fillPage(html, nonce, 'local'));
    }
    const { key } = request.query as { readonly key?: unknown };
    // Redirects at once, so that the key does not stay in the history.
    if (gate.takesKey(key)) return reply.code(303).headers({ location: '/', 'set-cookie': cookie }).send();
    return reply.code(401).type('text/html; charset=utf-8').send(closedPage);
  };
}

/** The routes behind the gate: page, files, scans and what is forwarded to the register. */
async function addRoutes(app: FastifyInstance, options: LocalDeskOptions, secret: string, gate: Gate): Promise<void> {
  const { core, rendererDir } = options;
  const forWindow = {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) =>
      gate.hasCookie(request) ? undefined : refuseWith(reply, 401, 'NOT_THIS_WINDOW'),
  };
  // Bodies are bounded by their path and read by those who need them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.get('/api/health', forwardApi(core));
  app.all('/api/*', forWindow, forwardApi(core));
  app.all(scanRoot, forWindow, answerScans(core));
  app.all(`${scanRoot}/*`, forWindow, answerScans(core));
  app.get('/', sendPage(options, secret, gate));
  app.get('/index.html', sendPage(options, secret, gate));
  await app.register(fastifyStatic, {
    root: rendererDir,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // A built file carries its hash in its name; what runs in a worker needs the page's policy.
      const kept = path.startsWith(join(rendererDir, 'assets'));
      reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('content-security-policy', contentSecurityPolicy('none'));
    },
  });
  app.setNotFoundHandler(({ method }, reply) =>
    method === 'GET' || method === 'HEAD' ? refuseWith(reply, 404, 'NOT_FOUND') : refuseWith(reply, 405, 'BAD_REQUEST'),
  );
}

/** Serves the renderer, forwards `/api` and answers the desk's channels on 127.0.0.1, for one window of this PC. */
export async function startLocalDesk(options: LocalDeskOptions): Promise<LocalDesk> {
  const secret = Buffer.from(options.random(24)).toString('base64url');
  const key = Buffer.from(options.random(24)).toString('base64url');
  const { headersMs, requestMs, everyMs } = options.patience ?? patience;
  let port = options.port;
  const gate = makeGate(() => port, secret, key);
  const app = Fastify({
    requestTimeout: requestMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: everyMs },
    // The live channel stays open for ever; closing must not wait for it.
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    // An address the router cannot read meets the gate all the same.
    frameworkErrors: (_error, request, reply) => {
      void reply.headers(commonHeaders);
      void (gate.isOurs(request) ? refuseWith(reply, 400, 'BAD_REQUEST') : refuseWith(reply, 403, 'FORBIDDEN'));
    },
  });
  app.server.maxConnections = maxConnections;
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    // A path that leaves the folder, or one that names nothing.
    if ((error.statusCode ?? 500) < 500) return refuseWith(reply, 404, 'NOT_FOUND');
    options.onError('request', error);
    return refuseWith(reply, 500, 'INTERNAL');
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(commonHeaders);
    if (!gate.isOurs(request)) return refuseWith(reply, 403, 'FORBIDDEN');
    return request.url.length > longestAddress ? refuseWith(reply, 400, 'BAD_REQUEST') : undefined;
  });
  await addRoutes(app, options, secret, gate);
  // A socket instead of a request per call: a write costs one round trip and no new request.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestCall });
  app.server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0];
    const ours = request.headers.origin !== undefined && gate.isOurs(request);
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
  await app.listen({ port: options.port, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
  const base = `http://127.0.0.1:${port}/`;
  return {
    port,
    address: options.open ? base : `${base}?key=${key}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      await app.close();
      await options.core.close();
    },
  };
}

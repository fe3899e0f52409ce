import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { contentSecurityPolicy, fillPage } from '../../shared/desk/page.ts';
import { windowPath } from '../../shared/desk/window-secret.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { jsonFault, longestAddress, requestBounds } from '../../shared/sync/bounds.ts';
import { bodyLimitAt } from '../../shared/sync/protocol.ts';
import type { DeskCore } from '../desk/desk.ts';
import { dispatch } from '../desk/dispatch.ts';
import { scanFiles, scanRoot } from '../desk/scan-files.ts';
import { makeGate, type Gate } from './gate.ts';

export interface LocalDeskOptions {
  readonly core: DeskCore;
  /** The built renderer. */
  readonly rendererDir: string;
  readonly port: number;
  /** Whoever asks first is the window: for sample data alone (`--demo`). */
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
/** Of those, without a whole request. */
const maxIdle = 64;

/** Another program of this PC may hold connections: of those that ask nothing the oldest gives way to whoever asks. */
function closeIdle(server: Server): void {
  const idle = new Set<Socket>();
  const enter = (socket: Socket): void => {
    if (socket.destroyed) return;
    idle.add(socket);
    const [oldest] = idle;
    if (idle.size > maxIdle && oldest) {
      idle.delete(oldest);
      oldest.destroy();
    }
  };
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => idle.delete(socket));
    enter(socket);
  });
  server.on('upgrade', ({ socket }) => idle.delete(socket));
  server.on('request', (request, response) => {
    const { socket, headers } = request;
    const whole = (headers['content-length'] ?? '0') === '0' && headers['transfer-encoding'] === undefined;
    if (whole) idle.delete(socket);
    else request.once('end', () => idle.delete(socket));
    response.once('close', () => enter(socket));
  });
}

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

/** Requests that came by the window's secret. */
type Admitted = WeakSet<IncomingMessage>;
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

const shownBy = z.object({ key: z.string().max(100).optional(), secret: z.string().max(100).optional() });
/** Bytes of the body in which a page shows its key or its secret. */
const largestShown = 1024;

/** Gives the program's own window the secret of this start. */
function admitWindow(gate: Gate): Answering {
  return async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const body = await readBody(request.raw, largestShown);
    if (body === null) return refuseTooLarge(request, reply);
    const shown = shownBy.safeParse(parseJson(body.toString()));
    const secret = shown.success ? gate.secretFor(shown.data) : null;
    return secret === null ? refuseWith(reply, 401, 'NOT_THIS_WINDOW') : reply.send({ secret });
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The program's one page: the same for everybody, and nothing without the window's secret. */
function sendPage({ rendererDir, random }: LocalDeskOptions): Answering {
  return async (_request, reply) => {
    const nonce = Buffer.from(random(16)).toString('base64');
    const html = await readFile(join(rendererDir, 'index.html'), 'utf8');
    return reply
      .headers({ 'content-security-policy': contentSecurityPolicy(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(fillPage(html, nonce, 'local'));
  };
}

/** The routes behind the gate: page, files, scans and what is forwarded to the register. */
async function addRoutes(
  app: FastifyInstance,
  options: LocalDeskOptions,
  gate: Gate,
  admitted: Admitted,
): Promise<void> {
  const { core, rendererDir } = options;
  const forWindow = {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) =>
      admitted.has(request.raw) ? undefined : refuseWith(reply, 401, 'NOT_THIS_WINDOW'),
  };
  // Bodies are bounded by their path and read by those who need them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.get('/api/health', forwardApi(core));
  app.all('/api/*', forWindow, forwardApi(core));
  app.all(scanRoot, forWindow, answerScans(core));
  app.all(`${scanRoot}/*`, forWindow, answerScans(core));
  app.post(windowPath, admitWindow(gate));
  app.all(`${windowPath}/*`, async (_request, reply) => refuseWith(reply, 401, 'NOT_THIS_WINDOW'));
  app.get('/', sendPage(options));
  app.get('/index.html', sendPage(options));
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
  const gate = makeGate(() => port, secret, options.open ? null : key);
  const admitted: Admitted = new WeakSet();
  const app = Fastify({
    // Behind the window's secret everything has its plain address.
    rewriteUrl: (request) => {
      const inside = gate.pathOf(request.url ?? '');
      if (inside !== null) admitted.add(request);
      return inside ?? request.url ?? '';
    },
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
  closeIdle(app.server);
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
  await addRoutes(app, options, gate, admitted);
  // A socket instead of a request per call: a write costs one round trip and no new request.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestCall });
  app.server.on('upgrade', (request, socket, head) => {
    const ours = request.headers.origin !== undefined && gate.isOurs(request);
    if (!ours || gate.pathOf(request.url ?? '') !== '/desk') return void socket.destroy();
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

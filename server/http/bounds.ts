import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';
import { sourceOf } from '../auth/guesses.ts';
import { bodyLimits, jsonFault, longestAddress, requestBounds } from '../../shared/sync/bounds.ts';

/** How long a request may take to arrive, and how many may come at once. */
export interface Limits {
  /** Until the head is whole, ms. */
  readonly headersMs: number;
  /** Until the whole request is there, ms: a chunk of a scan over a slow line takes its time. */
  readonly requestMs: number;
  /** How often it is checked, ms. */
  readonly everyMs: number;
  /** Open connections in all, and of one address; a whole office may stand behind one. */
  readonly connections: number;
  readonly perAddress: number;
  /** Of those, without a whole request, of one address and in all: beyond, the oldest of whoever has most is closed. */
  readonly idleOfAddress: number;
  readonly idle: number;
}

export const usualLimits: Limits = {
  headersMs: 20_000,
  requestMs: 120_000,
  everyMs: 5_000,
  connections: 8_000,
  perAddress: 4_000,
  idleOfAddress: 1_000,
  idle: 4_000,
};

/** What Fastify and Node need for it. */
export function serverOptions(limits: Limits): FastifyServerOptions {
  return {
    bodyLimit: bodyLimits.other,
    requestTimeout: limits.requestMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.everyMs },
    routerOptions: { maxParamLength: 128 },
  } as FastifyServerOptions;
}

/** Answered by its status, as Fastify's own refusals are. */
const refusal = (statusCode: number, message: string): Error => Object.assign(new Error(message), { statusCode });

/**
 * Connections on which no whole request has arrived. An address that has more than its share, or most of them when all
 * together are too many, loses its oldest one: whoever sends requests finds room however many others only connect.
 */
function closeIdle(app: FastifyInstance, limits: Limits): void {
  const byAddress = new Map<string, Map<string, Socket>>();
  let all = 0;
  const endOf = ({ remoteAddress = '', remotePort = 0 }: Socket) => ({
    address: sourceOf(remoteAddress),
    port: `${remoteAddress} ${remotePort}`,
  });
  const leave = ({ address, port }: ReturnType<typeof endOf>): void => {
    const here = byAddress.get(address);
    if (!here?.delete(port)) return;
    all -= 1;
    if (here.size === 0) byAddress.delete(address);
  };
  const closeOldest = (here: ReadonlyMap<string, Socket>): void => {
    for (const socket of here.values()) {
      leave(endOf(socket));
      socket.destroy();
      return;
    }
  };
  const enter = (socket: Socket): void => {
    const { address, port } = endOf(socket);
    const here = byAddress.get(address) ?? new Map<string, Socket>();
    if (here.has(port) || socket.destroyed) return;
    byAddress.set(address, here.set(port, socket));
    all += 1;
    if (here.size > limits.idleOfAddress) closeOldest(here);
    else if (all > limits.idle)
      closeOldest([...byAddress.values()].reduce((most, one) => (one.size > most.size ? one : most)));
  };
  app.server.on('connection', (socket: Socket) => {
    const end = endOf(socket);
    socket.once('close', () => leave(end));
    enter(socket);
  });
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const end = endOf(socket);
    const { headers } = request;
    if ((headers['content-length'] ?? '0') === '0' && headers['transfer-encoding'] === undefined) leave(end);
    else request.once('end', () => leave(end));
    response.once('close', () => enter(socket));
  });
}

function countConnections(app: FastifyInstance, { connections, perAddress }: Limits): void {
  const open = new Map<string, number>();
  app.server.maxConnections = connections;
  app.server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (count > perAddress) socket.destroy();
  });
}

/** Judges every request before anything of it is parsed: address, depth and number of values. */
export function boundRequests(app: FastifyInstance, limits: Limits): void {
  countConnections(app, limits);
  closeIdle(app, limits);
  app.addHook('onRequest', async (request) => {
    if (request.url.length > longestAddress) throw refusal(414, 'the address is too long');
  });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    const fault = faultOf(body);
    return fault ? done(fault) : void parse(request, body, done);
  });
}

function faultOf(body: string): Error | null {
  const fault = jsonFault(body, requestBounds);
  if (fault === null) return null;
  return fault === 'TOO_MANY' ? refusal(413, 'too many values') : refusal(400, 'nested too deeply');
}

/**
 * Bodies of this context stay the texts they are, bounded as any other, until the returned function parses one: of
 * hundreds of requests that wait, few are in memory with all their parts. It rejects as Fastify's parser does.
 */
export function parsedLater(app: FastifyInstance): (request: FastifyRequest) => Promise<unknown> {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body: string, done) =>
    done(faultOf(body), body),
  );
  return (request) =>
    new Promise((resolve, reject) => {
      const { body } = request;
      if (typeof body !== 'string') return resolve(body);
      void parse(request, body, (error: Error | null, value?: unknown) => (error ? reject(error) : resolve(value)));
    });
}

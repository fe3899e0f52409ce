import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';
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
}

export const usualLimits: Limits = {
  headersMs: 20_000,
  requestMs: 120_000,
  everyMs: 5_000,
  connections: 8_000,
  perAddress: 4_000,
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

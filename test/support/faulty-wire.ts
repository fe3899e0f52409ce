import type { FastifyInstance } from 'fastify';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** How a test reaches a server: inside the process, or over a socket. */
export type Wire = (
  method: 'GET' | 'POST' | 'DELETE' | 'PATCH',
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<WireAnswer>;

function answer(status: number, headers: Record<string, string>, bytes: Buffer): WireAnswer {
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  return { status, headers, bytes, json: isJson && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : undefined };
}

/** Speaks to an app that does not listen. */
export function injectWire(app: FastifyInstance): Wire {
  return async (method, path, body, headers = {}) => {
    const response = await app.inject({
      method,
      url: path,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const plain = Object.fromEntries(Object.entries(response.headers).map(([key, value]) => [key, String(value)]));
    return answer(response.statusCode, plain, response.rawPayload);
  };
}

/** Speaks to a server that listens at `address`. */
export function httpWire(address: string): Wire {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(address + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer(response.status, Object.fromEntries(response.headers), Buffer.from(await response.arrayBuffer()));
  };
}

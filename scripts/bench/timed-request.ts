import { request, type Agent, type IncomingHttpHeaders } from 'node:http';

export interface Request {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly agent?: Agent;
}

export interface Timed {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From the call to the last byte. */
  readonly ms: number;
}

/** One request by Node's own client. Rejects when the status is no success. */
export function timedRequest(
  origin: string,
  { path, method = 'GET', headers = {}, body, agent }: Request,
): Promise<Timed> {
  const { hostname, port } = new URL(origin);
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const all = { ...length, ...headers };
    const sent = request({ hostname, port, path, method, headers: all, ...(agent ? { agent } : {}) }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => {
        const ms = performance.now() - begun;
        const [status, text] = [answer.statusCode ?? 0, Buffer.concat(pieces).toString('utf8')];
        if (status >= 400) reject(new Error(`${status} ${text.slice(0, 300)}`));
        else resolve({ status, headers: answer.headers, text, ms });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

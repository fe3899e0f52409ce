import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { pipeline, Readable, type Transform } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { Upstream, UpstreamAnswer } from './ports.ts';

const httpAgent = new HttpAgent({ keepAlive: true });
const httpsAgent = new HttpsAgent({ keepAlive: true });
/** A certificate without a trusted authority is accepted only if a person has confirmed its fingerprint. */
const pinningAgent = new HttpsAgent({ keepAlive: true, rejectUnauthorized: false });

/** A pipeline, so that an answer cut off in its middle fails where it is read instead of never ending. */
const unpacked = (answer: IncomingMessage, unpack: Transform): Readable => pipeline(answer, unpack, () => undefined);

function decoded(answer: IncomingMessage): Readable {
  switch (answer.headers['content-encoding']) {
    case 'gzip':
      return unpacked(answer, createGunzip());
    case 'br':
      return unpacked(answer, createBrotliDecompress());
    default:
      return answer;
  }
}

function toAnswer(answer: IncomingMessage): UpstreamAnswer {
  const headers: Record<string, string> = {};
  for (const name of ['content-type', 'cache-control', 'retry-after', 'location', 'upload-offset']) {
    const value = answer.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const body = Readable.toWeb(decoded(answer)) as ReadableStream<Uint8Array>;
  return { status: answer.statusCode ?? 502, headers, body };
}

/** SHA-256 fingerprint of the certificate a socket came with, as `AA:BB:…`; null without TLS. */
export function fingerprintOf(socket: unknown): string | null {
  const tls = socket as Partial<TLSSocket>;
  if (typeof tls.getPeerCertificate !== 'function') return null;
  return (tls as TLSSocket).getPeerCertificate().fingerprint256 ?? null;
}

/** Neither password nor token is sent before the certificate is verified to be the accepted one. */
function afterPinCheck(outgoing: ClientRequest, pinned: string, send: () => void): void {
  outgoing.on('socket', (socket) => {
    const check = (): void => {
      if (fingerprintOf(socket) === pinned) send();
      else outgoing.destroy(new Error('the certificate of the server is not the one that was accepted'));
    };
    if (socket.connecting) socket.once('secureConnect', check);
    else check();
  });
}

/** HTTP over Node's own http and https. Answers stream; 50 s of silence are a failure. */
export const nodeUpstream: Upstream = (request) =>
  new Promise((resolve, reject) => {
    const secure = request.url.startsWith('https:');
    const start = secure ? httpsRequest : httpRequest;
    const agent = secure ? (request.pinned === null ? httpsAgent : pinningAgent) : httpAgent;
    const outgoing = start(
      request.url,
      {
        method: request.method,
        headers: { 'accept-encoding': 'gzip, br', ...request.headers },
        agent,
        ...(request.signal ? { signal: request.signal } : {}),
      },
      (answer) => {
        resolve(toAnswer(answer));
      },
    );
    // The live channel sends a heartbeat every 20 s; 50 s of silence on any request mean the connection is dead.
    outgoing.setTimeout(50_000, () => outgoing.destroy(new Error('no answer for 50 s')));
    outgoing.on('error', reject);
    const send = (): void => void outgoing.end(request.body ?? undefined);
    if (secure && request.pinned !== null) afterPinCheck(outgoing, request.pinned, send);
    else send();
  });

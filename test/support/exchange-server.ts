import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { usualLoadLimits, type BatchReport, type LoadLimits } from '../../shared/exchange/api.ts';
import { makeIds } from '../../shared/ids.ts';
import { exchangeRoutes, refuseAddress } from '../../server/exchange/exchange-routes.ts';
import { openCentre, type OpenCentre } from '../../server/exchange/open-centre.ts';
import type { ExchangeCentre, KeyGrant } from '../../server/exchange/port.ts';
import type { Summary } from '../../server/exchange/reader.ts';
import { boundRequests, serverOptions, usualLimits } from '../../server/http/bounds.ts';
import type { Contract } from '../../shared/exchange/contract.ts';
import type { RowError } from '../../shared/exchange/sentences.ts';
import { aContract, bothSigned, regionCodes } from './exchange-samples.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: Said;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * What answers of the centre say, of whatever kind, as far as tests look into them: a problem, a report of a load, a page.
 * A field the answer does not have reads as undefined, and its expectation fails.
 */
export interface Said extends BatchReport {
  readonly code: string;
  readonly type: string;
  readonly detail: string;
  readonly origin: string;
  readonly errors: readonly RowError[];
  readonly errorsAt: string;
  readonly data: readonly Row[];
  /** Null on the last page. */
  readonly next: string | null;
  readonly since: string;
  readonly total: number;
  readonly baseline: boolean;
  readonly codes: readonly Row[];
  readonly schemes: readonly Row[];
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One request by Node's own client, as any program would send it. */
export function ask(origin: string, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(
      { hostname, port, path, method, headers: { ...length, ...headers }, agent: false },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = Buffer.concat(pieces);
          const text = bytes.toString('utf8');
          const isJson =
            /json/.test(answer.headers['content-type'] ?? '') && !/ndjson/.test(answer.headers['content-type'] ?? '');
          const isPlain = isJson && answer.headers['content-encoding'] === undefined && text !== '';
          const json = (isPlain ? JSON.parse(text) : {}) as Said;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, text, json });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The figures of a dataset, as the centre answers them. */
export const figuresOf = ({ json }: Answer): Summary => json as unknown as Summary;

export interface TestCentre {
  readonly origin: string;
  readonly centre: ExchangeCentre;
  readonly open: OpenCentre;
  readonly dataDir: string;
  readonly clock: { now(): number; pass(ms: number): void };
  /** What it found worth an error line. */
  readonly faults: readonly unknown[];
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** A key's `Authorization` header. */
  key(more?: Partial<KeyGrant>): Promise<Readonly<Record<string, string>>>;
  publish(contract?: Contract): Promise<void>;
  /** Sends rows with a key of its own for the request. */
  push(
    auth: Readonly<Record<string, string>>,
    body: string | Buffer,
    more?: {
      readonly path?: string;
      readonly type?: string;
      readonly idem?: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<Answer>;
  /** Waits until a batch is done. */
  ended(auth: Readonly<Record<string, string>>, location: string): Promise<Answer>;
  /** Ends it and leaves its files. */
  stop(): Promise<void>;
  restart(): Promise<TestCentre>;
  close(): Promise<void>;
}

export interface TestCentreOptions {
  readonly dataDir?: string;
  readonly limits?: Partial<LoadLimits>;
  readonly maxPages?: number;
}

let sent = 0;

/** The centre behind a real HTTP server, with the list of codes its sample dictionary needs. */
export async function testCentre({ dataDir: given, limits, maxPages }: TestCentreOptions = {}): Promise<TestCentre> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'lembar-exchange-')));
  let now = 1_796_000_000_000;
  const clock = { now: () => now, pass: (ms: number) => void (now += ms) };
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const faults: unknown[] = [];
  const log = { error: (...said: unknown[]) => void faults.push(said), warn: () => undefined };
  const open = await openCentre({
    ...{ dataDir, clock, random, ids: makeIds(clock, random), log },
    limits: { ...usualLoadLimits, ...limits },
    ...(maxPages === undefined ? {} : { maxPages }),
  });
  const app = Fastify({
    ...serverOptions(usualLimits),
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => void refuseAddress(request, reply),
  });
  boundRequests(app, usualLimits);
  await exchangeRoutes(app, open);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const { centre } = open;
  if (centre.fault() === null && centre.schemes().length === 0) {
    const codes = regionCodes.map((code) => ({ code, label: `Wilayah ${code}` }));
    const made = await centre.saveReference({
      scheme: 'wilayah',
      version: '2025',
      title: 'Wilayah',
      owner: 'Kemendagri',
      validFrom: '2025-01-01',
      codes,
    });
    if (!made.ok) throw new Error(made.error.code);
  }
  const stop = async (): Promise<void> => {
    await app.close();
    await centre.close();
  };
  const self: TestCentre = {
    ...{ origin, centre, open, dataDir, clock, faults },
    ask: (path, asked) => ask(origin, path, asked),
    async key(more = {}) {
      const grant = {
        name: 'uji',
        agency: 'disdukcapil',
        dataset: 'penduduk-wilayah',
        reads: true,
        writes: true,
        expires: now + 86_400_000,
        perMinute: 100_000,
      };
      const made = await centre.createKey({ ...grant, ...more });
      if (!made.ok) throw new Error(made.error.code);
      return { authorization: `Bearer ${made.value.key}` };
    },
    async publish(contract = aContract()) {
      const made = await centre.publish(contract, bothSigned(contract));
      if (!made.ok) throw new Error(made.error.code);
    },
    push: (
      auth,
      body,
      { path = '/exchange/v1/penduduk-wilayah/v1', type = 'application/x-ndjson', idem, headers } = {},
    ) =>
      ask(origin, path, {
        method: 'POST',
        body,
        headers: { ...auth, 'content-type': type, 'idempotency-key': idem ?? `uji-${++sent}`, ...headers },
      }),
    async ended(auth, location) {
      for (let i = 0; i < 3000; i++) {
        const answer = await ask(origin, location, { headers: { ...auth } });
        const state = (answer.json as { state?: string }).state ?? '';
        if (!['received', 'validating'].includes(state)) return answer;
        await new Promise((go) => setTimeout(go, 10));
      }
      throw new Error('the batch does not end');
    },
    stop,
    async restart() {
      await stop();
      return testCentre({ dataDir, ...(limits ? { limits } : {}), ...(maxPages === undefined ? {} : { maxPages }) });
    },
    async close() {
      await stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return self;
}

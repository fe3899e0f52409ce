import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify';
import type { Clock } from '../shared/clock.ts';
import type { Ids, RandomBytes } from '../shared/ids.ts';
import { paths, protocolVersion } from '../shared/sync/protocol.ts';
import type { Health } from '../shared/sync/session-api.ts';
import type { Passwords } from './auth/passwords.ts';
import { sha256 } from './auth/tokens.ts';
import { makeGuesses } from './auth/guesses.ts';
import { blobRoutes, type Blobs } from './http/blob-routes.ts';
import { accountRoutes } from './http/account-routes.ts';
import { centreRoutes } from './http/centre-routes.ts';
import { fail } from './http/answers.ts';
import { boundRequests, serverOptions, usualLimits, type Limits } from './http/bounds.ts';
import { liveRoute } from './http/live-route.ts';
import { deskRoutes } from './http/desk-routes.ts';
import { gapsRoutes } from './http/gaps-routes.ts';
import { numberRoutes } from './http/number-routes.ts';
import { quarantineRoutes } from './http/quarantine-routes.ts';
import { recoveryRoutes } from './http/recovery-routes.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { isSetUp, setupRoutes } from './http/setup-routes.ts';
import { boundBodies, type BodyShares } from './http/waiting-bodies.ts';
import { staticRoutes } from './http/static-routes.ts';
import { syncRoutes } from './http/sync-routes.ts';
import type { MasterFiles } from './master/files.ts';
import { makeHolders } from './numbers/holders.ts';
import type { HighWater } from './numbers/high-water.ts';
import type { Deps, ServerSettings } from './deps.ts';
import { exchangeRoutes, refuseAddress } from './exchange/exchange-routes.ts';
import type { OpenCentre } from './exchange/open-centre.ts';
import { makePublisher, type Publisher } from './interchange/publisher.ts';
import type { SetupDoor } from './setup/door.ts';
import type { Store } from './store/store.ts';
import type { Deflate } from './sync/snapshot.ts';
import { liveHub } from './sync/live.ts';
import { masterCache, type MasterCache } from './sync/masters.ts';
import { verifyOffThread, type VerifyAll } from './trust/signatures.ts';

/** The policy of every answer that is no page. */
const bareAnswer = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; sandbox";

const deflateOffThread = promisify(deflateRaw);

export interface AppOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly log: FastifyBaseLogger;
  readonly passwords: Passwords;
  readonly settings: ServerSettings;
  readonly door: SetupDoor;
  readonly masterFiles: MasterFiles;
  readonly highWater: HighWater;
  /** Folder of the built renderer for the browser edition; null serves the API alone. */
  readonly rendererDir: string | null;
  readonly tls: { readonly cert: string | Buffer; readonly key: string | Buffer } | null;
  readonly masters?: MasterCache;
  /** Storage of scans. Absent: a register without a disk takes none. */
  readonly blobs?: Blobs;
  /** The data exchange centre. Absent: a register without one. */
  readonly exchange?: OpenCentre;
  /** Absent: those of an office in use. */
  readonly limits?: Limits;
  /** Absent: those of an office in use. */
  readonly bodies?: BodyShares;
  /** Absent: off the main thread. */
  readonly deflate?: Deflate;
  /** Absent: off the main thread. */
  readonly verify?: VerifyAll;
  /** Absent: the timers of Node. */
  readonly later?: (work: () => void, ms: number) => void;
  /** Called after every commit that changed something. Absent: nobody waits for one. */
  readonly onCommit?: () => void;
}

/** What the parts need; the rest of the options is about HTTP. */
export type DepsOptions = Omit<AppOptions, 'rendererDir' | 'tls' | 'limits' | 'bodies' | 'log' | 'exchange'> & {
  readonly log: Pick<FastifyBaseLogger, 'error'>;
};

/** Connects the parts: with HTTP in `build`, or without it for a simulated world. */
export function depsOf(options: DepsOptions): Deps {
  const { store, clock, log } = options;
  const live = liveHub(options.later ?? ((work, ms) => void setTimeout(work, ms)), clock);
  const holders = makeHolders(live, clock);
  const masters = options.masters ?? masterCache();
  const ended = (): Promise<void> => store.read((tx) => live.review(tx));
  let reviewed: number | null = null;
  return {
    ...options,
    live,
    holders,
    masters,
    deflate: options.deflate ?? ((text) => deflateOffThread(text, { level: 4 })),
    guesses: makeGuesses(store, clock),
    push: {
      store,
      clock,
      masters,
      holders,
      digest: sha256,
      random: options.random,
      verify: options.verify ?? verifyOffThread,
      onBug: (error, op) => log.error({ err: error, op }, 'operation quarantined: a rule failed'),
    },
    async committed(counted) {
      const { epoch, rv, masterRv } = await store.read((tx) => tx.clock());
      await options.highWater.raise(counted);
      // An operation may have disabled an account.
      if (reviewed !== masterRv) await ended();
      reviewed = masterRv;
      live.poke(epoch, rv);
      options.onCommit?.();
    },
    ended,
  };
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return fail(reply, 'TOO_LARGE');
    if (status === 429) return fail(reply, 'TOO_MANY_TRIES');
    if (status === 503) return fail(reply, 'BUSY', { waitMs: 2_000 });
    if (status >= 400 && status < 500) return fail(reply, 'BAD_REQUEST');
    request.log.error({ err: error }, 'request failed');
    return fail(reply, 'INTERNAL');
  });
}

/** What opens datasets at the exchange centre, woken by every commit; null: a register without a centre. */
function publishing(options: AppOptions): { readonly deps: Deps; readonly publisher: Publisher | null } {
  const { exchange, store, clock, log } = options;
  if (!exchange) return { deps: depsOf(options), publisher: null };
  const deps = depsOf({ ...options, onCommit: () => void publisher.run() });
  const publisher = makePublisher({
    store,
    clock,
    centre: exchange.centre,
    written: () => deps.committed([]),
    onFault: (error) => log.error({ err: error }, 'what was ordered to be published was not'),
  });
  return { deps, publisher };
}

/** The central register over HTTP; nothing listens yet. */
export async function build(options: AppOptions): Promise<FastifyInstance> {
  const { tls, settings } = options;
  const { deps, publisher } = publishing(options);
  const limits = options.limits ?? usualLimits;
  const app = Fastify({
    ...serverOptions(limits),
    loggerInstance: options.log,
    // The live channel stays open for ever; closing must not wait for it.
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => void (refuseAddress(request, reply) ?? fail(reply, 'BAD_REQUEST')),
    ...(tls ? { https: tls } : {}),
  }) as FastifyInstance;

  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: settings.secure,
    crossOriginOpenerPolicy: settings.secure,
    originAgentCluster: settings.secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(compress, { encodings: ['gzip'], globalDecompression: false });
  answerErrors(app);
  boundRequests(app, limits);
  boundBodies(app, deps, options.bodies);

  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    // What is no page of the program has nothing to run, load or frame.
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', bareAnswer);
  });
  app.addHook('preClose', async () => deps.live.close());
  if (publisher) {
    app.addHook('onClose', () => publisher.close());
    // What was ordered and not done when the register stopped.
    app.addHook('onReady', async () => void publisher.run());
  }

  app.get(paths.health, async (): Promise<Health> => ({
    status: 'ok',
    app: 'lembar',
    version: settings.version,
    proto: protocolVersion,
    ready: await deps.store.read(isSetUp),
    serverTime: deps.clock.now(),
  }));
  setupRoutes(app, deps);
  sessionRoutes(app, deps);
  syncRoutes(app, deps);
  liveRoute(app, deps);
  numberRoutes(app, deps);
  accountRoutes(app, deps);
  gapsRoutes(app, deps);
  deskRoutes(app, deps);
  recoveryRoutes(app, deps);
  quarantineRoutes(app, deps);
  centreRoutes(app, deps, options.exchange?.centre ?? null);
  if (options.blobs) await blobRoutes(app, deps, options.blobs);
  if (options.exchange) await exchangeRoutes(app, options.exchange);
  await staticRoutes(app, options.rendererDir, options.random);
  return app;
}

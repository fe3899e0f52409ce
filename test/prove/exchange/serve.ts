import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { exchangeRoutes } from '../../../server/exchange/exchange-routes.ts';
import { openCentre } from '../../../server/exchange/open-centre.ts';
import { makeIds } from '../../../shared/ids.ts';

// The centre alone in a process of its own, to be killed: `serve.ts FOLDER` prints its address.
const clock = { now: () => Date.now() };
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const log = { error: (...said: unknown[]) => console.error(...said), warn: () => undefined };
const open = await openCentre({ dataDir: process.argv[2] ?? '', clock, random, ids: makeIds(clock, random), log });
const app = Fastify({ forceCloseConnections: true });
await exchangeRoutes(app, open);
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);

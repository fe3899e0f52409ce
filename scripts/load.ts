import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { argonPasswords } from '../server/auth/passwords.ts';
import { startServer } from '../server/start.ts';
import type { Letter } from '../shared/letters/letter.ts';
import type { Operation } from '../shared/sync/operation.ts';
import { registerArgs } from '../test/support/builders.ts';
import { enrolDesk, newId, type DeskClient } from '../test/support/desk-client.ts';
import type { Wire } from '../test/support/wire.ts';
import { cpuSeconds, peakMemory } from './bench/process-figures.ts';
import { startServerProcess } from './bench/server-process.ts';

const usage = `npm run load -- [--desks N] [--letters N] [--spread SECONDS] [--json]
  Desks that come back at once, each with so many letters that waited; --spread lets them come over some seconds.`;

interface Options {
  readonly desks: number;
  readonly letters: number;
  readonly spreadMs: number;
  readonly json: boolean;
}

function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      desks: { type: 'string', default: '300' },
      letters: { type: 'string', default: '20' },
      spread: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
    },
  });
  const [desks, letters, spread] = [values.desks, values.letters, values.spread].map(Number);
  if (!Number.isInteger(desks) || !Number.isInteger(letters) || !Number.isFinite(spread)) throw new Error(usage);
  return { desks: desks ?? 0, letters: letters ?? 0, spreadMs: (spread ?? 0) * 1000, json: values.json };
}

/** A connection from an address of its own where the system has several: limits per address are not measured here. */
function lineTo(address: string, i: number): { readonly wire: Wire; close(): void } {
  const { hostname, port } = new URL(address);
  const own = process.platform === 'linux' ? { localAddress: `127.0.${1 + Math.floor(i / 250)}.${1 + (i % 250)}` } : {};
  const agent = new Agent({ keepAlive: true, ...own });
  const wire: Wire = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const length = { 'content-length': String(Buffer.byteLength(text)) };
      const out = request(
        { hostname, port, agent, method, path, headers: { ...headers, ...json, ...length } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const bytes = Buffer.concat(chunks);
            const isJson = answer.headers['content-type']?.startsWith('application/json') ?? false;
            const plain = Object.fromEntries(
              Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
            );
            const parsed: unknown = isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
            resolve({ status: answer.statusCode ?? 0, headers: plain, bytes, json: parsed });
          });
        },
      );
      out.on('error', reject);
      out.end(text);
    });
  return { wire, close: () => agent.destroy() };
}

interface Ready {
  readonly client: DeskClient;
  readonly ops: readonly Operation[];
}

/** A new register with its desks enrolled, each with pending letters. */
async function enrolAll(dataDir: string, { desks, letters }: Options): Promise<readonly Ready[]> {
  const passwords = argonPasswords({ memoryCost: 1024, timeCost: 1 });
  const clock = { now: () => Date.now() };
  const enrolments = { perHour: desks + 1, unused: desks + 1 };
  const server = await startServer({ port: 0, dataDir, rendererDir: null, demo: true, clock, passwords, enrolments });
  const password = server.demoAccounts[0]?.password ?? '';
  const ready: Ready[] = [];
  for (let i = 0; i < desks; i++) {
    const line = lineTo(server.address, i);
    const client = await enrolDesk(line.wire, 'tu', password, { name: `Meja ${i + 1}` });
    const ops = Array.from({ length: letters }, () => client.registerOp(registerArgs({ letterId: newId('letter') })));
    ready.push({ client, ops });
    line.close();
  }
  await server.close();
  return ready;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A reconnecting desk: repeats handshake and push until its pending operations are answered. Returns the ms until then.
 */
async function comeBack({ client, ops }: Ready, delayMs: number): Promise<number> {
  await wait(delayMs);
  const begun = performance.now();
  await client.hello();
  for (let at = 0; at < ops.length; at += 100) await client.push(ops.slice(at, at + 100));
  return performance.now() - begun;
}

/** What a new desk reads: every letter once, each number on one of them. */
async function check(client: DeskClient, ready: readonly Ready[]): Promise<{ lost: number; double: number }> {
  const { rows } = await client.snapshot();
  const letters = rows.filter(({ t }) => t === 'letter').map(({ d }) => d as Letter);
  const times = new Map<string, number>();
  for (const { id } of letters) times.set(id, (times.get(id) ?? 0) + 1);
  const wanted = ready.flatMap(({ ops }) => ops.map(({ args }) => (args as { letterId: string }).letterId));
  const lost = wanted.filter((id) => !times.has(id)).length;
  const numbers = letters.map(({ agenda }) => `${agenda.book}/${agenda.year}/${agenda.no ?? agenda.provisional}`);
  const twice = [...times.values()].filter((n) => n > 1).length;
  return { lost, double: twice + numbers.length - new Set(numbers).size };
}

async function load(options: Options): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lembar-load-'));
  const ends: (() => Promise<void>)[] = [];
  try {
    const ready = await enrolAll(dataDir, options);
    const server = await startServerProcess(join(import.meta.dirname, '..'), dataDir);
    ends.push(() => server.close());
    const lines = ready.map(({ client }, i) => {
      const line = lineTo(server.address, i);
      client.wire = line.wire;
      return line;
    });
    const before = (await cpuSeconds(server.pid)) ?? 0;
    const times = await Promise.all(
      ready.map((one, i) => comeBack(one, (options.spreadMs * i) / Math.max(1, ready.length))),
    );
    const cpu = (await cpuSeconds(server.pid)) ?? 0;
    const memory = await peakMemory(server.pid);
    const [first] = ready;
    const found = first ? await check(first.client, ready) : { lost: 0, double: 0 };
    for (const line of lines) line.close();
    times.sort((a, b) => a - b);
    const at = (part: number): number =>
      Math.round(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0);
    const figures = {
      desks: options.desks,
      letters: options.desks * options.letters,
      p50: at(0.5),
      p95: at(0.95),
      worst: at(1),
      cpu: Number((cpu - before).toFixed(2)),
      memory,
      ...found,
    };
    if (options.json) console.log(JSON.stringify(figures));
    else {
      console.log(`desks ${figures.desks}, letters ${figures.letters}, spread over ${options.spreadMs / 1000} s`);
      console.log(`answered after: p50 ${figures.p50} ms, p95 ${figures.p95} ms, worst ${figures.worst} ms`);
      console.log(`server: ${figures.cpu} s of CPU, memory ${memory ?? '?'} MiB at most`);
      console.log(`lost ${figures.lost}, double ${figures.double}`);
    }
    if (found.lost + found.double > 0) process.exitCode = 1;
  } finally {
    for (const end of ends) await end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

await load(readOptions(process.argv.slice(2)));

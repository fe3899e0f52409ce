import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { openCentre } from '../../server/exchange/open-centre.ts';
import { startServer } from '../../server/start.ts';
import { createTables, tableName } from '../../shared/exchange/table-ddl.ts';
import { makeIds } from '../../shared/ids.ts';
import { registerArgs } from '../../test/support/builders.ts';
import { enrolDesk, newId, type DeskClient } from '../../test/support/desk-client.ts';
import { bothSigned, regionCodes } from '../../test/support/exchange-samples.ts';
import { httpWire } from '../../test/support/wire.ts';
import { makeBodies, residentsContract, storedRows, type Bodies } from './exchange-rows.ts';
import { alone, median, quantile, table, type Figure } from './figures.ts';
import { cpuSeconds, peakMemory } from './process-figures.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import { timedRequest, type Request } from './timed-request.ts';

const root = join(import.meta.dirname, '../..');
const kinds = ['ndjson', 'csv', 'gzip'] as const;
type Kind = (typeof kinds)[number];
const types: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  ndjson: { 'content-type': 'application/x-ndjson' },
  csv: { 'content-type': 'text/csv' },
  gzip: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
};
const aims: Readonly<Record<Kind, number>> = { ndjson: 0.5, csv: 0.45, gzip: 0.45 };
const pages = 200;
const pageRows = 1000;

interface Options {
  readonly rows: number;
  readonly rounds: number;
  readonly json: string | null;
}

function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rows: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  return { rows: Number(values.rows), rounds: Number(values.rounds), json: values.json ?? null };
}

const clock = { now: () => Date.now() };

/** An office with a desk, and a dataset with its key for each load. */
async function prepare(
  dataDir: string,
  names: readonly string[],
): Promise<{ keys: ReadonlyMap<string, string>; desk: DeskClient }> {
  const server = await startServer({ port: 0, dataDir, rendererDir: null, demo: true, clock });
  const desk = await enrolDesk(httpWire(server.address), 'tu', server.demoAccounts[0]?.password ?? '');
  await server.close();
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const log = { error: (...said: unknown[]) => console.error(...said), warn: () => undefined };
  const { centre } = await openCentre({ dataDir, clock, random, ids: makeIds(clock, random), log });
  const codes = regionCodes.map((code) => ({ code, label: code }));
  await centre.saveReference({
    scheme: 'wilayah',
    version: '2025',
    title: 'Wilayah',
    owner: 'Kemendagri',
    validFrom: '2025-01-01',
    codes,
  });
  const keys = new Map<string, string>();
  for (const name of names) {
    const contract = residentsContract(name);
    await centre.publish(contract, bothSigned(contract));
    const grant = { name: 'bench', agency: 'disdukcapil', dataset: name, reads: true, writes: true };
    const key = await centre.createKey({ ...grant, expires: clock.now() + 86_400_000, perMinute: 100_000 });
    if (!key.ok) throw new Error(key.error.code);
    keys.set(name, `Bearer ${key.value.key}`);
  }
  await centre.close();
  return { keys, desk };
}

/** Prepared single-row inserts in one transaction, with the same key and indexes; CPU seconds. */
function floorLoad(db: Database.Database, name: string, rows: ReturnType<typeof storedRows>): number {
  const { dictionary } = residentsContract(name);
  for (const statement of createTables(name, 1, dictionary)) db.exec(statement);
  const columns = dictionary.fields.map(({ name: column }) => column);
  const sql = `INSERT INTO ${tableName(name, 1)} (_rv, _batch, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`;
  const insert = db.prepare(sql);
  const before = process.cpuUsage();
  db.exec('BEGIN IMMEDIATE');
  for (const [i, row] of rows.entries()) insert.run(i + 1, 1, ...row);
  db.exec('COMMIT');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

interface Loaded {
  readonly cpu: number;
  readonly seconds: number;
  readonly pushes: readonly number[];
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How long one letter of a desk takes to be answered, one after the other until `until` is true. */
async function pushing(desk: DeskClient, until: () => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  while (!until()) {
    const op = desk.registerOp(registerArgs({ letterId: newId('letter') }));
    const begun = performance.now();
    await desk.push([op]);
    times.push(performance.now() - begun);
    await wait(20);
  }
  return times;
}

async function load(
  server: ServerProcess,
  desk: DeskClient,
  name: string,
  auth: string,
  kind: Kind,
  body: Buffer,
  withDesk: boolean,
): Promise<Loaded> {
  const path = `/exchange/v1/${name}/v1`;
  const request: Request = {
    path,
    method: 'POST',
    body,
    headers: { ...types[kind], authorization: auth, 'idempotency-key': name },
  };
  const before = (await cpuSeconds(server.pid)) ?? 0;
  const begun = performance.now();
  let done = false;
  const pushes = withDesk ? pushing(desk, () => done) : Promise.resolve([]);
  const sent = await timedRequest(server.address, request);
  const location = String(sent.headers['location'] ?? '');
  for (let state = 'received'; state !== 'applied';) {
    await wait(100);
    const answer = await timedRequest(server.address, { path: location, headers: { authorization: auth } });
    ({ state } = JSON.parse(answer.text) as { state: string });
    if (state === 'refused') throw new Error(answer.text.slice(0, 500));
  }
  const seconds = (performance.now() - begun) / 1000;
  done = true;
  return { cpu: ((await cpuSeconds(server.pid)) ?? 0) - before, seconds, pushes: await pushes };
}

/** Pages of a list, floor and centre in turn; ms. */
async function readPages(server: ServerProcess, db: Database.Database, floorName: string, name: string, auth: string) {
  const { dictionary } = residentsContract(floorName);
  const columns = [...dictionary.fields.map(({ name: column }) => column), '_rv'].join(', ');
  const select = db.prepare(
    `SELECT ${columns} FROM ${tableName(floorName, 1)} WHERE (nik) > (?) ORDER BY nik LIMIT ${pageRows + 1}`,
  );
  const [floor, ours]: [number[], number[]] = [[], []];
  const agent = new Agent({ keepAlive: true });
  let floorCpu = 0;
  const before = (await cpuSeconds(server.pid)) ?? 0;
  let last = '';
  let next: string | null = `/exchange/v1/${name}/v1`;
  for (let i = 0; i < pages && next !== null; i++) {
    const begun = performance.now();
    const spent = process.cpuUsage();
    const rows = select.all(last) as { nik: string }[];
    const text = JSON.stringify({ data: rows.slice(0, pageRows) });
    floor.push(performance.now() - begun);
    const { user, system } = process.cpuUsage(spent);
    floorCpu += (user + system) / 1000;
    if (text.length === 0) throw new Error('nothing read');
    last = rows[pageRows - 1]?.nik ?? '';
    const answer = await timedRequest(server.address, { path: next, headers: { authorization: auth }, agent });
    ours.push(answer.ms);
    ({ next } = JSON.parse(answer.text) as { next: string | null });
  }
  agent.destroy();
  const oursCpu = (((await cpuSeconds(server.pid)) ?? 0) - before) * 1000;
  return { floor, ours, cpu: { floor: floorCpu / floor.length, ours: oursCpu / ours.length } };
}

const ratioOf = (name: string, floor: number, ours: number, aim: number): Figure => ({
  ...{ name, unit: 's CPU', floor, ours, ratio: floor / ours, aim: `≥ ${aim} of the floor`, met: floor / ours >= aim },
});

interface Measured {
  readonly loads: readonly { readonly kind: Kind; readonly floor: number; readonly ours: Loaded }[];
  readonly idle: readonly number[];
  readonly pages: {
    readonly floor: readonly number[];
    readonly ours: readonly number[];
    readonly cpu: { readonly floor: number; readonly ours: number };
  };
  readonly rollups: readonly number[];
  readonly memory: number;
}

function figuresOf({ loads, idle, pages: read, rollups, memory }: Measured, rows: number): readonly Figure[] {
  const of = (kind: Kind) => loads.filter((one) => one.kind === kind);
  const middle = (kind: Kind, value: (one: Measured['loads'][number]) => number): number => median(of(kind).map(value));
  const busy = loads.flatMap(({ ours }) => ours.pushes);
  const [rest, during] = [quantile(idle, 0.95), quantile(busy, 0.95)];
  const [floorPage, ourPage] = [median(read.floor), median(read.ours)];
  return [
    ...kinds.map((kind) =>
      ratioOf(
        `load of ${rows} rows, ${kind}`,
        middle(kind, (one) => one.floor),
        middle(kind, (one) => one.ours.cpu),
        aims[kind],
      ),
    ),
    ...kinds.map((kind) =>
      alone(
        `… ${kind}, from the request to applied`,
        's',
        middle(kind, (one) => one.ours.seconds),
        null,
      ),
    ),
    {
      name: `page of ${pageRows}, p50`,
      unit: 'ms',
      floor: floorPage,
      ours: ourPage,
      ratio: ourPage / floorPage,
      aim: '≤ 2 ×',
      met: ourPage <= 2 * floorPage,
    },
    {
      ...{ name: '… in CPU', unit: 'ms CPU', floor: read.cpu.floor, ours: read.cpu.ours },
      ...{ ratio: read.cpu.ours / read.cpu.floor, aim: '', met: null },
    },
    alone('rollup page, p95', 'ms', quantile(rollups, 0.95), 50),
    {
      name: 'a desk’s push, p95; floor: idle',
      unit: 'ms',
      floor: rest,
      ours: during,
      ratio: during / rest,
      aim: '≤ 3 ×',
      met: during <= 3 * rest,
    },
    alone('a desk’s push during a load, worst', 'ms', Math.max(...busy), null),
    alone('memory of the server, most', 'MiB', memory, 300),
  ];
}

async function measure(dir: string, { rows, rounds }: Options, ends: (() => Promise<unknown>)[]): Promise<Measured> {
  const names = Array.from({ length: rounds * kinds.length }, (_, i) => `data-${i + 1}`);
  const dataDir = join(dir, 'server');
  const { keys, desk } = await prepare(dataDir, names);
  const bodies: Bodies = makeBodies(rows);
  const stored = storedRows(rows);
  const floorDb = new Database(join(dir, 'floor.db'));
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -32000']) floorDb.pragma(setting);
  const server = await startServerProcess(root, dataDir);
  ends.push(server.close);
  desk.wire = httpWire(server.address);
  await desk.hello();
  const quiet = performance.now() + 8000;
  const idle = await pushing(desk, () => performance.now() > quiet);
  const loads: { kind: Kind; floor: number; ours: Loaded }[] = [];
  for (const [i, name] of names.entries()) {
    const kind = kinds[i % kinds.length] as Kind;
    const floor = floorLoad(floorDb, name, stored);
    // CPU is counted in loads without the desk beside them.
    const ours = await load(server, desk, name, keys.get(name) ?? '', kind, bodies[kind], i === names.length - 1);
    loads.push({ kind, floor, ours });
    console.log(
      `${name} ${kind}: floor ${floor.toFixed(1)} s CPU, ours ${ours.cpu.toFixed(1)} s CPU, ${ours.seconds.toFixed(1)} s`,
    );
  }
  const [name = ''] = names;
  const auth = keys.get(name) ?? '';
  const read = await readPages(server, floorDb, name, name, auth);
  const rollups: number[] = [];
  for (let i = 0; i < 50; i++) {
    rollups.push(
      (
        await timedRequest(server.address, {
          path: `/exchange/v1/${name}/v1/summary`,
          headers: { authorization: auth },
        })
      ).ms,
    );
  }
  floorDb.close();
  return { loads, idle, pages: read, rollups, memory: (await peakMemory(server.pid)) ?? 0 };
}

/** `npm run bench -- exchange`: the centre against prepared inserts and selects of the same run. See docs/bench.md. */
export async function benchExchange(argv: readonly string[]): Promise<void> {
  const options = readOptions(argv);
  const dir = await mkdtemp(join(tmpdir(), 'lembar-bench-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(dir, { recursive: true, force: true, maxRetries: 3 })];
  try {
    const measured = await measure(dir, options, ends);
    const figures = figuresOf(measured, options.rows);
    console.log(`\n${table(figures)}`);
    console.log(
      `\nload average: ${loadavg()
        .map((n) => n.toFixed(1))
        .join(', ')}; ${cpus().length} cores`,
    );
    if (options.json !== null)
      await writeFile(options.json, `${JSON.stringify({ options, figures, measured }, null, 1)}\n`);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import { maxPerBlock } from '../shared/sync/bounds.ts';
import { importBundleFile, linesOf } from './import-file.ts';
import { sayingWhy, takeFolder } from './data-folder.ts';
import { importMasters } from './master/import.ts';
import { readMasterCsv } from './master/read-csv.ts';
import { makeLog } from './log.ts';
import { openSqlite } from './store/sqlite/open.ts';
import { idsBy, random, startServer } from './start.ts';
import { exitCodes, refusalOf, StartRefusal } from './start-refusal.ts';

export interface CommandLine {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  /** Certificate file; `key` follows it. */
  readonly tls?: string | undefined;
  readonly key: string | null;
  readonly demo: boolean;
  /** The register was replaced by a backup. */
  readonly restored: boolean;
  /** Folder for the second mark, outside of `data`; absent: the user's own. */
  readonly state?: string | undefined;
  readonly 'block-size': string;
  readonly import?: string | undefined;
  readonly type?: string | undefined;
  /** A bundle exported at a desk. */
  readonly 'bring-in'?: string | undefined;
  readonly log: string;
}

/** What ends the program, as a sentence for the person at the console; null: it is a bug. */
export function forConsole(error: unknown, args: Pick<CommandLine, 'data' | 'port'>): StartRefusal | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (syscall === 'listen' && code === 'EADDRINUSE') {
    return new StartRefusal(
      `Port ${args.port} is in use by another program. If it is this server, go on using that one; otherwise choose ` +
        'another port with --port (EADDRINUSE).',
    );
  }
  if (syscall === 'listen' && code === 'EACCES') {
    return new StartRefusal(
      `Port ${args.port} may not be used by this user; choose one above 1023 with --port (EACCES).`,
    );
  }
  const { path } = error as { path?: unknown };
  if (code === 'ENOENT' && typeof path === 'string')
    return new StartRefusal(`${path}: there is no such file (ENOENT).`);
  return refusalOf(error, args.data);
}

async function importFile(data: string, file: string, type: string): Promise<void> {
  const docs = readMasterCsv(type, basename(file), await readFile(file, 'utf8'));
  if (!docs.ok) throw new StartRefusal(docs.error);
  const db = join(data, 'lembar.db');
  if (!existsSync(db)) throw new StartRefusal(`${db}: there is no register here yet. Set it up first.`);
  const lock = await takeFolder(data);
  const changed = await sayingWhy(data, async () => {
    const store = openSqlite(db, '');
    if (!store.ok) throw new StartRefusal(`${db}: ${store.error}`);
    const count = await store.value.write((tx) => importMasters(tx, docs.value, 'server'));
    await store.value.close();
    return count;
  }).finally(() => lock.release());
  console.log(`${docs.value.length} entries read, ${changed} changed.`);
}

/** The folder in which this system keeps a user's program state between two starts. */
function userState(): string {
  const { XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const base = xdg || (process.platform === 'win32' && local) || join(homedir(), '.local', 'state');
  return join(base, 'lembar');
}

async function importBundle(args: CommandLine, file: string, clock: Clock): Promise<void> {
  const { data: dataDir, state: stateDir = userState() } = args;
  const parts = { dataDir, stateDir, clock, ids: idsBy(clock), random, log: makeLog(args.log) };
  const imported = await importBundleFile(file, parts);
  for (const line of linesOf(imported)) console.log(line);
  if (imported.ended) process.exitCode = exitCodes.refused;
}

/** Runs what the command line asks for. */
export async function run(args: CommandLine, clock: Clock): Promise<void> {
  if (args.import !== undefined) return importFile(args.data, args.import, args.type ?? '');
  if (args['bring-in'] !== undefined) return importBundle(args, args['bring-in'], clock);
  const blockSize = Number(args['block-size']);
  if (!Number.isInteger(blockSize) || blockSize < 1 || blockSize > maxPerBlock) {
    throw new StartRefusal(`--block-size needs a number from 1 to ${maxPerBlock}.`);
  }
  if ((args.tls === undefined) !== (args.key === null)) throw new StartRefusal('--tls needs two files: CERT KEY.');
  const tls = args.tls && args.key ? { cert: await readFile(args.tls), key: await readFile(args.key) } : null;
  const built = join(import.meta.dirname, '../dist/renderer');
  const server = await startServer({
    port: Number(args.port),
    host: args.host,
    dataDir: args.data,
    stateDir: args.state ?? userState(),
    rendererDir: existsSync(join(built, 'index.html')) ? built : null,
    tls,
    demo: args.demo,
    restored: args.restored,
    clock,
    log: makeLog(args.log),
    blockSize,
    announce: (code) => console.log(`\nOne-time code for the set-up page (#/setup): ${code}\n`),
  });
  console.log(`Lembar's server: ${server.address}`);
  for (const { username, password, name } of server.demoAccounts) console.log(`  ${username} / ${password}   ${name}`);
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      void server.close().then(() => process.exit(0));
    });
  }
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import { maxPerBlock } from '../shared/sync/bounds.ts';
import { importBundleFile, linesOf } from './import-file.ts';
import { importMasters } from './master/import.ts';
import { readMasterCsv } from './master/read-csv.ts';
import { makeLog } from './log.ts';
import { openSqlite } from './store/sqlite/open.ts';
import { StartRefusal } from './open-register.ts';
import { idsBy, startServer } from './start.ts';

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

/** Whether an error is a sentence for the person at the console and no bug. */
export function isForConsole(error: unknown): error is Error {
  if (error instanceof StartRefusal) return true;
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof Error && (code === 'EADDRINUSE' || code === 'EACCES' || code === 'ENOENT');
}

async function importFile(data: string, file: string, type: string): Promise<void> {
  const docs = readMasterCsv(type, basename(file), await readFile(file, 'utf8'));
  if (!docs.ok) throw new StartRefusal(docs.error);
  const db = join(data, 'lembar.db');
  if (!existsSync(db)) throw new StartRefusal(`${db}: there is no register here yet. Set it up first.`);
  const store = openSqlite(db, '');
  if (!store.ok) throw new StartRefusal(`${db}: ${store.error}`);
  const changed = await store.value.write((tx) => importMasters(tx, docs.value, 'server'));
  await store.value.close();
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
  const parts = { dataDir, stateDir, clock, ids: idsBy(clock), log: makeLog(args.log) };
  const imported = await importBundleFile(file, parts);
  for (const line of linesOf(imported)) console.log(line);
  if (imported.ended) process.exitCode = 1;
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

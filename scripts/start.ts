import { join } from 'node:path';
import { buildRendererIfStale } from './build-renderer.ts';
import { buildShellIfStale } from './build-shell.ts';
import { electronOrNull, noElectronSentence } from './start/electron-binary.ts';
import { readStartOptions } from './start/options.ts';
import { signInDemoDesk } from './start/demo-desk.ts';
import { openElectron, openWindow } from './start/window.ts';
import { openLocalDesk } from '../main/local/open-local-desk.ts';
import type { OwnServer } from '../main/desk/first-day.ts';
import { FolderInUse } from '../main/desk/folder-lock.ts';
import { startServer, type RunningServer } from '../server/start.ts';
import { exitCodes, StartRefusal } from '../server/start-refusal.ts';
import type { Outcome } from '../shared/desk/desk.ts';
import { ok } from '../shared/result.ts';
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const rendererDir = join(root, 'dist', 'renderer');
const clock = { now: () => Date.now() };
const say = (line: string): void => console.log(line);

interface Pair {
  readonly server: RunningServer;
  readonly own: OwnServer;
  close(): Promise<void>;
}

/** The central server of one PC; its set-up code is known to the desk that is started with it. */
async function startOwnServer(dataDir: string, port: number, demo: boolean): Promise<Pair> {
  let code: string | null = null;
  const server = await startServer({
    port,
    dataDir: join(dataDir, 'server'),
    rendererDir,
    demo,
    clock,
    announce: (fresh) => (code = fresh),
  });
  code ??= server.setupCode;
  return { server, own: { address: server.address, setupCode: () => code }, close: () => server.close() };
}

/** The desk of the demonstration office on its server; opens for whoever asks, because nothing in it is secret. */
async function openDemoDesk({ server, own }: Pair, dataDir: string, port: number, back: string | null) {
  const accounts = server.demoAccounts.map(({ username, password, role }) => ({ username, password, role }));
  const desk = await openLocalDesk({
    ...localProgram(dataDir, port),
    open: true,
    ownServer: own,
    demo: { accounts, back },
  });
  await signInDemoDesk(desk.core.desk, server.address, accounts);
  return desk;
}

const localProgram = (dataDir: string, port: number) => ({
  dataDir: join(dataDir, 'desk'),
  rendererDir,
  port,
  open: false,
  version: packageJson.version,
  clock,
  onError: (where: string, error: unknown) => console.error(where, error),
});

/** Server and desk of one PC, in this order; ends both when the window is closed or the process is asked to. */
async function start(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  await buildRendererIfStale(root);
  const { dataDir, demo, port } = options;
  const ends: (() => Promise<void>)[] = [];
  const pair = await startOwnServer(dataDir, port + 1, demo);
  ends.push(() => pair.close());
  say(`Server pusat  : ${pair.server.address} (juga edisi peramban)`);
  if (pair.server.setupCode !== null) {
    say('Penyiapan awal: langsung di jendela Lembar; dari komputer lain');
    say(`                ${pair.server.address}/#/setup dengan kode sekali pakai ${pair.server.setupCode}`);
  }
  const stop = (): void => {
    void (async () => {
      for (const end of ends.reverse()) await end();
      process.exit(0);
    })();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  const electron = await electronOrNull(root, options.open ? 300_000 : 20_000);
  if (electron === null) say(noElectronSentence);
  if (electron !== null && options.open) {
    await buildShellIfStale(root);
    openElectron(electron, root, dataDir, pair.own).once('exit', stop);
    return;
  }
  let shownDemo: Promise<string> | null = null;
  const showDemo = async (): Promise<string> => {
    const beside = await startOwnServer(`${dataDir}-demo`, 0, true);
    ends.push(() => beside.close());
    const desk = await openDemoDesk(beside, `${dataDir}-demo`, 0, `http://127.0.0.1:${port}/`);
    ends.push(() => desk.close());
    return desk.address;
  };
  const openDemo = async (): Promise<Outcome<string>> => {
    shownDemo ??= showDemo();
    return shownDemo.then(ok, (error: unknown) => {
      shownDemo = null;
      throw error;
    });
  };
  // Sample data is not put into a register in use, and that one is not opened for whoever asks.
  const desk =
    pair.server.demoAccounts.length > 0
      ? await openDemoDesk(pair, dataDir, port, null)
      : await openLocalDesk({ ...localProgram(dataDir, port), ownServer: pair.own, openDemo });
  ends.push(() => desk.close());
  if (demo) {
    say('Akun contoh (kata sandi yang sama untuk semua, hanya di mode --demo):');
    for (const { username, password, role } of pair.server.demoAccounts)
      say(`  ${username.padEnd(18)} ${password}  ${role}`);
  }
  say(`Lembar siap   : ${desk.address}`);
  if (!options.open) return;
  const window = openWindow(desk.address, dataDir);
  if (window) window.once('exit', stop);
  else say('Tidak ada Chrome, Edge atau Chromium di komputer ini: buka alamat di atas dengan peramban lain.');
}

start().catch((error: unknown) => {
  const code = (error as { code?: unknown }).code;
  const port = (error as { port?: unknown }).port;
  console.error(
    code === 'EADDRINUSE'
      ? `Porta ${String(port)} sudah dipakai program lain yang bukan Lembar dengan data ini; tutup program itu atau mulai dengan --port lain.`
      : error instanceof Error
        ? error.message
        : error,
  );
  process.exit(error instanceof StartRefusal ? error.exitCode : error instanceof FolderInUse ? exitCodes.inUse : 1);
});

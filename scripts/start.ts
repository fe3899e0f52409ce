import { join } from 'node:path';
import { buildRendererIfStale } from './build-renderer.ts';
import { buildShellIfStale } from './build-shell.ts';
import { electronOrNull, noElectronSentence } from './start/electron-binary.ts';
import { readStartOptions } from './start/options.ts';
import { makeDemoOffice, openDemoDesk } from './start/demo-office.ts';
import { startOwnServer } from './start/own-server.ts';
import { openElectron, openWindow } from './start/window.ts';
import { openLocalDesk } from '../main/local/open-local-desk.ts';
import { FolderInUse } from '../main/desk/folder-lock.ts';
import { exitCodes, StartRefusal } from '../server/start-refusal.ts';
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const rendererDir = join(root, 'dist', 'renderer');
const clock = { now: () => Date.now() };
const say = (line: string): void => console.log(line);

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
  const server = await startOwnServer(dataDir, { port: port + 1, rendererDir, demo, clock });
  ends.push(() => server.close());
  say(`Server pusat  : ${server.own.address} (juga edisi peramban)`);
  if (server.setupCode !== null) {
    say('Penyiapan awal: langsung di jendela Lembar; dari komputer lain');
    say(`                ${server.own.address}/#/setup dengan kode sekali pakai ${server.setupCode}`);
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
    openElectron(electron, root, dataDir, server.own).once('exit', stop);
    return;
  }
  const demoDir = `${dataDir}-demo`;
  const demoOffice = makeDemoOffice(
    () => startOwnServer(demoDir, { port: 0, rendererDir, demo: true, clock }),
    (beside) => openDemoDesk(beside, localProgram(demoDir, 0), `http://127.0.0.1:${port}/`),
  );
  ends.push(() => demoOffice.close());
  // Sample data is not put into a register in use, and that one is not opened for whoever asks.
  const desk =
    server.demoAccounts.length > 0
      ? await openDemoDesk(server, localProgram(dataDir, port), null)
      : await openLocalDesk({
          ...localProgram(dataDir, port),
          ownServer: server.own,
          openDemo: () => demoOffice.open(),
        });
  ends.push(() => desk.close());
  if (demo) {
    say('Akun contoh (kata sandi yang sama untuk semua, hanya di mode --demo):');
    for (const { username, password, role } of server.demoAccounts)
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

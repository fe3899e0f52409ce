import { join } from 'node:path';
import { buildRendererIfStale } from './build-renderer.ts';
import { buildShellIfStale } from './build-shell.ts';
import { electronOrNull, noElectronSentence } from './start/electron-binary.ts';
import { readStartOptions } from './start/options.ts';
import { signInDemoDesk } from './start/demo-desk.ts';
import { openElectron, openWindow } from './start/window.ts';
import { openLocalDesk } from '../main/local/open-local-desk.ts';
import { FolderInUse } from '../main/desk/folder-lock.ts';
import { startServer } from '../server/start.ts';
import { exitCodes, StartRefusal } from '../server/start-refusal.ts';
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const clock = { now: () => Date.now() };
const say = (line: string): void => console.log(line);

/** Server and desk of one PC, in this order; ends both when the window is closed or the process is asked to. */
async function start(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  await buildRendererIfStale(root);
  const rendererDir = join(root, 'dist', 'renderer');
  const server = await startServer({
    port: options.port + 1,
    dataDir: join(options.dataDir, 'server'),
    rendererDir,
    demo: options.demo,
    clock,
  });
  say(`Server pusat  : ${server.address} (juga edisi peramban)`);
  if (server.setupCode !== null) {
    say(`Penyiapan awal: ${server.address}/#/setup dengan kode sekali pakai ${server.setupCode}`);
  }
  const ends: (() => Promise<void>)[] = [() => server.close()];
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
    openElectron(electron, root, options.dataDir, server.address).once('exit', stop);
    return;
  }
  const desk = await openLocalDesk({
    dataDir: join(options.dataDir, 'desk'),
    rendererDir,
    port: options.port,
    open: options.demo,
    version: packageJson.version,
    suggestedServer: server.address,
    clock,
    onError: (where, error) => console.error(where, error),
  });
  ends.push(() => desk.close());
  if (options.demo) {
    await signInDemoDesk(desk.core.desk, server.address, server.demoAccounts);
    say('Akun contoh (kata sandi yang sama untuk semua, hanya di mode --demo):');
    for (const { username, password, role } of server.demoAccounts)
      say(`  ${username.padEnd(18)} ${password}  ${role}`);
  }
  say(`Lembar siap   : ${desk.address}`);
  if (!options.open) return;
  const window = openWindow(desk.address, options.dataDir);
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

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { makeIds } from '../../shared/ids.ts';
import { createDesk, type DeskCore } from '../desk/desk.ts';
import { lockFolder, type FolderLock } from '../desk/folder-lock.ts';
import { nodeDisk } from '../desk/node-disk.ts';
import { nodeTimers } from '../desk/node-timers.ts';
import { outsideFile } from '../desk/outside-file.ts';
import { nodeScanSpace } from '../desk/scan-space.ts';
import { apiRoad } from './api.ts';
import { askWhenGone, choosePdfPath, showAbout, showStartFailure } from './dialogs.ts';
import { openOutside } from './external.ts';
import { foldersOf, type Folders } from './folders.ts';
import { guardApp, guardSession } from './guards.ts';
import { serveDesk } from './ipc.ts';
import { quitAfter, reviveWhenGone } from './lifecycle.ts';
import { openLog, type Log } from './log.ts';
import { contextMenu, menuBar } from './menu.ts';
import { scheme } from './origin.ts';
import { createPrinter } from './printing.ts';
import { scanRoad } from './scans.ts';
import { rendererFiles } from './renderer-files.ts';
import { answerScheme, privilegedSchemes } from './scheme.ts';
import { openVault } from './secrets.ts';
import { openSettings } from './settings.ts';
import { holdSingleInstance } from './single-instance.ts';
import { id as texts } from './texts/id.ts';
import { openMainWindow, openPrintWindow, type WindowDeps } from './window.ts';
import type { ElectronDeps, World } from './world.ts';

export const appId = 'id.go.riau.diskominfotik.lembar';

/** Everything the steps share. */
interface Shell {
  readonly electron: ElectronDeps;
  readonly world: World;
  readonly folders: Folders;
  readonly log: Log;
  readonly windows: WindowDeps;
  /** The clerk's window; null before it is open and after it is closed. */
  readonly main: () => BrowserWindow | null;
}

async function openDeskCore(
  { electron, world, folders, log, windows, main }: Shell,
  lock: FolderLock,
): Promise<DeskCore> {
  const settings = openSettings({ open: electron.openStore, folder: folders.data, now: () => world.clock.now(), log });
  const vault = await openVault({
    keychain: electron.keychain,
    platform: world.platform,
    folder: folders.vault,
    settings,
    log,
  });
  const print = createPrinter({
    open: () => openPrintWindow(windows),
    choosePath: (suggested) => choosePdfPath(electron.dialog, main(), texts, folders.documents, suggested),
    write: writeFile,
    wait: world.wait,
    log,
  });
  return createDesk({
    host: 'electron',
    version: electron.app.getVersion(),
    machine: await world.machine(folders.journal),
    ...(world.ownServer === null ? {} : { ownServer: world.ownServer }),
    disk: await nodeDisk(folders.journal, lock.demand),
    outside: outsideFile(join(folders.data, 'numbers.json')),
    scanSpace: nodeScanSpace(folders.scans),
    file: settings,
    vault,
    upstream: world.upstream,
    timers: nodeTimers,
    clock: world.clock,
    ids: makeIds(world.clock, world.random),
    random: world.random,
    services: { prints: true, print, openExternal: openOutside((url) => electron.shell.openExternal(url), log) },
  });
}

function serve({ electron, world, log }: Shell, core: DeskCore): void {
  const nonce = (): string => Buffer.from(world.random(16)).toString('base64');
  const answer = answerScheme({
    files: rendererFiles(join(world.dist, 'renderer'), nonce),
    api: apiRoad(core.forward),
    scans: scanRoad(core),
    log,
  });
  electron.protocol.handle(scheme, answer);
  serveDesk({ ipc: electron.ipc, desk: core.desk, log });
}

function setMenus({ electron, folders, windows }: Shell, window: BrowserWindow): void {
  electron.setMenuBar(
    menuBar({
      texts,
      packaged: windows.packaged,
      openLogs: () => void electron.shell.openPath(folders.logs),
      about: () => showAbout(electron.dialog, window, texts, electron.app),
    }),
  );
  window.webContents.on('context-menu', (_event, at) => {
    const offered = contextMenu(at, texts);
    if (offered.length > 0) electron.popUpMenu(offered);
  });
}

async function openProgram(shell: Shell, setMain: (window: BrowserWindow | null) => void): Promise<void> {
  const { electron, world, log, windows } = shell;
  guardSession(electron.session(), log);
  // Another user's program, or a local desk in a browser, may have the same folder: one instance is not one owner.
  const lock = lockFolder(shell.folders.data);
  const core = await openDeskCore(shell, lock);
  serve(shell, core);
  const window = openMainWindow(windows);
  setMain(window);
  window.on('closed', () => setMain(null));
  setMenus(shell, window);
  reviveWhenGone(window, () => askWhenGone(electron.dialog, window, texts), log);
  quitAfter(electron.app, () => core.close().finally(() => lock.release()), world.wait, log);
}

/**
 * Starts the program. The order matters: sandbox, scheme and instance lock before ready, guards before the first page,
 * the desk core before anything can ask it. Everything before the first `await` runs before Electron is ready.
 */
export async function start(electron: ElectronDeps, world: World): Promise<void> {
  const { app } = electron;
  let main: BrowserWindow | null = null;
  app.enableSandbox();
  app.setAppUserModelId(appId);
  electron.protocol.registerSchemesAsPrivileged(privilegedSchemes);
  if (!holdSingleInstance(app, () => main)) return app.quit();
  const folders = foldersOf(app);
  const log = openLog(folders.logs);
  guardApp(app, log);
  await app.whenReady();
  const windows: WindowDeps = {
    create: electron.createWindow,
    preload: join(world.dist, 'main', 'preload.cjs'),
    packaged: app.isPackaged,
    title: texts.appName,
  };
  try {
    await openProgram({ electron, world, folders, log, windows, main: () => main }, (window) => (main = window));
    log.info('started', { version: app.getVersion(), packaged: app.isPackaged });
  } catch (error) {
    log.failed('start.failed', error);
    showStartFailure(electron.dialog, texts, folders.journal, error);
    app.exit(1);
  }
}

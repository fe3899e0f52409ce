import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, session, shell } from 'electron';
import ElectronStore from 'electron-store';
import { nodeUpstream } from '../desk/upstream.ts';
import { thisMachine } from '../desk/this-machine.ts';
import { start } from './start.ts';

const ownAddress = process.env['LEMBAR_SUGGESTED_SERVER'];

// The only module that imports Electron: it passes Electron's parts as arguments; start.ts defines the order of the
// start. Not awaited: Electron becomes ready only after this module has been evaluated, and start waits for ready.
void start(
  {
    app,
    protocol,
    dialog,
    shell,
    ipc: ipcMain,
    keychain: safeStorage,
    session: () => session.defaultSession,
    createWindow: (options) => new BrowserWindow(options),
    setMenuBar: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
    popUpMenu: (template) => Menu.buildFromTemplate(template).popup(),
    openStore: (options) => new ElectronStore(options),
  },
  {
    dist: join(import.meta.dirname, '..'),
    clock: { now: () => Date.now() },
    random: (length) => randomBytes(length),
    wait: (ms) => wait(ms),
    upstream: nodeUpstream,
    platform: process.platform,
    machine: thisMachine,
    ownServer: ownAddress ? { address: ownAddress, setupCode: () => process.env['LEMBAR_SETUP_CODE'] ?? null } : null,
  },
);

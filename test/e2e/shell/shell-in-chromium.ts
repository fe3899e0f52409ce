import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Page, Route } from '@playwright/test';
import { createBuilder } from 'vite';
import { createDesk, type DeskCore } from '../../../main/desk/desk.ts';
import { nodeDisk } from '../../../main/desk/node-disk.ts';
import { nodeScanSpace } from '../../../main/desk/scan-space.ts';
import { nodeTimers } from '../../../main/desk/node-timers.ts';
import { nodeUpstream } from '../../../main/desk/upstream.ts';
import { memoryVault } from '../../../main/desk/vaults.ts';
import { apiRoad } from '../../../main/electron/api.ts';
import { serveDesk, type IpcDeps } from '../../../main/electron/ipc.ts';
import type { Log } from '../../../main/electron/log.ts';
import { createPrinter, type PrintDeps } from '../../../main/electron/printing.ts';
import { scanRoad } from '../../../main/electron/scans.ts';
import { rendererFiles } from '../../../main/electron/renderer-files.ts';
import { answerScheme } from '../../../main/electron/scheme.ts';
import { makeIds } from '../../../shared/ids.ts';

// Not Electron and not called so: Chromium asks the shell's own functions for every file, every /api call and every
// channel, under a name it can resolve. Tests of Electron itself are in test/e2e/electron.

const root = join(import.meta.dirname, '../../..');
const standIn = 'https://bundle.test';
const ours = 'app://bundle';
const clock = { now: () => Date.now() };

export interface ShellInChromium {
  readonly page: Page;
  readonly core: DeskCore;
  /** Violations of the policy and exceptions of any page. */
  readonly complaints: readonly string[];
  /** Where the next PDF is saved; null gives up in the dialog. */
  savePath: string | null;
  close(): Promise<void>;
}

async function builtPreload(folder: string): Promise<string> {
  const builder = await createBuilder({ root, configFile: join(root, 'vite.main.config.ts'), logLevel: 'error' });
  const preload = builder.environments['preload'];
  if (!preload) throw new Error('the preload is not built by vite.main.config.ts');
  preload.config.build.outDir = folder;
  await builder.build(preload);
  return readFile(join(folder, 'preload.cjs'), 'utf8');
}

function printWindow(context: BrowserContext): PrintDeps['open'] {
  return () => {
    let page: Page | null = null;
    const open = (): Page => {
      if (page === null) throw new Error('nothing was loaded');
      return page;
    };
    return {
      loadURL: async (url) => {
        page = await context.newPage();
        await page.goto(url.replace(ours, standIn));
      },
      destroy: () => void page?.close(),
      webContents: {
        executeJavaScript: (script) => open().evaluate(script),
        print: () => undefined,
        printToPDF: ({ preferCSSPageSize = false, printBackground = false }) =>
          open().pdf({ preferCSSPageSize, printBackground }),
      },
    };
  };
}

async function answerRoutes(context: BrowserContext, answer: (request: Request) => Promise<Response>): Promise<void> {
  await context.route(`${standIn}/**`, async (route: Route) => {
    const asked = route.request();
    // A routed answer cannot stream; the live channel has its own test.
    if (asked.url().includes('/api/live')) return route.abort();
    const body = asked.postDataBuffer();
    const init = { method: asked.method(), headers: asked.headers(), ...(body ? { body: new Uint8Array(body) } : {}) };
    const answered = await answer(new Request(asked.url().replace(standIn, ours), init));
    const headers = Object.fromEntries(answered.headers);
    await route.fulfill({ status: answered.status, headers, body: Buffer.from(await answered.arrayBuffer()) });
  });
}

/** Puts the real preload over a bridge to the real channels. */
async function bridge(context: BrowserContext, folder: string, core: DeskCore, log: Log): Promise<void> {
  type Listener = (event: unknown, ...args: unknown[]) => Promise<unknown>;
  const listeners = new Map<string, Listener>();
  const ipc = { handle: (name: string, listener: Listener) => void listeners.set(name, listener) };
  serveDesk({ ipc: ipc as IpcDeps['ipc'], desk: core.desk, log });
  const senderFrame = { parent: null, url: `${ours}/index.html`, origin: ours };
  await context.exposeFunction('invokeChannel', (name: string, args: unknown[]) =>
    listeners.get(name)?.({ senderFrame }, ...args),
  );
  await context.addInitScript(`(() => {
    const require = () => ({
      contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api; } },
      ipcRenderer: { invoke: (name, ...args) => window.invokeChannel(name, args) },
    });
    addEventListener('securitypolicyviolation', (event) => console.error('violated ' + event.violatedDirective));
    ${await builtPreload(folder)}
  })();`);
}

/** Opens the built renderer in `context` upon the shell's scheme, channels and printer, with its data in `folder`. */
export async function openShell(context: BrowserContext, folder: string): Promise<ShellInChromium> {
  const complaints: string[] = [];
  const complain = (text: string): void => void complaints.push(text);
  const log: Log = { info: () => undefined, warn: complain, failed: (event) => complain(event) };
  context.on('console', (message) => message.text().startsWith('violated') && complain(message.text()));
  context.on('weberror', (error) => complain(String(error.error())));
  let settings: Record<string, unknown> = {};
  const opened: { savePath: string | null } = { savePath: null };
  const print = createPrinter({
    open: printWindow(context),
    choosePath: () => Promise.resolve(opened.savePath),
    write: writeFile,
    wait: (ms) => wait(ms, undefined, { ref: false }),
    log,
  });
  const core = await createDesk({
    host: 'electron',
    version: '0.1.0',
    machine: 'chromium',
    disk: await nodeDisk(join(folder, 'journal')),
    scanSpace: nodeScanSpace(join(folder, 'scans')),
    file: { read: () => settings, write: (value) => void (settings = value) },
    vault: memoryVault(),
    upstream: nodeUpstream,
    timers: nodeTimers,
    clock,
    ids: makeIds(clock, (length) => randomBytes(length)),
    random: (length) => randomBytes(length),
    services: { prints: true, print, openExternal: () => Promise.resolve({ ok: true, value: null }) },
  });
  const files = rendererFiles(join(root, 'dist/renderer'), () => randomBytes(16).toString('base64'));
  await answerRoutes(context, answerScheme({ files, api: apiRoad(core.forward), scans: scanRoad(core), log }));
  await bridge(context, folder, core, log);
  const page = await context.newPage();
  await page.goto(`${standIn}/index.html`);
  return Object.assign(opened, { page, core, complaints, close: () => core.close() });
}

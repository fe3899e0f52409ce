/* eslint no-empty-pattern: off -- Playwright reads from the pattern which fixtures a fixture wants */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { createBuilder } from 'vite';
import type { Desk } from '../../../shared/desk/desk.ts';
import { startServer, type RunningServer } from '../../../server/start.ts';
import { binary, noBinarySentence, required, root } from './binary.ts';

declare global {
  interface Window {
    /** The bridge of the preload. */
    lembar: Desk;
  }
}

/** The running program: its main process and its one window. */
export interface Program {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The console output, policy violations included. */
  readonly said: readonly string[];
}

export interface Shell {
  readonly program: () => Program;
  /** Ends the program in order and starts it again on the same data. */
  restart(): Promise<Program>;
}

interface Fixtures {
  readonly needsElectron: void;
  readonly dataDir: string;
  readonly shell: Shell;
  /** A filled office on 127.0.0.1, for the specs that ask for it. */
  readonly office: RunningServer;
}

function environment(): Record<string, string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  // Inherited from an editor's terminal it would turn the program into a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
}

async function launch(dataDir: string): Promise<Program> {
  const asRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: binary ?? '',
    args: [root, `--user-data-dir=${dataDir}`, '--lang=id', ...(asRoot ? ['--no-sandbox'] : [])],
    env: environment(),
    locale: 'id-ID',
  });
  const page = await app.firstWindow();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.waitForFunction(() => document.getElementById('root')?.childElementCount);
  return { app, page, said };
}

export const test = base.extend<Fixtures, { readonly builtShell: void }>({
  builtShell: [
    async ({}, use) => {
      if (binary !== null) {
        const configFile = join(root, 'vite.main.config.ts');
        await (await createBuilder({ root, configFile, logLevel: 'warn' })).buildApp();
      }
      await use();
    },
    { scope: 'worker', auto: true },
  ],
  needsElectron: [
    async ({}, use, info) => {
      if (binary === null && required) throw new Error(noBinarySentence);
      info.skip(binary === null, noBinarySentence);
      await use();
    },
    { auto: true },
  ],
  dataDir: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lembar-electron-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  shell: async ({ dataDir, needsElectron: _needed }, use) => {
    let program = await launch(join(dataDir, 'desk'));
    await use({
      program: () => program,
      restart: async () => {
        await program.app.close();
        program = await launch(join(dataDir, 'desk'));
        return program;
      },
    });
    await program.app.close();
  },
  office: async ({ dataDir, needsElectron: _needed }, use) => {
    const clock = { now: () => Date.now() };
    const server = await startServer({
      port: 0,
      dataDir: join(dataDir, 'server'),
      rendererDir: null,
      demo: true,
      clock,
    });
    await use(server);
    await server.close();
  },
});

export { expect } from '@playwright/test';

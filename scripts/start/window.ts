import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnServer } from '../../main/desk/first-day.ts';
import { findBrowser } from '../../main/local/find-browser.ts';

/** Opens an installed Chromium-family browser as an app window with a profile of its own; null when there is none. */
export function openWindow(address: string, dataDir: string): ChildProcess | null {
  const browser = findBrowser({ platform: process.platform, env: process.env, exists: existsSync, bundled: '' });
  if (browser === null) return null;
  const asRoot = process.getuid?.() === 0;
  return spawn(
    browser,
    [
      `--app=${address}`,
      `--user-data-dir=${join(dataDir, 'window')}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...(asRoot ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
}

/** Opens the shell; it finds the server it was started with in the environment. */
export function openElectron(binary: string, root: string, dataDir: string, own: OwnServer): ChildProcess {
  const env: Record<string, string | undefined> = { ...process.env, LEMBAR_SUGGESTED_SERVER: own.address };
  const code = own.setupCode();
  if (code !== null) env['LEMBAR_SETUP_CODE'] = code;
  // Inherited from an editor's terminal it would turn the shell into a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  const asRoot = process.getuid?.() === 0;
  const args = [root, `--user-data-dir=${join(dataDir, 'desk')}`, ...(asRoot ? ['--no-sandbox'] : [])];
  return spawn(binary, args, { stdio: 'inherit', env });
}

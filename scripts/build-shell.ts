import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Builds the shell's main process and preload when they are missing. */
export async function buildShellIfStale(root: string): Promise<void> {
  if (statSync(join(root, 'dist/main/index.js'), { throwIfNoEntry: false })) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--config', 'vite.main.config.ts', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`building the shell ended with ${String(code)}`);
}

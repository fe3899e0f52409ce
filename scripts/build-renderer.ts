import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Newest change below a path, in milliseconds; 0 for what is not there. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'];

/** Whether a built file is missing or older than anything it is made from. */
export function isStale(root: string, builtFile: string, madeFrom: readonly string[]): boolean {
  const built = statSync(join(root, builtFile), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return built === 0 || madeFrom.some((path) => newest(join(root, path)) > built);
}

/** Runs Vite's build with these arguments; rejects with Vite's own words when that fails. */
export async function viteBuild(root: string, args: readonly string[]): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`vite build ended with ${code ?? 'a signal'}`);
}

/** Builds the renderer when it is stale; rejects with Vite's own words when that fails. */
export async function buildRendererIfStale(root: string): Promise<'built' | 'fresh'> {
  if (!isStale(root, 'dist/renderer/index.html', sources)) return 'fresh';
  await viteBuild(root, []);
  return 'built';
}

if (import.meta.main) await buildRendererIfStale(join(import.meta.dirname, '..'));

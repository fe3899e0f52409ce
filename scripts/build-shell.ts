import { isStale, viteBuild } from './build-renderer.ts';

const sources = ['main', 'shared', 'vite.main.config.ts', 'package-lock.json'];

/** Builds the shell's main process and preload when they are missing or older than their sources. */
export async function buildShellIfStale(root: string): Promise<void> {
  if (isStale(root, 'dist/main/index.js', sources)) await viteBuild(root, ['--config', 'vite.main.config.ts']);
}

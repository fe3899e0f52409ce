import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const noElectronSentence =
  'Program Electron tidak ada di komputer ini dan tidak dapat diunduh, jadi Lembar berjalan sebagai meja lokal di peramban.';

/** Path of Electron's program; null when its package is there without it. Importing the package would try a download. */
export function electronBinary(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const binary = join(folder, 'dist', readFileSync(name, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** The program, fetched once with the package's own tool when it is missing; null when it cannot be had. */
export async function electronOrNull(root: string, patienceMs: number): Promise<string | null> {
  const there = electronBinary(root);
  const tool = join(root, 'node_modules', 'electron', 'install.js');
  if (there !== null || !existsSync(tool)) return there;
  const child = spawn(process.execPath, [tool], { cwd: root, stdio: 'ignore', timeout: patienceMs });
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  return electronBinary(root);
}

import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SettingsFile } from '../desk/ports.ts';

/** Makes the names in a folder durable, where the system can sync folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** One JSON object in a file that only this user can read; replaced whole, so that a power cut leaves the old or the new. */
export function jsonFile(path: string, onDamage: (error: unknown) => void): SettingsFile {
  mkdirSync(dirname(path), { recursive: true });
  let value: Record<string, unknown> = {};
  try {
    value = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') {
      // Settings can be chosen again; the damaged file is kept for inspection.
      renameSync(path, `${path}.damaged`);
      onDamage(error);
    }
  }
  return {
    read: () => value,
    write: (next) => {
      const temporary = `${path}.new`;
      const handle = openSync(temporary, 'w', 0o600);
      writeSync(handle, JSON.stringify(next));
      fsyncSync(handle);
      closeSync(handle);
      renameSync(temporary, path);
      // The desk's token lies here, without which the server accepts nothing of the journal.
      syncFolder(dirname(path));
      value = next;
    },
  };
}

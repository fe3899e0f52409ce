import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SettingsFile } from '../desk/ports.ts';

/** One JSON object in a file that only this user can read; replaced whole, so that a power cut leaves the old or the new. */
export function jsonFile(path: string, onDamage: (error: unknown) => void): SettingsFile {
  mkdirSync(dirname(path), { recursive: true });
  let value: Record<string, unknown> = {};
  try {
    value = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') {
      // Settings can be chosen again; what stood there is kept for whoever wants to look.
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
      value = next;
    },
  };
}

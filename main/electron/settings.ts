import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsFile } from '../desk/ports.ts';
import type { Log } from './log.ts';

/** What is used of electron-store: the whole object, read and written atomically. */
export interface StoredObject {
  store: Record<string, unknown>;
}

export interface SettingsDeps {
  /** Opens `cwd`/`name`.json; throws when it is no JSON. */
  readonly open: (options: { readonly cwd: string; readonly name: string }) => StoredObject;
  readonly folder: string;
  /** Milliseconds since 1970, for the name of a broken file that is renamed. */
  readonly now: () => number;
  readonly log: Log;
}

const name = 'settings';

/**
 * The settings of this PC. A file that cannot be read is renamed and the defaults hold: a broken setting must never
 * keep a clerk from the letters.
 */
export function openSettings({ open, folder, now, log }: SettingsDeps): SettingsFile {
  const path = join(folder, `${name}.json`);
  const openOrReplace = (): StoredObject => {
    try {
      const file = open({ cwd: folder, name });
      void file.store; // electron-store reads on access; a broken file must show here
      return file;
    } catch (error) {
      log.failed('settings.unreadable', error);
      if (existsSync(path)) renameSync(path, join(folder, `${name}.rusak-${now()}.json`));
      return open({ cwd: folder, name });
    }
  };
  const file = openOrReplace();
  return {
    read: () => ({ ...file.store }),
    write: (value) => {
      file.store = { ...value };
    },
  };
}

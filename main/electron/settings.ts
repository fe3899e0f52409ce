import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsFile } from '../desk/ports.ts';
import { jsonPlace, keptTwice, secondName, type Place } from '../desk/twice-kept.ts';
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
  const damagedPath = (): string => join(folder, `${name}.rusak-${now()}.json`);
  const openOrReplace = (): StoredObject => {
    try {
      const file = open({ cwd: folder, name });
      void file.store; // electron-store reads on access; a broken file must show here
      return file;
    } catch (error) {
      log.failed('settings.unreadable', error);
      if (existsSync(path)) renameSync(path, damagedPath());
      return open({ cwd: folder, name });
    }
  };
  const onDamage = (error: unknown): void => log.failed('settings.unreadable', error);
  let file = openOrReplace();
  const first: Place = {
    read: () => {
      const { store } = file;
      return Object.keys(store).length > 0 ? { ...store } : null;
    },
    write: (value) => {
      file.store = value;
    },
    keepDamaged: () => {
      renameSync(path, damagedPath());
      file = open({ cwd: folder, name });
    },
  };
  return keptTwice([first, jsonPlace(secondName(path), onDamage)], onDamage);
}

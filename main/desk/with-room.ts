import { isDiskFull } from '../../shared/disk-full.ts';
import type { Reserve } from './reserve.ts';
import type { SettingsFile, Vault } from './ports.ts';

type Room = Pick<Reserve, 'release' | 'releaseNow'>;

/** The settings, written with the reserve's room when the disk has none (PROTOCOL D22). */
export function settingsWithRoom(file: SettingsFile, room: Room): SettingsFile {
  return {
    read: () => file.read(),
    write: (value) => {
      try {
        file.write(value);
      } catch (error) {
        if (!isDiskFull(error) || !room.releaseNow()) throw error;
        file.write(value);
      }
    },
  };
}

/** The vault, likewise. */
export function vaultWithRoom(vault: Vault, room: Room): Vault {
  return {
    ...vault,
    write: async (name, value) => {
      try {
        await vault.write(name, value);
      } catch (error) {
        if (!isDiskFull(error) || !(await room.release())) throw error;
        await vault.write(name, value);
      }
    },
  };
}

import type { SettingsFile } from '../desk/ports.ts';
import { jsonPlace, keptTwice, secondName } from '../desk/twice-kept.ts';

/** The local desk's settings, kept twice in files that only this user can read. */
export function jsonFile(path: string, onDamage: (error: unknown) => void): SettingsFile {
  return keptTwice([jsonPlace(path, onDamage), jsonPlace(secondName(path), onDamage)], onDamage);
}

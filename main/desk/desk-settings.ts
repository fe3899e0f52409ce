import { z } from 'zod';
import type { DeskSettings } from '../../shared/desk/desk.ts';
import { paperSizes } from '../../shared/sheet/paper.ts';
import type { SettingsFile } from './ports.ts';

const schema = z.object({
  paper: z.enum(paperSizes).catch('A4'),
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
  language: z.string().max(10).catch('id'),
  signer: z.string().nullable().catch(null),
});

/** Settings as the file has them; what is missing or damaged takes its default. */
export function readSettings(file: SettingsFile): DeskSettings {
  return schema.parse(file.read()['settings'] ?? {});
}

export function writeSettings(file: SettingsFile, settings: DeskSettings): void {
  file.write({ ...file.read(), settings });
}

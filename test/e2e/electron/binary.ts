import { electronBinary } from '../../../scripts/start/electron-binary.ts';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Electron's program, without trying a download; null where its package came without it. */
export const binary = electronBinary(root);

export const noBinarySentence =
  'the Electron program is not on this machine (npx install-electron --no fetches it); nothing was started, nothing is claimed';

/** CI sets it where Electron must be there: a missing program is then a failure, not a line in a list. */
export const required = process.env['LEMBAR_ELECTRON'] === 'required';

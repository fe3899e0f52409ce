// The composition root of the shell: Electron itself comes in here and nowhere else.
import { app } from 'electron';
import { title } from './window.ts';

export const name = (): string => `${title(app)} ${Date.now()}`;

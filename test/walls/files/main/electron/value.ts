// lint: Only main/electron/index.ts and the preload import electron
import { app } from 'electron';

export const name = app.name;

// lint: This folder runs without Electron
import type { App } from 'electron';

export const nameOf = (app: App): string => app.name;

import type { App } from 'electron';

export const title = (app: App): string => app.getName();

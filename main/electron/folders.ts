import { join } from 'node:path';
import type { App } from 'electron';

/** Where the program keeps its things, all below the user's own data folder. */
export interface Folders {
  readonly data: string;
  readonly journal: string;
  readonly scans: string;
  readonly vault: string;
  readonly logs: string;
  readonly documents: string;
}

export function foldersOf(app: Pick<App, 'getPath'>): Folders {
  const data = app.getPath('userData');
  return {
    data,
    journal: join(data, 'journal'),
    scans: join(data, 'scans'),
    vault: join(data, 'vault'),
    logs: join(data, 'logs'),
    documents: app.getPath('documents'),
  };
}

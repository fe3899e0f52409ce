import { open } from 'node:fs/promises';

/**
 * Syncs the names in a folder, so that a file made or renamed there is still found after a power cut. Rejects with the
 * system's error. Windows opens no folder and keeps names by its own journal.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

import type { Filing } from './filing.ts';

/**
 * Lets the desk send scans once the entries are through; nothing waits for it, files are large (PROTOCOL A2). The life
 * of the server is the one that was read last: what was sent in another one is asked for again.
 */
export async function sendScans({ world }: Filing): Promise<void> {
  const epoch = (await world.store.get('meta', 'epoch'))?.value;
  if (typeof epoch === 'string') await world.desk.sendScans(world.account.id, epoch);
}

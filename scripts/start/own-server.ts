import { join } from 'node:path';
import type { OwnServer } from '../../main/desk/first-day.ts';
import { startServer, type RunningServer, type StartOptions } from '../../server/start.ts';

/** The central server of one PC, and what the desk that is started with it knows of it. */
export interface OwnServerRunning extends Pick<RunningServer, 'setupCode' | 'demoAccounts' | 'close'> {
  readonly own: OwnServer;
}

/** Starts the central server of one PC; its set-up code is known to the desk that is started with it. */
export async function startOwnServer(
  dataDir: string,
  options: Omit<StartOptions, 'dataDir' | 'announce'>,
): Promise<OwnServerRunning> {
  let code: string | null = null;
  const { address, setupCode, demoAccounts, close } = await startServer({
    ...options,
    dataDir: join(dataDir, 'server'),
    announce: (fresh) => (code = fresh),
  });
  return { own: { address, setupCode: () => code }, setupCode, demoAccounts, close };
}

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { argonPasswords } from '../../../server/auth/passwords.ts';
import { startServer, type RunningServer, type StartOptions } from '../../../server/start.ts';
import { rendererDir } from './desk.ts';
import { officeClock } from './office-clock.ts';
import { setUpOffice } from './set-up-office.ts';

/** `staffed`: people and accounts, no letters; `demo`: with the sample letters; `bare`: not set up. */
export type OfficeKind = 'staffed' | 'demo' | 'bare';

/** The office is set up on the day before the story, so that nothing in it comes from the future. */
const dayBefore = '2026-10-07T08:00:00.000+07:00';
/** Fifteen accounts at full price take seconds; the cost of a password is no promise of these tests. */
const passwords = argonPasswords({ memoryCost: 8, timeCost: 1 });

/** Starts a server of the tests: silent, and with passwords that cost nothing. */
export function startQuietly(
  options: Pick<StartOptions, 'port' | 'dataDir' | 'demo' | 'clock' | 'blockSize'>,
): Promise<RunningServer> {
  return startServer({ ...options, rendererDir, passwords, log: pino({ level: 'silent' }) });
}

async function prepare(kind: OfficeKind, dataDir: string): Promise<void> {
  const server = await startQuietly({ port: 0, dataDir, demo: kind === 'demo', clock: officeClock(dayBefore) });
  if (kind === 'staffed') await setUpOffice(server.address, server.setupCode ?? '');
  await server.close();
}

/** Folders of servers as each kind of office leaves them: made when first asked for, copied from then on. */
export interface PreparedOffices {
  copy(kind: OfficeKind, to: string): Promise<void>;
  remove(): Promise<void>;
}

export async function prepareOffices(): Promise<PreparedOffices> {
  const folder = await mkdtemp(join(tmpdir(), 'lembar-offices-'));
  const made = new Map<OfficeKind, Promise<void>>();
  return {
    copy: async (kind, to) => {
      if (kind === 'bare') return;
      const from = join(folder, kind);
      const once = made.get(kind) ?? prepare(kind, from);
      made.set(kind, once);
      await once;
      await cp(from, to, { recursive: true });
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import { makeIds, type RandomBytes } from '../../shared/ids.ts';
import type { DeskInfo, Outcome } from '../../shared/desk/desk.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';
import { createDesk, type DeskCore } from '../desk/desk.ts';
import { lockFolder, type FolderLock } from '../desk/folder-lock.ts';
import type { OwnServer } from '../desk/first-day.ts';
import { nodeDisk } from '../desk/node-disk.ts';
import { nodeTimers } from '../desk/node-timers.ts';
import { outsideFile } from '../desk/outside-file.ts';
import { nodeScanSpace } from '../desk/scan-space.ts';
import type { JournalDisk, Upstream } from '../desk/ports.ts';
import { thisMachine } from '../desk/this-machine.ts';
import { nodeUpstream } from '../desk/upstream.ts';
import { keepDeskToken, memoryVault } from '../desk/vaults.ts';
import { jsonFile } from './json-file.ts';
import { startLocalDesk, type LocalDesk } from './local-desk.ts';

export interface LocalProgram {
  readonly dataDir: string;
  readonly rendererDir: string;
  readonly port: number;
  readonly open: boolean;
  readonly version: string;
  readonly ownServer?: OwnServer;
  readonly demo?: NonNullable<DeskInfo['demo']>;
  /** Starts the demonstration office and returns the address of its window. */
  readonly openDemo?: () => Promise<Outcome<string>>;
  readonly clock: Clock;
  readonly onError: (where: string, error: unknown) => void;
  /** Replacements of network and disk, for tests that make them fail. */
  readonly upstream?: Upstream;
  readonly disk?: JournalDisk;
}

const random: RandomBytes = (length) => randomBytes(length);

/** The whole local desk on one data folder: core, settings, vault and the window's server. Throws `FolderInUse`. */
export async function openLocalDesk(program: LocalProgram): Promise<LocalDesk & { readonly core: DeskCore }> {
  const lock = lockFolder(program.dataDir);
  try {
    const { close, ...local } = await openAlone(program, lock);
    return { ...local, close: () => close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openAlone(program: LocalProgram, lock: FolderLock): Promise<LocalDesk & { readonly core: DeskCore }> {
  const file = jsonFile(join(program.dataDir, 'desk.json'), (error) => program.onError('settings', error));
  const core = await createDesk({
    host: 'local',
    version: program.version,
    ...(program.ownServer === undefined ? {} : { ownServer: program.ownServer }),
    ...(program.demo === undefined ? {} : { demo: program.demo }),
    machine: await thisMachine(join(program.dataDir, 'journal')),
    disk: program.disk ?? (await nodeDisk(join(program.dataDir, 'journal'), lock.demand)),
    outside: outsideFile(join(program.dataDir, 'numbers.json')),
    scanSpace: nodeScanSpace(join(program.dataDir, 'scans')),
    file,
    vault: keepDeskToken(memoryVault(), file),
    upstream: program.upstream ?? nodeUpstream,
    timers: nodeTimers,
    clock: program.clock,
    ids: makeIds(program.clock, random),
    random,
    services: {
      prints: false,
      print: () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT'))),
      // The window is a browser already and opens links itself.
      openExternal: () => Promise.resolve(err(refuse('HOST_CANNOT_OPEN'))),
      ...(program.openDemo === undefined ? {} : { openDemo: program.openDemo }),
    },
  });
  const local = await startLocalDesk({ ...program, core, random });
  return { ...local, core };
}

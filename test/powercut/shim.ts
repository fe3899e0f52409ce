import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Watched } from './processes.ts';

/** There is nothing to compile the shim with, or this is not Linux; the message is for the console. */
export class NoShim extends Error {}

/** Compiles the recorder into `folder`; its path. */
export function compileShim(folder: string): string {
  if (process.platform !== 'linux') throw new NoShim('The power-cut rig needs Linux: it preloads a recorder.');
  const built = join(folder, 'shim.so');
  const source = join(import.meta.dirname, 'shim.c');
  const done = spawnSync('cc', ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', built, source], {
    encoding: 'utf8',
  });
  if (done.error) throw new NoShim('The power-cut rig needs a C compiler: install one that answers to "cc".');
  if (done.status !== 0) throw new NoShim(`The recorder was not compiled:\n${done.stderr}`);
  return built;
}

/** Space below the root that the shim leaves; written while the watched programs run. */
export interface Room {
  readonly file: string;
  /** Bytes that still fit; null lifts the limit. */
  set(bytes: number | null): void;
}

export function makeRoom(file: string): Room {
  const set = (bytes: number | null): void => {
    const word = Buffer.alloc(8);
    word.writeBigInt64LE(BigInt(bytes ?? -1));
    // Not emptied first: the programs have it mapped.
    writeFileSync(file, word, { flag: 'r+' });
  };
  writeFileSync(file, Buffer.alloc(8));
  set(null);
  return { file, set };
}

/** What a process needs in its environment to be recorded. */
export function watch(shim: string, root: string, logs: string, room?: Room): Watched {
  return {
    LD_PRELOAD: shim,
    LEMBAR_CUT_ROOT: root,
    LEMBAR_CUT_LOG: logs,
    ...(room ? { LEMBAR_CUT_ROOM: room.file } : {}),
    UV_USE_IO_URING: '0',
  };
}

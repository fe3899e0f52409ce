import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { hostname, networkInterfaces, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { machineHash } from './machine.ts';

const execute = promisify(execFile);

const cards = '/sys/class/net';

/** Addresses of the cards that are real devices; elsewhere those of the cards the system names. */
async function addresses(): Promise<readonly string[]> {
  if (process.platform !== 'linux') {
    return Object.values(networkInterfaces()).flatMap((of) => (of ?? []).map(({ mac }) => mac));
  }
  const found: string[] = [];
  for (const card of await readdir(cards)) {
    const real = await access(join(cards, card, 'device')).then(
      () => true,
      () => false,
    );
    if (real) found.push((await readFile(join(cards, card, 'address'), 'utf8')).trim());
  }
  return found;
}

/** A copied folder has another inode and another creation time. */
async function folderText(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { ino, birthtimeMs } = await stat(folder, { bigint: true });
  return `${ino} ${birthtimeMs}`;
}

/** {@link machineHash} of the machine this runs on; `folder`: where the journal lies. */
export function thisMachine(folder: string): Promise<string> {
  return machineHash({
    platform: process.platform,
    hostname: hostname(),
    username: userInfo().username,
    readText: (path) => readFile(path, 'utf8'),
    run: async (program, args) => (await execute(program, args, { timeout: 5000, windowsHide: true })).stdout,
    addresses,
    folder: () => folderText(folder),
  });
}

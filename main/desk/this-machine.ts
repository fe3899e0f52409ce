import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { promisify } from 'node:util';
import { machineHash } from './machine.ts';

const execute = promisify(execFile);

/** {@link machineHash} of the machine this runs on. */
export function thisMachine(): Promise<string> {
  return machineHash({
    platform: process.platform,
    hostname: hostname(),
    username: userInfo().username,
    readText: (path) => readFile(path, 'utf8'),
    run: async (program, args) => (await execute(program, args, { timeout: 5000, windowsHide: true })).stdout,
  });
}

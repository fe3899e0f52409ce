import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const server = join(import.meta.dirname, '../../../server/main.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-fault-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function start(data: string): Promise<{ readonly code: number | null; readonly text: string }> {
  const args = [server, '--port', '0', '--data', data, '--state', join(folder, 'state'), '--log', 'silent'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

/** One sentence and nothing of a stack. */
function expectSentence({ code, text }: Awaited<ReturnType<typeof start>>, words: string): void {
  expect(text).toContain(words);
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(text).not.toMatch(/^\s+at /m);
  expect(code).toBe(4);
}

/** A small disk of its own; only who may mount has one. */
const mounts = spawnSync('sh', [
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs none "$d" && umount "$d"; r=$?; rmdir "$d"; exit $r',
]);

describe('a server that cannot use its folder', () => {
  it('ends with one sentence when a file stands in its place', async () => {
    const data = join(folder, 'data');
    await writeFile(data, 'no folder');
    expectSentence(await start(data), 'stands where');
  });

  it('ends with one sentence when a folder stands where a file of it belongs', async () => {
    const data = join(folder, 'data');
    await mkdir(join(data, 'lembar.lock'), { recursive: true });
    expectSentence(await start(data), 'cannot be opened');
  });

  it.runIf(mounts.status === 0).each([
    ['a full disk', 'size=64k', 'disk is full'],
    ['a disk that is mounted read-only', 'ro', ''],
  ])('ends with one sentence on %s', async (_what, option, words) => {
    const disk = join(folder, 'disk');
    const data = join(disk, 'data');
    await mkdir(disk);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', disk]).status).toBe(0);
    try {
      await mkdir(data);
      expect(spawnSync('mount', ['-o', `remount,${option}`, disk]).status).toBe(0);
      expectSentence(await start(data), words);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

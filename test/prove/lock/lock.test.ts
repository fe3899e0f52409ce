import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const hold = join(import.meta.dirname, 'hold.ts');
const server = join(import.meta.dirname, '../../../server/main.ts');

let folder: string;
let started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-lock-'));
});
afterEach(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  started = [];
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

interface Tried {
  readonly child: ChildProcess;
  /** `held` or why not. */
  readonly word: string;
}

/** A process that takes the folder at that moment, and its first word. */
async function tryToHold(kind: 'desk' | 'register', at = 0): Promise<Tried> {
  const child = spawn(process.execPath, [hold, kind, folder, String(at)], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  for await (const word of createInterface({ input: child.stdout })) return { child, word };
  throw new Error('the process said nothing');
}

async function kill({ child }: Tried): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe.each(['desk', 'register'] as const)('the data folder of a %s', (kind) => {
  it('[D20] is one process’s; the next one starts as soon as the owner was killed', async () => {
    const owner = await tryToHold(kind);
    expect(owner.word).toBe('held');
    expect((await tryToHold(kind)).word).toMatch(/^refused/);
    await kill(owner);
    const before = Date.now();
    expect((await tryToHold(kind)).word).toBe('held');
    // The start of a process and no wait for a lock to grow old.
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it('[D20] is won by exactly one of several that start at the same moment', async () => {
    for (let round = 0; round < 4; round++) {
      const at = Date.now() + 1_500;
      const tried = await Promise.all(Array.from({ length: 4 }, () => tryToHold(kind, at)));
      const winners = tried.filter(({ word }) => word === 'held');
      expect(winners).toHaveLength(1);
      for (const winner of winners) await kill(winner);
    }
  });

  it('[D20] is taken without a byte of room on the disk', async () => {
    await tryToHold(kind);
    const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
    expect(sizes).toEqual([0]);
  });
});

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

function startServer(...args: readonly string[]): ChildProcess {
  const state = join(folder, 'state');
  const child = spawn(process.execPath, [server, '--data', join(folder, 'data'), '--state', state, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

async function endOf(child: ChildProcess): Promise<Ended> {
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (text += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

async function address(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /Lembar's server: (\S+)/.exec(line);
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error('the server did not start');
}

describe('a running server', () => {
  it('[D20] keeps a second one, and an import, out of its folder; both say what to do', async () => {
    const owner = startServer('--port', '0');
    await address(owner);
    const data = join(folder, 'data');
    const before = await readFile(join(data, 'lembar.high.json'), 'utf8').catch(() => '');
    const second = await endOf(startServer('--port', '0'));
    const imported = await endOf(startServer('--bring-in', join(folder, 'no-matter.lembar')));
    for (const { code, text } of [second, imported]) {
      expect(code).toBe(3);
      expect(text).toContain(`${data}: a server is running on this folder`);
      expect(text).toContain('Stop that one first');
      expect(text).not.toContain('--data');
      expect(text.trim().split('\n')).toHaveLength(1);
    }
    expect(await readFile(join(data, 'lembar.high.json'), 'utf8').catch(() => '')).toBe(before);
    await kill({ child: owner, word: '' });
    await address(startServer('--port', '0'));
  });
});

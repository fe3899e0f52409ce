import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DeskOrder, DeskReady, DeskWord } from './desk-process.ts';

/** Environment that puts a process under the shim; empty for one that is not recorded. */
export type Watched = Readonly<Record<string, string>>;

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function end(child: ChildProcess, how: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  how();
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
}

export interface RunningProcess {
  readonly address: string;
  close(): Promise<void>;
}

/** The central server with the sample office, from the sources in `code`. Resolves when it answers. */
export async function startServer(code: string, dataDir: string, port: number, env: Watched): Promise<RunningProcess> {
  const words = ['--port', `${port}`, '--data', dataDir, '--log', 'error', '--block-size', '500', '--demo'];
  const child = spawn(process.execPath, [join(code, 'server/main.ts'), ...words], {
    cwd: code,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const up = await fetch(`${address}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) break;
    if (child.exitCode !== null || tries > 300) throw new Error('the server of the run did not start');
    await wait(100);
  }
  return { address, close: () => end(child, () => child.kill('SIGTERM')) };
}

export interface DeskProcess extends RunningProcess {
  readonly enrolled: boolean;
  /** Cuts or restores the network to the server. */
  setOnline(online: boolean): void;
}

/** The local desk, from the sources in `code`. Rejects when it does not open. */
export async function startDesk(code: string, order: DeskOrder, env: Watched): Promise<DeskProcess> {
  const child = fork(join(code, 'test/powercut/desk-process.ts'), [JSON.stringify(order)], {
    cwd: code,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // Shown only on failure: the control without durability rightly logs many errors.
  const errors: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const ready = await Promise.race([
    once(child, 'message').then(([word]) => word as DeskReady),
    once(child, 'close').then(() => {
      throw new Error(
        /^\w*(Error|Damaged): .*/m.exec(errors.join(''))?.[0] ?? `the desk's process ended: ${errors.join('')}`,
      );
    }),
  ]);
  const say = (word: DeskWord): void => void child.send(word);
  const close = async (): Promise<void> => {
    await end(child, () => say('close'));
    if (errors.length > 0) console.error(errors.join(''));
  };
  return { ...ready, setOnline: (online) => say({ online }), close };
}

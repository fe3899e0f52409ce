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

/** Where the server's folder and its second mark lie, below the folder of a run. */
export const serverPlaces = (folder: string) => ({ dataDir: join(folder, 'server'), stateDir: join(folder, 'state') });

/** The central server with the sample office and both marks, from the sources in `code`. Resolves when it answers. */
export async function startServer(
  code: string,
  { dataDir, stateDir }: ReturnType<typeof serverPlaces>,
  port: number,
  env: Watched,
): Promise<RunningProcess> {
  const places = ['--data', dataDir, '--state', stateDir];
  const words = ['--port', `${port}`, ...places, '--log', 'error', '--block-size', '500', '--demo'];
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
  /** Signs the clerk out and in again at the core; `ok`, or why not. */
  outAndIn(): Promise<string>;
  /** Cuts or mends the wire to the server. */
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
  const outAndIn = async (): Promise<string> => {
    say('out-and-in');
    const [{ came }] = (await once(child, 'message')) as [{ readonly came: string }];
    return came;
  };
  return { ...ready, outAndIn, setOnline: (online) => say({ online }), close };
}

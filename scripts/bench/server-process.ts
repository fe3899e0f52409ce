import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface ServerProcess {
  readonly address: string;
  readonly pid: number;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The central server in a process of its own, as an office runs it. */
export async function startServerProcess(root: string, dataDir: string): Promise<ServerProcess> {
  const port = await freePort();
  const args = [
    // As `npm run server` starts it.
    '--max-semi-space-size=8',
    join(root, 'server/main.ts'),
    '--port',
    String(port),
    '--data',
    dataDir,
    '--log',
    'warn',
    '--block-size',
    '500',
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = `http://127.0.0.1:${port}`;
  for (let i = 0; ; i++) {
    const up = await fetch(`${address}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) break;
    if (child.exitCode !== null || i > 300) throw new Error('the server of the run did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    address,
    pid: child.pid ?? 0,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

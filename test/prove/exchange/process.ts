import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach } from 'vitest';

export interface CentreProcess {
  readonly origin: string;
  readonly pid: number;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** What a test that failed leaves running would keep the whole run from ending. */
const started = new Set<() => Promise<void>>();
afterEach(async () => {
  for (const kill of started) await kill();
  started.clear();
});

/** Starts the centre of a folder in a process of its own. */
export function startCentre(dataDir: string): Promise<CentreProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (origin === undefined) return;
      const kill = (): Promise<void> => {
        child.kill('SIGKILL');
        return ended;
      };
      started.add(kill);
      resolve({ origin, pid: child.pid ?? 0, kill });
    });
    child.once('exit', () => reject(new Error(`the centre did not start: ${said}`)));
  });
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { rotatingFile } from './log-file.ts';

/** What may stand in the log: numbers, flags and short codes. Letters, names and addresses of letters never do. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  /** Milestones: started, window opened, sheet printed. */
  info(event: string, facts: Facts): void;
  /** Something was refused or put right. */
  warn(event: string, facts: Facts): void;
  /** An exception: its class, code and stack, not its message, which may quote what was typed. */
  failed(event: string, error: unknown): void;
}

interface Described {
  readonly type: string;
  readonly code: string | null;
  readonly stack: string | null;
}

/** An exception without its message: the first line of a stack repeats it and is left out. */
export function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, code: null, stack: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { type: error.name, code, stack: frames.slice(0, 12).join('\n') || null };
}

/** The shell's log: JSON lines in `folder`/lembar.log, the four files before it kept beside it. */
export function openLog(folder: string, limits = { bytes: 2_000_000, files: 5 }): Log {
  mkdirSync(folder, { recursive: true });
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    rotatingFile(join(folder, 'lembar.log'), limits),
  );
  return {
    info: (event, facts) => logger.info({ event, ...facts }),
    warn: (event, facts) => logger.warn({ event, ...facts }),
    failed: (event, error) => logger.error({ event, error: describeError(error) }),
  };
}

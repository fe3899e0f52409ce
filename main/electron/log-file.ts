import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs';

interface Limits {
  /** A file that reached this size is rotated before the next line. */
  readonly bytes: number;
  /** Files kept, the current one among them. */
  readonly files: number;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function rotate(path: string, files: number): void {
  rmSync(`${path}.${files - 1}`, { force: true });
  for (let n = files - 2; n >= 1; n -= 1) {
    if (sizeOf(`${path}.${n}`) > 0) renameSync(`${path}.${n}`, `${path}.${n + 1}`);
  }
  if (files > 1) renameSync(path, `${path}.1`);
  else rmSync(path);
}

/**
 * A log file that rotates by size: `x.log`, `x.log.1` (newest) and so on. Few lines are written, so each is appended
 * at once and is there after a crash. A log that cannot be written (disk full, file held) never stops the program.
 */
export function rotatingFile(path: string, limits: Limits): { write(line: string): void } {
  let size = sizeOf(path);
  return {
    write(line) {
      try {
        if (size >= limits.bytes) {
          rotate(path, limits.files);
          size = 0;
        }
        appendFileSync(path, line);
        size += Buffer.byteLength(line);
      } catch {
        // There is no log to report it to.
      }
    },
  };
}

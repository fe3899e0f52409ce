import type { DeskState } from './desk-state.ts';
import type { ClosedFile } from './journal-record.ts';

/** PROTOCOL D10: longer than the time between two backups of a register. */
const keptMs = 90 * 24 * 3_600_000;

/**
 * Marks the files in which everything is answered by now. What a new incarnation took over is pending at its new
 * sequence number alone.
 */
export function markAnswered(files: readonly ClosedFile[], state: DeskState): readonly ClosedFile[] {
  const [oldest] = state.pending.keys();
  return files.map((file) =>
    file.answeredAt === null && state.serverTime > 0 && (oldest === undefined || oldest > file.lastSeq)
      ? { ...file, answeredAt: state.serverTime }
      : file,
  );
}

/** Whether a file may go: by the server's clock alone, which the desk's own cannot hurry (PROTOCOL D10). */
export function mayGo(file: ClosedFile, state: DeskState): boolean {
  return file.answeredAt !== null && state.serverTime - file.answeredAt > keptMs;
}

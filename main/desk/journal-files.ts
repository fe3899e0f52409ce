import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { ClosedFile } from '../../shared/desk/journal-record.ts';
import { parseJournal, type ParsedJournal } from './journal-format.ts';
import type { JournalDisk } from './ports.ts';

/** PROTOCOL D10: longer than a register can lie between two of its backups. */
const keptMs = 90 * 24 * 3_600_000;

/** The journal is damaged before intact lines: nothing may be guessed, a person has to look (PROTOCOL D5). */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
  readonly file: string;
  constructor(file: string) {
    super(`journal file ${file} is damaged in the middle; keep it and restore the desk from a copy`);
    this.file = file;
  }
}

export function fileName(n: number): string {
  return `journal-${String(n).padStart(6, '0')}.log`;
}

export function fileNumber(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

/** Reads a file. Only the newest one may end in a line that was being written when the power went. */
export async function readFile(disk: JournalDisk, name: string, newest: boolean): Promise<ParsedJournal> {
  const parsed = parseJournal(await disk.read(name));
  if (parsed.damage === 'middle' || (parsed.damage === 'tail' && !newest)) throw new JournalDamaged(name);
  return parsed;
}

/** The files needed to open the desk, in writing order: from the newest one that begins with the whole state. */
export async function readTail(
  disk: JournalDisk,
  names: readonly string[],
): Promise<readonly (ParsedJournal & { readonly name: string })[]> {
  const tail: (ParsedJournal & { readonly name: string })[] = [];
  for (const name of names.toReversed()) {
    const parsed = await readFile(disk, name, tail.length === 0);
    tail.unshift({ ...parsed, name });
    if (parsed.records[0]?.k === 'state') break;
  }
  return tail;
}

/** Marks the files in which everything was answered by now. What a new life took over waits at its new place alone. */
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

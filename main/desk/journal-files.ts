import { JournalIsNewer, journalSteps } from '../../shared/desk/journal-steps.ts';
import { parseJournal, type ParsedJournal } from './journal-format.ts';
import type { JournalDisk } from './ports.ts';

/** The journal is damaged before intact lines: the desk stops and an operator has to look (PROTOCOL D5). */
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

/** Reads a file. Only the newest one may end in a line that was being written at a power cut. */
export async function readFile(
  disk: JournalDisk,
  name: string,
  newest: boolean,
  steps = journalSteps,
): Promise<ParsedJournal> {
  const parsed = parseJournal(await disk.read(name), steps);
  if (parsed.format > (steps.at(-1)?.to ?? 1)) throw new JournalIsNewer(parsed.format);
  if (parsed.damage === 'middle' || (parsed.damage === 'tail' && !newest)) throw new JournalDamaged(name);
  return parsed;
}

/** The files needed to open the desk, in writing order: from the newest one that begins with the whole state. */
export async function readTail(
  disk: JournalDisk,
  names: readonly string[],
  steps = journalSteps,
): Promise<readonly (ParsedJournal & { readonly name: string })[]> {
  const tail: (ParsedJournal & { readonly name: string })[] = [];
  for (const name of names.toReversed()) {
    const parsed = await readFile(disk, name, tail.length === 0, steps);
    tail.unshift({ ...parsed, name });
    if (parsed.records[0]?.k === 'state') break;
  }
  return tail;
}

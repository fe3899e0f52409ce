import { z } from 'zod';
import { asciiJson, asciiText } from './ascii.ts';
import { scanMimes } from './scan-type.ts';

const shape = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  mime: z.enum(scanMimes),
  /** Desk time of the last opening, ms; only the order matters. */
  opened: z.number(),
  /**
   * By letter: the account that attached or opened it here, and the life of the server in which the server was found to
   * have it for that letter; null: not yet.
   */
  letters: z.record(z.string(), z.object({ account: z.string(), sent: z.string().nullable() })),
});

/** What the desk knows of a file it has: which letters it is for and whether the server has it for them. */
export type ScanNote = z.infer<typeof shape>;

export const filePath = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`;
export const notePath = (sha256: string): string => `${filePath(sha256)}.json`;

/** A note as it lies beside its file; null when it is damaged, which costs an upload and nothing else. */
export function parseNote(bytes: Uint8Array): ScanNote | null {
  try {
    const parsed = shape.safeParse(JSON.parse(asciiText(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function noteBytes(note: ScanNote): Uint8Array {
  return asciiJson(note);
}

/** Whether the server was found to have the file for every letter, in this life of its own (PROTOCOL A3, E1). */
export function isSafe(note: ScanNote, epoch: string): boolean {
  const letters = Object.values(note.letters);
  return letters.length > 0 && letters.every(({ sent }) => sent === epoch);
}

import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../store/write-whole.ts';

const shape = z.object({
  epoch: z.string(),
  rv: z.number().int().nonnegative(),
  /** Above every number given to a letter or reserved in a block (PROTOCOL N4). */
  books: z.record(z.string(), z.number().int().positive()),
  /** `closed`: the counters were not all known themselves (PROTOCOL N4). */
  numbering: z.enum(['open', 'closed']).default('open'),
  /** Every desk, so that one enrolled after the backup is known and can report what it has. */
  desks: z
    .array(
      z.object({
        id: z.string(),
        code: z.string(),
        name: z.string(),
        machine: z.string(),
        tokenHash: z.string(),
        retired: z.boolean(),
        blockSize: z.number().int().positive(),
        createdAt: z.number(),
        lastSeen: z.number(),
        origin: z.string().nullable(),
        originSeq: z.number().int(),
        // Absent in marks of before there were any.
        agency: z.string().nullable().default(null),
      }),
    )
    .default([]),
});
/** The highest version and the highest numbers ever issued. */
export type Mark = z.infer<typeof shape>;
export type MarkedDesk = Mark['desks'][number];

/** Storage of the mark: one text, replaced whole. */
export interface MarkFile {
  /** Rejects when there is none. */
  read(): Promise<string>;
  /** On disk when it resolves. */
  write(text: string): Promise<void>;
}

export function markOnDisk(file: string): MarkFile {
  return {
    read: () => readFile(file, 'utf8'),
    async write(text) {
      try {
        await writeWhole(file, text);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        await mkdir(dirname(file), { recursive: true });
        await writeWhole(file, text);
      }
    },
  };
}

/** The mark as it was last written; null when none can be read. */
export async function readMark(file: MarkFile): Promise<Mark | null> {
  try {
    return shape.parse(JSON.parse(await file.read()));
  } catch {
    return null;
  }
}

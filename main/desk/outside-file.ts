import { readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../shared/sync/operation.ts';
import type { OutsideMarks } from './ports.ts';
import { sha256 } from './sha256.ts';
import { syncFolder } from './sync-folder.ts';
import { secondName } from './twice-kept.ts';

type Marks = Readonly<Record<string, number>>;

const marks = z.record(z.string(), z.number().int().nonnegative());
const summed = z.strictObject({ marks, sum: z.string() });

const sumOf = (value: Marks): string => sha256(canonicalJson(value));

/** What a file says; a damaged or missing one says nothing. */
function readMarks(path: string): Marks {
  try {
    const raw: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const found = summed.safeParse(raw);
    // Written by a program that made no sum.
    if (!found.success) return marks.parse(raw);
    return found.data.sum === sumOf(found.data.marks) ? found.data.marks : {};
  } catch {
    return {};
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/**
 * The second copy of the highest burned numbers, in two small files (PROTOCOL D21). Marks only rise, so what
 * either of them says counts.
 */
export function outsideFile(path: string): OutsideMarks {
  const both = [path, secondName(path)];
  return {
    read: () => {
      const all = new Map<string, number>();
      for (const file of both) {
        for (const [name, no] of Object.entries(readMarks(file))) all.set(name, Math.max(no, all.get(name) ?? 0));
      }
      return Object.fromEntries(all);
    },
    write: async (value) => {
      await mkdir(dirname(path), { recursive: true });
      const text = JSON.stringify({ marks: value, sum: sumOf(value) });
      for (const file of both) await replaceFile(file, text);
    },
  };
}

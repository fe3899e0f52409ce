import { readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { OutsideMarks } from './ports.ts';

const marks = z.record(z.string(), z.number().int().nonnegative());

/** The second copy of the highest burned numbers in a small file; a damaged or missing one is ignored. */
export function outsideFile(path: string): OutsideMarks {
  return {
    read: () => {
      try {
        return marks.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        return {};
      }
    },
    write: async (value) => {
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.new`;
      const handle = await open(temporary, 'w', 0o600);
      try {
        await handle.writeFile(JSON.stringify(value));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path);
    },
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MasterType } from '../../shared/office/master-args.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readMasterCsv } from './read-csv.ts';
import { checked, type MasterDoc } from './rows.ts';

/** The master data an office starts with. */
export interface MasterFiles {
  read(): Promise<Result<readonly MasterDoc[], string>>;
}

const tables = ['agencies', 'regencies', 'instructions', 'classification', 'holidays'] as const;
const lists: readonly (readonly [string, MasterType])[] = [
  ['units.json', 'unit'],
  ['positions.json', 'position'],
  ['office.json', 'office'],
];

async function readList(folder: string, file: string, type: MasterType): Promise<Result<readonly MasterDoc[], string>> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(join(folder, file), 'utf8'));
  } catch (error) {
    return err(`${file}: ${error instanceof Error ? error.message : 'not readable'}`);
  }
  const docs: MasterDoc[] = [];
  for (const [i, item] of (Array.isArray(raw) ? raw : [raw]).entries()) {
    const doc = checked(type, item, `${file}, entry ${i + 1}`);
    if (!doc.ok) return doc;
    docs.push(doc.value);
  }
  return ok(docs);
}

/** Reads every file of a folder like `assets/master`; one bad row and nothing of it is taken. */
export function masterFiles(folder: string): MasterFiles {
  return {
    async read() {
      const docs: MasterDoc[] = [];
      for (const [file, type] of lists) {
        const found = await readList(folder, file, type);
        if (!found.ok) return found;
        docs.push(...found.value);
      }
      for (const name of tables) {
        const file = `${name}.csv`;
        const found = readMasterCsv(name, file, await readFile(join(folder, file), 'utf8'));
        if (!found.ok) return found;
        docs.push(...found.value);
      }
      return ok(docs);
    },
  };
}

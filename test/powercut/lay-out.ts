import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Disk } from './rebuild.ts';

/** Writes a rebuilt disk into an empty folder. */
export function layOut(disk: Disk, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of disk) {
    const place = join(folder, path);
    mkdirSync(bytes === null ? place : dirname(place), { recursive: true });
    if (bytes !== null) writeFileSync(place, bytes);
  }
}

/** Files below `part` of the real folder that the rebuilt disk has otherwise or not at all: what the shim did not see. */
export function unlike(disk: Disk, folder: string, part: string): readonly string[] {
  const real = readdirSync(join(folder, part), { recursive: true, withFileTypes: true });
  const paths = real.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(folder.length));
  const odd = paths.filter((path) => {
    const bytes = disk.get(path);
    return !bytes || !readFileSync(join(folder, path)).equals(bytes);
  });
  const gone = [...disk].filter(([path, bytes]) => bytes && path.startsWith(`${part}/`) && !paths.includes(path));
  return [...odd, ...gone.map(([path]) => path)];
}

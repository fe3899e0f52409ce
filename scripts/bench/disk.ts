import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Appends `bytes` and syncs, `count` times one after the other, on the disk and in the process of the desk. */
export async function syncTimes(folder: string, bytes: number, count: number): Promise<readonly number[]> {
  const file = await open(join(folder, 'floor.log'), 'a');
  const line = Buffer.alloc(bytes, 'x');
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    await file.write(line);
    await file.datasync();
    times.push(performance.now() - begun);
  }
  await file.close();
  return times;
}

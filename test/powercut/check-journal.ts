import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalDesk } from '../../main/local/open-local-desk.ts';
import type { Draft } from '../../shared/desk/desk.ts';
import { registerArgs } from '../support/builders.ts';
import { layOut } from './lay-out.ts';
import type { Saved } from './page/contract.ts';
import type { Disk } from './rebuild.ts';

export interface Checked {
  /** Entries that had to be there. */
  readonly entries: number;
  /** Those that were not, each in words. */
  readonly lost: readonly string[];
  /** Everything else that must not be: a desk that does not open, a number given out twice. */
  readonly broken: readonly string[];
}

const book = 'SM';

/**
 * Opens the desk of a rebuilt disk, alone and without a network: every entry called saved has its operation in the
 * journal, with its number, and the next number is above all that were burned.
 */
export async function checkJournal(
  disk: Disk,
  folder: string,
  saved: readonly Saved[],
  year: number,
): Promise<Checked> {
  layOut(disk, folder);
  const lost: string[] = [];
  const broken: string[] = [];
  const entries = saved.length;
  try {
    const local = await openLocalDesk({
      dataDir: join(folder, 'desk'),
      rendererDir: folder,
      port: 0,
      open: true,
      version: 'powercut',
      clock: { now: () => Date.now() },
      onError: (where, error) => broken.push(`${where}: ${String(error)}`),
      upstream: () => Promise.reject(new Error('no network')),
    });
    const { desk } = local.core;
    let author: Draft['by'] | null = null;
    for (const entry of saved) {
      const found = await desk.find(entry.opId);
      if (!found.ok || found.value === null) {
        lost.push(`${entry.kind} ${entry.opId} is not in the journal`);
        continue;
      }
      author = found.value.by;
      const no = found.value.agenda?.no ?? null;
      if (no !== entry.no) broken.push(`${entry.opId} was saved with number ${entry.no} and has ${no}`);
    }
    const burned = saved.flatMap(({ no }) => no ?? []);
    if (author && burned.length > 0) {
      const next = await desk.append({
        opId: 'the-letter-after-the-cut',
        name: 'letter.register',
        v: 1,
        by: author,
        at: { wall: '', skewMs: null },
        epoch: null,
        base: {},
        args: registerArgs({ letterId: 'the-letter-after-the-cut' }),
        number: { book, year, path: 'desk' },
      });
      const no = next.ok ? (next.value.agenda?.no ?? 0) : 0;
      if (!next.ok) broken.push(`the next letter was refused: ${next.error.code}`);
      else if (no <= Math.max(...burned)) broken.push(`number ${no} after ${Math.max(...burned)} was burned`);
    }
    await local.close();
    return { entries, lost, broken };
  } catch (error) {
    const why = `the desk does not open: ${String(error)}`;
    return { entries, lost: saved.map(({ opId }) => `${opId}: ${why}`), broken: [why] };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

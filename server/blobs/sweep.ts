import type { Clock } from '../../shared/clock.ts';
import { namedScan } from '../../shared/letters/attached-scan.ts';
import type { Later } from '../numbers/high-water.ts';
import { numberingIs } from '../numbers/numbering.ts';
import type { Store, Tx } from '../store/store.ts';
import type { BlobFolder, BlobNote } from './blob-folder.ts';
import { scanOwner } from './scan-owner.ts';
import type { Uploads } from './uploads.ts';

/** How long a file stays after the last letter ceased to name it. */
export const graceMs = 30 * 86_400_000;
/** The folder is swept this often. */
const everyMs = 86_400_000;

export interface SweepDeps {
  readonly store: Store;
  readonly blobs: BlobFolder;
  readonly clock: Clock;
}

/** Whether the register may still learn of letters it forgot: a desk in use has not reported yet. */
async function isRecovering(tx: Tx, epoch: string): Promise<boolean> {
  if ((await numberingIs(tx)) === 'closed') return true;
  return (await tx.desks.all()).some(({ retired, lost, reported }) => !retired && !lost && reported !== epoch);
}

async function isNamed(tx: Tx, { sha256, letters }: BlobNote): Promise<boolean> {
  for (const id of letters) {
    const letter = await scanOwner(tx, id);
    if (letter && namedScan(letter, sha256)) return true;
  }
  return false;
}

/**
 * Marks files no letter names and removes those marked for 30 days of this epoch: a restored register may have
 * forgotten letters that desks still replay (PROTOCOL A3). A file whose note was lost belongs to no letter until a desk
 * sends it again. Returns how many were removed.
 */
export async function sweep({ store, blobs, clock }: SweepDeps): Promise<number> {
  const epoch = await store.read(async (tx) => {
    const now = await tx.clock();
    return (await isRecovering(tx, now.epoch)) ? null : now.epoch;
  });
  if (epoch === null) return 0;
  let gone = 0;
  for (const sha256 of await blobs.all()) {
    const note = await blobs.note(sha256);
    if (!note) {
      await blobs.noteLost(sha256, { since: clock.now(), epoch });
      continue;
    }
    const named = await store.read((tx) => isNamed(tx, note));
    const marked = note.unnamed?.epoch === epoch ? note.unnamed : null;
    if (named) {
      if (note.unnamed) await blobs.mark(sha256, null);
    } else if (!marked) {
      await blobs.mark(sha256, { since: clock.now(), epoch });
    } else if (clock.now() - marked.since >= graceMs) {
      // Checked again while no upload can end: a desk that was answered that the server has the file may have removed
      // its own.
      const still = async (now: BlobNote): Promise<boolean> =>
        now.unnamed?.since === marked.since && !(await store.read((tx) => isNamed(tx, now)));
      if (await blobs.remove(sha256, still)) gone++;
    }
  }
  return gone;
}

/** Sweeps now and once a day. Returns the function that ends it; a failed sweep is retried the next day. */
export function keepSweeping(
  deps: SweepDeps,
  uploads: Uploads,
  later: Later,
  onFault: (error: unknown) => void,
): () => void {
  let ended = false;
  let cancel = (): void => undefined;
  const run = (): void => {
    cancel = later(run, everyMs);
    sweep(deps)
      .then(() => uploads.clear())
      // The register closed during a sweep: nothing is half done, a file is removed whole or stays.
      .catch((error: unknown) => (ended ? undefined : onFault(error)));
  };
  run();
  return () => {
    ended = true;
    cancel();
  };
}

import { ok, type Result } from '../../../shared/result.ts';
import { sameSum } from '../../../shared/sync/checksum.ts';
import {
  bucketAnswer,
  bucketsAnswer,
  paths,
  protocolVersion,
  type BucketsAnswer,
  type PullAnswer,
  type WireRow,
} from '../../../shared/sync/protocol.ts';
import { applyPage, type Repair } from '../apply.ts';
import type { Replica } from '../replica.ts';
import { readLocalParts, localVersion, type Exempt, type LocalPart } from '../holdings.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';
import { cursorsOf } from './cursors.ts';
import { readAgain } from './snapshot.ts';

/** Parts whose rows go into the store together. */
const maxParallel = 4;
/** Above this many differing parts with this many documents missing, the packs of a snapshot are cheaper. */
const heavy = { parts: 64, documents: 1000 } as const;

/** A document that is here and that the server did not have at `upTo`. */
export interface Surplus {
  readonly scope: string;
  readonly key: string;
  readonly upTo: number;
}

/** What a repair of one scope did; counts alone, no content. */
export interface Repaired {
  readonly taken: number;
  readonly surplus: readonly Surplus[];
}

/** Rows of a repair as a page: it moves no cursor and confirms no entry. */
function repairPage(epoch: string, rows: WireRow[]): PullAnswer {
  return { epoch, upTo: -1, more: false, serverTime: 0, grant: [], revoke: [], rows, next: {} };
}

export async function applyRepair(replica: Replica, epoch: string, rows: WireRow[], how: Repair): Promise<void> {
  await applyPage(replica, repairPage(epoch, rows), await cursorsOf(replica.world), how);
}

function tooHeavy(differing: readonly number[], theirs: BucketsAnswer['buckets'], mine: readonly LocalPart[]): boolean {
  if (differing.length <= heavy.parts) return false;
  const missing = differing.reduce((sum, i) => sum + (theirs[i]?.n ?? 0) - (mine[i]?.docs.size ?? 0), 0);
  return missing > heavy.documents;
}

/**
 * Takes the differing parts of a scope as the server has them, also where this desk knows a newer version: a restored
 * server has forgotten it (PROTOCOL L9). What the server lacks is returned as surplus, not yet removed.
 */
export async function repairScope(
  replica: Replica,
  scope: string,
  epoch: string,
  exempt: Exempt,
): Promise<Result<Repaired, NetFault>> {
  const { server } = replica.world;
  const asked = { proto: protocolVersion, scope };
  const sums = await ask(server, paths.buckets, asked, bucketsAnswer);
  if (!sums.ok) return sums;
  const theirs = sums.value.buckets;
  const mine = await readLocalParts(replica, scope, exempt);
  const differing = theirs.flatMap((sum, i) => (mine[i] && sameSum(mine[i].sum.value, sum) ? [] : [i]));
  if (tooHeavy(differing, theirs, mine)) {
    const read = await readAgain(replica, scope, epoch);
    // The next comparison of the sums finds what is left.
    return read.ok ? ok({ taken: 1, surplus: [] }) : read;
  }
  const surplus: Surplus[] = [];
  let taken = 0;
  for (let i = 0; i < differing.length; i += maxParallel) {
    const rows: WireRow[] = [];
    for (const bucket of differing.slice(i, i + maxParallel)) {
      const answer = await ask(server, paths.bucket, { ...asked, bucket }, bucketAnswer);
      if (!answer.ok) return answer;
      const { upTo } = answer.value;
      rows.push(...answer.value.rows.filter(({ t, id, rv }) => localVersion(replica, scope, t, id) !== rv));
      const there = new Set(answer.value.rows.map(({ t, id }) => `${t}:${id}`));
      for (const key of mine[bucket]?.docs.keys() ?? []) if (!there.has(key)) surplus.push({ scope, key, upTo });
    }
    if (rows.length > 0) await applyRepair(replica, epoch, rows, { asTheServerHasThem: true });
    taken += rows.length;
  }
  return ok({ taken, surplus });
}

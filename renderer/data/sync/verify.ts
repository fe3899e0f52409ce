import { ok, type Result } from '../../../shared/result.ts';
import { parseDocKey } from '../../../shared/commands/documents.ts';
import { RunningSum, sameSum } from '../../../shared/sync/checksum.ts';
import type { PullAnswer, WireRow } from '../../../shared/sync/protocol.ts';
import { dropLostPacks, dropScope } from '../drop-scope.ts';
import { meta, readMeta, writeMeta } from '../meta.ts';
import type { Replica } from '../replica.ts';
import { sumLocal, localVersion } from '../holdings.ts';
import { dropUnconfirmed, repairViews } from '../repair-views.ts';
import type { NetFault } from '../ports.ts';
import { exemptOf, readWithheld } from '../removals.ts';
import { cursorsOf } from './cursors.ts';
import { applyRepair, repairScope, type Surplus } from './repair.ts';
import { inReadingOrder } from './snapshot.ts';
import type { SyncStatus } from './sync-status.ts';

/** PROTOCOL L9: how often sums are compared without another reason. */
const everyMs = 10 * 60_000;
/** Repairs in a row before the rest is left for the next time. */
const maxTurns = 4;

function isDue(replica: Replica): boolean {
  const { verifiedAt, verifyNow, world } = replica;
  if (verifyNow || verifiedAt === null) return true;
  const age = world.clock.now() - verifiedAt;
  // A clock that was set back must not delay it for years.
  return age < 0 || age >= everyMs;
}

function differingScopes(
  local: ReadonlyMap<string, RunningSum>,
  sums: NonNullable<PullAnswer['sum']>,
): readonly string[] {
  const nothing = new RunningSum();
  const differing = Object.entries(sums).filter(([scope, sum]) => !sameSum((local.get(scope) ?? nothing).value, sum));
  return inReadingOrder(differing.map(([scope]) => scope));
}

/**
 * Drops scopes for which the server sends no sum. The account no longer has them, and the record by which the server
 * would have named them in `revoke` was lost with a part of the store (PROTOCOL D7, L1). Returns the number of
 * documents.
 */
async function dropForgotten(
  replica: Replica,
  local: ReadonlyMap<string, RunningSum>,
  sums: NonNullable<PullAnswer['sum']>,
): Promise<number> {
  let dropped = 0;
  for (const [scope, { value }] of local) {
    if (sums[scope] !== undefined) continue;
    await dropScope(replica, scope, await cursorsOf(replica.world));
    dropped += value.n;
  }
  return dropped;
}

/**
 * Removes what the server lacked at the comparison and no page has brought since. Documents with pending entries stay
 * until those are answered (PROTOCOL L11); a very large number is withheld (L12).
 */
async function removeSurplus(
  replica: Replica,
  epoch: string,
  surplus: readonly Surplus[],
  lost: boolean,
): Promise<number> {
  const rows = surplus.flatMap(({ scope, key, upTo }): readonly WireRow[] => {
    const { type, id } = parseDocKey(key);
    const rv = localVersion(replica, scope, type, id);
    // A version above means that a page brought it since.
    if (rv === null || rv > upTo || (replica.pending.get(key) ?? 0) > 0) return [];
    return [{ s: scope, t: type, id, rv, k: 'leave' }];
  });
  if (rows.length > 0) await applyRepair(replica, epoch, rows, { lost });
  return rows.length;
}

/** One turn: differing parts are taken, the pull goes on to its end, and the surplus is removed. */
async function repairAll(
  replica: Replica,
  page: PullAnswer,
  scopes: readonly string[],
  lost: boolean,
  pull: () => Promise<Result<PullAnswer, NetFault>>,
): Promise<Result<{ readonly page: PullAnswer; readonly changed: number }, NetFault>> {
  const surplus: Surplus[] = [];
  let changed = 0;
  for (const scope of scopes) {
    const repaired = await repairScope(replica, scope, page.epoch, exemptOf(await readWithheld(replica.world.store)));
    if (!repaired.ok) return repaired;
    changed += repaired.value.taken;
    surplus.push(...repaired.value.surplus);
  }
  // The parts are newer than the page: pulling that far distinguishes what left from what came in between.
  const again = await pull();
  if (!again.ok) return again;
  changed += await removeSurplus(replica, again.value.epoch, surplus, lost);
  return ok({ page: again.value, changed });
}

/**
 * Compares the replica with the sums of the last page and repairs what differs (PROTOCOL L9). Never stops the sync: an
 * interrupted verification is tried again with the next pull, one that repairs nothing more ten minutes later.
 */
export async function verify(
  replica: Replica,
  status: SyncStatus,
  last: PullAnswer,
  pull: () => Promise<Result<PullAnswer, NetFault>>,
): Promise<void> {
  const { store, clock, report, log } = replica.world;
  const known = (await readMeta(store, meta.verified))?.epoch ?? null;
  if (known === null && status.get().first === null) {
    const { total } = replica.index.counts();
    status.set({ first: { done: total, total } });
  }
  if (!isDue(replica) || !replica.complete) return;
  if (replica.verifyNow) await repairViews(replica);
  await dropLostPacks(replica);
  let page = last;
  let repairedCount = 0;
  for (let turn = 0; turn < maxTurns; turn++) {
    log?.('verify');
    const exempt = exemptOf(await readWithheld(store));
    const { sum = {} } = page;
    const local = await sumLocal(replica, exempt);
    if (page.sum) repairedCount += await dropForgotten(replica, local, sum);
    const differing = differingScopes(local, sum);
    if (differing.length === 0) {
      await dropUnconfirmed(replica);
      await confirmVerified(replica, status, page.epoch, known);
      if (repairedCount > 0)
        report('repair', new Error(`${repairedCount} documents were brought into line with the server`));
      return;
    }
    // An epoch in which nothing agreed yet: what is missing there was lost by it.
    const lost = known !== null && known !== page.epoch;
    const repaired = await repairAll(replica, page, differing, lost, pull);
    if (!repaired.ok) return;
    if (repaired.value.changed === 0) break;
    repairedCount += repaired.value.changed;
    page = repaired.value.page;
  }
  replica.verifyNow = false;
  replica.verifiedAt = clock.now();
  report('repair', new Error(`the sums still differ after ${repairedCount} documents were brought into line`));
}

async function confirmVerified(
  replica: Replica,
  status: SyncStatus,
  epoch: string,
  known: string | null,
): Promise<void> {
  if (known !== epoch) {
    await replica.world.store.write(['meta'], (tx) => Promise.resolve(writeMeta(tx, meta.verified, { epoch })));
  }
  replica.verifyNow = false;
  replica.verifiedAt = replica.world.clock.now();
  status.set({ first: null });
}

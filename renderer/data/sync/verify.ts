import { ok, type Result } from '../../../shared/result.ts';
import { parseDocKey } from '../../../shared/commands/documents.ts';
import { RunningSum, sameSum } from '../../../shared/sync/checksum.ts';
import type { PullAnswer, WireRow } from '../../../shared/sync/protocol.ts';
import { dropLostPacks, dropScope } from '../drop-scope.ts';
import type { Filing } from '../filing.ts';
import { sumsHeld, versionHeld } from '../holdings.ts';
import { dropGuesses, mendViews } from '../mend-views.ts';
import type { NetFault } from '../ports.ts';
import { exemptOf, readHeldBack } from '../removals.ts';
import { cursorsOf } from './cursors.ts';
import { applyRepair, repairScope, type Surplus } from './repair.ts';
import { inReadingOrder } from './snapshot.ts';
import type { SyncStatus } from './sync-status.ts';

/** PROTOCOL L9: how often sums are compared when nothing gives a reason to. */
const everyMs = 10 * 60_000;
/** Repairs in a row before it is left for the next time. */
const mostTurns = 4;

/** In `meta`: the life of the server whose sums agreed last. None before the first sync is proven (PROTOCOL L10). */
interface Verified {
  readonly epoch: string;
}
const verifiedKey = 'verified';

function isDue(filing: Filing): boolean {
  const { verifiedAt, verifyNow, world } = filing;
  if (verifyNow || verifiedAt === null) return true;
  const age = world.clock.now() - verifiedAt;
  // A clock that was set back must not put it off for years.
  return age < 0 || age >= everyMs;
}

function differingScopes(
  held: ReadonlyMap<string, RunningSum>,
  sums: NonNullable<PullAnswer['sum']>,
): readonly string[] {
  const nothing = new RunningSum();
  const differing = Object.entries(sums).filter(([scope, sum]) => !sameSum((held.get(scope) ?? nothing).value, sum));
  return inReadingOrder(differing.map(([scope]) => scope));
}

/**
 * Drops what lies here of scopes the server says no sum for. The account has them no more, and the note by which the
 * server would have named them in `revoke` was lost with a piece of the store (PROTOCOL D7, L1). Returns how many
 * documents that were.
 */
async function dropForgotten(
  filing: Filing,
  held: ReadonlyMap<string, RunningSum>,
  sums: NonNullable<PullAnswer['sum']>,
): Promise<number> {
  let dropped = 0;
  for (const [scope, { value }] of held) {
    if (sums[scope] !== undefined) continue;
    await dropScope(filing, scope, await cursorsOf(filing.world));
    dropped += value.n;
  }
  return dropped;
}

/**
 * Removes what the server had not when it was asked and what no page has brought since. Documents with entries waiting
 * stay until those are answered (PROTOCOL L11); very many are held back (L12).
 */
async function removeSurplus(
  filing: Filing,
  epoch: string,
  surplus: readonly Surplus[],
  lost: boolean,
): Promise<number> {
  const rows = surplus.flatMap(({ scope, key, upTo }): readonly WireRow[] => {
    const { type, id } = parseDocKey(key);
    const rv = versionHeld(filing, scope, type, id);
    // A version above: a page brought it since.
    if (rv === null || rv > upTo || (filing.pending.get(key) ?? 0) > 0) return [];
    return [{ s: scope, t: type, id, rv, k: 'leave' }];
  });
  if (rows.length > 0) await applyRepair(filing, epoch, rows, { lost });
  return rows.length;
}

/** One turn: differing parts are taken, the pull goes on to its end, and what is too much goes. */
async function repairAll(
  filing: Filing,
  page: PullAnswer,
  scopes: readonly string[],
  lost: boolean,
  pull: () => Promise<Result<PullAnswer, NetFault>>,
): Promise<Result<{ readonly page: PullAnswer; readonly changed: number }, NetFault>> {
  const surplus: Surplus[] = [];
  let changed = 0;
  for (const scope of scopes) {
    const repaired = await repairScope(filing, scope, page.epoch, exemptOf(await readHeldBack(filing.world.store)));
    if (!repaired.ok) return repaired;
    changed += repaired.value.taken;
    surplus.push(...repaired.value.surplus);
  }
  // The parts are newer than the page: what left or came in between is told apart by pulling that far.
  const again = await pull();
  if (!again.ok) return again;
  changed += await removeSurplus(filing, again.value.epoch, surplus, lost);
  return ok({ page: again.value, changed });
}

/**
 * Compares what is held with the sums of the last page and mends what differs (PROTOCOL L9). Never stops the exchange: a
 * comparison that was cut off is tried again with the next pull, one that mends nothing more ten minutes later.
 */
export async function verify(
  filing: Filing,
  status: SyncStatus,
  last: PullAnswer,
  pull: () => Promise<Result<PullAnswer, NetFault>>,
): Promise<void> {
  const { store, clock, report } = filing.world;
  const known = (await store.get('meta', verifiedKey))?.value as Verified | undefined;
  if (!known && status.get().first === null) {
    const { total } = filing.index.counts();
    status.set({ first: { done: total, total } });
  }
  if (!isDue(filing) || !filing.complete) return;
  if (filing.verifyNow) await mendViews(filing);
  await dropLostPacks(filing);
  let page = last;
  let mended = 0;
  for (let turn = 0; turn < mostTurns; turn++) {
    const exempt = exemptOf(await readHeldBack(store));
    const { sum = {} } = page;
    const held = await sumsHeld(filing, exempt);
    if (page.sum) mended += await dropForgotten(filing, held, sum);
    const differing = differingScopes(held, sum);
    if (differing.length === 0) {
      await dropGuesses(filing);
      await agree(filing, status, page.epoch, known);
      if (mended > 0) report('repair', new Error(`${mended} documents were brought into line with the server`));
      return;
    }
    // A life of the server in which nothing agreed yet: what is missing there was lost by it.
    const lost = known !== undefined && known.epoch !== page.epoch;
    const repaired = await repairAll(filing, page, differing, lost, pull);
    if (!repaired.ok) return;
    if (repaired.value.changed === 0) break;
    mended += repaired.value.changed;
    page = repaired.value.page;
  }
  filing.verifyNow = false;
  filing.verifiedAt = clock.now();
  report('repair', new Error(`the sums still differ after ${mended} documents were brought into line`));
}

async function agree(filing: Filing, status: SyncStatus, epoch: string, known: Verified | undefined): Promise<void> {
  const value: Verified = { epoch };
  if (known?.epoch !== epoch) {
    await filing.world.store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: verifiedKey, value })));
  }
  filing.verifyNow = false;
  filing.verifiedAt = filing.world.clock.now();
  status.set({ first: null });
}

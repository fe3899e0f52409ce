import { err, ok, type Result } from '../../../shared/result.ts';
import { paths, protocolVersion, pullAnswer, type PullAnswer } from '../../../shared/sync/protocol.ts';
import { applyPage } from '../apply.ts';
import { dropScope } from '../drop-scope.ts';
import { dropMeta, meta, namedIn, readMeta, writeMeta } from '../meta.ts';
import type { Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { reportWithheld, readWithheld } from '../removals.ts';
import { ask } from './ask.ts';
import { cursorsOf } from './cursors.ts';
import { inReadingOrder, readAgain, readScope } from './snapshot.ts';
import type { SyncStatus } from './sync-status.ts';
import { verify } from './verify.ts';
import { keepWater } from './water.ts';

/** Scopes whose first read was interrupted, except those still granted: the server cannot name them in `revoke`. */
async function halfRead(replica: Replica, granted: readonly string[]): Promise<readonly string[]> {
  const begun = await namedIn(replica.world.store, meta.snapshot);
  return begun.filter((scope) => !granted.includes(scope));
}

/** Entries here that have their answer. */
async function answeredHere(replica: Replica): Promise<ReadonlySet<string>> {
  const outbox = await replica.world.store.all('outbox');
  return new Set(outbox.filter(({ doneRv }) => doneRv !== null).map(({ opId }) => opId));
}

async function setCursor(replica: Replica, scope: string, cursor: number, epoch: string): Promise<void> {
  const next = { ...(await cursorsOf(replica.world)), [scope]: cursor };
  await replica.world.store.write(['meta'], (tx) => {
    writeMeta(tx, meta.cursors, next);
    writeMeta(tx, meta.epoch, epoch);
    dropMeta(tx, meta.snapshot.of(scope));
    return Promise.resolve();
  });
}

/**
 * Reads scopes a page does not bring by itself: granted ones for the first time (L7), forgotten ones again while they
 * stay in use (L11). They come before the page is applied, because an outbox row must not be removed before its effect
 * is here (P11).
 */
async function readScopes(replica: Replica, page: PullAnswer, status: SyncStatus): Promise<Result<boolean, NetFault>> {
  const { grant, resync = [] } = page;
  for (const scope of inReadingOrder(grant)) {
    const read = await readScope(replica, scope, page.epoch, await cursorsOf(replica.world), status);
    if (!read.ok) return read;
    await setCursor(replica, scope, read.value, page.epoch);
  }
  for (const scope of inReadingOrder(resync)) {
    const read = await readAgain(replica, scope, page.epoch);
    if (!read.ok) return read;
    await setCursor(replica, scope, read.value, page.epoch);
  }
  const some = grant.length + resync.length > 0;
  // A first read is verified by its sum (L10), which also finds what left a forgotten scope.
  if (some) replica.verifyNow = true;
  return ok(some);
}

/** The server has another epoch than at the handshake: what it lost has to be replayed first (PROTOCOL E2). */
const anotherEpoch: NetFault = { status: 409, code: 'GAP' };

/**
 * Pulls pages until this desk has read everything the last answer covers, and returns that answer. `handshake`: the
 * epoch of the handshake, null when any is accepted.
 */
async function pullToEnd(
  replica: Replica,
  status: SyncStatus,
  handshake: string | null,
): Promise<Result<PullAnswer, NetFault>> {
  const { store, server, log } = replica.world;
  log?.('pull');
  for (;;) {
    const [cursors, epoch, withheld, answered] = await Promise.all([
      cursorsOf(replica.world),
      readMeta(store, meta.epoch),
      readWithheld(store),
      answeredHere(replica),
    ]);
    const held = reportWithheld(withheld);
    const request = {
      proto: protocolVersion,
      epoch,
      scopes: cursors,
      limit: 500,
      ...(Object.keys(held).length > 0 ? { held } : {}),
    };
    const answer = await ask(server, paths.pull, request, pullAnswer);
    if (!answer.ok) return answer;
    const page = answer.value;
    if (handshake !== null && page.epoch !== handshake) return err(anotherEpoch);
    // A new epoch's versions are above all that were read, so cursors hold; the sums find what it lost, and it refuses
    // the tokens of snapshots begun before (PROTOCOL L8).
    if (epoch !== null && page.epoch !== epoch) replica.verifyNow = true;
    for (const scope of await halfRead(replica, page.grant))
      await dropScope(replica, scope, await cursorsOf(replica.world));
    for (const scope of page.revoke) await dropScope(replica, scope, await cursorsOf(replica.world));
    const read = await readScopes(replica, page, status);
    if (!read.ok) return read;
    if (read.value) continue;
    // The water is stored first, so that what is read can be shown to a register that lost it (PROTOCOL T12).
    if (!page.more) await keepWater(replica, page.water, false);
    await applyPage(replica, page, await cursorsOf(replica.world), { answered });
    if (!page.more) return ok(page);
  }
}

/**
 * Pulls what is new, and verifies the replica against the server when it is due (PROTOCOL L9). An interrupted
 * verification is tried again with the next pull; what was read is kept all the same. Returns the last page.
 */
export async function pullAll(
  replica: Replica,
  status: SyncStatus,
  handshake: string | null,
): Promise<Result<PullAnswer, NetFault>> {
  const pulled = await pullToEnd(replica, status, handshake);
  if (!pulled.ok) return pulled;
  await verify(replica, status, pulled.value, () => pullToEnd(replica, status, handshake));
  const report = Object.values(reportWithheld(await readWithheld(replica.world.store)));
  status.set({ withheld: report.reduce((sum, { remove }) => sum + remove, 0) });
  return pulled;
}

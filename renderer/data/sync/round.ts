import { ok, type Result } from '../../../shared/result.ts';
import type { BookNumbers } from '../../../shared/sync/protocol.ts';
import { countEveryMs, countHolding } from '../canary.ts';
import { meta, writeMeta } from '../meta.ts';
import type { Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { askJournal, recoverFromJournal } from '../recover.ts';
import { dropOverlay, isStoreless } from '../safe-mode.ts';
import { startIncarnation, shakeHands, type RoundMemory } from './handshake.ts';
import { newsSince, noteOthers } from '../notices.ts';
import { closeOwn, giveBack, isAskedToMove, refillLeases } from './leases.ts';
import { pullAll } from './pull.ts';
import { pushPending } from './push.ts';
import type { SyncStatus } from './sync-status.ts';

/** A desk runs for weeks: open books, block size and the clock's skew are requested again after this time. */
const handshakeLastsMs = 30 * 60_000;
/** A sooner handshake while no numbers are given out, or while a quarantined entry may be judged any moment. */
const newsLastsMs = 60_000;
/** The clock counts as moved when it is this far from what the last handshake found. */
const movedMs = 60_000;

/**
 * Confirms entries that are pending here although the desk has nothing left to send: they were answered while another
 * window or start was active. The journal knows their answers.
 */
async function confirmOrphans(replica: Replica): Promise<void> {
  const outbox = (await replica.world.store.all('outbox')).filter(({ doneRv }) => doneRv === null);
  await recoverFromJournal(replica, outbox, await askJournal(replica.world, outbox));
}

/**
 * Shakes hands when it is due, then pushes. A server at an unexpected position gets another handshake; one that still
 * knows other operations at those sequence numbers means a desk that was rewound and went on since, so it starts a new
 * incarnation (E4).
 */
async function handshakeAndPush(
  replica: Replica,
  memory: RoundMemory,
  status: SyncStatus,
): Promise<Result<null, NetFault>> {
  const { clock, log } = replica.world;
  const storeless = isStoreless(replica, status);
  const news = memory.hello?.numbering === 'closed' || status.quarantined();
  const lasts = news ? newsLastsMs : handshakeLastsMs;
  let moved = 0;
  for (let faults = 0; ; faults++) {
    if (faults > 0 || !memory.handshake || Math.abs(clock.now() - memory.handshakeAt) > lasts) {
      const handshake = await shakeHands(replica, memory, status);
      if (!handshake.ok) return handshake;
    }
    log?.('push');
    const pushed = await pushPending(replica, memory.hello?.epoch ?? null, storeless);
    if (pushed.ok) {
      if (pushed.value.kind === 'sent' || ++moved > mostMoves) return ok(null);
      const closed = await closeOwn(replica, pushed.value.lease);
      if (!closed.ok) return closed;
      // The handshake states it, and what is held goes on behind it.
      memory.handshake = false;
      faults--;
      continue;
    }
    const { code } = pushed.error;
    if (faults === 0 && (code === 'GAP' || code === 'FORK')) continue;
    if (faults !== 1 || code !== 'FORK') return pushed;
    const restarted = await startIncarnation(replica, storeless);
    if (!restarted.ok) return restarted;
  }
}

/** Own blocks given back in one round because entries of this desk met them. */
const mostMoves = 4;

/**
 * Gives back the blocks that lie in the way and takes new ones (PROTOCOL N13). Both are handshakes: the first one asks
 * what the register wants now, the second one states what the journal has closed since.
 */
async function arrangeNumbers(
  replica: Replica,
  memory: RoundMemory,
  status: SyncStatus,
  numbers: readonly BookNumbers[],
): Promise<Result<null, NetFault>> {
  if (await isAskedToMove(replica, numbers)) {
    const asked = await shakeHands(replica, memory, status);
    if (!asked.ok) return asked;
  }
  if (memory.hello && (await giveBack(replica, memory.hello, memory.stated))) {
    const stated = await shakeHands(replica, memory, status);
    if (!stated.ok) return stated;
  }
  return memory.hello?.numbering === 'open' ? refillLeases(replica, memory.hello) : ok(null);
}

/** As many as the desk returns at once. */
const maxCounted = 1000;

/** Counts pending operations from the journal: in safe mode the store cannot be asked. */
async function countFromJournal(replica: Replica, status: SyncStatus): Promise<void> {
  const { desk, account } = replica.world;
  const pending = await desk.pending(maxCounted);
  if (pending.ok) status.set({ pending: pending.value.filter(({ by }) => by.account === account.id).length });
}

/** Stored, so that a desk opened without the network can show the time of its last sync. */
async function noteExchange(
  replica: Replica,
  memory: RoundMemory,
  status: SyncStatus,
  serverTime: number,
): Promise<void> {
  const { store, clock } = replica.world;
  const lastPull = clock.now();
  const { skewMs } = status.get();
  const found = serverTime - lastPull;
  const moved = skewMs === null || Math.abs(found - skewMs) > movedMs;
  const skew = moved ? found : skewMs;
  const due = status.get().first === null && Math.abs(lastPull - memory.countedAt) >= countEveryMs;
  const canary = due ? await countHolding(store) : null;
  await store.write(['meta'], (tx) => {
    writeMeta(tx, meta.lastPull, lastPull);
    writeMeta(tx, meta.skew, skew);
    if (canary) writeMeta(tx, meta.canary, canary);
    return Promise.resolve();
  });
  if (canary) memory.countedAt = lastPull;
  status.set({ lastPull, skewMs: skew });
}

/**
 * One round: handshake, push, pull, verify, numbers. Ends at the first fault; what was done stays done. In safe mode it
 * only pushes, because the journal alone suffices for that (PROTOCOL D6). When the pull finds another epoch, a
 * handshake comes before anything of it is taken; `again`: that was done in this round.
 */
export async function syncRound(
  replica: Replica,
  memory: RoundMemory,
  status: SyncStatus,
  again = false,
): Promise<Result<null, NetFault>> {
  const pushed = await handshakeAndPush(replica, memory, status);
  if (isStoreless(replica, status)) {
    await countFromJournal(replica, status);
    return pushed;
  }
  if (!pushed.ok) return pushed;
  await status.recount();
  if (status.get().pending > 0) await confirmOrphans(replica);
  const since = await newsSince(replica);
  const pulled = await pullAll(replica, status, memory.hello?.epoch ?? null);
  if (!pulled.ok) {
    if (!memory.handshake || pulled.error.code !== 'GAP' || again) return pulled;
    memory.handshake = false;
    return syncRound(replica, memory, status, true);
  }
  await dropOverlay(replica);
  const { epoch, upTo, serverTime, numbers = [] } = pulled.value;
  status.set({ numbers });
  memory.readTo = { epoch, rv: upTo };
  await noteExchange(replica, memory, status, serverTime);
  await noteOthers(replica, since).catch((error: unknown) => replica.world.report('notices', error));
  await status.recount();
  if (memory.hello?.numbering !== 'open') return ok(null);
  replica.world.log?.('leases');
  return arrangeNumbers(replica, memory, status, numbers);
}

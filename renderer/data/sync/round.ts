import { ok, type Result } from '../../../shared/result.ts';
import { countEveryMs, countHolding } from '../canary.ts';
import type { Filing } from '../filing.ts';
import type { NetFault } from '../ports.ts';
import { askJournal, recoverFromJournal } from '../recover.ts';
import { dropOverlay, isStoreless } from '../safe-mode.ts';
import { beginAnew, greet, type RoundMemory } from './greet.ts';
import { refillLeases } from './leases.ts';
import { pullAll } from './pull.ts';
import { pushPending } from './push.ts';
import type { SyncStatus } from './sync-status.ts';

/** A desk runs for weeks: open books, block size and the clock's skew are asked for again after this time. */
const greetingLastsMs = 30 * 60_000;
/** Asked again sooner while no numbers are given out, or while an entry put aside may be judged any moment. */
const newsLastsMs = 60_000;
/** The clock is taken to have been moved when it is this far from what the last greeting found. */
const movedMs = 60_000;

/**
 * Entries that wait here although the desk has nothing left to send: answered while another window or start looked on.
 * The journal knows their answers.
 */
async function settleStrays(filing: Filing): Promise<void> {
  const outbox = (await filing.world.store.all('outbox')).filter(({ doneRv }) => doneRv === null);
  await recoverFromJournal(filing, outbox, await askJournal(filing.world, outbox));
}

/**
 * Greets when it is time and sends what waits. A server that stands elsewhere than thought is greeted anew. One that
 * still knows other operations at those places means a desk that was rewound and went on since: it begins anew (E4).
 */
async function greetAndPush(filing: Filing, memory: RoundMemory, status: SyncStatus): Promise<Result<null, NetFault>> {
  const { clock } = filing.world;
  const storeless = isStoreless(filing, status);
  const news = memory.hello?.numbering === 'closed' || status.putAside();
  const lasts = news ? newsLastsMs : greetingLastsMs;
  for (let faults = 0; ; faults++) {
    if (faults > 0 || !memory.greeted || Math.abs(clock.now() - memory.greetedAt) > lasts) {
      const greeted = await greet(filing, memory, status);
      if (!greeted.ok) return greeted;
    }
    const pushed = await pushPending(filing, memory.hello?.epoch ?? null, storeless);
    if (pushed.ok) return pushed;
    const { code } = pushed.error;
    if (faults === 0 && (code === 'GAP' || code === 'FORK')) continue;
    if (faults !== 1 || code !== 'FORK') return pushed;
    const anew = await beginAnew(filing, storeless);
    if (!anew.ok) return anew;
  }
}

/** As many as the desk gives out at once. */
const mostCounted = 1000;

/** What still waits, as the journal knows it: in safe mode the store cannot be asked. */
async function countFromJournal(filing: Filing, status: SyncStatus): Promise<void> {
  const { desk, account } = filing.world;
  const pending = await desk.pending(mostCounted);
  if (pending.ok) status.set({ waiting: pending.value.filter(({ by }) => by.account === account.id).length });
}

/** Kept, so that a desk opened without the network can say since when it has heard nothing. */
async function noteExchange(
  filing: Filing,
  memory: RoundMemory,
  status: SyncStatus,
  serverTime: number,
): Promise<void> {
  const { store, clock } = filing.world;
  const lastPull = clock.now();
  const { skewMs } = status.get();
  const found = serverTime - lastPull;
  const moved = skewMs === null || Math.abs(found - skewMs) > movedMs;
  const skew = moved ? found : skewMs;
  const due = status.get().first === null && Math.abs(lastPull - memory.countedAt) >= countEveryMs;
  const canary = due ? await countHolding(store) : null;
  await store.write(['meta'], (tx) => {
    tx.put('meta', { key: 'lastPull', value: lastPull }, { key: 'skew', value: skew });
    if (canary) tx.put('meta', canary);
    return Promise.resolve();
  });
  if (canary) memory.countedAt = lastPull;
  status.set({ lastPull, skewMs: skew });
}

/**
 * One exchange: greet, push, pull, numbers. Ends at the first fault; what was done stays done. In safe mode it only
 * sends: the journal alone is enough for that (PROTOCOL D6). A server found in another life while reading is greeted
 * before anything of that life is taken; `again`: it was, in this exchange.
 */
export async function syncRound(
  filing: Filing,
  memory: RoundMemory,
  status: SyncStatus,
  again = false,
): Promise<Result<null, NetFault>> {
  const pushed = await greetAndPush(filing, memory, status);
  if (isStoreless(filing, status)) {
    await countFromJournal(filing, status);
    return pushed;
  }
  if (!pushed.ok) return pushed;
  await status.recount();
  if (status.get().waiting > 0) await settleStrays(filing);
  const pulled = await pullAll(filing, status, memory.hello?.epoch ?? null);
  if (!pulled.ok) {
    if (!memory.greeted || pulled.error.code !== 'GAP' || again) return pulled;
    memory.greeted = false;
    return syncRound(filing, memory, status, true);
  }
  await dropOverlay(filing);
  const { epoch, upTo, serverTime } = pulled.value;
  memory.readTo = { epoch, rv: upTo };
  await noteExchange(filing, memory, status, serverTime);
  await status.recount();
  return memory.hello?.numbering === 'open' ? refillLeases(filing, memory.hello) : ok(null);
}

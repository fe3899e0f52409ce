import { ok, type Result } from '../../../shared/result.ts';
import { helloAnswer, paths, protocolVersion, type HelloAnswer } from '../../../shared/sync/protocol.ts';
import type { Filing } from '../filing.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';
import { askJournal, recoverFromJournal } from '../recover.ts';
import { refillLeases } from './leases.ts';
import { pullAll } from './pull.ts';
import { pushPending } from './push.ts';
import type { SyncStatus } from './sync-status.ts';

/** What one engine remembers between rounds. */
export interface RoundMemory {
  hello: HelloAnswer | null;
  /** Lives of the server and of this desk agree; asked again after every fault. */
  greeted: boolean;
  /** Desk time of the last greeting, ms. */
  greetedAt: number;
}

/** A desk runs for weeks: open books, block size and the clock's skew are asked for again after this time. */
const greetingLastsMs = 30 * 60_000;

/**
 * The server forgot entries it had answered: it was restored from an older backup. Nothing is exchanged then, because
 * what it would send would take away what only this desk still has.
 */
const restored = { ok: false, error: { status: 409, code: 'SERVER_BEHIND' } } as const;

/** Highest operation that has an answer, and with it all before. */
async function settledUpTo(filing: Filing, lastSeq: number): Promise<number> {
  const pending = await filing.world.desk.pending(1);
  return pending.ok ? (pending.value[0]?.seq ?? lastSeq + 1) - 1 : 0;
}

/** A rewound or copied desk may have printed numbers it no longer knows of: its blocks are never used again (N5). */
async function giveUpNumbers(filing: Filing): Promise<Result<null, NetFault>> {
  const { desk } = filing.world;
  const leases = await desk.leases();
  for (const lease of leases.ok ? leases.value : []) if (!lease.closed) await desk.closeLease(lease.id);
  return { ok: false, error: { status: 409, code: 'FORK' } };
}

async function greet(filing: Filing, memory: RoundMemory, status: SyncStatus): Promise<Result<HelloAnswer, NetFault>> {
  const { desk, server, clock, appVersion, store } = filing.world;
  const [leases, info] = await Promise.all([desk.leases(), desk.describe()]);
  const last = info.ok ? info.value.last : { seq: 0, hash: '' };
  // Looked at before the question: what another window settles meanwhile is no sign of a restored server.
  const answeredHere = await settledUpTo(filing, last.seq);
  const sent = clock.now();
  const answer = await ask(
    server,
    paths.hello,
    {
      proto: protocolVersion,
      app: appVersion,
      inc: filing.identity.inc,
      lastSeq: last.seq,
      lastHash: last.hash,
      epoch: ((await store.get('meta', 'epoch'))?.value ?? null) as string | null,
      leases: leases.ok ? leases.value.map(({ id, used }) => ({ id, used })) : [],
    },
    helloAnswer,
  );
  if (!answer.ok) return answer;
  const now = clock.now();
  // The server's clock at half of the round trip; recorded with every entry, decisive for none (sync.md 3.11).
  status.set({ skewMs: Math.round(answer.value.serverTime - (sent + now) / 2) });
  if (answeredHere > answer.value.lastSeq) return restored;
  memory.hello = answer.value;
  memory.greetedAt = now;
  memory.greeted = answer.value.state === 'ok';
  return answer;
}

/**
 * Entries that wait here although the desk has nothing left to send: answered while another window or start looked on.
 * The journal knows their answers.
 */
async function settleStrays(filing: Filing): Promise<void> {
  const outbox = (await filing.world.store.all('outbox')).filter(({ doneRv }) => doneRv === null);
  await recoverFromJournal(filing, outbox, await askJournal(filing.world, outbox));
}

/** One exchange: greet, push, pull, numbers. Ends at the first fault; what was done stays done. */
export async function syncRound(
  filing: Filing,
  memory: RoundMemory,
  status: SyncStatus,
): Promise<Result<null, NetFault>> {
  if (!memory.greeted || filing.world.clock.now() - memory.greetedAt > greetingLastsMs) {
    let hello = await greet(filing, memory, status);
    // Another account's window may have pushed between the two looks: only a second one counts.
    if (hello.ok && hello.value.state === 'fork') hello = await greet(filing, memory, status);
    if (!hello.ok) return hello;
    if (hello.value.state === 'retired') return { ok: false, error: { status: 403, code: 'DESK_RETIRED' } };
    if (hello.value.state === 'fork') return giveUpNumbers(filing);
  }
  const pushed = await pushPending(filing, memory.hello?.epoch ?? null);
  if (!pushed.ok) return pushed;
  await status.recount();
  if (status.get().waiting > 0) await settleStrays(filing);
  const pulled = await pullAll(filing, status);
  if (!pulled.ok) return pulled;
  const lastPull = filing.world.clock.now();
  // Kept, so that a desk opened without the network can say since when it has heard nothing.
  await filing.world.store.write(['meta'], (tx) =>
    Promise.resolve(tx.put('meta', { key: 'lastPull', value: lastPull })),
  );
  status.set({ lastPull });
  await status.recount();
  return memory.hello ? refillLeases(filing, memory.hello) : ok(null);
}

import type { DeskInfo, LeaseState } from '../../../shared/desk/desk.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { helloAnswer, paths, protocolVersion, type HelloAnswer, type Poke } from '../../../shared/sync/protocol.ts';
import { meta, readMeta } from '../meta.ts';
import type { Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { askJournal, readReplayed, recoverFromJournal } from '../recover.ts';
import { isStoreless } from '../safe-mode.ts';
import type { WindowMessage } from '../windows.ts';
import { ask } from './ask.ts';
import { notifyCopied } from './copied.ts';
import { takeLate } from './late.ts';
import { reconcile } from './reconcile.ts';
import type { SyncStatus } from './sync-status.ts';
import { keepWater, waterHere } from './water.ts';

/** What one engine remembers between rounds. */
export interface RoundMemory {
  hello: HelloAnswer | null;
  /** Epoch and incarnation agree with the server's; checked again after every fault. */
  handshake: boolean;
  /** Desk time of the last handshake, ms. */
  handshakeAt: number;
  /** Desk time at which the store was counted last, ms. */
  countedAt: number;
  /** Closed blocks the last handshake stated (PROTOCOL N12). */
  stated: ReadonlySet<string>;
  /** How far all scopes were read last. */
  readTo: Poke | null;
}

/** What the store knows of the server's epoch; nothing in safe mode. */
interface Known {
  readonly epoch: string | null;
  readonly late: number;
}

/** Fork, renewal, recovery and the final check, each twice at most: more is no answer of a working server. */
const maxTurns = 8;

async function knownHere(replica: Replica): Promise<Known> {
  const { store } = replica.world;
  const [epoch, late] = await Promise.all([readMeta(store, meta.epoch), readMeta(store, meta.late)]);
  return { epoch, late: late ?? 0 };
}

/** Highest seq up to which every operation has an answer. */
async function answeredUpTo(replica: Replica, lastSeq: number): Promise<number> {
  const pending = await replica.world.desk.pending(1);
  return pending.ok ? (pending.value[0]?.seq ?? lastSeq + 1) - 1 : 0;
}

async function sayHello(
  replica: Replica,
  info: DeskInfo,
  known: Known,
  leases: readonly LeaseState[],
  status: SyncStatus,
): Promise<Result<HelloAnswer, NetFault>> {
  const { server, clock, appVersion } = replica.world;
  const storeless = isStoreless(replica, status);
  const sent = clock.now();
  const body = {
    proto: protocolVersion,
    app: appVersion,
    inc: replica.identity.inc,
    lastSeq: info.last.seq,
    lastHash: info.last.hash,
    leases: leases.map(({ id, used, closed }) => ({ id, used, closed })),
    machine: info.machine,
    late: known.late,
    water: await waterHere(replica, storeless),
    life: info.life,
    certificates: info.certificates,
  };
  const answer = await ask(server, paths.hello, body, helloAnswer);
  if (!answer.ok) return answer;
  await keepWater(replica, answer.value.water, storeless);
  const now = clock.now();
  // The server's clock at half of the round trip; recorded with every entry, decisive for none.
  const skewMs = Math.round(answer.value.serverTime - (sent + now) / 2);
  status.set({ skewMs, numbering: answer.value.numbering });
  return answer;
}

/** Why the desk got no new incarnation: no answer, somebody has to act, or the server refused it. */
function renewFault(code: string): NetFault {
  if (code === 'NOT_SIGNED_IN') return { status: 401, code };
  const passing = ['SERVER_UNREACHABLE', 'NOT_OUR_SERVER', 'NOT_A_SERVER', 'DESK_LOST', 'DISK_FULL', 'JOURNAL_FAILED'];
  if (passing.includes(code) || code === 'INTERNAL' || code === 'BUSY' || code === 'TOO_MANY_TRIES')
    return { status: 0, code };
  return code === 'DESK_RETIRED' || code === 'DESK_UNKNOWN' ? { status: 403, code } : { status: 409, code: 'FORK' };
}

/**
 * Starts a new incarnation of a rewound desk, or a new desk for a copy; pending operations get new sequence numbers
 * (PROTOCOL E4, E5).
 */
export async function startIncarnation(replica: Replica, storeless: boolean): Promise<Result<null, NetFault>> {
  const { desk, store, announcer, log } = replica.world;
  log?.('restart');
  const renewed = await desk.renew();
  if (!renewed.ok) return err(renewFault(renewed.error.code));
  replica.identity = renewed.value;
  if (!storeless) {
    const outbox = await store.all('outbox');
    await recoverFromJournal(replica, outbox, await askJournal(replica.world, outbox));
  }
  announcer.post({ kind: 'incarnation' } satisfies WindowMessage);
  return ok(null);
}

/**
 * The handshake that opens a round: compares epoch and incarnation with the server, and starts a new incarnation or
 * replays what a restored server lost when they differ. Ends with a server that answers `ok`, or with the fault that
 * prevents it.
 */
export async function shakeHands(
  replica: Replica,
  memory: RoundMemory,
  status: SyncStatus,
): Promise<Result<null, NetFault>> {
  const { desk, clock, log } = replica.world;
  const storeless = isStoreless(replica, status);
  let forks = 0;
  for (let turn = 0; turn < maxTurns; turn++) {
    log?.('handshake');
    const info = await desk.describe();
    if (!info.ok) return err({ status: 0, code: info.error.code });
    // Another account at this desk may have started a new incarnation.
    if (info.value.desk) replica.identity = info.value.desk;
    if (info.value.copied) {
      const restarted = await startIncarnation(replica, storeless);
      if (!restarted.ok) return restarted;
      continue;
    }
    const epoch = memory.hello?.epoch ?? null;
    const known = storeless ? { epoch, late: 0 } : await knownHere(replica);
    // Read before the request: what another window settles meanwhile says nothing of the server.
    const answered = await answeredUpTo(replica, info.value.last.seq);
    const leases = await desk.leases();
    if (!leases.ok) return err({ status: 0, code: leases.error.code });
    const hello = await sayHello(replica, info.value, known, leases.value, status);
    if (!hello.ok) return hello;
    const { state } = hello.value;
    switch (state) {
      case 'ok':
        // The server asks for nothing and lacks what was answered here: another copy of a forked desk has reported for
        // both (E5).
        if (hello.value.lastSeq < answered && hello.value.inc === replica.identity.inc) {
          const restarted = await startIncarnation(replica, storeless);
          if (!restarted.ok) return restarted;
          continue;
        }
        memory.hello = hello.value;
        memory.handshakeAt = clock.now();
        memory.handshake = true;
        memory.stated = new Set(leases.value.flatMap(({ id, closed }) => (closed ? [id] : [])));
        status.set({ numbers: hello.value.numbers ?? [] });
        if (!storeless && known.epoch !== null && known.epoch !== hello.value.epoch) await readReplayed(replica);
        if (!storeless && hello.value.late.upTo > known.late) await takeLate(replica, hello.value.late);
        if (!storeless && hello.value.copied) await notifyCopied(replica, hello.value.copied);
        return ok(null);
      case 'fork': {
        // Another account's window may have pushed between the two reads: only a second fork counts.
        if (++forks < 2) continue;
        forks = 0;
        const restarted = await startIncarnation(replica, storeless);
        if (!restarted.ok) return restarted;
        continue;
      }
      case 'recovery': {
        log?.('replay');
        const reconciled = await reconcile(replica, hello.value, info.value.life, known.epoch, storeless);
        // The journal no longer reaches back to the server's position: pending operations go on in a new incarnation.
        const hasForked = !reconciled.ok && (reconciled.error.code === 'GAP' || reconciled.error.code === 'FORK');
        const repaired = hasForked ? await startIncarnation(replica, storeless) : reconciled;
        if (!repaired.ok) return repaired;
        continue;
      }
      default:
        return assertNever(state, 'state of a handshake');
    }
  }
  return err({ status: 0, code: 'NOT_OUR_SERVER' });
}

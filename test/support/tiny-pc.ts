import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Office } from '../../renderer/data/office.ts';
import { openOffice } from '../../renderer/data/open-office.ts';
import type { World } from '../../renderer/data/ports.ts';
import type { Store } from '../../renderer/data/store.ts';
import { sha256 } from '../../main/desk/sha256.ts';
import { emptyState, foldRecord } from '../../shared/desk/desk-state.ts';
import type { Desk, DeskInfo } from '../../shared/desk/desk.ts';
import { journalPart } from '../../shared/desk/journal-part.ts';
import type { Journal, JournalRecord } from '../../shared/desk/journal-record.ts';
import { makeSequence } from '../../shared/desk/sequence.ts';
import type { Account } from '../../shared/people/people.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { fakeMaster } from './fake-master.ts';
import { everybody } from './signing.ts';
import type { TinyServer } from './tiny-server.ts';
import { memoryDrafts } from './memory-drafts.ts';

/** How steps of the program that wait for something are let go on, and which of them fail. */
export interface Fate {
  /** Resolves when it is this step's turn. */
  turn(what: string): Promise<void>;
  /** Whether the step now under way fails. */
  fails(what: string): boolean;
}

/** A PC that survives its program: journal and store lie here. */
export interface TinyPc {
  readonly store: Store;
  /** Starts the program; what an earlier start still has under way comes to nothing. */
  /** `change`: parts of the world another test wants to hold in its own hand. */
  start(fate: Fate, change?: (world: World) => World): Promise<Office>;
  /** Ids of the entries the journal has no answer for. */
  unanswered(): readonly string[];
  /** Ends the program in the middle of whatever it does. */
  crash(): void;
}

const identity = { id: 'desk-1', code: 'D01', name: 'Meja', inc: 1 };
const never = new Promise<never>(() => undefined);

export function tinyPc(server: TinyServer, onWritten: () => Promise<void>): TinyPc {
  const disk: JournalRecord[] = [{ k: 'desk', identity, server: 'http://s', pinned: null, machine: 'm' }];
  const store = memoryStore();
  const account = (fakeMaster.account as readonly Account[]).find(({ username }) => username === 'umum') as Account;
  let starts = 0;
  let ids = 0;

  const openDesk = async (alive: () => boolean): Promise<Desk> => {
    const state = emptyState();
    for (const record of disk) foldRecord(state, record);
    const write = (records: readonly JournalRecord[]): Promise<void> => {
      if (!alive()) return never;
      disk.push(...records);
      return Promise.resolve();
    };
    const journal: Journal = {
      append: write,
      note: write,
      history: (_after, visit) => Promise.resolve(disk.forEach(visit)),
    };
    const sequence = makeSequence(state, journal, sha256, everybody);
    const part = journalPart(state, sequence, journal);
    const no = () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT')));
    const info = (): DeskInfo => ({
      ...{ host: 'local', version: 'test', server: 'http://s', journal: 'disk', prints: false, remembers: true },
      ...{ desk: state.identity, last: { seq: state.seq, hash: state.lastHash }, accounts: [] },
      ...{ life: null, certificates: [] },
      ...{ freeBytes: null, machine: 'm', copied: false },
    });
    if (!state.signedIn.has(account.id)) {
      const by = { account: account.id, person: account.personId, position: null };
      const at = { wall: '2026-10-08T08:00:00.000+07:00', skewMs: null };
      const rest = { epoch: null, base: {}, args: { account: account.id }, number: null };
      await part.append({ opId: `in-${++ids}`, name: 'session.signIn', v: 1, by, at, ...rest });
    }
    const others = { inspectServer: no, enrol: no, signIn: no, signOut: no, current: no, renew: no, settings: no };
    const more = {
      saveSettings: no,
      print: no,
      openExternal: no,
      scanStates: no,
      heldScans: no,
      judgeScans: no,
      sendScans: no,
    };
    return { ...part, describe: () => Promise.resolve(ok(info())), ...others, ...more } as unknown as Desk;
  };

  return {
    store,
    unanswered: () => {
      const state = emptyState();
      for (const record of disk) foldRecord(state, record);
      return [...state.pending.values()].filter(({ name }) => !isSessionOp(name)).map(({ opId }) => opId);
    },
    crash: () => void starts++,
    async start(fate, change = (world) => world) {
      const mine = ++starts;
      let running = false;
      const alive = (): boolean => mine === starts;
      /** A step that waits its turn, and is never heard of again when the program ended meanwhile. */
      const step = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
        await fate.turn(what);
        return alive() ? work() : never;
      };
      const request = (what: string, answer: () => ReturnType<World['server']['call']>) =>
        step(what, async () => {
          const lost = fate.fails(what);
          const before = lost && fate.fails(`${what} arrives`);
          const value = before ? null : await answer();
          // Reached the server or not: the desk cannot tell.
          await fate.turn(`${what} answer`);
          if (!alive()) return never;
          return lost || value === null ? err({ status: 0, code: 'SERVER_UNREACHABLE' }) : value;
        });
      const world: World = {
        server: {
          call: (path, body) => request(path, () => Promise.resolve(server.call(path, structuredClone(body)))),
          bytes: () => Promise.resolve(ok(server.bytes())),
          live: () => () => undefined,
        },
        desk: await openDesk(alive),
        store: {
          ...store,
          // At the start it opens: otherwise a store in memory would stand in for this one until the next start.
          open: () =>
            running && fate.fails('open') ? Promise.reject(new DOMException('lost', 'UnknownError')) : store.open(),
          write: (tables, work) =>
            step('store', async () => {
              if (fate.fails('store')) throw new DOMException('lost', 'UnknownError');
              const value = await store.write(tables, work);
              await onWritten();
              return value;
            }),
        },
        drafts: memoryDrafts(),
        account,
        clock: { now: () => Date.UTC(2026, 9, 8, 1, 0) },
        ids: { next: () => `id-${++ids}` },
        timers: {
          // Any timer may be the next to fire: what must not hang on their order is tried in all orders.
          set: (work, ms) => {
            const timer = { off: false };
            // The long ones only look again; whoever drives this PC does that more often.
            if (ms < 30_000) void step(`timer ${ms}`, () => (timer.off ? undefined : work()));
            return timer;
          },
          clear: (timer) => void ((timer as { off: boolean }).off = true),
        },
        locks: { hold: (_name, _signal, work) => work() },
        announcer: { post: () => undefined, listen: () => () => undefined, close: () => undefined },
        codec: {
          inflate: (bytes) => Promise.resolve(new TextDecoder().decode(bytes)),
          deflate: (text) => Promise.resolve(new TextEncoder().encode(text)),
        },
        chance: () => 0,
        appVersion: 'test',
        builtAt: 0,
        report: () => undefined,
      };
      const opened = await openOffice(change(world));
      running = true;
      if (!opened.ok) throw new Error(opened.error.code);
      return opened.value;
    },
  };
}

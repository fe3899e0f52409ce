import type { Clock } from '../../shared/clock.ts';
import type { Desk, Host, Outcome } from '../../shared/desk/desk.ts';
import type { Ids } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { readSettings, writeSettings } from './desk-settings.ts';
import { emptyState, foldRecord, type DeskState } from './desk-state.ts';
import { makeForward, type ForwardRequest } from './forward.ts';
import { inspectServer } from './inspect-server.ts';
import { openJournal, type Journal } from './journal.ts';
import { makeKnownAccounts } from './known-accounts.ts';
import type { JournalDisk, SettingsFile, Upstream, UpstreamAnswer, Vault } from './ports.ts';
import { makeSequence, type Sequence } from './sequence.ts';
import { makeSessions } from './sessions.ts';

/** What the host around the core does itself. */
export interface HostServices {
  readonly prints: boolean;
  print(route: string, as: 'paper' | 'pdf', fileName: string): Promise<Outcome<'done' | 'cancelled'>>;
  openExternal(url: string): Promise<Outcome<null>>;
}

export interface DeskParts {
  readonly host: Host;
  readonly version: string;
  readonly machine: string;
  readonly disk: JournalDisk;
  readonly file: SettingsFile;
  readonly vault: Vault;
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly services: HostServices;
}

export interface DeskCore {
  readonly desk: Desk;
  forward(request: ForwardRequest): Promise<UpstreamAnswer>;
  /** Flushes and closes the journal. */
  close(): Promise<void>;
}

type JournalPart = Pick<Desk, 'append' | 'pending' | 'settle' | 'recover' | 'leases' | 'grantLease' | 'closeLease'>;

/** Sequence, numbers and recovery, as the renderer asks for them. */
function journalPart(state: DeskState, sequence: Sequence): JournalPart {
  return {
    append: (draft) => sequence.append(draft),
    pending: (limit) => Promise.resolve(ok([...state.pending.values()].slice(0, limit))),
    settle: (results) => {
      const fresh = results.filter(({ seq }) => state.pending.has(seq));
      return fresh.length === 0 ? Promise.resolve(ok(null)) : sequence.record([{ k: 'results', results: fresh }], false);
    },
    recover: (account, sinceSeq) => {
      const own = (seq: number): boolean => state.authors.get(seq) === account;
      return Promise.resolve(
        ok({
          pending: [...state.pending.values()].filter(({ by }) => by.account === account),
          settled: [...state.results.values()].filter(({ seq }) => seq > sinceSeq && own(seq)),
        }),
      );
    },
    leases: () => Promise.resolve(ok([...state.leases.values()])),
    grantLease: (lease) => sequence.record([{ k: 'lease', lease }], true),
    closeLease: async (id) => {
      const lease = state.leases.get(id);
      if (!lease) return err(refuse('state', 'NO_SUCH_LEASE'));
      // PROTOCOL N6: the block is given up in the journal before the server is told what remains unused.
      const closed = lease.closed ? ok(null) : await sequence.record([{ k: 'close', lease: id }], true);
      return closed.ok ? ok(state.leases.get(id) ?? lease) : closed;
    },
  };
}

/** Opens the desk core: reads the journal, then answers. Rejects with `JournalDamaged` or an I/O error. */
export async function createDesk(parts: DeskParts): Promise<DeskCore> {
  const state = emptyState();
  const journal: Journal = await openJournal(parts.disk, (record) => foldRecord(state, record));
  const sequence = makeSequence(state, journal);
  const known = makeKnownAccounts(parts.file);
  const sessions = makeSessions({ ...parts, state, sequence, known });
  const desk: Desk = {
    ...journalPart(state, sequence),
    ...sessions,
    describe: async () =>
      ok({
        host: parts.host,
        version: parts.version,
        server: state.server,
        desk: state.identity,
        journal: 'disk',
        prints: parts.services.prints,
        remembers: parts.vault.durable,
        accounts: known.list().map(({ id, username }) => ({ id, username })),
        freeBytes: await journal.free(),
      }),
    inspectServer: async (address) => {
      const inspected = await inspectServer(parts.upstream, address);
      if (!inspected.ok) return inspected;
      const { pin: _kept, ...trust } = inspected.value;
      return ok(trust);
    },
    settings: () => Promise.resolve(ok(readSettings(parts.file))),
    saveSettings: (settings) => {
      writeSettings(parts.file, settings);
      return Promise.resolve(ok(null));
    },
    print: (route, as, fileName) => parts.services.print(route, as, fileName),
    openExternal: (url) => parts.services.openExternal(url),
  };
  return { desk, forward: makeForward(state, parts.vault, parts.upstream), close: () => journal.close() };
}

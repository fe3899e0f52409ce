/**
 * The desk core: it journals every operation of an optimistic client before the entry counts as saved, and hands pending
 * operations to the window that pushes them. The window pulls the register's rows and rebases what is pending over them;
 * the core sees to it that only the signed-in account acts and that only the register's own answers are recorded.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Desk, DeskInfo, Host, Outcome } from '../../shared/desk/desk.ts';
import { emptyState, sealedIncarnation } from '../../shared/desk/desk-state.ts';
import { journalPart } from '../../shared/desk/journal-part.ts';
import { isSameMachine } from '../../shared/desk/machine-name.ts';
import { makeSequence } from '../../shared/desk/sequence.ts';
import type { Ids, RandomBytes } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { ed25519, nodeBoxes, type Signing } from './account-keys.ts';
import { makeExport } from './export.ts';
import { boxKeysOf, makeContents } from './contents.ts';
import { makeFirstDay, type OwnServer } from './first-day.ts';
import { readSettings, writeSettings } from './desk-settings.ts';
import { makeForward, type ForwardRequest } from './forward.ts';
import { inspectServer } from './inspect-server.ts';
import { isOnThisPc, makeMoveServer } from './move-server.ts';
import { openJournal } from './journal.ts';
import type { FileSpace } from '../../shared/scans/file-space.ts';
import type { ScanBox } from '../../shared/scans/scan-box.ts';
import { scanSealWith } from '../../shared/scans/scan-seal.ts';
import { deskScans } from './scans.ts';
import { sha256 } from './sha256.ts';
import { makeKnownAccounts, type Stretch } from './known-accounts.ts';
import { makeNumberMarks } from './number-marks.ts';
import { makeExchange } from './exchange.ts';
import { makeObserved } from './observed.ts';
import type { JournalDisk, OutsideMarks, SettingsFile, Timers, Upstream, UpstreamAnswer, Vault } from './ports.ts';
import { makePresence } from './presence.ts';
import { openSigners } from './open-signers.ts';
import { makeRenew } from './renew.ts';
import { makeRepair } from './repair.ts';
import { makeSealOld } from '../../shared/desk/seal-old.ts';
import { makeSessions, signedOf } from './sessions.ts';
import { makeTries } from './tries.ts';
import { windowDesk } from './window-desk.ts';
import { settingsWithRoom, vaultWithRoom } from './with-room.ts';

/** What the host around the core provides. */
export interface HostServices {
  readonly prints: boolean;
  print(route: string, as: 'paper' | 'pdf', fileName: string): Promise<Outcome<'done' | 'cancelled'>>;
  openExternal(url: string): Promise<Outcome<null>>;
  /** Absent: this host cannot start the demonstration office. */
  openDemo?(): Promise<Outcome<string>>;
}

export interface DeskDeps {
  readonly host: Host;
  readonly version: string;
  readonly machine: string;
  /** Absent: this desk was started alone. */
  readonly ownServer?: OwnServer;
  /** Set at the desk of the demonstration office. */
  readonly demo?: NonNullable<DeskInfo['demo']>;
  readonly disk: JournalDisk;
  /** Second copy of the highest burned numbers; absent: only the journal has them. */
  readonly outside?: OutsideMarks;
  /** Size of a journal file, bytes; absent: 16 MiB. */
  readonly fileBytes?: number;
  readonly file: SettingsFile;
  readonly vault: Vault;
  readonly upstream: Upstream;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly services: HostServices;
  /** Folder for the files of scans. Absent: this desk takes none. */
  readonly scanSpace?: FileSpace;
  /** Absent: scrypt at its full cost. */
  readonly stretch?: Stretch;
  /** Absent: Ed25519. */
  readonly signing?: Signing;
}

export interface DeskCore {
  readonly desk: Desk;
  forward(request: ForwardRequest): Promise<UpstreamAnswer>;
  /** Bytes of scans, which do not go through the channels; null where this desk has no folder for them. */
  readonly scans: ScanBox | null;
  /** The account at the window; null when nobody is signed in. */
  atWindow(): string | null;
  /** Flushes and closes the journal. */
  close(): Promise<void>;
}

function currentAccount(file: SettingsFile): Account | null {
  return (file.read()['current'] as Account | undefined) ?? null;
}

/** Every change in the office has every desk pull: the water of those is journalled once in this time. */
const pulledWaterMs = 60_000;

/** Opens the desk core: reads the journal, then answers. Rejects with `JournalDamaged`, `JournalIsNewer` or an I/O error. */
export async function createDesk(given: DeskDeps): Promise<DeskCore> {
  const state = emptyState();
  const journal = await openJournal(given.disk, state, given.fileBytes);
  const deps: DeskDeps = {
    ...given,
    file: settingsWithRoom(given.file, journal.reserve),
    vault: vaultWithRoom(given.vault, journal.reserve),
  };
  const copied = (): boolean => state.machine !== null && !isSameMachine(state.machine, deps.machine);
  const marks = makeNumberMarks(deps.outside, state, () => !copied());
  await marks.quiet();
  const signing = deps.signing ?? ed25519;
  const signers = await openSigners(deps.vault, currentAccount(deps.file)?.id ?? null, signing.signerOf);
  const known = makeKnownAccounts(deps.file, deps.random, deps.stretch, signing.signerOf);
  const contents = makeContents(signers, known, deps.random);
  const sequence = makeSequence(state, journal, sha256, signers, marks, contents);
  const isOpen = (account: string): boolean => signers.storeKeyOf(account) !== null;
  const sealScans = async (account: string): Promise<void> => scans.box?.sealFor(account);
  const sealOld = makeSealOld({ state, sequence, journal, contents, isOpen, sealScans });
  const presence = makePresence();
  const current = currentAccount(deps.file);
  // The session outlived the restart in the vault, so the account is still signed in.
  if (current && state.signedIn.has(current.id) && signers.of(current.id)) presence.enter(current);
  const tries = makeTries(deps.file, deps.clock);
  const { verify } = signing;
  const sessions = makeSessions({ ...deps, state, sequence, known, signers, presence, tries, verify, sealOld });
  const { tokenOf } = sessions;
  const repair = makeRepair({ state, vault: deps.vault, accounts: known.list, refused: sessions.deskRefused });
  const seal = scanSealWith(boxKeysOf(signers, known), nodeBoxes(deps.random));
  const scans = deskScans({ ...deps, state, tokenOf, seal });
  const here = presence.account();
  if (here) void sealOld.run(here.id);
  const session = async (): Promise<string | null> => {
    const account = presence.account();
    return account ? tokenOf(account.id) : null;
  };
  const observed = makeObserved(state.water);
  const keepWater = () =>
    sequence.record(() => {
      const water = observed.newest();
      return ok(water && water.seal !== state.water?.seal ? [{ k: 'water', water }] : []);
    }, false);
  let pulledWaterAt: number | null = null;
  const keepPulledWater = async (): Promise<void> => {
    const now = deps.clock.now();
    if (pulledWaterAt !== null && Math.abs(now - pulledWaterAt) < pulledWaterMs) return;
    pulledWaterAt = now;
    await keepWater();
  };
  const cutOff = async (): Promise<boolean> => presence.account() === null && (await repair()) !== null;
  const certificates = () => known.certificates();
  const exchange = makeExchange({
    ...{ state, machine: deps.machine, presence, observed, contents, certificates, marks },
    keepWater,
    keepPulledWater,
  });
  const firstDay = makeFirstDay({ ...deps, ownServer: deps.ownServer ?? null, state, enrol: sessions.enrol });
  const moveServer = makeMoveServer({ ...deps, state, sequence });
  const { ownServer } = deps;
  // Its server was started with it and is the same one, at another port.
  const moved = ownServer && state.server !== null && state.server !== ownServer.address && isOnThisPc(state.server);
  if (moved) await moveServer(ownServer.address);
  const desk: Desk = {
    ...journalPart(state, sequence, journal, contents, marks),
    renew: makeRenew({ ...deps, state, sequence, known, signers, session }),
    enrol: sessions.enrol,
    beginOffice: firstDay.beginOffice,
    openDemo: () => deps.services.openDemo?.() ?? Promise.resolve(err(refuse('HOST_CANNOT_OPEN'))),
    moveServer,
    changePassword: sessions.changePassword,
    signIn: sessions.signIn,
    signOut: sessions.signOut,
    current: () => {
      const account = presence.account();
      return Promise.resolve(ok(account ? signedOf(account, false, signers) : null));
    },
    describe: async () =>
      ok({
        host: deps.host,
        version: deps.version,
        server: state.server,
        ...(deps.ownServer === undefined ? {} : { suggestedServer: deps.ownServer.address }),
        ...((await firstDay.isToday()) ? { firstDay: { canOpenDemo: deps.services.openDemo !== undefined } } : {}),
        ...(deps.demo === undefined ? {} : { demo: deps.demo }),
        desk: state.identity,
        last: { seq: state.seq, hash: state.lastHash },
        life: sealedIncarnation(state),
        certificates: known.certificates(),
        journal: 'disk',
        prints: deps.services.prints,
        remembers: deps.vault.durable,
        accounts: known.list().map(({ id, username }) => ({ id, username })),
        freeBytes: await journal.free(),
        machine: deps.machine,
        copied: copied(),
        signedOut: presence.endedBy(),
        repair: await repair(),
      }),
    inspectServer: async (address) => {
      const inspected = await inspectServer(deps.upstream, deps.timers, address);
      if (!inspected.ok) return inspected;
      const { pin: _kept, ...trust } = inspected.value;
      return ok(trust);
    },
    settings: () => Promise.resolve(ok(readSettings(deps.file))),
    saveSettings: (settings) => {
      writeSettings(deps.file, settings);
      return Promise.resolve(ok(null));
    },
    print: (route, as, fileName) => deps.services.print(route, as, fileName),
    openExternal: (url) => deps.services.openExternal(url),
    carryAway: makeExport({ ...deps, state, contents, pendingScans: async () => (await scans.box?.waiting()) ?? [] }),
    ...scans.methods,
  };
  return {
    desk: windowDesk(desk, {
      state,
      presence,
      observed,
      exchange,
      keysOf: known.keysOf,
      keepWater,
      copied,
      cutOff,
      verify: signing.verify,
    }),
    forward: makeForward({ ...deps, state, presence, exchange, tokenOf }),
    scans: scans.box,
    atWindow: () => presence.account()?.id ?? null,
    close: async () => {
      await scans.box?.close();
      await sealOld.quiet();
      await keepWater();
      await marks.quiet();
      await journal.close();
    },
  };
}

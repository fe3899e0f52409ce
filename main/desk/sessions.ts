import type { Clock } from '../../shared/clock.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { Enrolment, Outcome, Signed } from '../../shared/desk/desk.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { diskRefusal, type Sequence } from '../../shared/desk/sequence.ts';
import { signAgain } from '../../shared/desk/sign-again.ts';
import type { Ids } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import type { SessionOp } from '../../shared/people/session.ts';
import { refuse, type RefusalCode } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { makeSerialQueue } from '../../shared/serial-queue.ts';
import type { VerifySignature } from '../../shared/sync/proof.ts';
import type { SessionAnswer } from '../../shared/sync/session-api.ts';
import { within } from './ask-json.ts';
import { isDiskFull } from '../../shared/disk-full.ts';
import { inspectServer } from './inspect-server.ts';
import type { KnownAccounts, OpenKey } from './known-accounts.ts';
import type { OpenSigners } from './open-signers.ts';
import type { SealOld } from '../../shared/desk/seal-old.ts';
import type { SettingsFile, Timers, Upstream, Vault } from './ports.ts';
import type { Presence } from './presence.ts';
import { makeSessionRequests, refusalOf, refusedBy, type Asked } from './session-requests.ts';
import { sha256 } from './sha256.ts';
import type { Tries, Try } from './tries.ts';

export interface SessionDeps {
  readonly state: DeskState;
  readonly sequence: Sequence;
  readonly upstream: Upstream;
  readonly timers: Timers;
  readonly vault: Vault;
  readonly file: SettingsFile;
  readonly known: KnownAccounts;
  readonly signers: OpenSigners;
  readonly verify: VerifySignature;
  readonly presence: Presence;
  readonly tries: Tries;
  readonly sealOld: SealOld;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Hashed name of this machine. */
  readonly machine: string;
}

export interface Sessions {
  enrol(enrolment: Enrolment): Promise<Outcome<Signed>>;
  signIn(username: string, password: string): Promise<Outcome<Signed>>;
  signOut(account: string): Promise<Outcome<null>>;
  /** The password of the account at the window, at the register it reaches (PROTOCOL T51). */
  changePassword(current: string, next: string): Promise<Outcome<null>>;
  /**
   * The session token of the account at the window; after an offline sign-in it is fetched as soon as the server
   * answers.
   */
  tokenOf(account: string): Promise<string | null>;
  /** Whether the register said that it does not know this desk's token; a sign-in that it answers clears it. */
  deskRefused(): boolean;
}

/**
 * After this time a known account is signed in whatever the network does; with the password's stretch it takes 3 s at
 * most.
 */
const patienceMs = 2_500;

/**
 * A password that opened the key here, kept in memory until the server gave a session, so that it is typed only once.
 */
interface Waiting {
  readonly username: string;
  readonly password: string;
  readonly key: OpenKey;
}

/** The key to store: a store key this desk can open stays, because the local store is encrypted under it. */
function withStoreKey(key: OpenKey, { storeKey }: SessionAnswer): OpenKey {
  if (key.storeKey !== null || storeKey === undefined) return key;
  return { ...key, storeKey: Buffer.from(storeKey, 'base64url'), kept: false };
}

/** The account at the window with its store key. */
export function signedOf(account: Account, online: boolean, signers: Pick<OpenSigners, 'storeKeyOf'>): Signed {
  const storeKey = signers.storeKeyOf(account.id);
  return { account, online, ...(storeKey === null ? {} : { storeKey }) };
}

const tokenName = (account: string): string => `session:${account}`;

/** Who is signed in at this desk, and with which key. Tokens and keys stay in the core; the renderer never sees one. */
export function makeSessions(deps: SessionDeps): Sessions {
  const { state, sequence, upstream, timers, vault, file, known, signers, presence, tries, clock, ids } = deps;
  const { sealOld } = deps;
  const requests = makeSessionRequests(deps);
  const pending = new Map<string, Waiting>();
  /** Session names in the sign-ins of the sequence, as far as this run of the program appended them. */
  const named = new Map<string, string>();

  /** Sign-ins and sign-outs run one after the other, however the network delays their causes. */
  const inTurn = makeSerialQueue();

  /** Sign-in and sign-out are operations in the desk's sequence (PROTOCOL P10). */
  const place = (name: SessionOp, account: string, session: string | null = null): Promise<Outcome<unknown>> => {
    const person = known.list().find(({ id }) => id === account)?.personId ?? null;
    return sequence.append({
      opId: ids.next(),
      name,
      v: 1,
      by: { account, person, position: null },
      at: { wall: isoWib(clock.now()), skewMs: null },
      epoch: null,
      base: {},
      args: { account, ...(session === null ? {} : { session }) },
      number: null,
    });
  };

  /** Appends the register's name of the session to the sequence as soon as it is known (PROTOCOL T20). */
  const placeSignIn = async (account: string, session: string | null): Promise<Outcome<unknown>> => {
    const news = session !== null && named.get(account) !== session;
    if (state.signedIn.has(account) && !news) return ok(null);
    const placed = await place('session.signIn', account, session);
    if (placed.ok && session !== null) named.set(account, session);
    return placed;
  };

  /** A disk that takes nothing keeps nobody signed in: without the key the name in the settings opens nothing. */
  const forget = (account: string): void => {
    const { current, ...rest } = file.read();
    if ((current as Account | undefined)?.id !== account) return;
    try {
      file.write(rest);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  };

  /**
   * Signs an account out. The key is closed even when the disk fails: a sign-out that could not be written is written
   * at the next sign-in, and no entry of the account is taken until then.
   */
  const leave = async (account: string, code: string | null): Promise<void> => {
    if (state.signedIn.has(account)) await place('session.signOut', account);
    await sealOld.run(account);
    await signers.close(account);
    named.delete(account);
    pending.delete(account);
    if (presence.is(account)) presence.leave(code);
    forget(account);
    const token = await vault.read(tokenName(account));
    await vault.remove(tokenName(account));
    if (token) await requests.end(token);
  };

  /** One account at a time: the previous one is signed out before the next is signed in (PROTOCOL T24). */
  const leaveTo = async (account: string): Promise<void> => {
    const before = presence.account();
    const others = new Set([...state.signedIn, ...(before ? [before.id] : [])]);
    others.delete(account);
    for (const other of others) await leave(other, null);
  };

  /** Stores the account's key, opens it, and signs pending operations that lost or never had a signature (T23). */
  const takeKey = async (
    account: Account,
    password: string,
    key: OpenKey,
    { certificate, formerKeys = [] }: Pick<SessionAnswer, 'certificate' | 'formerKeys'>,
  ): Promise<Outcome<null>> => {
    const { keys, unsigned } = await known.remember(account, password, key, certificate ?? null, formerKeys);
    const signer = await signers.open(account.id, key);
    const again = { signer, former: keys, unsignedToo: unsigned, digest: sha256, verify: deps.verify };
    const signed = await sequence.record(() => ok(signAgain(state, again)), true);
    // Nobody waits for it at a sign-in.
    void sealOld.run(account.id);
    return signed;
  };

  const enter = async (account: Account, session: string | null, online: boolean): Promise<Outcome<Signed>> => {
    const placed = await placeSignIn(account.id, session);
    if (!placed.ok) return placed;
    file.write({ ...file.read(), current: account });
    presence.enter(account);
    return ok(signedOf(account, online, signers));
  };

  /** The register accepted the password and gave a session and a certificate of the key. */
  const comeOnline = (answer: SessionAnswer, password: string, key: OpenKey): Promise<Outcome<Signed>> =>
    inTurn(async () => {
      const { account, token, session = null } = answer;
      await leaveTo(account.id);
      await vault.write(tokenName(account.id), token);
      const taken = await takeKey(account, password, withStoreKey(key, answer), answer);
      if (!taken.ok) return taken;
      pending.delete(account.id);
      tries.forgive(account.id);
      return enter(account, session, true);
    });

  /** The password opened the key before the server answered: the session is asked for now or with the next request. */
  const comeOffline = (account: Account, wait: Waiting): Promise<Outcome<Signed>> =>
    inTurn(async () => {
      await leaveTo(account.id);
      const taken = await takeKey(account, wait.password, wait.key, {});
      if (!taken.ok) return taken;
      pending.set(account.id, { ...wait, key: { ...wait.key, kept: true } });
      return enter(account, null, false);
    });

  /**
   * Handles the server's answer to a password that opened the key offline. Returns the token; null when there is none
   * yet.
   */
  const applyAnswer = (account: string, wait: Waiting, answer: Asked | null): Promise<string | null> =>
    inTurn(async () => {
      // Ignored when the account signed out or entered its password again meanwhile.
      if (!answer || pending.get(account) !== wait) return null;
      if (answer.status !== 200) {
        const code = refusedBy(answer, 'password');
        if (code === null) return null;
        known.lock(account);
        await leave(account, code);
        return null;
      }
      const opened = answer.body as SessionAnswer;
      pending.delete(account);
      await vault.write(tokenName(account), opened.token);
      const given = withStoreKey(answer.key, opened);
      const taken = await takeKey(opened.account, wait.password, given, opened);
      if (taken.ok) await placeSignIn(account, opened.session ?? null);
      return opened.token;
    });

  let seeking: Promise<string | null> | null = null;
  const seek = (account: string, wait: Waiting, asking: Promise<Asked | null>): Promise<string | null> => {
    const found = asking
      .then((answer) => applyAnswer(account, wait, answer))
      .finally(() => {
        if (seeking === found) seeking = null;
      });
    seeking = found;
    return found;
  };

  /** Neither the server nor this desk could verify the password. */
  const refused = (tried: Try<unknown> | null): Outcome<never> => {
    if (!tried) return err(refuse('FIRST_SIGN_IN_NEEDS_SERVER'));
    return tried.is === 'later'
      ? err(refuse('TOO_MANY_TRIES', { params: { seconds: tried.seconds } }))
      : err(refuse('WRONG_PASSWORD'));
  };

  /**
   * PROTOCOL T40: this desk under its own name, with another token, on the word of an administrator. The journal knows which
   * register that is; whatever address the window names is not asked.
   */
  const enrolAgain = async (username: string, password: string): Promise<Outcome<Signed>> => {
    const { identity, server, pinned } = state;
    if (!identity || server === null) return err(refuse('NOT_ENROLLED'));
    const key = known.freshKey();
    const { id: again, name: deskName } = identity;
    const given = { username, password, deskName, machine: deps.machine, key: key.key, again };
    const enrolled = await requests.enrol({ server, pinned }, given);
    if (enrolled.ok) return comeOnline(enrolled.value, password, key);
    return enrolled.error.code === 'FORBIDDEN' ? err(refuse('NEEDS_ADMINISTRATOR')) : enrolled;
  };

  /** The refusal of that code, said at that field of the form. */
  const atField = (refused: Outcome<never>, code: RefusalCode, field: string): Outcome<never> =>
    !refused.ok && refused.error.code === code ? err({ ...refused.error, field }) : refused;

  const onDisk = async <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    try {
      return await work();
    } catch (error) {
      if (isDiskFull(error)) return err(diskRefusal(error));
      throw error;
    }
  };

  const methods: Sessions = {
    async enrol({ server, deskName, username, password }) {
      if (state.identity) {
        const cutOff = requests.deskRefused() || (await vault.read('desk')) === null;
        return cutOff ? enrolAgain(username, password) : err(refuse('ALREADY_ENROLLED'));
      }
      const inspected = await inspectServer(upstream, timers, server);
      if (!inspected.ok) return inspected;
      const { address, pin } = inspected.value;
      const key = known.freshKey();
      const given = { username, password, deskName, machine: deps.machine, key: key.key };
      const enrolled = await requests.enrol({ server: address, pinned: pin }, given);
      if (!enrolled.ok) return enrolled;
      const { desk: identity } = enrolled.value;
      const incarnation = { k: 'desk', identity, server: address, pinned: pin, machine: deps.machine } as const;
      const recorded = await sequence.record(() => ok([incarnation]), true);
      return recorded.ok ? comeOnline(enrolled.value, password, key) : recorded;
    },

    async signIn(username, password) {
      if (!state.server) return err(refuse('NOT_ENROLLED'));
      const here = known.list().find((account) => account.username === username);
      const tried = here ? await tries.check(here.id, () => known.verify(username, password)) : null;
      if (tried?.is !== 'right') {
        const key = known.freshKey();
        const answer = await requests.open(username, password, key);
        if (!answer) return refused(tried);
        return answer.status === 200
          ? comeOnline(answer.body as SessionAnswer, password, answer.key)
          : refusalOf(answer);
      }
      const { account, key } = tried.value;
      const asking = requests.open(username, password, key);
      let late = false;
      const answer = await within(timers, patienceMs, asking, () => (late = true));
      if (answer?.status === 200) return comeOnline(answer.body as SessionAnswer, password, answer.key);
      const wrong = answer && refusedBy(answer, 'password');
      if (wrong !== null) known.lock(account.id);
      if (answer && (wrong ?? refusedBy(answer, 'desk')) !== null) return refusalOf(answer);
      const come = await comeOffline(account, { username, password, key });
      const wait = pending.get(account.id);
      if (come.ok && late && wait) void seek(account.id, wait, asking).catch(() => undefined);
      return come;
    },

    async changePassword(current, next) {
      const account = presence.account();
      if (!account || state.server === null) return err(refuse('NOT_SIGNED_IN'));
      const tried = await tries.check(account.id, () => known.verify(account.username, current));
      if (tried.is !== 'right') return atField(refused(tried), 'WRONG_PASSWORD', 'current');
      const session = await methods.tokenOf(account.id);
      if (session === null) return err(refuse('SERVER_UNREACHABLE'));
      const { key } = tried.value;
      const { username } = account;
      const changed = await requests.changePassword(session, { username, password: current }, next, key);
      if (!changed.ok) return atField(atField(changed, 'WRONG_PASSWORD', 'current'), 'WEAK_PASSWORD', 'next');
      // The key ended with the old password: a fresh one takes its place, and what waits is signed again (T23).
      const fresh = { ...known.freshKey(), storeKey: key.storeKey };
      await known.remember(account, next, fresh, null, []);
      const again = await requests.open(username, next, fresh);
      if (again?.status === 200) {
        const signed = await comeOnline(again.body as SessionAnswer, next, again.key);
        return signed.ok ? ok(null) : signed;
      }
      await inTurn(() => leave(account.id, 'NOT_SIGNED_IN'));
      return ok(null);
    },

    async signOut(account) {
      await inTurn(() => leave(account, null));
      return ok(null);
    },

    deskRefused: () => requests.deskRefused(),

    async tokenOf(account) {
      if (!presence.is(account)) return null;
      const token = await vault.read(tokenName(account));
      const wait = pending.get(account);
      if (token || !wait) return token;
      return seeking ?? seek(account, wait, requests.open(wait.username, wait.password, wait.key));
    },
  };
  return {
    ...methods,
    enrol: (enrolment) => onDisk(() => methods.enrol(enrolment)),
    signIn: (username, password) => onDisk(() => methods.signIn(username, password)),
    changePassword: (current, next) => onDisk(() => methods.changePassword(current, next)),
  };
}

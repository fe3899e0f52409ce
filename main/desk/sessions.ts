import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { Sequence } from '../../shared/desk/sequence.ts';
import type { Enrolment, Outcome, Signed } from '../../shared/desk/desk.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../../shared/ids.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { EnrolAnswer, SessionAnswer } from '../../shared/sync/session-api.ts';
import type { SessionOp } from '../../shared/people/session.ts';
import type { Certificate } from '../../shared/sync/proof.ts';
import { signAgain } from '../../shared/desk/sign-again.ts';
import { verifySignature } from './account-keys.ts';
import { inspectServer } from './inspect-server.ts';
import type { KnownAccounts, OpenKey } from './known-accounts.ts';
import type { OpenSigners } from './open-signers.ts';
import type { SettingsFile, Upstream, Vault } from './ports.ts';
import { makePost } from './post.ts';
import { sha256 } from './sha256.ts';

export interface SessionParts {
  readonly state: DeskState;
  readonly sequence: Sequence;
  readonly upstream: Upstream;
  readonly vault: Vault;
  readonly file: SettingsFile;
  readonly known: KnownAccounts;
  readonly signers: OpenSigners;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Hash of what the system calls this machine. */
  readonly machine: string;
}

export interface Sessions {
  enrol(enrolment: Enrolment): Promise<Outcome<Signed>>;
  signIn(username: string, password: string): Promise<Outcome<Signed>>;
  signOut(account: string): Promise<Outcome<null>>;
  current(): Promise<Outcome<Signed | null>>;
  /** The session token of an account; after an offline sign-in it is fetched as soon as the server answers. */
  tokenOf(account: string): Promise<string | null>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function refusesPassword({ body }: Answer): boolean {
  const { code } = Object(body) as { code?: unknown };
  return code === 'WRONG_PASSWORD' || code === 'ACCOUNT_DISABLED';
}

const tokenName = (account: string): string => `session:${account}`;

/** Tokens stay here: the renderer never sees one. */
export function makeSessions(parts: SessionParts): Sessions {
  const { state, sequence, upstream, vault, file, known, signers, clock, ids } = parts;

  const post = makePost(upstream);

  /** Sign-in and sign-out have their place in the desk's sequence (PROTOCOL P10). */
  const inSequence = (name: SessionOp, account: string, session: string | null = null): Promise<Outcome<unknown>> => {
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

  /** Keeps the account's key and opens it; signs with it what waits, if that lost or never had its signature (T23). */
  const takeKey = async (
    account: Account,
    password: string,
    key: OpenKey,
    certificate: Certificate | null,
  ): Promise<Outcome<null>> => {
    const { keys, unsigned } = await known.remember(account, password, key, certificate);
    const signer = await signers.open(account.id, key.seed);
    const again = { signer, former: keys, unsignedToo: unsigned, digest: sha256, verify: verifySignature };
    return sequence.record(() => ok(signAgain(state, again)), true);
  };

  /** Names of the sessions that the sign-ins in the sequence carry, as far as this run of the program placed them. */
  const named = new Map<string, string>();

  /** The register's name of the session stands in the sequence as soon as it is known (PROTOCOL T20). */
  const placeSignIn = async (account: string, session: string | null): Promise<Outcome<unknown>> => {
    const news = session !== null && named.get(account) !== session;
    if (state.signedIn.has(account) && !news) return ok(null);
    const placed = await inSequence('session.signIn', account, session);
    if (placed.ok && session !== null) named.set(account, session);
    return placed;
  };

  const accept = async (account: Account, session: string | null, online: boolean): Promise<Outcome<Signed>> => {
    const placed = await placeSignIn(account.id, session);
    if (!placed.ok) return placed;
    file.write({ ...file.read(), current: account });
    return ok({ account, online });
  };

  /** What the register answered to a password: session, key and its word on it. */
  const takeSession = async (answer: SessionAnswer, password: string, key: OpenKey): Promise<Outcome<null>> => {
    await vault.write(tokenName(answer.account.id), answer.token);
    return takeKey(answer.account, password, key, answer.certificate ?? null);
  };

  const refusalOf = (body: unknown): Outcome<never> => {
    const code = (body as { code?: string }).code ?? 'INTERNAL';
    return err(refuse(code === 'WRONG_PASSWORD' ? 'input' : 'fault', code));
  };

  /** Passwords of offline sign-ins, in memory until they brought a session; asked for once, not twice. */
  const waiting = new Map<string, { readonly username: string; readonly password: string }>();

  return {
    async enrol({ server, deskName, username, password }) {
      if (state.identity) return err(refuse('state', 'ALREADY_ENROLLED'));
      const inspected = await inspectServer(upstream, server);
      if (!inspected.ok) return inspected;
      const { address, pin } = inspected.value;
      const key = await known.keyFor(username, password);
      const given = { username, password, deskName, machine: parts.machine, key: key.key };
      const answer = await post({ server: address, pinned: pin }, paths.enrol, given);
      if (!answer) return err(refuse('fault', 'SERVER_UNREACHABLE'));
      if (answer.status !== 200) return refusalOf(answer.body);
      const enrolled = answer.body as EnrolAnswer;
      // Tokens first: one without an identity harms nothing, an identity without its token could never speak again.
      await vault.write('desk', enrolled.deskToken);
      const { desk: identity } = enrolled;
      const life = { k: 'desk', identity, server: address, pinned: pin, machine: parts.machine } as const;
      const recorded = await sequence.record(() => ok([life]), true);
      if (!recorded.ok) return recorded;
      const taken = await takeSession(enrolled, password, key);
      return taken.ok ? accept(enrolled.account, enrolled.session ?? null, true) : taken;
    },

    async signIn(username, password) {
      if (!state.server) return err(refuse('fault', 'NOT_ENROLLED'));
      const desk = await vault.read('desk');
      const { server, pinned } = state;
      const key = await known.keyFor(username, password);
      const answer = await post({ server, pinned, desk }, paths.session, { username, password, key: key.key });
      if (answer && answer.status !== 200) return refusalOf(answer.body);
      if (answer) {
        const opened = answer.body as SessionAnswer;
        const taken = await takeSession(opened, password, key);
        if (!taken.ok) return taken;
        waiting.delete(opened.account.id);
        return accept(opened.account, opened.session ?? null, true);
      }
      const verified = await known.verify(username, password);
      if (verified) {
        const { account } = verified;
        const taken = await takeKey(account, password, verified.key, null);
        if (!taken.ok) return taken;
        waiting.set(account.id, { username, password });
        return accept(account, null, false);
      }
      const here = known.list().some((k) => k.username === username);
      return err(here ? refuse('input', 'WRONG_PASSWORD') : refuse('fault', 'FIRST_SIGN_IN_NEEDS_SERVER'));
    },

    async signOut(account) {
      if (state.signedIn.has(account)) {
        const placed = await inSequence('session.signOut', account);
        if (!placed.ok) return placed;
      }
      await signers.close(account);
      named.delete(account);
      const { current, ...rest } = file.read();
      if ((current as Account | undefined)?.id === account) file.write(rest);
      waiting.delete(account);
      const token = await vault.read(tokenName(account));
      await vault.remove(tokenName(account));
      if (token && state.server) {
        const headers = { authorization: `Desk ${(await vault.read('desk')) ?? ''}`, 'x-lembar-session': token };
        const end = { url: state.server + paths.session, method: 'DELETE', headers, body: null, pinned: state.pinned };
        // The server ends the session by itself later if it cannot be told now.
        void upstream(end)
          .then(({ body }) => body.cancel())
          .catch(() => undefined);
      }
      return ok(null);
    },

    async tokenOf(account) {
      const token = await vault.read(tokenName(account));
      const credentials = waiting.get(account);
      if (token || !credentials || !state.server) return token;
      const { server, pinned } = state;
      const key = await known.keyFor(credentials.username, credentials.password);
      const desk = await vault.read('desk');
      const answer = await post({ server, pinned, desk }, paths.session, { ...credentials, key: key.key });
      if (!answer) return null;
      // Only the server's word on the password ends the trying; a proxy's or a crowded moment's refusal does not.
      if (refusesPassword(answer)) waiting.delete(account);
      if (answer.status !== 200) return null;
      waiting.delete(account);
      const opened = answer.body as SessionAnswer;
      const taken = await takeSession(opened, credentials.password, key);
      if (taken.ok) await placeSignIn(account, opened.session ?? null);
      return opened.token;
    },

    async current() {
      const account = (file.read()['current'] as Account | undefined) ?? null;
      const here = account && state.signedIn.has(account.id) && signers.of(account.id) !== null;
      return ok(here ? { account, online: false } : null);
    },
  };
}

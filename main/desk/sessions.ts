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
import { inspectServer } from './inspect-server.ts';
import type { KnownAccounts } from './known-accounts.ts';
import type { SettingsFile, Upstream, Vault } from './ports.ts';
import { makePost } from './post.ts';

export interface SessionParts {
  readonly state: DeskState;
  readonly sequence: Sequence;
  readonly upstream: Upstream;
  readonly vault: Vault;
  readonly file: SettingsFile;
  readonly known: KnownAccounts;
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
  const { state, sequence, upstream, vault, file, known, clock, ids } = parts;

  const post = makePost(upstream);

  /** Sign-in and sign-out have their place in the desk's sequence (PROTOCOL P10). */
  const inSequence = (name: SessionOp, account: Account | string): Promise<Outcome<unknown>> => {
    const id = typeof account === 'string' ? account : account.id;
    const person = typeof account === 'string' ? null : account.personId;
    return sequence.append({
      opId: ids.next(),
      name,
      v: 1,
      by: { account: id, person, position: null },
      at: { wall: isoWib(clock.now()), skewMs: null },
      epoch: null,
      base: {},
      args: { account: id },
      number: null,
    });
  };

  const accept = async (account: Account, online: boolean): Promise<Outcome<Signed>> => {
    if (!state.signedIn.has(account.id)) {
      const placed = await inSequence('session.signIn', account);
      if (!placed.ok) return placed;
    }
    file.write({ ...file.read(), current: account });
    return ok({ account, online });
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
      const given = { username, password, deskName, machine: parts.machine };
      const answer = await post({ server: address, pinned: pin }, paths.enrol, given);
      if (!answer) return err(refuse('fault', 'SERVER_UNREACHABLE'));
      if (answer.status !== 200) return refusalOf(answer.body);
      const enrolled = answer.body as EnrolAnswer;
      // Tokens first: one without an identity harms nothing, an identity without its token could never speak again.
      await vault.write('desk', enrolled.deskToken);
      await vault.write(tokenName(enrolled.account.id), enrolled.token);
      const { desk: identity } = enrolled;
      const life = { k: 'desk', identity, server: address, pinned: pin, machine: parts.machine } as const;
      const recorded = await sequence.record(() => ok([life]), true);
      if (!recorded.ok) return recorded;
      await known.remember(enrolled.account, password);
      return accept(enrolled.account, true);
    },

    async signIn(username, password) {
      if (!state.server) return err(refuse('fault', 'NOT_ENROLLED'));
      const desk = await vault.read('desk');
      const { server, pinned } = state;
      const answer = await post({ server, pinned, desk }, paths.session, { username, password });
      if (answer && answer.status !== 200) return refusalOf(answer.body);
      if (answer) {
        const { account, token } = answer.body as SessionAnswer;
        await vault.write(tokenName(account.id), token);
        await known.remember(account, password);
        waiting.delete(account.id);
        return accept(account, true);
      }
      const account = await known.verify(username, password);
      if (account) {
        waiting.set(account.id, { username, password });
        return accept(account, false);
      }
      const here = known.list().some((k) => k.username === username);
      return err(here ? refuse('input', 'WRONG_PASSWORD') : refuse('fault', 'FIRST_SIGN_IN_NEEDS_SERVER'));
    },

    async signOut(account) {
      if (state.signedIn.has(account)) {
        const placed = await inSequence('session.signOut', account);
        if (!placed.ok) return placed;
      }
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
      const answer = await post({ server, pinned, desk: await vault.read('desk') }, paths.session, credentials);
      if (!answer) return null;
      // Only the server's word on the password ends the trying; a proxy's or a crowded moment's refusal does not.
      if (refusesPassword(answer)) waiting.delete(account);
      if (answer.status !== 200) return null;
      waiting.delete(account);
      const session = answer.body as SessionAnswer;
      await vault.write(tokenName(account), session.token);
      return session.token;
    },

    async current() {
      const account = (file.read()['current'] as Account | undefined) ?? null;
      if (!account || !state.signedIn.has(account.id)) return ok(null);
      return (await vault.read(tokenName(account.id))) === null && !vault.durable
        ? ok(null)
        : ok({ account, online: false });
    },
  };
}

import type { Outcome } from '../../shared/desk/desk.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { readRefusal, refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { signInText } from '../../shared/sync/proof.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { EnrolAnswer, EnrolRequest, PasswordRequest } from '../../shared/sync/session-api.ts';
import type { JsonAnswer } from './ask-json.ts';
import type { KnownAccounts, OpenKey } from './known-accounts.ts';
import type { Timers, Upstream, Vault } from './ports.ts';
import { makePost, type Addressee } from './post.ts';
import { sha256 } from './sha256.ts';

export interface SessionRequestDeps {
  readonly state: DeskState;
  readonly upstream: Upstream;
  readonly timers: Timers;
  readonly vault: Vault;
  readonly known: Pick<KnownAccounts, 'freshKey' | 'sign'>;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The server's answer to a password, and the key that was offered with it. */
export type Asked = JsonAnswer & { readonly key: OpenKey };

/** What a desk asks the register about sessions: each goes with a password or a token of this desk. */
export interface SessionRequests {
  /**
   * Asks for a session. A key that counts no more at the server (PROTOCOL T1) makes room for a fresh one. Null: there was
   * no answer, or this desk has nowhere to ask.
   */
  open(username: string, password: string, key: OpenKey): Promise<Asked | null>;
  /** Ends the session at the server; if the server is unreachable the session expires by itself. */
  end(token: string): Promise<void>;
  /** Makes this desk known there and keeps its token. */
  enrol(at: Pick<Addressee, 'server' | 'pinned'>, request: EnrolRequest): Promise<Outcome<EnrolAnswer>>;
  /** Another password for the account of that session (PROTOCOL T51). */
  changePassword(session: string, who: Credentials, next: string, key: OpenKey): Promise<Outcome<null>>;
  /** Whether the register said that it does not know this desk's token. */
  deskRefused(): boolean;
}

const codeOf = ({ body }: JsonAnswer): string => {
  const { code } = Object(body) as { code?: unknown };
  return typeof code === 'string' ? code : 'INTERNAL';
};

/** The refusal an answer of the register carries. */
export const refusalOf = (answer: JsonAnswer): Outcome<never> => err(readRefusal(codeOf(answer)));

/** Only the server's own refusals of the password end a sign-in; those of a proxy or of a rate limit do not. */
const againstPassword = ['WRONG_PASSWORD', 'ACCOUNT_DISABLED'];
const againstDesk = ['DESK_RETIRED', 'DESK_UNKNOWN'];

/** The code by which the register refused the password itself, or this desk; null: it said something else. */
export function refusedBy(answer: JsonAnswer, what: 'password' | 'desk'): string | null {
  const code = codeOf(answer);
  return (what === 'password' ? againstPassword : againstDesk).includes(code) ? code : null;
}

/** The desk core's own requests of enrolment, sign-in, sign-out and change of the password. */
export function makeSessionRequests({ state, upstream, timers, vault, known }: SessionRequestDeps): SessionRequests {
  const post = makePost(upstream, timers);
  /** What the register last said of this desk's token. */
  let refusedHere = false;

  /** A key as it is offered with a password, signed with it where the register may know it already (PROTOCOL T7). */
  const proven = (key: OpenKey, who: Credentials): { readonly key: string; readonly proof?: string } => {
    const given = { ...who, key: key.key };
    const { identity } = state;
    const isKnown = key.kept && identity !== null;
    return { key: key.key, ...(isKnown ? { proof: known.sign(key, signInText(identity.id, given, sha256)) } : {}) };
  };

  return {
    async open(username, password, key) {
      const { server, pinned } = state;
      if (!server) return null;
      const desk = await vault.read('desk');
      // Without its token the desk would get a session that belongs to none: until it is enrolled again it has no server.
      if (desk === null) return null;
      const ask = async (offered: OpenKey): Promise<Asked | null> => {
        const given = { username, password, ...proven(offered, { username, password }) };
        const answer = await post({ server, pinned, desk }, paths.session, given);
        return answer && { ...answer, key: offered };
      };
      const answer = await ask(key);
      if (answer) refusedHere = codeOf(answer) === 'DESK_UNKNOWN';
      return answer && codeOf(answer) === 'KEY_ENDED' ? ask({ ...known.freshKey(), storeKey: key.storeKey }) : answer;
    },

    async end(token) {
      if (!state.server) return;
      const headers = { authorization: `Desk ${(await vault.read('desk')) ?? ''}`, 'x-lembar-session': token };
      const end = { url: state.server + paths.session, method: 'DELETE', headers, body: null, pinned: state.pinned };
      void upstream(end)
        .then(({ body }) => body.cancel())
        .catch(() => undefined);
    },

    async enrol(at, request) {
      const answer = await post(at, paths.enrol, request);
      if (!answer) return err(refuse('SERVER_UNREACHABLE'));
      if (answer.status !== 200) return refusalOf(answer);
      const enrolled = answer.body as EnrolAnswer;
      // The token first: one without an identity is harmless, an identity without its token could never authenticate.
      await vault.write('desk', enrolled.deskToken);
      refusedHere = false;
      return ok(enrolled);
    },

    async changePassword(session, who, next, key) {
      const { server, pinned } = state;
      if (server === null) return err(refuse('NOT_SIGNED_IN'));
      const to = { server, pinned, desk: await vault.read('desk'), session };
      const request: PasswordRequest = { password: who.password, next, ...proven(key, who) };
      const answer = await post(to, paths.password, request);
      if (!answer) return err(refuse('SERVER_UNREACHABLE'));
      return answer.status === 200 ? ok(null) : refusalOf(answer);
    },

    deskRefused: () => refusedHere,
  };
}

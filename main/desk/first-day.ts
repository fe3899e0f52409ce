import type { FirstAdministrator, Outcome, Signed } from '../../shared/desk/desk.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { readRefusal, refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { SetupRequest } from '../../shared/sync/session-api.ts';
import { askJson } from './ask-json.ts';
import type { Timers, Upstream } from './ports.ts';
import { makePost } from './post.ts';
import type { Sessions } from './sessions.ts';

/** The server that was started together with this desk. */
export interface OwnServer {
  readonly address: string;
  /** The one-time code of its set-up page, as far as this desk knows; null: it had an administrator at its start. */
  setupCode(): string | null;
}

export interface FirstDayDeps {
  readonly ownServer: OwnServer | null;
  readonly state: DeskState;
  readonly upstream: Upstream;
  readonly timers: Timers;
  readonly enrol: Sessions['enrol'];
}

export interface FirstDay {
  /** Whether the office begins at this desk: it is new, and the server beside it has no administrator. */
  isToday(): Promise<boolean>;
  beginOffice(first: FirstAdministrator): Promise<Outcome<Signed>>;
}

/** A server on this PC answers at once. */
const bounds = { ms: 3_000, bytes: 4096 };

/** Who started server and desk of one PC need not read a code on the console and type it back. */
export function makeFirstDay({ ownServer, state, upstream, timers, enrol }: FirstDayDeps): FirstDay {
  const post = makePost(upstream, timers);
  let begun = false;
  const code = (): string | null => (state.identity || begun ? null : (ownServer?.setupCode() ?? null));
  /** Somebody may have made the administrator from another PC meanwhile; a server that does not answer is asked again. */
  const hasAdministrator = async ({ address }: OwnServer): Promise<boolean> => {
    const request = { url: address + paths.setup, method: 'GET', headers: {}, body: null, pinned: null };
    const answer = await askJson(upstream, timers, request, bounds);
    return answer?.status === 200 && (answer.body as { open?: unknown } | null)?.open === false;
  };
  return {
    isToday: async () => ownServer !== null && code() !== null && !(await hasAdministrator(ownServer)),
    async beginOffice({ deskName, ...administrator }) {
      const open = code();
      if (!ownServer || open === null) return err(refuse('ALREADY_SET_UP'));
      const server = ownServer.address;
      const answer = await post({ server, pinned: null }, paths.setup, {
        ...administrator,
        code: open,
      } satisfies SetupRequest);
      if (!answer) return err(refuse('SERVER_UNREACHABLE'));
      const refused = answer.status === 200 ? null : readRefusal(String((answer.body as { code?: unknown }).code));
      // The answer to an earlier try may have been lost: then the password decides whether it was this person.
      if (refused && refused.code !== 'ALREADY_SET_UP') return err(refused);
      const { username, password } = administrator;
      const signed = await enrol({ server, deskName, username, password });
      if (signed.ok || refused) begun = true;
      const isSomebodyElse = refused !== null && !signed.ok && signed.error.code === 'WRONG_PASSWORD';
      return isSomebodyElse ? err(refused) : signed;
    },
  };
}

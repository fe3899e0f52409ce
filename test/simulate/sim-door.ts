import { writeAs } from '../../server/auth/callers.ts';
import { enrol, signIn, type DoorFault } from '../../server/auth/sign-in.ts';
import { openBooks } from '../../server/numbers/books.ts';
import type { Deps } from '../../server/deps.ts';
import { failure, json, type Answerer, type Reply } from '../../server/sync/exchange.ts';
import type { Result } from '../../shared/result.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import type { EnrolRequest, SignInRequest } from '../../shared/sync/session-api.ts';

const answered = (result: Result<unknown, DoorFault>): Reply =>
  result.ok ? json(result.value) : failure(result.error.code);

/** Enrolment and sign-in, which the routes of the real server frame with cookies. */
export function doorOf(deps: Deps): Readonly<Record<string, Answerer>> {
  return {
    [paths.health]: async () =>
      json({ status: 'ok', app: 'lembar', version: 'sim', proto: protocolVersion, ready: true }),
    [paths.enrol]: async (asked, raw) => {
      const made = await enrol(deps, raw as EnrolRequest, asked, 'sim');
      if (made.ok) await deps.committed(openBooks(deps.clock));
      return answered(made);
    },
    [paths.session]: async (asked, raw) => {
      if (asked.method === 'DELETE') {
        const ended = await writeAs(deps, asked, 'session', (tx, { session }) =>
          tx.accounts.endSession(session.tokenHash),
        );
        if (!ended.ok) return failure(ended.error);
        await deps.ended();
        return json({});
      }
      return answered(await signIn(deps, raw as SignInRequest, asked, 'sim'));
    },
  };
}

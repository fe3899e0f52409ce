import { writeAs } from '../../server/auth/callers.ts';
import { enrol, signIn, type DoorFault } from '../../server/auth/sign-in.ts';
import { openBooks } from '../../server/numbers/books.ts';
import type { Parts } from '../../server/parts.ts';
import { failure, json, type Answerer, type Reply } from '../../server/sync/exchange.ts';
import type { Result } from '../../shared/result.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import type { EnrolRequest, SignInRequest } from '../../shared/sync/session-api.ts';

const answered = (result: Result<unknown, DoorFault>): Reply =>
  result.ok ? json(result.value) : failure(result.error.code);

/** Enrolment and sign-in, which the routes of the real server frame with cookies. */
export function doorOf(parts: Parts): Readonly<Record<string, Answerer>> {
  return {
    [paths.health]: async () =>
      json({ status: 'ok', app: 'lembar', version: 'sim', proto: protocolVersion, ready: true }),
    [paths.enrol]: async (_asked, raw) => {
      const made = await enrol(parts, raw as EnrolRequest, 'sim');
      if (made.ok) await parts.committed(openBooks(parts.clock));
      return answered(made);
    },
    [paths.session]: async (asked, raw) => {
      if (asked.method === 'DELETE') {
        const ended = await writeAs(parts, asked, 'session', (tx, { session }) =>
          tx.accounts.endSession(session.tokenHash),
        );
        if (!ended.ok) return failure(ended.error);
        await parts.ended();
        return json({});
      }
      return answered(await signIn(parts, raw as SignInRequest, asked, 'sim'));
    },
  };
}

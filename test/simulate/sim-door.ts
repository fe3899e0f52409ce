import { callerOf, deskOf } from '../../server/auth/callers.ts';
import { checkPassword, enrolDesk, identityOf, openSession } from '../../server/auth/sign-in.ts';
import { openBooks } from '../../server/numbers/books.ts';
import type { Parts } from '../../server/parts.ts';
import { failure, json, type Answerer } from '../../server/sync/exchange.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import type { EnrolRequest, SignInRequest } from '../../shared/sync/session-api.ts';

/** Enrolment and sign-in, which the routes of the real server frame with cookies. */
export function doorOf(parts: Parts): Readonly<Record<string, Answerer>> {
  return {
    [paths.health]: async () =>
      json({ status: 'ok', app: 'lembar', version: 'sim', proto: protocolVersion, ready: true }),
    [paths.enrol]: async (_asked, raw) => {
      const body = raw as EnrolRequest;
      const account = await checkPassword(parts, body, 'sim');
      if (!account.ok) return failure(account.error);
      const made = await parts.store.write(async (tx) => {
        const { desk, token } = await enrolDesk(tx, parts, { name: body.deskName, machine: body.machine });
        return { desk, token, session: await openSession(tx, parts, account.value, desk) };
      });
      await parts.committed(openBooks(parts.clock));
      return json({ ...made.session, desk: identityOf(made.desk), deskToken: made.token });
    },
    [paths.session]: async (asked, raw) => {
      if (asked.method === 'DELETE') {
        const caller = await callerOf(parts, asked);
        if (!caller.ok) return failure(caller.error);
        await parts.store.write((tx) => tx.accounts.endSession(caller.value.session.tokenHash));
        return json({});
      }
      const desk = await parts.store.read((tx) => deskOf(tx, asked));
      if (!desk.ok) return failure(desk.error);
      if (desk.value?.retired) return failure('DESK_RETIRED');
      const account = await checkPassword(parts, raw as SignInRequest, 'sim');
      if (!account.ok) return failure(account.error);
      return json(await parts.store.write((tx) => openSession(tx, parts, account.value, desk.value)));
    },
  };
}

import type { FastifyInstance } from 'fastify';
import { todayWib } from '../../shared/dates/wib.ts';
import { yearOf } from '../../shared/dates/plain-date.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { setupRequest } from '../../shared/sync/session-api.ts';
import { sourceOf } from '../auth/guesses.ts';
import { givesWeakPassword } from '../auth/common-passwords.ts';
import type { Deps } from '../deps.ts';
import { makeOffice } from '../setup/make-office.ts';
import type { Tx } from '../store/store.ts';
import { bodyOf, fail } from './answers.ts';
import { guarded } from './session-routes.ts';

/** Whether the first administrator has been made. */
export async function isSetUp(tx: Tx): Promise<boolean> {
  return (await tx.docs.ofTypes(['account'])).length > 0;
}

/** The first administrator, opened by the one-time code of the console. */
export function setupRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(paths.setup, async () => ({ open: !(await deps.store.read(isSetUp)) }));

  app.post(paths.setup, guarded, async (request, reply) => {
    if (await deps.store.read(isSetUp)) return fail(reply, 'ALREADY_SET_UP');
    if (await givesWeakPassword(request.body)) return fail(reply, 'WEAK_PASSWORD');
    const body = bodyOf(request, setupRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const source = { kind: 'source', name: sourceOf(request.ip) } as const;
    const attempt = await deps.guesses.begin([source, { kind: 'setup', name: '' }]);
    if (!attempt.ok) return fail(reply, 'TOO_MANY_TRIES', { waitMs: attempt.error });
    if (!deps.door.tries(body.code)) {
      await attempt.value.wrong();
      return fail(reply, 'WRONG_CODE');
    }
    await attempt.value.right();
    const masters = await deps.masterFiles.read();
    if (!masters.ok) {
      request.log.error({ reason: masters.error }, 'master data not readable');
      return fail(reply, 'INTERNAL');
    }
    const hash = await deps.passwords.hash(body.password);
    const made = await deps.store.write(async (tx) => {
      if (await isSetUp(tx)) return false;
      await makeOffice(tx, deps.ids, {
        masters: masters.value,
        administrator: { username: body.username, name: body.name, hash },
        year: yearOf(todayWib(deps.clock.now())),
        lastAgendaNumber: body.lastAgendaNumber,
        booksFrom: body.books ? todayWib(deps.clock.now()) : null,
      });
      return true;
    }, source.name);
    if (!made) return fail(reply, 'ALREADY_SET_UP');
    deps.door.close();
    await deps.committed([]);
    return {};
  });
}

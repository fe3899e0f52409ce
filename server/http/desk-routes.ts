import type { FastifyInstance } from 'fastify';
import { deskPatch, retireRequest, trustPaths, type DeskEntry } from '../../shared/sync/trust-api.ts';
import { writeAs } from '../auth/callers.ts';
import { retireDesk, returnDesk } from '../numbers/retire.ts';
import type { Deps } from '../deps.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { copiesOf, mayReserve } from '../sync/lineage.ts';
import { reopenNumbering } from '../sync/recovery.ts';
import { asking, bodyOf, fail } from './answers.ts';

type OneDesk = { Params: { id: string } };

/** A desk without its token, its chain and its machine's name. */
async function entryOf(tx: Tx, desk: DeskRow): Promise<DeskEntry> {
  const { id, code, name, inc, lastSeq, retired, lost, blockSize, createdAt, lastSeen, agency } = desk;
  const open = (await tx.numbers.leasesOf(id)).filter(({ closed }) => !closed);
  const blocks = open.map(({ book, year, from, to }) => ({ book, year, from, to }));
  const rows = (await tx.desks.faults()).filter((fault) => fault.desk === id);
  const faults = rows.map(({ kind, n, firstAt, lastAt }) => ({ kind, n, firstAt, lastAt }));
  const copy = { origin: desk.origin, unconfirmed: !(await mayReserve(tx, desk)) };
  return {
    id,
    code,
    name,
    inc,
    lastSeq,
    retired,
    lost,
    blockSize,
    createdAt,
    lastSeen,
    blocks,
    agency,
    ...copy,
    faults,
  };
}

/** The desks of the office, for its administrators. */
export function deskRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(
    trustPaths.desks,
    asking(deps, 'admin', () =>
      deps.store.read(async (tx) => {
        const desks: DeskEntry[] = [];
        for (const desk of await tx.desks.all()) desks.push(await entryOf(tx, desk));
        return { desks };
      }),
    ),
  );

  app.post<OneDesk>(`${trustPaths.desks}/:id`, async (request, reply) => {
    const body = bodyOf(request, deskPatch);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const changed = await writeAs(deps, request, 'admin', async (tx) => {
      const known = await tx.desks.get(request.params.id);
      if (!known) return null;
      const { name = known.name, blockSize = known.blockSize, confirmed = known.confirmed } = body;
      const desk = { ...known, name, blockSize, confirmed };
      await tx.desks.put(desk);
      return entryOf(tx, desk);
    });
    if (!changed.ok) return fail(reply, changed.error);
    return changed.value ?? fail(reply, 'NOT_FOUND');
  });

  app.post<OneDesk>(`${trustPaths.desks}/:id/retire`, async (request, reply) => {
    const body = bodyOf(request, retireRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const { clock } = deps;
    const { lost, copies = lost } = body;
    const done = await writeAs(deps, request, 'admin', async (tx, { account, desk: here }) => {
      const by = { lost, account: account.id, clock };
      const desk = await retireDesk(tx, request.params.id, by);
      if (!desk) return null;
      for (const copy of copies ? await copiesOf(tx, desk.id) : []) {
        // An administrator does not cut off the desk he sits at.
        if (!copy.retired && copy.id !== here?.id) await retireDesk(tx, copy.id, by);
      }
      // It may have been the last desk a restored register waited for (PROTOCOL N4).
      return { entry: await entryOf(tx, desk), counted: await reopenNumbering(tx, clock) };
    });
    if (!done.ok) return fail(reply, done.error);
    if (!done.value) return fail(reply, 'NOT_FOUND');
    await deps.committed(done.value.counted);
    await deps.ended();
    return done.value.entry;
  });

  app.post<OneDesk>(`${trustPaths.desks}/:id/return`, async (request, reply) => {
    const entry = await writeAs(deps, request, 'admin', async (tx) => {
      const desk = await returnDesk(tx, request.params.id);
      return desk && entryOf(tx, desk);
    });
    if (!entry.ok) return fail(reply, entry.error);
    return entry.value ?? fail(reply, 'NOT_FOUND');
  });
}

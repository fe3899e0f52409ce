import type { FastifyInstance } from 'fastify';
import { deskPatch, retireRequest, trustPaths, type DeskEntry } from '../../shared/sync/trust-api.ts';
import { adminOf } from '../auth/callers.ts';
import { retireDesk, returnDesk } from '../numbers/retire.ts';
import type { Parts } from '../parts.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { reopenNumbering } from '../sync/recovery.ts';
import { bodyOf, fail } from './answers.ts';

type OneDesk = { Params: { id: string } };

/** A desk without its token, its chain and what its machine is called. */
async function entryOf(tx: Tx, desk: DeskRow): Promise<DeskEntry> {
  const { id, code, name, inc, lastSeq, retired, lost, blockSize, createdAt, lastSeen } = desk;
  const open = (await tx.numbers.leasesOf(id)).filter(({ closed }) => !closed);
  const blocks = open.map(({ book, year, from, to }) => ({ book, year, from, to }));
  const told = (await tx.desks.faults()).filter((fault) => fault.desk === id);
  const faults = told.map(({ kind, n, firstAt, lastAt }) => ({ kind, n, firstAt, lastAt }));
  return { id, code, name, inc, lastSeq, retired, lost, blockSize, createdAt, lastSeen, blocks, faults };
}

/** The desks of the office, for its administrators. */
export function deskRoutes(app: FastifyInstance, parts: Parts): void {
  app.get(trustPaths.desks, async (request, reply) => {
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    return parts.store.read(async (tx) => {
      const desks: DeskEntry[] = [];
      for (const desk of await tx.desks.all()) desks.push(await entryOf(tx, desk));
      return { desks };
    });
  });

  app.post<OneDesk>(`${trustPaths.desks}/:id`, async (request, reply) => {
    const body = bodyOf(request, deskPatch);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const changed = await parts.store.write(async (tx) => {
      const known = await tx.desks.get(request.params.id);
      if (!known) return null;
      const { name = known.name, blockSize = known.blockSize } = body;
      const desk = { ...known, name, blockSize };
      await tx.desks.put(desk);
      return entryOf(tx, desk);
    });
    return changed ?? fail(reply, 'NOT_FOUND');
  });

  app.post<OneDesk>(`${trustPaths.desks}/:id/retire`, async (request, reply) => {
    const body = bodyOf(request, retireRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const { clock } = parts;
    const done = await parts.store.write(async (tx) => {
      const desk = await retireDesk(tx, request.params.id, { ...body, account: caller.value.account.id, clock });
      // It may have been the last desk a restored register waited for (PROTOCOL N4).
      return desk && { entry: await entryOf(tx, desk), counted: await reopenNumbering(tx, clock) };
    });
    if (!done) return fail(reply, 'NOT_FOUND');
    await parts.committed(done.counted);
    return done.entry;
  });

  app.post<OneDesk>(`${trustPaths.desks}/:id/return`, async (request, reply) => {
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const entry = await parts.store.write(async (tx) => {
      const desk = await returnDesk(tx, request.params.id);
      return desk && entryOf(tx, desk);
    });
    return entry ?? fail(reply, 'NOT_FOUND');
  });
}

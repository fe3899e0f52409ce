import type { FastifyInstance, FastifyReply } from 'fastify';
import { todayWib } from '../../shared/dates/wib.ts';
import { assertNever } from '../../shared/result.ts';
import {
  helloRequest,
  paths,
  protocolVersion,
  pullRequest,
  pushLimit,
  pushRequest,
  snapshotRequest,
} from '../../shared/sync/protocol.ts';
import { callerOf, deskCallerOf, type Caller } from '../auth/callers.ts';
import type { Parts } from '../parts.ts';
import type { ChainFault } from '../sync/chain.ts';
import { hello } from '../sync/hello.ts';
import { pullPage, pullText } from '../sync/pull.ts';
import { push } from '../sync/push.ts';
import { scopesOf } from '../sync/scope-rows.ts';
import { snapshots } from '../sync/snapshot.ts';
import { bodyOf, fail } from './answers.ts';

/** PROTOCOL V4: reading needs this version or the one before; entries are taken from every one. */
const readable = (proto: number): boolean => proto === protocolVersion || proto === protocolVersion - 1;

function chainFailure(reply: FastifyReply, fault: ChainFault): FastifyReply {
  switch (fault.code) {
    case 'GAP':
      return fail(reply, 'GAP', { expect: fault.expect });
    case 'FORK':
    case 'BAD_REQUEST':
      return fail(reply, fault.code);
    default:
      return assertNever(fault, 'chain fault');
  }
}

/** PROTOCOL P6; one operation alone is always taken. */
function tooMuch(body: unknown): boolean {
  const ops = (body as { readonly ops?: unknown } | null)?.ops;
  if (!Array.isArray(ops) || ops.length <= 1) return false;
  return ops.length > pushLimit.operations || JSON.stringify(ops).length > pushLimit.characters;
}

/** Hello, push, pull and snapshot: PROTOCOL.md over HTTP. */
export function syncRoutes(app: FastifyInstance, parts: Parts): void {
  const scopes = ({ masters, account }: Caller): readonly string[] =>
    scopesOf(masters, account, todayWib(parts.clock.now()));
  const packs = snapshots(parts.store, parts.clock);

  app.post(paths.hello, async (request, reply) => {
    const body = bodyOf(request, helloRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const caller = await callerOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const { desk } = caller.value;
    if (!desk) return fail(reply, 'DESK_UNKNOWN');
    return parts.store.write(async (tx) => {
      const now = (await tx.desks.get(desk.id)) ?? desk;
      return hello(tx, now, scopes(caller.value), body, parts.clock);
    });
  });

  app.post(paths.push, async (request, reply) => {
    if (tooMuch(request.body)) return fail(reply, 'TOO_LARGE');
    const body = bodyOf(request, pushRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const caller = await deskCallerOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const pushed = await push(parts.push, caller.value.desk.id, body);
    if (!pushed.ok) return chainFailure(reply, pushed.error);
    if (pushed.value.changed) await parts.committed(pushed.value.counted);
    return pushed.value.answer;
  });

  app.post(paths.pull, async (request, reply) => {
    const body = bodyOf(request, pullRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    if (!readable(body.proto)) return fail(reply, 'UPGRADE');
    const caller = await callerOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    if (caller.value.desk?.retired) return fail(reply, 'DESK_RETIRED');
    const text = await parts.store.read(async (tx) => {
      const page = await pullPage(tx, scopes(caller.value), body);
      const { epoch } = await tx.clock();
      return pullText(page, { epoch, serverTime: parts.clock.now() });
    });
    return reply.type('application/json; charset=utf-8').send(text);
  });

  app.post(paths.snapshot, { compress: false }, async (request, reply) => {
    const body = bodyOf(request, snapshotRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    if (!readable(body.proto)) return fail(reply, 'UPGRADE');
    const caller = await callerOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    if (caller.value.desk?.retired) return fail(reply, 'DESK_RETIRED');
    if (!scopes(caller.value).includes(body.scope)) return fail(reply, 'FORBIDDEN');
    const pack = await packs.pack(body.scope, body.token);
    if (!pack) return fail(reply, 'BAD_REQUEST');
    return reply.type('application/octet-stream').header('cache-control', 'no-store').send(pack);
  });
}

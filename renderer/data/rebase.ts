import type { Context } from '../../shared/commands/command.ts';
import { docKey } from '../../shared/commands/documents.ts';
import { prepare } from '../../shared/commands/prepare.ts';
import { leftId } from '../../shared/sync/entry-id.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { digest } from './sha256.ts';

/** What a reducer may know of an operation; the same on every desk and on the server. */
export function contextOf(op: Operation, deskCode: string): Context {
  return { opId: leftId(op, digest), by: op.by, at: op.at.wall, desk: deskCode, agenda: op.agenda };
}

/** Rebases pending operations onto the server's document, in sequence order (PROTOCOL L4). */
export function rebaseOperations(base: unknown, ops: readonly Operation[], deskCode: string): unknown {
  let doc = base;
  for (const op of ops) {
    const prepared = prepare(op.name, op.v, op.args);
    // An operation of a version this program does not read stays pending and changes no view.
    if (prepared.ok) doc = prepared.value.command.reduce(doc, prepared.value.args, contextOf(op, deskCode));
  }
  return doc;
}

/** Key of the document an operation touches; null for sign-in and sign-out and for unknown commands. */
export function targetKey(op: Operation): string | null {
  const prepared = prepare(op.name, op.v, op.args);
  return prepared.ok ? docKey(prepared.value.command.target(prepared.value.args)) : null;
}

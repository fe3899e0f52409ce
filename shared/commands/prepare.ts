import type { Who } from '../people/who.ts';
import { codeOfIssue, refuse, type Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { AnyCommand, Target, View } from './command.ts';
import { findCommand } from './registry.ts';

export interface Prepared {
  readonly command: AnyCommand;
  readonly args: unknown;
}

/** Checks arguments as typed by a person; every issue becomes a refusal that names its field. */
export function parseArgs(command: AnyCommand, raw: unknown): Result<unknown, readonly Refusal[]> {
  const parsed = command.args.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  return err(parsed.error.issues.map((issue) => refuse(codeOfIssue(issue.message), { field: issue.path.join('.') })));
}

/** What the entry is about, as {@link Command.may} asks for it. */
export function targetOf({ command, args }: Prepared): Target {
  return { ...command.target(args), ...command.about?.(args) };
}

/**
 * Every refusal of an entry; the first decides. A fact is saved although its state is refused, but not when anything
 * else is: there a refused state comes last.
 */
export function refusalsOf(prepared: Prepared, view: View, who: Who): readonly Refusal[] {
  const { command, args } = prepared;
  const barred = command.may(view, targetOf(prepared), who);
  const all = [...(barred ? [barred] : []), ...command.check(view, args, who)];
  if (command.kind === 'act') return all;
  return [...all.filter(({ kind }) => kind !== 'state'), ...all.filter(({ kind }) => kind === 'state')];
}

/**
 * Finds the command of an operation and lifts its arguments to the present version (PROTOCOL V1). `UNKNOWN_OP`: from a
 * newer version; it is quarantined and never dropped (V2).
 */
export function prepare(
  name: string,
  version: number,
  raw: unknown,
  find: (name: string) => AnyCommand | null = findCommand,
): Result<Prepared, Refusal> {
  const command = find(name);
  if (!command || version > command.version) return err(refuse('UNKNOWN_OP', { params: { name, version } }));
  let args = raw;
  for (let v = version; v < command.version; v++) {
    const lift = command.upcast?.[v];
    if (!lift) return err(refuse('UNKNOWN_OP', { params: { name, version } }));
    args = lift(args);
  }
  const parsed = parseArgs(command, args);
  return parsed.ok ? ok({ command, args: parsed.value }) : err(parsed.error[0] ?? refuse('INVALID'));
}

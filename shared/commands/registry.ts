import { recordKinds } from '../records/kinds.ts';
import type { AnyCommand } from './command.ts';

const byName = new Map(recordKinds.flatMap(({ commands }) => commands).map((command) => [command.name, command]));

/** The command of that name, or null when this version of the program does not know it. */
export function findCommand(name: string): AnyCommand | null {
  return byName.get(name) ?? null;
}

export const commandNames: readonly string[] = [...byName.keys()];

import type { Target } from '../../../shared/commands/command.ts';
import type { Office } from '../../data/office.ts';
import { useLive, useLiveAsync } from './office-context.tsx';

/** Which of these commands this account may give for a document now. */
export async function allowedOf<C extends string>(
  office: Office,
  commands: readonly C[],
  target: Target,
): Promise<ReadonlySet<C>> {
  const answers = await Promise.all(commands.map((command) => office.may(command, target)));
  return new Set(commands.filter((_command, at) => answers[at] === null));
}

/** Whether this account may give the command for a document now; undefined until that is known. */
export function useMay(command: string, { type, id, part, position }: Target): boolean | undefined {
  return useLiveAsync(
    async (office) => {
      const target = {
        type,
        id,
        ...(part === undefined ? {} : { part }),
        ...(position === undefined ? {} : { position }),
      };
      return (await office.may(command, target)) === null;
    },
    [command, type, id, part, position],
  );
}

/** Whether this account may make a new document by that command now. */
export function useMayMake(command: string): boolean {
  return useLive((office) => office.mayMake(command) === null, [command]);
}

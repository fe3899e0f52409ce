import type { Command } from './command.ts';
import { registerLetter } from '../letters/register.ts';
import { correctLetter } from '../letters/correct.ts';
import { fileLetter, voidLetter } from '../letters/close.ts';
import { attachScan, removeScan } from '../letters/attach-scan.ts';
import { forwardLetter, recordPrint } from '../letters/handling.ts';
import { forwardDisposition, issueDisposition, transcribeDisposition } from '../dispositions/issue.ts';
import {
  completeDisposition,
  readDisposition,
  reportDisposition,
  withdrawDisposition,
} from '../dispositions/follow.ts';
import { makeCaseCommands } from '../cases/commands.ts';
import { complaintCommands } from '../complaints/commands.ts';
import { masterCommands } from '../office/save-master.ts';
import { publishedServices } from '../services/services.ts';

/** A command whose argument and document types are checked at its definition and opaque here. */
// Method parameters are bivariant, which is what lets commands of different types share one table.
export type AnyCommand = Command<unknown, unknown>;

const all: readonly AnyCommand[] = [
  registerLetter,
  correctLetter,
  voidLetter,
  fileLetter,
  recordPrint,
  forwardLetter,
  attachScan,
  removeScan,
  issueDisposition,
  forwardDisposition,
  transcribeDisposition,
  readDisposition,
  reportDisposition,
  completeDisposition,
  withdrawDisposition,
  ...makeCaseCommands(publishedServices),
  ...complaintCommands,
  ...masterCommands,
] as readonly unknown[] as readonly AnyCommand[];

const byName = new Map(all.map((command) => [command.name, command]));

/** The command of that name, or null when this version of the program does not know it. */
export function findCommand(name: string): AnyCommand | null {
  return byName.get(name) ?? null;
}

export const commandNames: readonly string[] = [...byName.keys()];

import { z } from 'zod';
import { agencyCaseType, handedScans, handInName, handInOfAgency, type AgencyCase } from '../../cases/agency-case.ts';
import type { Case } from '../../cases/case.ts';
import { openCaseName } from '../../cases/commands.ts';
import type { Command } from '../../commands/command.ts';
import { caseKind } from '../case/kind.ts';
import { listCommands, type RecordKind } from '../kind.ts';

const text = z.string();
const form = z.looseObject({
  id: text,
  service: text,
  number: text,
  agency: z.looseObject({ id: text, name: text }),
  title: text,
  received: text,
  phase: text,
  step: text,
  round: z.number().int(),
  done: z.array(z.looseObject({ step: text, round: z.number().int(), on: text })),
  present: z.array(text),
  asked: z.array(text),
  waits: z.array(z.looseObject({ from: text, until: text.nullable(), missing: z.array(text) })),
  documents: z.array(z.looseObject({ id: text, code: text, step: text, number: text, date: text })),
  handIns: z.array(
    z.looseObject({
      ...{ id: text, at: text, code: text, remark: text, person: text.nullable() },
      scan: z.looseObject({ id: text, sha256: text, size: z.number().int(), mime: text, name: text }),
    }),
  ),
});

function behindHandIn(): Command<never, Case> {
  const command = caseKind.commands.find(({ name }) => name === handInName);
  if (!command) throw new Error(`no command ${handInName}`);
  return command as unknown as Command<never, Case>;
}

/** What an agency sees of its own case; the register makes it, and its commands are the closed list of PROTOCOL P20. */
export const agencyCaseKind: RecordKind<AgencyCase, typeof agencyCaseType> = {
  type: agencyCaseType,
  form,
  holding: 'whole',
  commands: listCommands(handInOfAgency(behindHandIn())),
  opens: openCaseName,
  idArg: 'caseId',
  excerptOf: caseKind.type,
  scans: ({ handIns }) => handedScans(handIns),
};

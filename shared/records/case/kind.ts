import { z } from 'zod';
import { agencyCaseType, agencyOf, excerptOf, handedScans } from '../../cases/agency-case.ts';
import { caseState } from '../../cases/case-state.ts';
import type { Case } from '../../cases/case.ts';
import { actArgs, actName, makeCaseCommands, openCaseName, type OpenCaseArgs } from '../../cases/commands.ts';
import { draftClashes } from '../../cases/drafts.ts';
import { caseReaders } from '../../cases/readers.ts';
import { isSecret, securities, type Letter } from '../../letters/letter.ts';
import { readersOf } from '../../letters/status.ts';
import { publishedServices } from '../../services/services.ts';
import { serviceByCode } from '../../services/standard.ts';
import { actsForm, stampForm } from '../forms.ts';
import { listCommands, type RecordKind } from '../kind.ts';
import { openingRule } from './opening-rule.ts';
import { publishedRule } from './published-rule.ts';

const form = z.looseObject({
  id: z.string(),
  service: z.string(),
  letterId: z.string(),
  agency: z.looseObject({ id: z.string().nullable(), name: z.string() }),
  title: z.string(),
  received: z.string(),
  security: z.enum(securities),
  readers: z.array(z.string()),
  opened: stampForm,
  acts: actsForm(actArgs),
});

const secretReaders = (letter: Letter): readonly string[] => (isSecret(letter.security) ? readersOf(letter) : []);

/** A request for one of the published services: what it was opened with, and its acts. */
export const caseKind: RecordKind<Case, 'case'> = {
  type: 'case',
  form,
  holding: 'whole',
  commands: listCommands(...makeCaseCommands(publishedServices)),
  opens: openCaseName,
  idArg: 'caseId',
  acts: ({ acts }) => acts,
  clashes: ({ acts }) =>
    draftClashes(acts).map(({ key, kept, lost }) => ({
      field: key,
      kept: { ...kept, value: kept.set[key] },
      lost: { ...lost, value: lost.set[key] },
    })),
  fold: (found) => caseState(found, serviceByCode),
  readers: caseReaders,
  excerpt: {
    type: agencyCaseType,
    version: 1,
    agency: (found) => agencyOf(found, serviceByCode),
    of: (found, letter) => excerptOf(found, letter as Letter | null, serviceByCode),
  },
  scans: ({ acts }) => handedScans(acts.filter((act) => act.kind === 'handIn')),
  follows: {
    type: 'letter',
    id: ({ letterId }) => letterId,
    like(found, leader) {
      const letter = leader as Letter;
      return { ...found, security: letter.security, readers: secretReaders(letter) };
    },
    mark(leader) {
      const letter = leader as Letter;
      return JSON.stringify([letter.security, [...secretReaders(letter)].sort()]);
    },
  },
  async registerRule(view, command, args, who) {
    if (command === openCaseName) return openingRule(view, args as OpenCaseArgs, who);
    const ending = command === actName('finish') || command === actName('correct');
    return ending ? publishedRule(view, args as Parameters<typeof publishedRule>[1]) : null;
  },
};

import { z } from 'zod';
import { standing } from '../../cases/actors.ts';
import { caseState, stepOf } from '../../cases/case-state.ts';
import type { Case, CaseState } from '../../cases/case.ts';
import {
  interchangeActArgs,
  interchangeCommands,
  makeVersion,
  openInterchange,
  publishVersion,
  type OpenInterchangeArgs,
  type PublishArgs,
  type VersionArgs,
} from '../../interchange/commands.ts';
import { scopeOf } from '../../interchange/follow-case.ts';
import { interchangeState, type Interchange } from '../../interchange/interchange.ts';
import type { Who } from '../../people/who.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { integrateData } from '../../services/integrate-data.ts';
import { serviceByCode } from '../../services/standard.ts';
import { actsForm, stampForm } from '../forms.ts';
import { listCommands, type RecordKind, type RegisterView } from '../kind.ts';

const form = z.looseObject({
  id: z.string(),
  caseId: z.string(),
  readers: z.array(z.string()).nullable(),
  team: z.array(z.string()),
  opened: stampForm,
  acts: actsForm(interchangeActArgs),
});

const type = 'interchange';
const leader = 'case';

/** Where a request of this service stands; null: it is of another one. */
function stateOf(found: Case): CaseState | null {
  const state = caseState(found, serviceByCode);
  return state?.service === integrateData.code ? state : null;
}

/** A document belongs to a request of the service, which its author may read. */
async function openingRule(view: RegisterView, { caseId }: OpenInterchangeArgs, who: Who): Promise<Refusal | null> {
  const found = await view.get<Case>(leader, caseId);
  if (!found) return refuse('NO_SUCH_CASE');
  if (!stateOf(found)) return refuse('UNKNOWN_SERVICE');
  const { readers } = scopeOf(found);
  if (readers === null || who.positions.some((position) => readers.includes(position))) return null;
  return refuse('NO_RIGHT_TO_READ');
}

/** A dataset is described by one document: two of one name would open the same address. */
async function versionRule(view: RegisterView, { interchangeId, act }: VersionArgs): Promise<Refusal | null> {
  const { name } = act.contract.dataset;
  const others = (await view.all<Interchange>(type)).filter(({ id }) => id !== interchangeId);
  const isTaken = others.some((doc) =>
    interchangeState(doc).versions.some(({ contract }) => contract.dataset.name === name),
  );
  return isTaken ? refuse('DATASET_TAKEN', { field: 'part:datasetName' }) : null;
}

/** The interface is published at its step of the request, by those who do that step. */
async function publishingRule(view: RegisterView, { interchangeId }: PublishArgs, who: Who): Promise<Refusal | null> {
  const doc = await view.get<Interchange>(type, interchangeId);
  const found = doc && (await view.get<Case>(leader, doc.caseId));
  if (!found) return null;
  const state = stateOf(found);
  const step = integrateData.interchange?.published ?? '';
  if (state?.phase !== 'active' || state.step !== step) return refuse('NOT_AT_PUBLISHING');
  return standing(integrateData, stepOf(integrateData, step), state, who) === 'own' ? null : refuse('NOT_YOUR_STEP');
}

/** The interchange document of a request to integrate data: the contract between two agencies, its versions and signatures. */
export const interchangeKind: RecordKind<Interchange, typeof type> = {
  type,
  form,
  holding: 'whole',
  commands: listCommands(...interchangeCommands),
  opens: openInterchange.name,
  idArg: 'interchangeId',
  acts: ({ acts }) => acts,
  fold: interchangeState,
  readers: ({ readers }) => readers,
  follows: {
    type: leader,
    id: ({ caseId }) => caseId,
    like: (doc, found) => ({ ...doc, ...scopeOf(found as Case) }),
    mark: (found) => JSON.stringify(scopeOf(found as Case)),
  },
  async registerRule(view, command, args, who) {
    if (command === openInterchange.name) return openingRule(view, args as OpenInterchangeArgs, who);
    if (command === makeVersion.name) return versionRule(view, args as VersionArgs);
    if (command === publishVersion.name) return publishingRule(view, args as PublishArgs, who);
    return null;
  },
};

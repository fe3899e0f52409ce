import { caseState, missingRequirements, stepOf } from '../../shared/cases/case-state.ts';
import type { Case, CaseState, FieldValues } from '../../shared/cases/case.ts';
import { actName } from '../../shared/cases/commands.ts';
import type { NewAct } from '../../shared/cases/step.ts';
import { isSecret } from '../../shared/letters/letter.ts';
import { readersOf } from '../../shared/letters/status.ts';
import { caseKind } from '../../shared/records/case/kind.ts';
import type { DocumentDefinition, ServiceDefinition, StepDefinition } from '../../shared/services/definition.ts';
import { publishedServices } from '../../shared/services/services.ts';
import { filledFields } from '../shared/cases/case-walk.ts';
import { staff } from './base-office.ts';
import { openLetter, type Action, type Visible } from './visible.ts';

const find = (code: string): ServiceDefinition | null => publishedServices.find((one) => one.code === code) ?? null;

/** Turns a letter into a request; often one that was opened already, perhaps at another desk. */
export async function openCase(visible: Visible): Promise<Action | null> {
  const letter = await openLetter(visible);
  if (!letter) return null;
  const { chance, office } = visible;
  const caseId = office.newId();
  const word = visible.word();
  const args = {
    caseId,
    service: chance.pick(publishedServices).code,
    letterId: letter.id,
    agency: { id: null, name: letter.sender.name },
    title: `Permohonan ${word}`,
    received: letter.received.date,
    security: letter.security,
    readers: isSecret(letter.security) ? readersOf(letter) : [],
  };
  return { command: 'case.open', args, letterId: letter.id };
}

interface Open {
  readonly state: CaseState;
  readonly service: ServiceDefinition;
}

/** A step that states its verdict states the one it ends with. */
const saying = ({ fields }: StepDefinition, outcome: string): FieldValues =>
  Object.fromEntries(
    fields.flatMap((one) =>
      one.kind === 'choice' && one.choices.some(({ code }) => code === outcome) ? [[one.key, outcome]] : [],
    ),
  );

/** The step as its form records it, whichever of its ways out is taken. */
function finish({ chance, today }: Visible, { state, service }: Open): NewAct {
  const step = stepOf(service, state.step);
  const outcome = chance.is(0.75) ? step.outcomes[0] : chance.pick(step.outcomes);
  return {
    kind: 'finish',
    step: step.code,
    round: state.round,
    outcome: outcome?.code ?? '',
    fields: { ...filledFields(service, step.code), ...saying(step, outcome?.code ?? '') },
    note: 'sebab',
    onBehalf: step.actors.every(({ kind }) => kind === 'agency'),
    finishedOn: today,
  };
}

const signerOf = ({ signedBy }: DocumentDefinition) =>
  signedBy === undefined ? null : { position: signedBy, person: null };

function paper({ chance, today }: Visible, { state, service }: Open): NewAct | null {
  const { step, round } = state;
  const missing = stepOf(service, step).documents.filter(
    ({ code }) => !state.documents.some((one) => one.code === code && one.step === step && one.round === round),
  );
  const [next] = missing;
  if (!next) return null;
  const number = `${chance.int(900)}/2026`;
  return { kind: 'document', step, round, code: next.code, number, date: today, signer: signerOf(next), content: {} };
}

function requirement({ chance }: Visible, { state, service }: Open): NewAct | null {
  const missing = missingRequirements(service, state);
  const code = missing.length > 0 ? chance.pick(missing) : null;
  return code === null ? null : { kind: 'requirement', code, present: true, scanId: null, remark: 'asli' };
}

function draft({ word }: Visible, { state, service }: Open): NewAct | null {
  const field = stepOf(service, state.step).fields.find(({ kind }) => kind === 'text' || kind === 'line');
  if (!field) return null;
  return { kind: 'draft', step: state.step, round: state.round, set: { [field.key]: `Konsep ${word()}` } };
}

/** What is done beside the steps, each now and then. */
async function actBesideSteps(visible: Visible, { state }: Open): Promise<NewAct | null> {
  const { chance, today, word } = visible;
  switch (chance.int(8)) {
    case 0: {
      const team = chance.some(staff, 0.3);
      const positions = team.flatMap(({ position }) => position ?? []);
      return { kind: 'team', people: team.map(({ username }) => username), positions };
    }
    case 1:
      return { kind: 'title', title: `Permohonan ${word()}` };
    case 2:
      return { kind: 'resume', on: today, note: '' };
    case 3:
      return { kind: 'maintain', on: today, note: 'Pembaruan' };
    case 4:
      return { kind: 'service', service: chance.pick(publishedServices).code, reason: 'Keliru' };
    case 5: {
      const letter = await openLetter(visible);
      return letter && { kind: 'link', letterId: letter.id };
    }
    case 6: {
      const record = state.records.length > 0 ? chance.pick(state.records) : null;
      return record && { kind: 'correct', of: record.id, set: { note: `Koreksi ${word()}` }, reason: 'Salah tulis' };
    }
    default:
      return chance.is(0.3) ? { kind: 'withdraw', reason: 'Dibatalkan' } : null;
  }
}

/**
 * Continues one of the newest requests: what its step still wants first, then the step. People look for one where it is
 * their turn, and now and then try without.
 */
export async function nextAction_(visible: Visible): Promise<Action | null> {
  const { chance, office } = visible;
  const cases = office.records(caseKind.type).slice(-3);
  if (cases.length === 0) return openCase(visible);
  const first = chance.int(cases.length);
  for (const found of [...cases.slice(first), ...cases.slice(0, first)]) {
    const act = await nextAct(visible, found);
    if (!act) continue;
    const { kind, ...rest } = act;
    const args = { caseId: found.id, act: rest };
    if (chance.is(0.2) || (await office.check(actName(kind), args)).length === 0) {
      return { command: actName(kind), args, letterId: found.letterId };
    }
  }
  return null;
}

async function nextAct(visible: Visible, found: Case): Promise<NewAct | null> {
  const { chance } = visible;
  const state = caseState(found, find);
  const service = state && find(state.service);
  if (!state || !service) return null;
  const open = { state, service };
  if (chance.is(0.15)) return actBesideSteps(visible, open);
  if (chance.is(0.1)) return draft(visible, open);
  if (chance.is(0.1)) return finish(visible, open);
  return requirement(visible, open) ?? paper(visible, open) ?? finish(visible, open);
}

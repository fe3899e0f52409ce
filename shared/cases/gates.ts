import { refuse, type Refusal } from '../refusal.ts';
import { assertNever } from '../result.ts';
import type { Gate, Outcome, RequirementRule, ServiceDefinition } from '../services/definition.ts';
import type { ActOf, CaseState, FieldValue, FieldValues } from './case.ts';

/** Whether the documents that are there satisfy the rule of the standard. */
export function satisfies(rule: RequirementRule, present: (code: string) => boolean): boolean {
  if ('need' in rule) return present(rule.need);
  if ('all' in rule) return rule.all.every((part) => satisfies(part, present));
  return rule.any.some((part) => satisfies(part, present));
}

/** Fields of the newest legal record of a step, or of the one being made when it is that step. */
function newest(state: CaseState, act: ActOf<'finish'>, step: string): ActOf<'finish'> | null {
  if (act.step === step) return act;
  return state.records.findLast((record) => record.step === step && !record.aside) ?? null;
}

const filled = (fields: FieldValues, key: string): boolean => {
  const value = fields[key];
  return value !== undefined && value !== null && value !== '';
};

/** A value as it may stand in a sentence; tables have none. */
function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Documents that count for an outcome: the letter that sent papers back before does not send them back again. */
function documentsFor(state: CaseState, { to }: Outcome): CaseState['documents'] {
  if (to.kind !== 'wait') return state.documents;
  const since = state.waits.at(-1)?.documents ?? 0;
  const before = new Set(state.documents.slice(0, since).map(({ id }) => id));
  return state.documents.slice(since).filter((one) => {
    if (one.replaces === undefined || !before.has(one.replaces)) return true;
    // A corrected edition of that letter is that letter.
    before.add(one.id);
    return false;
  });
}

interface Ending {
  readonly service: ServiceDefinition;
  readonly state: CaseState;
  readonly act: ActOf<'finish'>;
  readonly outcome: Outcome;
}

function blocks({ service, state, act, outcome }: Ending, gate: Gate): Refusal | null {
  switch (gate.kind) {
    case 'requirements':
      return satisfies(service.complete, (code) => state.requirements[code]?.present === true)
        ? null
        : refuse('REQUIREMENTS_MISSING');
    case 'verdict': {
      const record = newest(state, act, gate.step);
      if (record?.outcome !== gate.outcome) return refuse('VERDICT_MISSING', { params: { step: gate.step } });
      return record.fields[gate.field] === act.fields[gate.same]
        ? null
        : refuse('OTHER_VERSION', {
            field: `fields.${gate.same}`,
            params: { version: textOf(record.fields[gate.field]) },
          });
    }
    case 'signed': {
      const record = newest(state, act, gate.step);
      const open = gate.fields.find((key) => !record || !filled(record.fields, key));
      return open === undefined ? null : refuse('SIGNATURE_MISSING', { field: `fields.${open}` });
    }
    case 'document':
      return documentsFor(state, outcome).some(
        ({ code, step, round }) => code === gate.document && step === act.step && round === act.round,
      )
        ? null
        : refuse('DOCUMENT_MISSING', { params: { document: gate.document } });
    case 'either': {
      const key = act.fields[gate.by] === true ? gate.yes : gate.no;
      return filled(act.fields, key) ? null : refuse('REQUIRED', { field: `fields.${key}` });
    }
    default:
      return assertNever(gate, 'gate');
  }
}

/** Everything that prevents this outcome; empty when it may pass. */
export function passGates(
  service: ServiceDefinition,
  state: CaseState,
  act: ActOf<'finish'>,
  outcome: Outcome,
): readonly Refusal[] {
  return outcome.gates.flatMap((gate) => blocks({ service, state, act, outcome }, gate) ?? []);
}

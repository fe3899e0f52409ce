import { caseState } from '../cases/case-state.ts';
import type { ActOf, Case, FieldValues, CaseState } from '../cases/case.ts';
import type { Letter } from '../letters/letter.ts';
import type { OfficeIdentity } from '../office/master.ts';
import type { Person, Position } from '../people/people.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import { serviceByCode } from '../services/standard.ts';

/** What is recorded of a document, before or after it has its stamp; its frozen content is made of the rest. */
export type DocumentEntry = Omit<ActOf<'document'>, 'id' | 'at' | 'by' | 'desk' | 'kind' | 'frozen'>;

/** Everything a document is made from; the same source gives the same document on every desk. */
export interface DocumentSource {
  readonly service: ServiceDefinition;
  readonly found: Case;
  readonly state: CaseState;
  /** Null where the letter is not at this desk: then its number and date stay out. */
  readonly letter: Letter | null;
  readonly office: OfficeIdentity;
  readonly positions: readonly Position[];
  readonly persons: readonly Person[];
  readonly entry: DocumentEntry;
}

/**
 * The case as it stood when this issue was recorded, as it stands now while it is being written: a letter that sent papers
 * back must not say later that they are all there.
 */
export function stateAtIssue({ found, service, state, entry }: DocumentSource): CaseState {
  const at = found.acts.findLastIndex(
    (act) =>
      act.kind === 'document' &&
      act.step === entry.step &&
      act.round === entry.round &&
      act.code === entry.code &&
      act.number === entry.number &&
      act.date === entry.date &&
      act.replaces === entry.replaces,
  );
  const find = (code: string) => (code === service.code ? service : serviceByCode(code));
  return at < 0 ? state : (caseState({ ...found, acts: found.acts.slice(0, at) }, find) ?? state);
}

/**
 * What was entered of a step in a round: its record, and over it what has been entered since (a request that waited
 * continues in the same round).
 */
export function stepFields(state: CaseState, step: string, round: number): FieldValues {
  const record = state.records.findLast((one) => one.step === step && one.round === round && !one.aside);
  const open = state.step === step && state.round === round;
  return { ...record?.fields, ...(open ? state.draft : {}) };
}

/** Fields of another step as of a round: of its newest record that is not later than the document. */
export function fieldsBefore(state: CaseState, step: string, round: number): FieldValues {
  const record = state.records.findLast((one) => one.step === step && one.round <= round && !one.aside);
  return record ? stepFields(state, step, record.round) : stepFields(state, step, round);
}

import type { Case, FieldValue, FieldValues, CaseState } from '../../../shared/cases/case.ts';
import { caseState, stepOf } from '../../../shared/cases/case-state.ts';
import { checkAct, mayAct, stepPart, type NewAct } from '../../../shared/cases/step.ts';
import type { Who } from '../../../shared/people/who.ts';
import type { FieldDefinition, FlatField, ServiceDefinition } from '../../../shared/services/definition.ts';
import { officePositions } from '../../../shared/cases/actors.ts';

/** A person with these positions. */
export function officer(positions: readonly string[], person = 'p-1'): Who {
  return {
    account: 'a-1',
    person,
    position: positions[0] ?? null,
    admin: false,
    positions,
    rights: new Set(),
  };
}

/** A person with every position that has a part in the service. */
export const everybody = (service: ServiceDefinition): Who => officer(officePositions(service));

function flatValue(field: FlatField): string | number | boolean {
  switch (field.kind) {
    case 'line':
    case 'text':
      return field.key === 'versi' ? '1.0' : `isi ${field.key}`;
    case 'date':
      return '2026-10-08';
    case 'yes-no':
      return false;
    case 'number':
      return 12;
    case 'choice':
      return field.choices[0]?.code ?? '';
  }
}

const valueOf = (field: FieldDefinition): FieldValue =>
  field.kind === 'rows'
    ? [Object.fromEntries(field.columns.map((column) => [column.key, flatValue(column)]))]
    : flatValue(field);

/** Every field of a step filled in. */
export function filledFields(service: ServiceDefinition, step: string): FieldValues {
  return Object.fromEntries(stepOf(service, step).fields.map((field) => [field.key, valueOf(field)]));
}

/** A case that is walked by acts, each checked before it is recorded. */
export class Walk {
  found: Case;
  readonly service: ServiceDefinition;
  private made = 0;

  constructor(service: ServiceDefinition) {
    this.service = service;
    this.found = {
      id: 'case-1',
      service: service.code,
      letterId: 'letter-1',
      agency: { id: null, name: 'Dinas Kesehatan' },
      title: 'Permohonan',
      received: '2026-10-08',
      security: 'biasa',
      readers: [],
      opened: this.stamp(),
      acts: [],
    };
  }

  private stamp() {
    this.made += 1;
    const by = { account: 'a-1', person: 'p-1', position: null };
    return { id: `op-${this.made}`, at: '2026-10-08T09:00:00.000+07:00', by, desk: 'D01' };
  }

  get state(): CaseState {
    const state = caseState(this.found, (code) => (code === this.service.code ? this.service : null));
    if (!state) throw new Error('no state');
    return state;
  }

  codes(act: NewAct, who: Who = everybody(this.service)): readonly string[] {
    const part = act.kind === 'finish' ? stepPart(act.step, act.round, act.outcome) : undefined;
    const barred = mayAct(this.service, this.state, act.kind, part, who);
    const all = barred ? [barred] : checkAct(this.service, this.state, act, who);
    return all.map(({ code }) => code);
  }

  /** Records without asking, as an offline desk may send it. */
  record(act: NewAct): void {
    this.found = { ...this.found, acts: [...this.found.acts, { ...act, ...this.stamp() }] };
  }

  do(act: NewAct, who?: Who): void {
    const codes = this.codes(act, who);
    if (codes.length > 0) throw new Error(`${act.kind}: ${codes.join(', ')}`);
    this.record(act);
  }

  bring(...codes: readonly string[]): void {
    for (const code of codes) this.do({ kind: 'requirement', code, present: true, scanId: null, remark: 'asli' });
  }

  bringAll(): void {
    this.bring(...this.service.requirements.map(({ code }) => code));
  }

  documents(): void {
    const { step, round } = this.state;
    for (const { code } of stepOf(this.service, step).documents) {
      this.record({
        kind: 'document',
        step,
        round,
        code,
        number: '1/2026',
        date: '2026-10-08',
        signer: null,
        content: {},
      });
    }
  }

  /** What the form of a step asks of the way it ends. */
  private verdict(step: string, outcome: string): FieldValues {
    const { fields } = stepOf(this.service, step);
    const says = fields.filter((one) => one.kind === 'choice' && one.choices.some(({ code }) => code === outcome));
    return Object.fromEntries(says.map(({ key }) => [key, outcome]));
  }

  ending(outcome: string, fields: FieldValues = {}): Extract<NewAct, { kind: 'finish' }> {
    const { step, round } = this.state;
    const onBehalf = stepOf(this.service, step).actors.every(({ kind }) => kind === 'agency');
    const all = { ...filledFields(this.service, step), ...this.verdict(step, outcome), ...fields };
    return { kind: 'finish', step, round, outcome, fields: all, note: 'sebab', onBehalf, finishedOn: '2026-10-09' };
  }

  finish(outcome: string, fields: FieldValues = {}): void {
    this.documents();
    this.do(this.ending(outcome, fields));
  }
}

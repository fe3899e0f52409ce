import type { ActOf, CaseState } from '../cases/case.ts';
import type { DocumentDefinition, ServiceDefinition, StepDefinition } from '../services/definition.ts';

/** One document of a step and every issue of it, the oldest first. */
export interface DueDocument {
  readonly definition: DocumentDefinition;
  readonly issues: readonly ActOf<'document'>[];
  /** Round in which the next issue would be recorded: the present one, or the last one of a step left behind. */
  readonly round: number;
  /** Whether that round has one already. */
  readonly written: boolean;
}

export interface StepDocuments {
  readonly step: StepDefinition;
  /** The step that is to be done now. */
  readonly current: boolean;
  readonly documents: readonly DueDocument[];
}

/** The documents of every step the case has come to, in the order of the steps; what lies ahead is not due yet. */
export function dueDocuments(service: ServiceDefinition, state: CaseState): readonly StepDocuments[] {
  return service.steps.flatMap((step): readonly StepDocuments[] => {
    const current = step.code === state.step;
    const last = state.records.findLast((record) => record.step === step.code && !record.aside);
    const reached = current || last !== undefined || step.derived !== undefined;
    if (!reached || step.documents.length === 0) return [];
    const round = current ? state.round : (last?.round ?? 1);
    const documents = step.documents.map((definition): DueDocument => {
      const issues = state.documents.filter((one) => one.step === step.code && one.code === definition.code);
      return { definition, issues, round, written: issues.some((one) => one.round === round) };
    });
    return [{ step, current, documents }];
  });
}

/** Documents of the present step that have to be recorded before the case may go on by it, and are not. */
export function awaitedDocuments(service: ServiceDefinition, state: CaseState): readonly DocumentDefinition[] {
  const step = service.steps.find(({ code }) => code === state.step);
  if (!step || state.phase !== 'active') return [];
  const onward = step.outcomes.filter(({ to }) => to.kind === 'step' || (to.kind === 'end' && to.as === 'done'));
  const needed = onward.flatMap(({ gates }) =>
    gates.flatMap((gate) => (gate.kind === 'document' ? gate.document : [])),
  );
  const written = state.documents.filter((one) => one.step === step.code && one.round === state.round);
  return step.documents.filter(({ code }) => needed.includes(code) && !written.some((one) => one.code === code));
}

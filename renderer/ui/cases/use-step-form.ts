import { useEffect, useState, type RefObject } from 'react';
import { standing } from '../../../shared/cases/actors.ts';
import { stepOf } from '../../../shared/cases/case-state.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { useClock } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { leaveField, useNotice } from '../kit/index.ts';
import { useEntry } from '../entry/use-entry.ts';
import { useTexts } from '../texts/index.ts';
import { actingFor } from './acting.ts';
import type { KnownCase } from '../office/case-states.ts';
import { byField, hasPlace, recordedFields } from './step-fields.ts';
import { useStepDraft, type StepDraft } from './use-step-draft.ts';

export interface StepFormState {
  readonly step: StepDefinition;
  readonly draft: StepDraft;
  readonly note: string;
  readonly setNote: (note: string) => void;
  readonly finishedOn: PlainDate | null;
  readonly setFinishedOn: (date: PlainDate | null) => void;
  /** Whether the agency acts in this step, so that somebody may record for it. */
  readonly mayBeBehalf: boolean;
  readonly onBehalf: boolean;
  readonly setOnBehalf: (onBehalf: boolean) => void;
  /** By field: `fields.versi`, `note`. */
  readonly errors: ReadonlyMap<string, Refusal>;
  /** Refusals that belong to no field. */
  readonly loose: readonly Refusal[];
  readonly saving: boolean;
  readonly failed: boolean;
  readonly finish: (outcome: string) => void;
}

/**
 * State of the form of the present step, from the first key to its end; mounted again for every step and round. `frame`
 * is the form on the page, in which the first wrong field gets the focus.
 */
export function useStepForm(
  { found, state, service }: KnownCase,
  frame: RefObject<HTMLFormElement | null>,
): StepFormState {
  const t = useTexts();
  const say = useNotice();
  const clock = useClock();
  const entry = useEntry();
  const who = useLive((office) => office.who());
  const step = stepOf(service, state.step);
  const acting = actingFor(step, who);
  const draft = useStepDraft(found.id, state, acting);
  const mayBeBehalf = step.actors.some(({ kind }) => kind === 'agency');
  const [note, setNote] = useState('');
  const [finishedOn, setFinishedOn] = useState<PlainDate | null>(() => todayWib(clock.now()));
  const [onBehalf, setOnBehalf] = useState(() => mayBeBehalf && standing(service, step, state, who) === 'on-behalf');
  const [problems, setProblems] = useState<readonly Refusal[]>([]);

  useEffect(() => {
    if (problems.length > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problems, frame]);

  async function finish(outcome: string): Promise<void> {
    // A date that is still being typed is validated when its field is left.
    leaveField();
    draft.leave();
    const fields = recordedFields(step.fields, draft.values);
    const date = finishedOn ?? '';
    const act = { step: step.code, round: state.round, outcome, fields, note: note.trim(), onBehalf, finishedOn: date };
    const undated = finishedOn === null ? [refuse('REQUIRED', { field: 'finishedOn' })] : [];
    setProblems(undated);
    if (undated.length > 0) return;
    const options = acting === undefined ? {} : { acting };
    if (await entry.run('case.finish', { caseId: found.id, act }, options)) say(t('cases.form.done'));
  }

  const all = [...problems, ...entry.refusals];
  const errors = byField(all);
  const atField = ({ field }: Refusal): boolean =>
    field !== undefined && hasPlace(step.fields, field.replace(/^act\./, ''));
  return {
    step,
    draft,
    note,
    setNote,
    finishedOn,
    setFinishedOn,
    mayBeBehalf,
    onBehalf,
    setOnBehalf,
    errors,
    loose: all.filter((refusal) => !atField(refusal)),
    saving: entry.saving,
    failed: entry.failed,
    finish: (outcome) => void finish(outcome),
  };
}

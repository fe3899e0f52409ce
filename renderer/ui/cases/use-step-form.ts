import { useEffect, useRef, useState } from 'react';
import { standing } from '../../../shared/cases/actors.ts';
import { stepOf } from '../../../shared/cases/case-state.ts';
import { isSecret } from '../../../shared/letters/letter.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import type { FieldValues } from '../../../shared/cases/case.ts';
import { publishedFields } from '../../../shared/interchange/published-fields.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { useClock } from '../office/clock-context.tsx';
import { useLive, useOffice } from '../office/office-context.tsx';
import { useNotice, type TypedDate } from '../kit/index.ts';
import { readDraft, restoreForm } from '../entry/drafts.ts';
import { useInterchanges } from '../interchange/CaseInterchange.tsx';
import { refusalAt } from '../entry/refused-fields.ts';
import { useEntryForm, type EntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import { actingFor } from './acting.ts';
import type { KnownCase } from '../office/case-states.ts';
import { hasPlace, recordedFields } from './step-fields.ts';
import { useStepDraft, type StepDraft } from './use-step-draft.ts';

/** What is asked of every step beside its own fields. */
export interface Ending {
  readonly note: string;
  readonly finishedOn: TypedDate;
  readonly onBehalf: boolean;
}

export interface StepFormState {
  readonly step: StepDefinition;
  /** What the register published of the request's interchange documents, where the step records that; null: it does not. */
  readonly published: { readonly fields: FieldValues | null } | null;
  readonly entry: EntryForm<Ending>;
  readonly draft: StepDraft;
  /** Whether the agency acts in this step, so that somebody may record for it. */
  readonly mayBeBehalf: boolean;
  /** The refusal of a field: `fields.versi`, `fields.temuan.2.uraian`, `note`. */
  readonly refusalAt: (path: string) => Refusal | null;
  readonly finish: (outcome: string) => void;
}

/** State of the form of the present step, from the first key to its end; mounted again for every step and round. */
export function useStepForm(known: KnownCase): StepFormState {
  const { found, state, service } = known;
  const t = useTexts();
  const say = useNotice();
  const clock = useClock();
  const office = useOffice();
  const who = useLive((office) => office.who());
  const step = stepOf(service, state.step);
  const acting = actingFor(step, who);
  const draft = useStepDraft(known, acting);
  const docs = useInterchanges(found.id);
  const isPublishing = step.code === service.interchange?.published && docs.length > 0;
  const published = isPublishing ? publishedFields(docs) : null;
  const mayBeBehalf = step.actors.some(({ kind }) => kind === 'agency');
  const key = `lembar.draft.step.${office.account.id}.${found.id}.${step.code}.${state.round}`;
  const [empty] = useState<Ending>(() => ({
    note: '',
    finishedOn: todayWib(clock.now()),
    onBehalf: mayBeBehalf && standing(service, step, state, who) === 'on-behalf',
  }));
  const [start] = useState(() => restoreForm(readDraft(office.drafts, key) ?? {}, empty));
  const outcome = useRef('');
  const entry = useEntryForm<Ending>({
    command: 'case.finish',
    start,
    args: ({ note, finishedOn, onBehalf }) => ({
      caseId: found.id,
      act: {
        step: step.code,
        round: state.round,
        outcome: outcome.current,
        fields: { ...recordedFields(step.fields, draft.values), ...published },
        note: note.trim(),
        onBehalf,
        finishedOn: finishedOn ?? '',
      },
    }),
    also: () => (isPublishing && published === null ? [refuse('NOTHING_PUBLISHED')] : []),
    fieldOf: (path) => (hasPlace(step.fields, path) ? path : null),
    acting,
    draft: {
      key,
      // The step's own fields are saved with the case; what is said of a secret one stays in memory alone.
      kept: ({ note, finishedOn }) =>
        isSecret(found.security) || (note.trim() === '' && finishedOn === empty.finishedOn)
          ? null
          : { note, finishedOn },
    },
    onSaved: () => say(t('cases.form.done')),
  });
  const { recheck } = entry;
  const typed = JSON.stringify(draft.values);
  useEffect(recheck, [typed, recheck]);
  const { errors } = entry.form.formState;
  return {
    step,
    published: isPublishing ? { fields: published } : null,
    entry,
    draft,
    mayBeBehalf,
    refusalAt: (path) => refusalAt(errors, path) ?? draft.refused.find(({ field }) => field === path) ?? null,
    finish(chosen) {
      outcome.current = chosen;
      draft.leave();
      entry.submit();
    },
  };
}

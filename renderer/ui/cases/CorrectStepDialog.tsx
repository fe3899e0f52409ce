import { MenuItem, Typography } from '@mui/material';
import type { FieldValue, FieldValues, StepRecord } from '../../../shared/cases/case.ts';
import { sameFields } from '../../../shared/cases/fields.ts';
import { missingRequirements } from '../../../shared/cases/case-state.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { FormDate, FormField, type TypedDate } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { refusalAt } from '../entry/refused-fields.ts';
import { useEntryForm } from '../entry/use-entry-form.ts';
import type { KnownCase } from '../office/case-states.ts';
import { useTexts } from '../texts/index.ts';
import { caseRefusalText } from './case-words.ts';
import { recordedFields } from './step-fields.ts';
import { StepField } from './StepField.tsx';

interface CorrectForm {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly outcome: string;
  readonly finishedOn: TypedDate;
  readonly note: string;
  readonly reason: string;
}

interface Props {
  readonly known: KnownCase;
  readonly step: StepDefinition;
  readonly record: StepRecord;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What of the form is not as it was recorded. */
function changed(step: StepDefinition, record: StepRecord, form: CorrectForm): object {
  const now: FieldValues = recordedFields(step.fields, form.fields);
  const fields = Object.entries(now).filter(([key, value]) => !sameFields(value, record.fields[key] ?? null));
  return {
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
    ...(form.outcome === record.outcome ? {} : { outcome: form.outcome }),
    ...(form.finishedOn === record.finishedOn ? {} : { finishedOn: form.finishedOn ?? '' }),
    ...(form.note.trim() === record.note ? {} : { note: form.note.trim() }),
  };
}

/** Corrects a finished step: every field of its form, the way it ended and its day, with a reason. */
export function CorrectStepDialog({ known, step, record, onClose, onDone }: Props) {
  const t = useTexts();
  const entry = useEntryForm<CorrectForm>({
    command: 'case.correct',
    start: {
      fields: record.fields,
      outcome: record.outcome,
      finishedOn: record.finishedOn,
      note: record.note,
      reason: '',
    },
    args: (form) => ({
      caseId: known.found.id,
      act: { of: record.id, set: changed(step, record, form), reason: form.reason },
    }),
    fieldOf(path) {
      const name = path.replace(/^set\./, '');
      return ['fields', 'outcome', 'finishedOn', 'note', 'reason'].includes(name.split('.')[0] ?? '') ? name : null;
    },
    onSaved: onDone,
  });
  const { form, values } = entry;
  const { control } = form;
  const missing = missingRequirements(known.service, known.state);
  const errorAt = (path: string): string | null => {
    const refusal = refusalAt(form.formState.errors, path);
    return refusal ? caseRefusalText(t, known.service, missing, refusal) : null;
  };
  const draft = {
    values: values.fields,
    change: (key: string, value: FieldValue) =>
      form.setValue('fields', { ...form.getValues('fields'), [key]: value }, { shouldDirty: true }),
    leave: () => undefined,
  };
  return (
    <EntryDialog
      entry={entry}
      title={t('cases.correct.title', { step: step.title })}
      confirm={t('cases.correct.save')}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t('cases.correct.hint')}
      </Typography>
      {step.fields.map((field) => (
        <StepField key={field.key} field={field} draft={draft} errorAt={errorAt} />
      ))}
      <FormField control={control} name="outcome" select label={t('cases.correct.outcome')}>
        {step.outcomes.map(({ code, label }) => (
          <MenuItem key={code} value={code}>
            {label}
          </MenuItem>
        ))}
      </FormField>
      <FormDate control={control} name="finishedOn" label={t('cases.form.finishedOn')} />
      <FormField control={control} name="note" label={t('cases.form.note')} multiline maxRows={8} />
      <FormField control={control} name="reason" label={t('cases.correct.reason')} required />
    </EntryDialog>
  );
}

import { Alert, Box, Checkbox, FormControlLabel, FormHelperText, Typography } from '@mui/material';
import { useRef } from 'react';
import { missingRequirements } from '../../../shared/cases/case-state.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { FieldDefinition } from '../../../shared/services/definition.ts';
import { useToday } from '../office/clock-context.tsx';
import { DateField, Field } from '../kit/index.ts';
import { refusalText, useTexts, type Texts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';
import { caseRefusalText } from './case-words.ts';
import { FieldInput } from './FieldInput.tsx';
import { OutcomeButtons } from './OutcomeButtons.tsx';
import { RowsField } from './RowsField.tsx';
import { rowsIn } from './step-fields.ts';
import { useStepForm, type StepFormState } from './use-step-form.ts';

interface FieldProps {
  readonly field: FieldDefinition;
  readonly form: StepFormState;
  readonly errorAt: (path: string) => string | null;
}

function StepField({ field, form, errorAt }: FieldProps) {
  const { draft } = form;
  if (field.kind === 'rows') {
    return (
      <RowsField
        field={field}
        rows={rowsIn(draft.values[field.key])}
        errorAt={errorAt}
        onChange={(rows) => draft.change(field.key, rows)}
        onLeave={draft.leave}
      />
    );
  }
  return (
    <FieldInput
      field={field}
      value={draft.values[field.key]}
      error={errorAt(`fields.${field.key}`)}
      onChange={(value) => draft.change(field.key, value)}
      onLeave={draft.leave}
    />
  );
}

/** A hint for an unusual but valid day: records are typed in later, but seldom before. */
function dayHint(t: Texts, day: PlainDate | null, received: PlainDate, today: PlainDate): string | undefined {
  if (day === null) return undefined;
  if (day > today) return t('cases.form.notYet');
  return day < received ? t('cases.form.beforeReceipt') : undefined;
}

/** The form of the present step, made from its definition, with a button for every way it may end. */
export function StepForm({ known }: { readonly known: KnownCase }) {
  const t = useTexts();
  const frame = useRef<HTMLFormElement>(null);
  const today = useToday();
  const form = useStepForm(known, frame);
  const { step, draft, errors, loose } = form;
  const missing = missingRequirements(known.service, known.state);
  const errorAt = (path: string): string | null => {
    const refusal = errors.get(path);
    return refusal ? caseRefusalText(t, known.service, missing, refusal) : null;
  };
  const reasons = step.outcomes.filter(({ reason }) => reason).map(({ label }) => label);
  const behalfError = errorAt('onBehalf');
  return (
    <Box
      component="form"
      ref={frame}
      aria-label={t('cases.form.label', { no: step.no, title: step.title })}
      onSubmit={(event) => event.preventDefault()}
      sx={{ display: 'flex', flexDirection: 'column', gap: 1.75, mt: 1.5 }}
    >
      {step.fields.map((field) => (
        <StepField key={field.key} field={field} form={form} errorAt={errorAt} />
      ))}
      <Box sx={{ display: 'grid', gridTemplateColumns: '170px 1fr', gap: 1.25, alignItems: 'start' }}>
        <DateField
          label={t('cases.form.finishedOn')}
          value={form.finishedOn}
          onChange={form.setFinishedOn}
          error={errorAt('finishedOn')}
          helperText={dayHint(t, form.finishedOn, known.found.received, today)}
        />
        <Field
          label={t('cases.form.note')}
          multiline
          maxRows={8}
          value={form.note}
          onChange={({ target }) => form.setNote(target.value)}
          error={errorAt('note')}
          helperText={reasons.length > 0 ? t('cases.form.noteHint', { outcomes: reasons.join('; ') }) : undefined}
        />
      </Box>
      {form.mayBeBehalf && (
        <div>
          <FormControlLabel
            control={
              <Checkbox
                name="onBehalf"
                checked={form.onBehalf}
                onChange={({ target }) => form.setOnBehalf(target.checked)}
              />
            }
            label={t('cases.form.onBehalf')}
          />
          {behalfError !== null && <FormHelperText error>{behalfError}</FormHelperText>}
        </div>
      )}
      {loose.length > 0 && (
        <Alert severity="error" role="alert">
          {t('cases.form.problems')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {loose.map((refusal) => (
              <li key={`${refusal.code} ${JSON.stringify(refusal.params ?? {})}`}>
                {caseRefusalText(t, known.service, missing, refusal)}
              </li>
            ))}
          </Box>
        </Alert>
      )}
      {form.failed && <Alert severity="error">{t('cases.form.failed')}</Alert>}
      <OutcomeButtons outcomes={step.outcomes} disabled={form.saving} onChoose={form.finish} />
      <Typography variant="caption" color={draft.state === 'failed' ? 'error' : 'textSecondary'} role="status">
        {draft.state === 'failed'
          ? t('cases.form.notSaved', { why: draft.why ? refusalText(t, draft.why) : '' })
          : t(draft.state === 'typing' ? 'cases.form.saving' : 'cases.form.saved')}
      </Typography>
    </Box>
  );
}

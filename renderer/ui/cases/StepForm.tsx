import { Alert, Box, Checkbox, FormControlLabel, FormHelperText, Typography } from '@mui/material';
import { Fragment, useMemo, useRef } from 'react';
import { missingRequirements } from '../../../shared/cases/case-state.ts';
import { openClashes } from '../../../shared/cases/drafts.ts';
import { publishedKeys } from '../../../shared/interchange/published-fields.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { isSecret } from '../../../shared/letters/letter.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { useToday } from '../office/clock-context.tsx';
import { FormDate, FormField, isReadable, type TypedDate } from '../kit/index.ts';
import { EntryDoubts, EntryFrame } from '../entry/EntryFrame.tsx';
import { refusalText, useTexts, type Texts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';
import { caseRefusalText } from './case-words.ts';
import { OutcomeButtons } from './OutcomeButtons.tsx';
import { FieldList } from './FieldList.tsx';
import { PublishedHint } from '../interchange/PublishedHint.tsx';
import { StepField } from './StepField.tsx';
import { useStepForm } from './use-step-form.ts';
import { WrittenTwice } from './WrittenTwice.tsx';

/** A hint for an unusual but valid day: records are typed in later, but seldom before. */
function dayHint(t: Texts, day: TypedDate, received: PlainDate, today: PlainDate): string | undefined {
  if (day === null || !isReadable(day)) return undefined;
  if (day > today) return t('cases.form.notYet');
  return day < received ? t('cases.form.beforeReceipt') : undefined;
}

/** The form of the present step, made from its definition, with a button for every way it may end. */
export function StepForm({ known }: { readonly known: KnownCase }) {
  const t = useTexts();
  const today = useToday();
  const form = useStepForm(known);
  const { step, draft, entry, published } = form;
  // Before anything is published these fields are empty, not to be typed.
  const isFixed = ({ key }: { readonly key: string }): boolean => published !== null && publishedKeys.includes(key);
  const { control } = entry.form;
  const { acts } = known.found;
  const { round } = known.state;
  const clashes = useMemo(() => openClashes(acts, { step: step.code, round }), [acts, step, round]);
  const missing = missingRequirements(known.service, known.state);
  const textOf = (refusal: Refusal): string => caseRefusalText(t, known.service, missing, refusal);
  const errorAt = (path: string): string | null => {
    const refusal = form.refusalAt(path);
    return refusal ? textOf(refusal) : null;
  };
  const reasons = step.outcomes.filter(({ reason }) => reason).map(({ label }) => label);
  const behalfError = errorAt('onBehalf');
  const outcomes = useRef<HTMLDivElement>(null);
  /** By Ctrl+Enter a step with one way on is finished; among several a person chooses. */
  function finishByKeys(): void {
    const [only, ...others] = step.outcomes;
    if (only && others.length === 0) form.finish(only.code);
    else outcomes.current?.querySelector('button')?.focus();
  }
  return (
    <EntryFrame
      entry={{ ...entry, submit: finishByKeys }}
      label={t('cases.form.label', { no: step.no, title: step.title })}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.75, mt: 0.5 }}>
        {published && (
          <>
            <PublishedHint caseId={known.found.id} isPublished={published.fields !== null} />
            <FieldList fields={step.fields.filter(isFixed)} values={published.fields ?? {}} />
          </>
        )}
        {step.fields
          .filter((field) => !isFixed(field))
          .map((field) => (
            <Fragment key={field.key}>
              <StepField field={field} draft={draft} errorAt={errorAt} />
              <WrittenTwice field={field} clash={clashes.get(field.key)} draft={draft} />
            </Fragment>
          ))}
        <Box sx={{ display: 'grid', gridTemplateColumns: '170px 1fr', gap: 1.25, alignItems: 'start' }}>
          <FormDate
            control={control}
            name="finishedOn"
            required
            label={t('cases.form.finishedOn')}
            helperText={dayHint(t, entry.values.finishedOn, known.found.received, today)}
          />
          <FormField
            control={control}
            name="note"
            label={t('cases.form.note')}
            multiline
            maxRows={8}
            helperText={reasons.length > 0 ? t('cases.form.noteHint', { outcomes: reasons.join('; ') }) : undefined}
          />
        </Box>
        {form.mayBeBehalf && (
          <div>
            <FormControlLabel
              control={
                <Checkbox
                  name="onBehalf"
                  checked={entry.values.onBehalf}
                  onChange={({ target }) => entry.form.setValue('onBehalf', target.checked)}
                />
              }
              label={t('cases.form.onBehalf')}
            />
            {behalfError !== null && <FormHelperText error>{behalfError}</FormHelperText>}
          </div>
        )}
        {entry.loose.length > 0 && (
          <Alert severity="error" role="alert">
            {t('cases.form.problems')}
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {entry.loose.map((refusal) => (
                <li key={`${refusal.code} ${JSON.stringify(refusal.params ?? {})}`}>{textOf(refusal)}</li>
              ))}
            </Box>
          </Alert>
        )}
        <EntryDoubts entry={entry} />
        {entry.failed && <Alert severity="error">{t('cases.form.failed')}</Alert>}
        <Box ref={outcomes}>
          <OutcomeButtons known={known} step={step} disabled={entry.saving} onChoose={form.finish} />
        </Box>
        <Typography variant="caption" color={draft.state === 'failed' ? 'error' : 'textSecondary'} role="status">
          {draft.state === 'failed'
            ? t(isSecret(known.found.security) ? 'cases.form.notSavedSecret' : 'cases.form.notSaved', {
                why: draft.why ? refusalText(t, draft.why) : '',
              })
            : t(draft.state === 'typing' ? 'cases.form.saving' : 'cases.form.saved')}
        </Typography>
      </Box>
    </EntryFrame>
  );
}

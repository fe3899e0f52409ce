import { Box, Typography } from '@mui/material';
import { useMemo, type ReactNode } from 'react';
import { Controller, useWatch, type FieldPath, type UseFormReturn } from 'react-hook-form';
import { limits } from '../../../shared/letters/fields.ts';
import { isSecret, securities, urgencies } from '../../../shared/letters/letter.ts';
import type { Classification } from '../../../shared/office/master.ts';
import { secretPart } from '../../../shared/letters/register.ts';
import { refuse } from '../../../shared/refusal.ts';
import { useMay } from '../office/allowed.ts';
import { useLive } from '../office/office-context.tsx';
import { DateField, errorText, Field, FormField, RadioRow } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { shownClock, type HeaderForm } from './header-form.ts';
import { LookupField } from './LookupField.tsx';
import { PositionsField } from './PositionsField.tsx';
import { SenderField } from './SenderField.tsx';
import type { HeaderWarning } from './warnings.ts';

interface Props {
  readonly form: UseFormReturn<HeaderForm>;
  readonly warnings: readonly HeaderWarning[];
  readonly autoFocus?: boolean;
  /** What is said of sender, number and date together, below them. */
  readonly likeness?: ReactNode;
  /** What is asked about the receipt, by its fields. */
  readonly question?: ReactNode;
}

const deliveries = ['pos', 'kurir', 'langsung', 'email', 'srikandi'] as const;

function Row({ columns, children }: { readonly columns: string; readonly children: ReactNode }) {
  return <Box sx={{ display: 'grid', gridTemplateColumns: columns, gap: 1.5, alignItems: 'start' }}>{children}</Box>;
}

const column = { display: 'flex', flexDirection: 'column', gap: 1.75 } as const;

/** The fields of a letter's header, in the order in which they stand on a letter; used to book and to correct. */
export function HeaderFields({ form, warnings, autoFocus = false, likeness, question }: Props) {
  const t = useTexts();
  const { control } = form;
  const classifications = useLive((office) => office.master<Classification>('classification'));
  const codes = useMemo(
    () => classifications.map(({ code, title }) => ({ value: code, note: title })),
    [classifications],
  );
  // Asked at once, so that nobody types a whole letter he may not book.
  const maySecret = useMay('letter.register', { type: 'letter', id: '', part: secretPart });
  const subject = useWatch({ control, name: 'subject' });
  const near = subject.length > limits.subject * 0.8;

  function warningAt(field: HeaderWarning['field']): ReactNode {
    const found = warnings.filter((warning) => warning.field === field);
    if (found.length === 0) return undefined;
    return found.map((warning) => (
      <Box component="span" key={warning.code} sx={{ display: 'block', color: 'warning.main' }}>
        {t(`letters.warning.${warning.code}`, warning.code === 'otherYear' ? { year: warning.year } : {})}
      </Box>
    ));
  }
  function errorAt(name: FieldPath<HeaderForm>): string | null {
    return errorText(t, form.getFieldState(name, form.formState).error);
  }

  return (
    <Box sx={{ ...column, '& > *': { order: 2 }, '& > .likeness': { order: 1 }, '& > .first': { order: 0 } }}>
      <Box className="first" sx={column}>
        <Controller
          control={control}
          name="sender"
          render={({ field }) => (
            <SenderField
              value={field.value}
              error={errorAt('sender')}
              inputRef={field.ref}
              autoFocus={autoFocus}
              onChange={field.onChange}
              onBlur={field.onBlur}
            />
          )}
        />
        <Row columns="minmax(0, 1fr) 190px">
          <FormField
            control={control}
            name="letterNumber"
            label={t('letters.field.letterNumber')}
            placeholder={t('letters.hint.letterNumber')}
            slotProps={{ htmlInput: { accessKey: 'n', spellCheck: false } }}
          />
          <Controller
            control={control}
            name="letterDate"
            render={({ field }) => (
              <DateField
                label={t('letters.field.letterDate')}
                value={field.value}
                inputRef={field.ref}
                onChange={field.onChange}
                onBlur={field.onBlur}
                error={errorAt('letterDate')}
                helperText={warningAt('letterDate')}
              />
            )}
          />
        </Row>
      </Box>
      <FormField
        control={control}
        name="subject"
        label={t('letters.field.subject')}
        required
        multiline
        minRows={3}
        maxRows={8}
        slotProps={{ htmlInput: { accessKey: 'p' } }}
        helperText={near ? t('letters.register.count', { count: subject.length, max: limits.subject }) : undefined}
      />
      <Row columns="1fr 1fr 1fr">
        <FormField
          control={control}
          name="attachments"
          label={t('letters.field.attachments')}
          placeholder={t('letters.hint.attachments')}
        />
        <Controller
          control={control}
          name="classification"
          render={({ field }) => (
            <LookupField
              label={t('letters.field.classification')}
              placeholder={t('letters.hint.classification')}
              value={field.value}
              options={codes}
              error={errorAt('classification')}
              onChange={field.onChange}
              onBlur={field.onBlur}
            />
          )}
        />
        <Controller
          control={control}
          name="delivery"
          render={({ field }) => (
            <LookupField
              label={t('letters.field.delivery')}
              value={field.value}
              error={errorAt('delivery')}
              options={deliveries.map((key) => ({ value: t(`letters.delivery.${key}`) }))}
              onChange={field.onChange}
              onBlur={field.onBlur}
            />
          )}
        />
      </Row>
      <Row columns="minmax(0, 5fr) minmax(0, 7fr)">
        <Controller
          control={control}
          name="urgency"
          render={({ field }) => (
            <RadioRow
              label={t('letters.field.urgency')}
              value={field.value}
              options={urgencies}
              text={(value) => t(`app.urgency.${value}`)}
              error={errorAt('urgency')}
              onChange={field.onChange}
            />
          )}
        />
        <Controller
          control={control}
          name="security"
          render={({ field }) => (
            <RadioRow
              label={t('letters.field.security')}
              value={field.value}
              options={securities}
              danger={isSecret}
              text={(value) => t(`app.security.${value}`)}
              error={
                errorAt('security') ??
                (isSecret(field.value) && maySecret === false
                  ? refusalText(t, refuse('NO_RIGHT_TO_BOOK_SECRET'))
                  : null)
              }
              onChange={field.onChange}
            />
          )}
        />
      </Row>
      <Row columns="190px 130px minmax(0, 1fr)">
        <Controller
          control={control}
          name="received.date"
          render={({ field }) => (
            <DateField
              label={t('letters.field.receivedDate')}
              required
              value={field.value}
              inputRef={field.ref}
              onChange={field.onChange}
              onBlur={field.onBlur}
              error={errorAt('received.date')}
            />
          )}
        />
        <Controller
          control={control}
          name="received.time"
          render={({ field: { ref, value, ...field } }) => (
            <Field
              {...field}
              label={t('letters.field.receivedTime')}
              required
              value={shownClock(value)}
              inputRef={ref}
              error={errorAt('received.time')}
            />
          )}
        />
        <FormField control={control} name="externalNumber" label={t('letters.field.externalNumber')} />
      </Row>
      {question}
      {/* A warning about the receipt is longer than its field is wide. */}
      {warningAt('received.date') !== undefined && (
        <Typography variant="caption" role="status" sx={{ mt: -1.25 }}>
          {warningAt('received.date')}
        </Typography>
      )}
      <Controller
        control={control}
        name="addressedTo"
        render={({ field }) => (
          <PositionsField
            label={t('letters.field.addressedTo')}
            value={field.value}
            onChange={field.onChange}
            error={errorAt('addressedTo')}
          />
        )}
      />
      <FormField
        control={control}
        name="remark"
        label={t('letters.field.remark')}
        multiline
        maxRows={4}
        placeholder={t('letters.hint.remarkKept')}
      />
      {/* Seen below the fields it is about, and behind all of them for the keyboard: it comes while somebody types on. */}
      {likeness && <Box className="likeness">{likeness}</Box>}
    </Box>
  );
}

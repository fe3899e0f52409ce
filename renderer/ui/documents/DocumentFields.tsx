import { Stack } from '@mui/material';
import { Controller, type Control } from 'react-hook-form';
import { layoutOf, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { errorText, FormDate, FormField } from '../kit/index.ts';
import { PositionField } from '../entry/PositionField.tsx';
import { useTexts } from '../texts/index.ts';
import type { DocumentForm } from './use-document-form.ts';

interface Props {
  readonly place: DocumentPlace;
  readonly control: Control<DocumentForm>;
}

/** Number, date, signer and the texts that this document asks for, each with its error below it. */
export function DocumentFields({ place, control }: Props) {
  const t = useTexts();
  const layout = layoutOf(place);
  return (
    <Stack spacing={1.75}>
      <FormField
        control={control}
        name="number"
        autoFocus
        label={t('documents.form.number')}
        helperText={t('documents.form.numberHint')}
      />
      <FormDate control={control} name="date" label={t('documents.form.date')} />
      {layout.issuer === 'office' && (
        <Controller
          control={control}
          name="signer"
          render={({ field, fieldState }) => (
            <PositionField
              label={t('documents.form.signer')}
              placeholder={t('documents.form.noSigner')}
              error={errorText(t, fieldState.error)}
              value={field.value?.position ?? null}
              onChange={(position) => field.onChange(position === null ? null : { position, person: null })}
            />
          )}
        />
      )}
      {layout.asks.map(({ key, label, kind, required, hint }) => (
        <FormField
          key={key}
          control={control}
          name={`content.${key}`}
          label={label}
          required={required}
          helperText={hint}
          multiline={kind === 'text'}
          {...(kind === 'text' ? { minRows: 2, maxRows: 8 } : {})}
          slotProps={{ htmlInput: { 'aria-required': required, required: false } }}
        />
      ))}
    </Stack>
  );
}

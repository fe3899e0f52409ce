import { Stack } from '@mui/material';
import { Controller, type Control } from 'react-hook-form';
import type { Signing } from '../../../shared/cases/case.ts';
import { layoutOf, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { errorText, FormDate, FormField } from '../kit/index.ts';
import { PositionField } from '../entry/PositionField.tsx';
import { useTexts } from '../texts/index.ts';
import type { DocumentForm } from './use-document-form.ts';

interface Props {
  readonly place: DocumentPlace;
  readonly control: Control<DocumentForm>;
}

interface SignerProps {
  readonly value: Signing | null;
  readonly error: string | null;
  readonly onChange: (signer: Signing | null) => void;
}

/** Who signs, and in whose name where he does it by mandate. */
function SignerFields({ value, error, onChange }: SignerProps) {
  const t = useTexts();
  const [first = null, second = null] = value?.behalf ?? [];
  const mandate = (...behalf: readonly (string | null)[]): void => {
    const { position = '', person = null } = value ?? {};
    const named = behalf.filter((one) => one !== null);
    onChange({ position, person, ...(named.length === 0 ? {} : { behalf: named }) });
  };
  return (
    <>
      <PositionField
        label={t('documents.form.signer')}
        placeholder={t('documents.form.noSigner')}
        error={error}
        value={value?.position ?? null}
        onChange={(position) => onChange(position === null ? null : { position, person: null })}
      />
      {value !== null && (
        <PositionField
          label={t('documents.form.behalf')}
          placeholder={t('documents.form.noBehalf')}
          error={null}
          value={first}
          onChange={(position) => mandate(position, position === null ? null : second)}
        />
      )}
      {first !== null && (
        <PositionField
          label={t('documents.form.through')}
          placeholder={t('documents.form.noThrough')}
          error={null}
          value={second}
          onChange={(position) => mandate(first, position)}
        />
      )}
    </>
  );
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
            <SignerFields value={field.value} error={errorText(t, fieldState.error)} onChange={field.onChange} />
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

import { Stack } from '@mui/material';
import { layoutOf, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { DateField, Field } from '../kit/index.ts';
import { PositionField } from '../entry/PositionField.tsx';
import { useTexts } from '../texts/index.ts';
import type { DocumentForm } from './use-document-form.ts';

interface Props {
  readonly place: DocumentPlace;
  readonly form: DocumentForm;
}

/** Number, date, signer and the texts that this document asks for, each with its error below it. */
export function DocumentFields({ place, form }: Props) {
  const t = useTexts();
  const layout = layoutOf(place);
  const { entry } = form;
  return (
    <Stack spacing={1.75}>
      <Field
        autoFocus
        label={t('documents.form.number')}
        value={entry.number}
        helperText={t('documents.form.numberHint')}
        error={form.errorAt('number')}
        onChange={(event) => form.change({ number: event.target.value })}
      />
      <DateField
        label={t('documents.form.date')}
        value={entry.date}
        error={form.errorAt('date')}
        onChange={form.changeDate}
        onInvalid={(bad) => form.changeDate(bad ? null : entry.date)}
      />
      {layout.issuer === 'office' && (
        <PositionField
          label={t('documents.form.signer')}
          placeholder={t('documents.form.noSigner')}
          error={form.errorAt('signer')}
          value={entry.signer?.position ?? null}
          onChange={(position) => form.change({ signer: position === null ? null : { position, person: null } })}
        />
      )}
      {layout.asks.map(({ key, label, kind, required, hint }) => (
        <Field
          key={key}
          label={label}
          value={entry.content[key] ?? ''}
          required={required}
          helperText={hint}
          multiline={kind === 'text'}
          {...(kind === 'text' ? { minRows: 2, maxRows: 8 } : {})}
          error={form.errorAt(`content.${key}`)}
          slotProps={{ htmlInput: { 'aria-required': required, required: false } }}
          onChange={(event) => form.changeText(key, event.target.value)}
        />
      ))}
    </Stack>
  );
}

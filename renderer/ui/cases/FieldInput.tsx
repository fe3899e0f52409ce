import { MenuItem } from '@mui/material';
import type { FieldValue } from '../../../shared/cases/case.ts';
import type { FlatField } from '../../../shared/services/definition.ts';
import { DateField, Field, RadioRow } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { fieldLabel } from './case-words.ts';

interface Props {
  readonly field: FlatField;
  readonly value: FieldValue | undefined;
  readonly error: string | null;
  readonly onChange: (value: string | number | boolean | null) => void;
  readonly onLeave: () => void;
}

/** Dates, numbers and choices need no whole line. */
const narrow = { maxWidth: 320 };

const shown = (value: FieldValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Text that is no whole number stays as typed, so that it can be corrected; its check names the error. */
function numberOr(text: string): string | number | null {
  const digits = text.trim().replaceAll('.', '');
  if (digits === '') return null;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : text;
}

/** One field of a step's form, by its kind. */
export function FieldInput({ field, value, error, onChange, onLeave }: Props) {
  const t = useTexts();
  const base = { label: fieldLabel(t, field), error, helperText: field.hint };
  switch (field.kind) {
    case 'line':
    case 'text':
      return (
        <Field
          {...base}
          {...(field.kind === 'text' ? { multiline: true, minRows: 2, maxRows: 12 } : {})}
          value={shown(value)}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onLeave}
        />
      );
    case 'number':
      return (
        <Field
          {...base}
          sx={narrow}
          value={shown(value)}
          onChange={({ target }) => onChange(numberOr(target.value))}
          onBlur={onLeave}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
      );
    case 'date':
      return (
        <DateField
          {...base}
          sx={narrow}
          value={typeof value === 'string' && value !== '' ? value : null}
          onChange={onChange}
          onBlur={onLeave}
        />
      );
    case 'choice':
      return (
        <Field
          {...base}
          select
          sx={narrow}
          value={field.choices.some(({ code }) => code === value) ? value : ''}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onLeave}
        >
          {field.choices.map(({ code, label }) => (
            <MenuItem key={code} value={code}>
              {label}
            </MenuItem>
          ))}
        </Field>
      );
    case 'yes-no':
      return (
        <RadioRow<'' | 'yes' | 'no'>
          label={base.label}
          value={value === true ? 'yes' : value === false ? 'no' : ''}
          options={['yes', 'no']}
          text={(option) => (option === '' ? '' : t(`cases.form.${option}`))}
          error={error}
          onChange={(option) => {
            onChange(option === 'yes');
            onLeave();
          }}
        />
      );
  }
}

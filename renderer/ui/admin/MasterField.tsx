import { Checkbox, FormControlLabel, MenuItem } from '@mui/material';
import { Controller, type Control, type ControllerRenderProps } from 'react-hook-form';
import { assertNever } from '../../../shared/result.ts';
import { DateField, errorText, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { ImageField } from './ImageField.tsx';
import { PeopleField } from './PeopleField.tsx';
import { RefField } from './RefField.tsx';
import { RightsField } from './RightsField.tsx';
import type { FieldSpec } from './section.ts';
import type { FormValues } from './use-master-form.ts';

interface Props {
  readonly field: FieldSpec;
  readonly control: Control<FormValues>;
  /** The document itself, which cannot be its own superior. */
  readonly self: string;
  readonly autoFocus?: boolean;
}

/** A whole number, or the text as typed when it is none: the command refuses it, and it is not lost. */
const numberOf = (text: string): number | string => (/^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text);

/** One member of a master document, with the input for its kind. */
export function MasterField({ field, control, self, autoFocus = false }: Props) {
  const t = useTexts();
  const label = t(field.label);
  const plain = (bound: ControllerRenderProps<FormValues>, error: string | null) => ({
    label,
    error,
    autoFocus,
    required: field.required ?? false,
    helperText: field.hint ? t(field.hint) : undefined,
    name: bound.name,
    inputRef: bound.ref,
    onBlur: bound.onBlur,
    slotProps: { htmlInput: { 'aria-required': field.required ?? false, required: false } },
  });
  return (
    <Controller
      control={control}
      name={field.name}
      render={({ field: bound, fieldState }) => {
        const error = errorText(t, fieldState.error);
        const text = typeof bound.value === 'string' || typeof bound.value === 'number' ? String(bound.value) : '';
        switch (field.kind) {
          case 'line':
            return <Field {...plain(bound, error)} value={text} onChange={(e) => bound.onChange(e.target.value)} />;
          case 'code':
            return (
              <Field {...plain(bound, error)} value={text} onChange={(e) => bound.onChange(e.target.value || null)} />
            );
          case 'number':
            return (
              <Field {...plain(bound, error)} value={text} onChange={(e) => bound.onChange(numberOf(e.target.value))} />
            );
          case 'lines':
            return (
              <Field
                {...plain(bound, error)}
                multiline
                minRows={2}
                value={Array.isArray(bound.value) ? bound.value.join('\n') : ''}
                onChange={(e) => bound.onChange(e.target.value === '' ? [] : e.target.value.split('\n'))}
              />
            );
          case 'flag':
            return (
              <FormControlLabel
                label={label}
                control={<Checkbox checked={bound.value === true} onChange={(_e, on) => bound.onChange(on)} />}
              />
            );
          case 'date':
            return (
              <DateField
                label={label}
                error={error}
                required={field.required ?? false}
                value={typeof bound.value === 'string' && bound.value !== '' ? bound.value : null}
                onChange={(date) => bound.onChange(date ?? (field.required ? '' : null))}
                onBlur={bound.onBlur}
              />
            );
          case 'ref':
            return (
              <RefField
                label={label}
                error={error}
                of={field.of ?? 'unit'}
                not={self}
                required={field.required ?? false}
                value={text === '' ? null : text}
                onChange={(id) => bound.onChange(id ?? (field.required ? '' : null))}
              />
            );
          case 'choice':
            return (
              <Field {...plain(bound, error)} select value={text} onChange={(e) => bound.onChange(e.target.value)}>
                {field.choices?.map((choice) => (
                  <MenuItem key={choice.value} value={choice.value}>
                    {t(choice.text)}
                  </MenuItem>
                ))}
              </Field>
            );
          case 'image':
            return <ImageField label={label} value={text === '' ? null : text} onChange={bound.onChange} />;
          case 'rights':
            return <RightsField label={label} value={bound.value} onChange={bound.onChange} />;
          case 'holders':
          case 'deputies':
            return (
              <PeopleField
                label={label}
                error={error}
                kinds={field.kind === 'holders'}
                value={bound.value}
                onChange={bound.onChange}
              />
            );
          default:
            return assertNever(field.kind, 'field kind');
        }
      }}
    />
  );
}

import { TextField, type TextFieldProps } from '@mui/material';
import { Controller, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import type { ReactNode } from 'react';
import { codeOfIssue } from '../../../shared/refusal.ts';
import { refusalText, useTexts } from '../texts/index.ts';

type Plain = Omit<TextFieldProps, 'error' | 'name'>;

/** A text field with its error line under it; `error` is a sentence, empty or null when all is well. */
export function Field({ error, helperText, ...rest }: Plain & { readonly error?: string | null | undefined }) {
  const bad = error != null && error !== '';
  return <TextField {...rest} error={bad} helperText={bad ? error : helperText} />;
}

interface FormFieldProps<T extends FieldValues> extends Plain {
  readonly control: Control<T>;
  readonly name: FieldPath<T>;
  readonly children?: ReactNode;
}

/** A field of a react-hook-form form; its zod message is a refusal code and becomes a sentence. */
export function FormField<T extends FieldValues>({ control, name, children, ...rest }: FormFieldProps<T>) {
  const t = useTexts();
  return (
    <Controller
      control={control}
      name={name}
      // The reference is the input's alone: on the frame around it, going to the field would go nowhere.
      render={({ field: { ref, ...field }, fieldState }) => (
        <Field
          {...rest}
          {...field}
          value={field.value ?? ''}
          inputRef={ref}
          error={fieldState.error ? codeText(t, fieldState.error.message) : null}
        >
          {children}
        </Field>
      )}
    />
  );
}

/** The sentence of a message that a shared schema gave. */
export function codeText(t: ReturnType<typeof useTexts>, message: string | undefined): string {
  return refusalText(t, { code: codeOfIssue(message) });
}

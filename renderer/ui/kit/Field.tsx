import { TextField, type TextFieldProps } from '@mui/material';
import { Controller, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import type { ReactNode } from 'react';
import { codeOfIssue, type Refusal } from '../../../shared/refusal.ts';
import { refusalText, useTexts, type Texts } from '../texts/index.ts';
import { DateField } from './DateField.tsx';

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
        <Field {...rest} {...field} value={field.value ?? ''} inputRef={ref} error={errorText(t, fieldState.error)}>
          {children}
        </Field>
      )}
    />
  );
}

/** A date of a react-hook-form form; what cannot be read stays in it as typed. */
export function FormDate<T extends FieldValues>({ control, name, ...rest }: Omit<FormFieldProps<T>, 'children'>) {
  const t = useTexts();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, value, onChange, onBlur }, fieldState }) => (
        <DateField
          {...(rest as object)}
          name={name}
          inputRef={ref}
          value={typeof value === 'string' && value !== '' ? value : null}
          onChange={onChange}
          onBlur={onBlur}
          error={errorText(t, fieldState.error)}
        />
      )}
    />
  );
}

/** What is wrong at a field: the refusal itself, where it came from a command, or the code of a schema's message. */
interface FieldProblem {
  readonly message?: unknown;
  readonly refusal?: Refusal;
}

function firstProblem(error: unknown): FieldProblem | null {
  if (error === null || typeof error !== 'object') return null;
  const problem = error as FieldProblem;
  if (problem.refusal || typeof problem.message === 'string') return problem;
  for (const [key, part] of Object.entries(error)) {
    const found = key === 'ref' ? null : firstProblem(part);
    if (found) return found;
  }
  return null;
}

/** The sentence under a field, of its own error or the first one inside of it; null when all is well. */
export function errorText(t: Texts, error: unknown): string | null {
  const problem = firstProblem(error);
  if (!problem) return null;
  const { message } = problem;
  return refusalText(t, problem.refusal ?? { code: codeOfIssue(typeof message === 'string' ? message : undefined) });
}

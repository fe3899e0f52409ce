import type { Control, FieldValues, Path } from 'react-hook-form';
import { z } from 'zod';
import { minPassword } from '../../../shared/sync/session-api.ts';
import { FormField, PasswordField } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

/** What is asked of the first administrator of an office, as it is typed. */
export const administratorFields = {
  name: z.string().trim().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
  username: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,40}$/, 'BAD_USERNAME'),
  password: z.string().min(minPassword, 'WEAK_PASSWORD').max(200, 'TOO_LONG'),
  repeat: z.string(),
  lastAgendaNumber: z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, 'BAD_NUMBER'),
} as const;

export const emptyAdministrator = { name: '', username: '', password: '', repeat: '', lastAgendaNumber: '0' } as const;

/** The two passwords must be the same. */
export const samePassword = {
  check: ({ password, repeat }: { readonly password: string; readonly repeat: string }): boolean => password === repeat,
  otherwise: { path: ['repeat'], message: 'PASSWORDS_DIFFER' },
};

interface Props<T extends FieldValues> {
  readonly control: Control<T>;
  /** Whether the name takes the focus. */
  readonly first?: boolean;
}

/** Name, user name, password twice and where the paper book ends. */
export function AdministratorFields<T extends FieldValues>({ control, first = false }: Props<T>) {
  const t = useTexts();
  const at = (name: keyof typeof administratorFields) => name as Path<T>;
  return (
    <>
      <FormField
        control={control}
        name={at('name')}
        label={t('session.setup.name')}
        autoFocus={first}
        autoComplete="name"
      />
      <FormField
        control={control}
        name={at('username')}
        label={t('session.field.username')}
        autoComplete="username"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <PasswordField
        control={control}
        name={at('password')}
        fresh
        helperText={t('session.setup.passwordHint', { min: minPassword })}
      />
      <PasswordField control={control} name={at('repeat')} fresh label={t('session.setup.repeat')} />
      <FormField
        control={control}
        name={at('lastAgendaNumber')}
        label={t('session.setup.lastNumber')}
        helperText={t('session.setup.lastNumberHint')}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
    </>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button, Stack } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Outcome, Signed } from '../../../shared/desk/desk.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { useDesk } from '../office/desk-context.tsx';
import { FormField, PasswordField } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';

const schema = z.object({
  username: z.string().trim().toLowerCase().min(1, 'REQUIRED').max(60, 'TOO_LONG'),
  password: z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
});

interface Props {
  readonly username: string;
  /** Whether the name can be changed; not where one certain account has to sign in again. */
  readonly fixed?: boolean;
  readonly onSigned: (signed: Signed) => void | Promise<void>;
  /** The server does not know this computer any more; absent: that is said like every refusal. */
  readonly onDeskUnknown?: () => void;
}

/** User name and password. A wrong password keeps the name and puts the cursor back. */
export function SignInForm({ username, fixed = false, onSigned, onDeskUnknown }: Props) {
  const t = useTexts();
  const desk = useDesk();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { control, handleSubmit, formState, setFocus, resetField } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { username, password: '' },
  });

  const submit = handleSubmit(async (typed) => {
    setRefusal(null);
    const answer: Outcome<Signed> = await desk.signIn(typed.username, typed.password);
    if (answer.ok) return onSigned(answer.value);
    if (answer.error.code === 'DESK_UNKNOWN' && onDeskUnknown) return onDeskUnknown();
    setRefusal(answer.error);
    if (answer.error.code === 'WRONG_PASSWORD') resetField('password');
    setFocus('password');
  });

  return (
    <Stack component="form" spacing={1.75} onSubmit={(event) => void submit(event)} noValidate>
      <FormField
        control={control}
        name="username"
        label={t('session.field.username')}
        autoComplete="username"
        autoFocus={username === ''}
        disabled={fixed}
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <PasswordField control={control} name="password" autoFocus={username !== ''} />
      {refusal && (
        <Alert severity="error" role="alert">
          {refusalText(t, refusal)}
        </Alert>
      )}
      <Button type="submit" variant="contained" size="medium" disabled={formState.isSubmitting}>
        {t(formState.isSubmitting ? 'session.signIn.submitting' : 'session.signIn.submit')}
      </Button>
    </Stack>
  );
}

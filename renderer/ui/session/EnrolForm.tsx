import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button, Stack } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Refusal } from '../../../shared/refusal.ts';
import { useDesk } from '../office/desk-context.tsx';
import { FormField, PasswordField } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { useSession } from '../office/session-context.tsx';

const schema = z.object({
  deskName: z.string().trim().min(1, 'REQUIRED').max(60, 'TOO_LONG'),
  username: z.string().trim().toLowerCase().min(1, 'REQUIRED').max(60, 'TOO_LONG'),
  password: z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
});

interface Props {
  readonly server: string;
  /** Suggested name of the desk. */
  readonly deskName?: string;
  /** Back to the choice of the server; absent where there is none. */
  readonly onBack?: () => void;
}

/** The desk's name and the account that enrols it. */
export function EnrolForm({ server, deskName = '', onBack }: Props) {
  const t = useTexts();
  const desk = useDesk();
  const { enter } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { control, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { deskName, username: '', password: '' },
  });
  const submit = handleSubmit(async (typed) => {
    setRefusal(null);
    const answer = await desk.enrol({ server, ...typed });
    if (answer.ok) return enter(answer.value);
    setRefusal(answer.error);
    setFocus('password');
  });
  return (
    <Stack component="form" spacing={1.75} onSubmit={(event) => void submit(event)} noValidate>
      <FormField
        control={control}
        name="deskName"
        label={t('session.enrol.deskName')}
        helperText={t('session.enrol.deskNameHint')}
        autoFocus
      />
      <FormField
        control={control}
        name="username"
        label={t('session.field.username')}
        autoComplete="username"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <PasswordField control={control} name="password" />
      {refusal && (
        <Alert severity="error" role="alert">
          {refusalText(t, refusal)}
        </Alert>
      )}
      <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
        {onBack && <Button onClick={onBack}>{t('session.enrol.change')}</Button>}
        <Button type="submit" variant="contained" disabled={formState.isSubmitting}>
          {t(formState.isSubmitting ? 'session.enrol.submitting' : 'session.enrol.submit')}
        </Button>
      </Stack>
    </Stack>
  );
}

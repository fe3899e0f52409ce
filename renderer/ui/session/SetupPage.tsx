import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button, Stack } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import type { Refusal } from '../../../shared/refusal.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import type { SetupRequest } from '../../../shared/sync/session-api.ts';
import { useApi } from '../office/api-context.tsx';
import { FormField } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { AdministratorFields, administratorFields, emptyAdministrator, samePassword } from './AdministratorFields.tsx';
import { Cover } from './Cover.tsx';

const schema = z
  .object({ code: z.string().trim().min(1, 'REQUIRED').max(60, 'TOO_LONG'), ...administratorFields })
  .refine(samePassword.check, samePassword.otherwise);

/** The first administrator of a server that has none, opened by the one-time code of its console. */
export function SetupPage() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const { control, handleSubmit, formState } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { code: '', ...emptyAdministrator },
  });
  const submit = handleSubmit(async ({ repeat: _same, lastAgendaNumber, ...typed }) => {
    setRefusal(null);
    const request: SetupRequest = { ...typed, lastAgendaNumber: Number(lastAgendaNumber) };
    const answer = await api.post(paths.setup, request, null);
    if (answer.ok) setMade(typed.username);
    else setRefusal(answer.error);
  });

  if (made !== null) {
    return (
      <Cover title={t('session.setup.done')} lead={t('session.setup.doneText', { username: made })}>
        <Button variant="contained" autoFocus onClick={() => void navigate('/')}>
          {t('session.setup.toSignIn')}
        </Button>
      </Cover>
    );
  }
  return (
    <Cover title={t('session.setup.title')} lead={t('session.setup.lead')}>
      <Stack component="form" spacing={1.75} onSubmit={(event) => void submit(event)} noValidate>
        <FormField control={control} name="code" label={t('session.setup.code')} autoFocus autoComplete="off" />
        <AdministratorFields control={control} />
        {refusal && (
          <Alert severity="error" role="alert">
            {refusalText(t, refusal)}
          </Alert>
        )}
        <Button type="submit" variant="contained" size="medium" disabled={formState.isSubmitting}>
          {t('session.setup.submit')}
        </Button>
      </Stack>
    </Cover>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Stack,
} from '@mui/material';
import { useId, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Account } from '../../../shared/people/people.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import { minPassword, type AccountRequest } from '../../../shared/sync/session-api.ts';
import { useApi } from '../office/api-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { FormField, PasswordField, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { RefField } from './RefField.tsx';

const schema = (isNew: boolean) =>
  z.object({
    username: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9._-]{1,40}$/, 'BAD_USERNAME'),
    personId: z.string().nullable(),
    admin: z.boolean(),
    disabled: z.boolean(),
    password: z
      .string()
      .max(200, 'TOO_LONG')
      .refine((text) => (text === '' ? !isNew : text.length >= minPassword), 'WEAK_PASSWORD'),
  });

interface Props {
  readonly account: Account;
  readonly isNew: boolean;
  readonly onClose: () => void;
}

/** Creates or changes an account on the server; the desk learns of it with the next pull. */
export function AccountDialog({ account, isNew, onClose }: Props) {
  const t = useTexts();
  const api = useApi();
  const office = useOffice();
  const say = useNotice();
  const label = useId();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { control, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(schema(isNew)),
    defaultValues: {
      username: account.username,
      personId: account.personId,
      admin: account.admin,
      disabled: account.disabled,
      password: '',
    },
  });
  const submit = handleSubmit(async ({ password, ...typed }) => {
    setRefusal(null);
    const request: AccountRequest = { id: account.id, ...typed, password: password === '' ? null : password };
    const answer = await api.post(paths.accounts, request, office.account.id);
    if (answer.ok) {
      say(t('admin.account.saved', { name: typed.username }));
      onClose();
      return office.syncNow();
    }
    if (answer.error.code === 'USERNAME_TAKEN') setError('username', { message: answer.error.code });
    else if (answer.error.code === 'WEAK_PASSWORD') setError('password', { message: answer.error.code });
    else setRefusal(answer.error);
  });

  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={label}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id={label}>
          {t(isNew ? 'admin.master.addTitle' : 'admin.master.editTitle', { what: t('admin.section.account') })}
        </DialogTitle>
        <DialogContent>
          <Stack spacing={1.75}>
            <FormField
              control={control}
              name="username"
              label={t('admin.account.username')}
              autoFocus
              autoComplete="off"
            />
            <Controller
              control={control}
              name="personId"
              render={({ field }) => (
                <RefField label={t('admin.field.person')} of="person" value={field.value} onChange={field.onChange} />
              )}
            />
            <PasswordField
              control={control}
              name="password"
              fresh
              label={t('admin.account.newPassword')}
              helperText={
                isNew ? t('session.setup.passwordHint', { min: minPassword }) : t('admin.account.keepPassword')
              }
            />
            {(['admin', 'disabled'] as const).map((name) => (
              <Controller
                key={name}
                control={control}
                name={name}
                render={({ field }) => (
                  <FormControlLabel
                    label={t(`admin.account.${name}`)}
                    control={<Checkbox checked={field.value} onChange={(_event, on) => field.onChange(on)} />}
                  />
                )}
              />
            ))}
            {refusal && (
              <Alert severity="error" role="alert">
                {refusalText(t, refusal)}
              </Alert>
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('app.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={formState.isSubmitting}>
            {t('app.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

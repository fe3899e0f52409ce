import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Box, Button, Divider, Link, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Repair } from '../../../shared/desk/desk.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { useDesk, useDeskInfo } from '../office/desk-context.tsx';
import { FormField, PasswordField } from '../kit/index.ts';
import { SavePending } from '../entry/SavePending.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { Cover } from './Cover.tsx';
import { useSession } from '../office/session-context.tsx';

const schema = z.object({
  username: z.string().trim().toLowerCase().min(1, 'REQUIRED').max(60, 'TOO_LONG'),
  password: z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
});

/** How much waits here, and of whom as far as this desk still knows. */
function PendingHere({ pending }: Pick<Repair, 'pending'>) {
  const t = useTexts();
  const count = pending.reduce((sum, { entries }) => sum + entries, 0);
  if (count === 0) return <Alert severity="info">{t('session.repair.nothing')}</Alert>;
  return (
    <Alert severity="warning">
      {t('session.repair.waiting', { count })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {pending.map(({ account, username, position, entries }) => (
          <li key={account}>
            {t(username === null && position === null ? 'session.repair.ofUnknown' : 'session.repair.of', {
              name: username ?? position ?? account.slice(-6),
              count: entries,
            })}
          </li>
        ))}
      </Box>
    </Alert>
  );
}

/** A new token for this computer, on an administrator's word. */
function EnrolAgain() {
  const t = useTexts();
  const desk = useDesk();
  const info = useDeskInfo();
  const { enter } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { control, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { username: '', password: '' },
  });
  const submit = handleSubmit(async (typed) => {
    setRefusal(null);
    const answer = await desk.enrol({ server: info?.server ?? '', deskName: info?.desk?.name ?? '', ...typed });
    if (answer.ok) return enter(answer.value);
    setRefusal(answer.error);
    setFocus('password');
  });
  return (
    <Stack component="form" spacing={1.75} onSubmit={(event) => void submit(event)} noValidate>
      <Typography variant="body2">{t('session.repair.againText', { server: info?.server ?? '' })}</Typography>
      <FormField
        control={control}
        name="username"
        label={t('session.repair.administrator')}
        autoComplete="username"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <PasswordField control={control} name="password" />
      {refusal && (
        <Alert severity="error" role="alert">
          {refusalText(t, refusal)}
        </Alert>
      )}
      <Button type="submit" variant="contained" disabled={formState.isSubmitting}>
        {t(formState.isSubmitting ? 'session.repair.submitting' : 'session.repair.again')}
      </Button>
    </Stack>
  );
}

/** A desk whose token is gone: what is left, and the two ways out (PROTOCOL D23). Nothing here deletes anything. */
export function RepairPage() {
  const t = useTexts();
  const info = useDeskInfo();
  const { carry, goOnAlone } = useSession();
  const repair = info?.repair;
  const footer = (
    <Typography variant="caption" component="p">
      {info?.desk && t('session.signIn.desk', { name: info.desk.name, code: info.desk.code })}
    </Typography>
  );
  return (
    <Cover title={t('session.repair.title')} lead={t(`session.repair.${repair?.why ?? 'lost'}`)} footer={footer}>
      <Stack spacing={2} divider={<Divider />}>
        <PendingHere pending={repair?.pending ?? []} />
        <EnrolAgain />
        <Box>
          <Typography variant="body2" sx={{ mb: 1 }}>
            {t('session.repair.saveText')}
          </Typography>
          <SavePending make={carry} label={t('session.repair.save')} />
        </Box>
        {(info?.accounts.length ?? 0) > 0 && (
          <Link component="button" variant="body2" onClick={goOnAlone}>
            {t('session.repair.alone')}
          </Link>
        )}
      </Stack>
    </Cover>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button, Checkbox, Divider, FormControlLabel, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Refusal } from '../../../shared/refusal.ts';
import { useDesk } from '../office/desk-context.tsx';
import { useSession } from '../office/session-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { AdministratorFields, administratorFields, emptyAdministrator, samePassword } from './AdministratorFields.tsx';
import { Cover } from './Cover.tsx';
import { EnrolPage } from './EnrolPage.tsx';

const schema = z
  .object({ ...administratorFields, books: z.boolean() })
  .refine(samePassword.check, samePassword.otherwise);

/** The first start on an empty machine: an office of one's own, the demonstration office, or a server that is there already. */
export function FirstDayPage({ canOpenDemo }: { readonly canOpenDemo: boolean }) {
  const t = useTexts();
  const desk = useDesk();
  const { enter } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [opening, setOpening] = useState(false);
  const [elsewhere, setElsewhere] = useState(false);
  const { control, handleSubmit, formState } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { ...emptyAdministrator, books: true },
  });
  const submit = handleSubmit(async ({ repeat: _same, lastAgendaNumber, ...typed }) => {
    setRefusal(null);
    const deskName = t('session.firstDay.deskName');
    const begun = await desk.beginOffice({ ...typed, deskName, lastAgendaNumber: Number(lastAgendaNumber) });
    if (begun.ok) return enter(begun.value);
    setRefusal(begun.error);
  });
  async function showDemo(): Promise<void> {
    setRefusal(null);
    setOpening(true);
    const opened = await desk.openDemo();
    if (opened.ok) return window.location.assign(opened.value);
    setOpening(false);
    setRefusal(opened.error);
  }

  // The administrator was made from another PC while this page was open.
  if (refusal?.code === 'ALREADY_SET_UP') return <EnrolPage because={refusal} />;
  if (elsewhere) return <EnrolPage />;
  const footer = (
    <Stack spacing={1}>
      <Divider />
      {canOpenDemo && (
        <Button variant="outlined" disabled={opening || formState.isSubmitting} onClick={() => void showDemo()}>
          {t(opening ? 'session.firstDay.openingDemo' : 'session.firstDay.demo')}
        </Button>
      )}
      {canOpenDemo && (
        <Typography variant="caption" component="p">
          {t('session.firstDay.demoHint')}
        </Typography>
      )}
      <Button onClick={() => setElsewhere(true)}>{t('session.firstDay.elsewhere')}</Button>
    </Stack>
  );
  return (
    <Cover title={t('session.firstDay.title')} lead={t('session.firstDay.lead')} footer={footer}>
      <Stack component="form" spacing={1.75} onSubmit={(event) => void submit(event)} noValidate>
        <AdministratorFields control={control} first />
        <Controller
          control={control}
          name="books"
          render={({ field: { value, ...field } }) => (
            <FormControlLabel control={<Checkbox {...field} checked={value} />} label={t('session.firstDay.books')} />
          )}
        />
        {refusal && (
          <Alert severity="error" role="alert">
            {refusalText(t, refusal)}
          </Alert>
        )}
        <Button type="submit" variant="contained" size="medium" disabled={formState.isSubmitting || opening}>
          {t(formState.isSubmitting ? 'session.firstDay.submitting' : 'session.firstDay.submit')}
        </Button>
      </Stack>
    </Cover>
  );
}

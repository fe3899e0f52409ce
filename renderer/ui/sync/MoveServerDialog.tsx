import { zodResolver } from '@hookform/resolvers/zod';
import { Typography } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Refusal } from '../../../shared/refusal.ts';
import { FormDialog, FormField } from '../kit/index.ts';
import { useDesk, useDeskInfo, useRefreshDeskInfo } from '../office/desk-context.tsx';
import { useTexts } from '../texts/index.ts';

const schema = z.object({ server: z.string().trim().min(1, 'REQUIRED') });

/** The office's server has another address: asked once, and taken only when the server there proves to be the same one. */
export function MoveServerDialog({ onClose }: { readonly onClose: (moved: boolean) => void }) {
  const t = useTexts();
  const desk = useDesk();
  const info = useDeskInfo();
  const refresh = useRefreshDeskInfo();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { control, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { server: '' },
  });
  const submit = handleSubmit(async ({ server }) => {
    setRefusal(null);
    const moved = await desk.moveServer(server);
    if (moved.ok) {
      await refresh();
      return onClose(true);
    }
    if (moved.error.field !== 'server') return setRefusal(moved.error);
    setError('server', { message: moved.error.code }, { shouldFocus: true });
  });
  return (
    <FormDialog
      title={t('session.move.title')}
      confirm={t(formState.isSubmitting ? 'session.move.submitting' : 'session.move.submit')}
      busy={formState.isSubmitting}
      refusal={refusal}
      maxWidth="sm"
      onSubmit={submit}
      onClose={() => onClose(false)}
    >
      <Typography variant="body2">{t('session.move.lead', { server: info?.server ?? '' })}</Typography>
      <FormField
        control={control}
        name="server"
        label={t('session.move.address')}
        helperText={t('session.enrol.addressHint')}
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'url', spellCheck: false, autoCapitalize: 'none' } }}
      />
    </FormDialog>
  );
}

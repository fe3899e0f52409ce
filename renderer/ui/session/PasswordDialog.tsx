import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Refusal } from '../../../shared/refusal.ts';
import { minPassword } from '../../../shared/sync/session-api.ts';
import { FormDialog, PasswordField, useNotice } from '../kit/index.ts';
import { useDesk } from '../office/desk-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';

const schema = z
  .object({
    current: z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
    next: z.string().min(minPassword, 'WEAK_PASSWORD').max(200, 'TOO_LONG'),
    repeat: z.string(),
  })
  .refine(({ next, repeat }) => next === repeat, { path: ['repeat'], message: 'PASSWORDS_DIFFER' });
const names = ['current', 'next', 'repeat'] as const;

/** The own password is changed by whoever knows the old one. */
export function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const desk = useDesk();
  const office = useOffice();
  const say = useNotice();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { control, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { current: '', next: '', repeat: '' },
  });
  const submit = handleSubmit(async ({ current, next }) => {
    setRefusal(null);
    const changed = await desk.changePassword(current, next);
    if (changed.ok) {
      say(t('session.password.done'));
      // Between the old session and the new one the register answered that nobody is signed in.
      void office.syncNow();
      return onClose();
    }
    const at = names.find((name) => name === changed.error.field);
    if (at === undefined) return setRefusal(changed.error);
    setError(at, { message: changed.error.code }, { shouldFocus: true });
  });
  return (
    <FormDialog
      title={t('session.password.title')}
      confirm={t('session.password.submit')}
      busy={formState.isSubmitting}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <PasswordField control={control} name="current" label={t('session.password.current')} autoFocus />
      <PasswordField
        control={control}
        name="next"
        fresh
        label={t('session.password.next')}
        helperText={t('session.setup.passwordHint', { min: minPassword })}
      />
      <PasswordField control={control} name="repeat" fresh label={t('session.setup.repeat')} />
    </FormDialog>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { trustPaths, type DeskEntry, type DeskPatch } from '../../../shared/sync/trust-api.ts';
import { FormDialog, FormField, useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { useOrder } from '../office/use-order.ts';

/** Like {@link DeskPatch}, for the values of the fields. */
const typed = z.object({
  name: z.string().trim().min(1, 'REQUIRED').max(60, 'TOO_LONG'),
  blockSize: z
    .string()
    .trim()
    .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'BAD_NUMBER'),
});

interface Props {
  readonly desk: DeskEntry;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Edits the name of a desk and how many numbers it holds in advance. */
export function DeskDialog({ desk, onClose, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(typed),
    defaultValues: { name: desk.name, blockSize: String(desk.blockSize) },
  });
  const submit = handleSubmit(async ({ name, blockSize }) => {
    const patch: DeskPatch = { name, blockSize: Number(blockSize) };
    const answer = await order.send(`${trustPaths.desks}/${desk.id}`, patch);
    if (!answer.ok) return;
    say(t('manage.desk.saved', { code: desk.code }));
    onClose();
    onDone();
  });
  return (
    <FormDialog
      title={t('manage.desk.editTitle', { code: desk.code })}
      confirm={t('app.action.save')}
      busy={order.busy}
      refusal={order.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={control} name="name" label={t('manage.desk.name')} autoFocus autoComplete="off" />
      <FormField
        control={control}
        name="blockSize"
        label={t('manage.desk.blockSize')}
        helperText={t('manage.desk.blockSizeHint')}
        autoComplete="off"
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
    </FormDialog>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { Typography } from '@mui/material';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import { fromWib } from '../../../shared/dates/wib.ts';
import { documentPaths } from '../../../shared/exchange/office-api.ts';
import { FormDate, FormDialog, useNotice } from '../kit/index.ts';
import { useOrder } from '../office/use-order.ts';
import { useTexts } from '../texts/index.ts';

const typed = z.object({
  sunset: z
    .string('REQUIRED')
    .min(1, 'REQUIRED')
    .refine((date) => date === '' || isPlainDate(date), 'NOT_A_DATE'),
});

interface Props {
  readonly id: string;
  readonly major: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Announces the day on which a version is closed, to the programs that read it too. */
export function DeprecateDialog({ id, major, onClose, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const version = `v${major}`;
  const { control, handleSubmit } = useForm({ resolver: zodResolver(typed), defaultValues: { sunset: '' } });
  const submit = handleSubmit(async ({ sunset }) => {
    const at = fromWib({ date: sunset, time: '00:00' }) ?? 0;
    const answer = await order.send(documentPaths.deprecate(id), { major, sunset: at });
    if (!answer.ok) return;
    say(t('centre.version.done', { version }));
    onClose();
    onDone();
  });
  return (
    <FormDialog
      title={t('centre.version.deprecateTitle', { version })}
      confirm={t('centre.version.confirm')}
      busy={order.busy}
      refusal={order.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography variant="body2">{t('centre.version.deprecateText')}</Typography>
      <FormDate control={control} name="sunset" label={t('centre.version.sunset')} autoFocus />
    </FormDialog>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, TextField } from '@mui/material';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import { fromWib } from '../../../shared/dates/wib.ts';
import {
  documentPaths,
  newKeyAnswer,
  type AccessAnswer,
  type NewKeyRequest,
} from '../../../shared/exchange/office-api.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { FormDate, FormDialog, FormField } from '../kit/index.ts';
import { countText } from '../office/moment-text.ts';
import { useOrder } from '../office/use-order.ts';
import { readAnswer } from '../office/use-server-answer.ts';
import { useTexts } from '../texts/index.ts';

const scopes = ['read', 'write', 'both'] as const;

/** Like {@link NewKeyRequest}, for the values of the fields. */
const typed = z.object({
  name: z.string().trim().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
  agency: z.string().min(1, 'REQUIRED'),
  scope: z.enum(scopes),
  expires: z
    .string('REQUIRED')
    .min(1, 'REQUIRED')
    .refine((date) => date === '' || isPlainDate(date), 'NOT_A_DATE'),
  perMinute: z
    .string()
    .trim()
    .regex(/^([1-9]\d{0,4}|100000)?$/, 'BAD_NUMBER'),
});

interface Props {
  readonly id: string;
  readonly access: AccessAnswer;
  readonly onClose: () => void;
}

/** The text of a new key, once: the register keeps none of it. */
function ShownKey({
  name,
  text,
  onClose,
}: {
  readonly name: string;
  readonly text: string;
  readonly onClose: () => void;
}) {
  const t = useTexts();
  const label = useId();
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby={label}>
      <DialogTitle id={label}>{t('centre.key.shown', { name })}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <Alert severity="warning">{t('centre.key.once')}</Alert>
        <TextField
          label={t('centre.key.text')}
          value={text}
          multiline
          autoFocus
          onFocus={(event) => event.target.select()}
          slotProps={{ htmlInput: { readOnly: true, spellCheck: false, style: { fontFamily: 'monospace' } } }}
        />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('centre.key.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Makes a key for a program of an agency and shows it once. */
export function KeyDialog({ id, access, onClose }: Props) {
  const t = useTexts();
  const order = useOrder();
  const [made, setMade] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const [strange, setStrange] = useState<Refusal | null>(null);
  const { control, handleSubmit } = useForm<z.input<typeof typed>, unknown, z.output<typeof typed>>({
    resolver: zodResolver(typed),
    defaultValues: { name: '', agency: access.agencies[0]?.id ?? '', scope: 'read', expires: '', perMinute: '' },
  });
  const submit = handleSubmit(async ({ name, agency, scope, expires, perMinute }) => {
    const body: NewKeyRequest = {
      ...{ name, agency, reads: scope !== 'write', writes: scope !== 'read' },
      // Until the end of that day.
      expires: fromWib({ date: expires, time: '23:59' }) ?? 0,
      perMinute: perMinute === '' ? null : Number(perMinute),
    };
    const sent = await order.send(documentPaths.keys(id), body);
    const answer = readAnswer(newKeyAnswer, sent);
    setStrange(sent.ok && !answer.ok ? answer.error : null);
    if (answer.ok) setMade({ name, text: answer.value.key });
  });
  if (made) return <ShownKey {...made} onClose={onClose} />;
  return (
    <FormDialog
      title={t('centre.key.makeTitle')}
      confirm={t('centre.key.make')}
      busy={order.busy}
      refusal={order.refusal ?? strange}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField
        control={control}
        name="name"
        label={t('centre.key.name')}
        helperText={t('centre.key.nameHint')}
        autoFocus
        autoComplete="off"
        sx={{ mt: 0.5 }}
      />
      <FormField control={control} name="agency" label={t('centre.key.agency')} select>
        {access.agencies.map((agency) => (
          <MenuItem key={agency.id} value={agency.id}>
            {agency.name}
          </MenuItem>
        ))}
      </FormField>
      <FormField control={control} name="scope" label={t('centre.key.scope')} select>
        {scopes.map((scope) => (
          <MenuItem key={scope} value={scope}>
            {t(`centre.key.scopes.${scope}`)}
          </MenuItem>
        ))}
      </FormField>
      <FormDate control={control} name="expires" label={t('centre.key.expires')} />
      <FormField
        control={control}
        name="perMinute"
        label={t('centre.key.perMinute')}
        helperText={t('centre.key.perMinuteHint', { count: countText(access.perMinute) })}
        autoComplete="off"
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
    </FormDialog>
  );
}

import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useState, type FormEvent } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import { Field } from '../kit/index.ts';
import { useDesk, useDeskInfo, useRefreshDeskInfo } from '../office/desk-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';

/** The office's server has another address: asked once, and taken only when the server there proves to be the same one. */
export function MoveServerDialog({ onClose }: { readonly onClose: (moved: boolean) => void }) {
  const t = useTexts();
  const desk = useDesk();
  const info = useDeskInfo();
  const refresh = useRefreshDeskInfo();
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function move(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const moved = await desk.moveServer(address);
    setBusy(false);
    if (!moved.ok) return setRefusal(moved.error);
    await refresh();
    onClose(true);
  }

  return (
    <Dialog open onClose={() => onClose(false)} fullWidth maxWidth="sm" aria-labelledby="move-server">
      <form onSubmit={(event) => void move(event)} noValidate>
        <DialogTitle id="move-server">{t('session.move.title')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
          <Typography variant="body2">{t('session.move.lead', { server: info?.server ?? '' })}</Typography>
          <Field
            label={t('session.move.address')}
            helperText={t('session.enrol.addressHint')}
            value={address}
            onChange={(event) => {
              setAddress(event.target.value);
              setRefusal(null);
            }}
            error={refusal?.field === 'server' ? refusalText(t, refusal) : null}
            autoFocus
            slotProps={{ htmlInput: { inputMode: 'url', spellCheck: false, autoCapitalize: 'none' } }}
          />
          {refusal && refusal.field !== 'server' && (
            <Alert severity="error" role="alert">
              {refusalText(t, refusal)}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => onClose(false)}>{t('app.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={busy || address.trim() === ''}>
            {t(busy ? 'session.move.submitting' : 'session.move.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, type FormEvent, type ReactNode } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { saveByKeys } from './form-keys.ts';

interface Props {
  readonly title: string;
  /** The verb on the button, never just "OK". */
  readonly confirm: string;
  readonly busy: boolean;
  /** What is said at no field of its own. */
  readonly refusal: Refusal | null;
  readonly maxWidth?: 'xs' | 'sm';
  readonly onSubmit: (event: FormEvent) => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with one form that is sent at once, by Enter, Ctrl+Enter or its button; a refusal leaves what was typed where it is. */
export function FormDialog({ title, confirm, busy, refusal, maxWidth = 'xs', onSubmit, onClose, children }: Props) {
  const t = useTexts();
  const label = useId();
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth={maxWidth} aria-labelledby={label}>
      <form
        onKeyDownCapture={(event) => saveByKeys(event, () => !busy && event.currentTarget.requestSubmit())}
        onSubmit={(event) => void onSubmit(event)}
        noValidate
      >
        <DialogTitle id={label}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
          {children}
          {refusal && (
            <Alert severity="error" role="alert">
              {refusalText(t, refusal)}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('app.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  /** The verb on the button, never just "OK". */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** The button is under the Enter key from the start, unless a field of the dialog asked for the focus. */
function focusUnlessTyping(button: HTMLButtonElement | null): void {
  if (button && !button.form?.contains(document.activeElement)) button.focus();
}

/** Asks before something that cannot be taken back. Enter confirms, Esc leaves. */
export function ConfirmDialog({ open, title, children, confirm, danger = false, disabled = false, ...on }: Props) {
  const t = useTexts();
  const label = useId();
  return (
    <Dialog open={open} onClose={on.onClose} maxWidth="xs" fullWidth aria-labelledby={label}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          on.onConfirm();
        }}
      >
        <DialogTitle id={label}>{title}</DialogTitle>
        <DialogContent>
          {typeof children === 'string' ? <DialogContentText variant="body2">{children}</DialogContentText> : children}
        </DialogContent>
        <DialogActions>
          <Button onClick={on.onClose}>{t('app.action.cancel')}</Button>
          <Button
            ref={focusUnlessTyping}
            type="submit"
            variant="contained"
            color={danger ? 'error' : 'primary'}
            disabled={disabled}
          >
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
